using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>A name in the text that may be a drug.</summary>
/// <param name="IsWeak">The name counts only where the drug is given.</param>
internal sealed record DrugCandidate(string Text, TextSpan Span, TextSpan Sentence, SectionKind Section, string Name, Concept? Concept, string Rule, double Confidence, bool IsWeak)
{
    private DrugUse? _use;

    /// <summary>What the words around the name say of it: few names need it, so it is read when it is asked for.</summary>
    public DrugUse Use
    {
        get => _use ??= DrugContext.UseOf(Text, Sentence, Span);
        init => _use = value;
    }

    public bool IsClass => Concept?["level"] == "class";

    public bool IsNatural => Concept?.Flags.Contains("natural") == true;
}
