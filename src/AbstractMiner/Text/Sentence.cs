namespace AbstractMiner.Text;

/// <summary>The language of a stretch of text, told by its script.</summary>
public enum Language
{
    English,
    Chinese,
}

/// <param name="Section">The kind of the section that the sentence stands in.</param>
public sealed record Sentence(TextSpan Span, SectionKind Section, Language Language);
