using AbstractMiner.Text;

namespace AbstractMiner.Annotation;

/// <summary>One reported number with all that it is linked to: one row of the evidence table. It holds mentions, never strings.</summary>
/// <param name="Estimate">The number; null for a p-value that stands without one.</param>
/// <param name="P">Null where none belongs to the row.</param>
/// <param name="Group">Null for the whole study population.</param>
/// <param name="Comparator">For contrasts alone.</param>
public sealed record Finding(EstimateMention? Estimate, PValueMention? P, OutcomeMention? Outcome, GroupMention? Group, GroupMention? Comparator,
    TimeMention? Time, double Confidence)
{
    /// <summary>A change within a group is compared with its own baseline.</summary>
    public bool AgainstBaseline { get; init; }

    /// <summary>The same statement in the other language of a bilingual abstract.</summary>
    public TextSpan? Translation { get; init; }

    /// <summary>The decisions that linked it, for a reader who wants to know why.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The mention that gives the row its place.</summary>
    public Mention Anchor => (Mention?)Estimate ?? P ?? throw new InvalidOperationException("A finding has an estimate or a p-value.");
}
