using System.Collections.Immutable;

namespace AbstractMiner.Text;

/// <summary>A document's text after folding, and the way back to its raw characters.</summary>
public sealed record NormalisedText(string Text, OffsetMap Map)
{
    /// <summary>The format of the source says that this is one abstract: it must not be split.</summary>
    public bool IsOneAbstract { get; init; }

    /// <summary>Spaces for which the source left two between words: something may have been lost there.</summary>
    public ImmutableArray<int> Gaps { get; init; } = [];

    public static NormalisedText Unchanged(string text) => new(text, OffsetMap.Identity(text.Length));

    /// <summary>This text after a further pass; null means that the pass changed nothing.</summary>
    public NormalisedText Then(NormalisedText? pass) => pass is null ? this : new(pass.Text, pass.Map.Then(Map));
}
