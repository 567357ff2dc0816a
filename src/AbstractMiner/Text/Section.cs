namespace AbstractMiner.Text;

/// <summary>What a part of an abstract is for.</summary>
public enum SectionKind
{
    /// <summary>Running text whose purpose is not known.</summary>
    Other,
    Title,
    Authors,
    Affiliations,
    Identifier,
    Background,
    Objective,
    Methods,
    Results,
    Conclusions,
    Registration,
    Funding,
    Keywords,
    Disclosure,

    /// <summary>Navigation, session information, citation lines: not part of what the authors report.</summary>
    Matter,

    /// <summary>The body of a full paper, after its abstract.</summary>
    Body,

    /// <summary>Rows of cells.</summary>
    Table,
}

/// <param name="Heading">The printed heading with its colon; null where the text has none.</param>
/// <param name="Span">Heading and text together.</param>
/// <param name="Inferred">The kind was recognised from the text, not read from a heading.</param>
public sealed record Section(SectionKind Kind, TextSpan Span, TextSpan? Heading, bool Inferred)
{
    /// <summary>The text without its heading.</summary>
    public TextSpan Content => Heading is { } heading ? new(Math.Min(heading.End, Span.End), Span.End) : Span;

    /// <summary>Whether the authors report here: a value may be taken from it.</summary>
    public bool IsReport => Kind.IsReport();
}

public static class SectionKinds
{
    /// <summary>Whether the authors report in such a section: a value may be taken from it.</summary>
    public static bool IsReport(this SectionKind kind) => kind is not (SectionKind.Authors or SectionKind.Affiliations or SectionKind.Identifier
        or SectionKind.Funding or SectionKind.Keywords or SectionKind.Disclosure or SectionKind.Matter);
}
