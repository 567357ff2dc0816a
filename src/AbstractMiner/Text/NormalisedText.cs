namespace AbstractMiner.Text;

/// <summary>A document's text after folding, and the way back to its raw characters.</summary>
public sealed record NormalisedText(string Text, OffsetMap Map)
{
    /// <summary>The format of the source says that this is one abstract: it must not be split.</summary>
    public bool IsOneAbstract { get; init; }

    public static NormalisedText Unchanged(string text) => new(text, OffsetMap.Identity(text.Length));

    /// <summary>This text after a further pass; null means that the pass changed nothing.</summary>
    public NormalisedText Then(NormalisedText? pass) => pass is null ? this : new(pass.Text, pass.Map.Then(Map));
}
