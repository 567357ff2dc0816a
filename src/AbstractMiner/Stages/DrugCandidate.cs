using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>A name in the text that may be a drug.</summary>
internal sealed record DrugCandidate(TextSpan Span, TextSpan Sentence, SectionKind Section, string Name, Concept? Concept, string Rule, double Confidence, DrugUse Use, bool IsWeak)
{
    public bool IsClass => Concept?["level"] == "class";

    public bool IsNatural => Concept?.Flags.Contains("natural") == true;
}
