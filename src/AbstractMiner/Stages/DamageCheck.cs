using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>Places where the text has lost a symbol or a number: an empty bracket "older age ()", an operator without a number "(p &lt; )", a bracket that begins with its separator "(; Figure 1)".</summary>
public sealed partial class DamageCheck(DamageCheck.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>The most flags for one abstract; a text with more is damaged throughout, and one more flag tells nothing.</summary>
        public int Most { get; init; } = 60;
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(Flag)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Flag> flags = [];
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Section is not (SectionKind.Authors or SectionKind.Affiliations or SectionKind.Matter or SectionKind.Identifier))
            {
                flags.AddRange(EmptyBracket.In(doc.Text.Text, sentence.Span));
                flags.AddRange(BareOperator.In(doc.Text.Text, sentence.Span));
            }
        }

        return flags.Count == 0 ? doc : doc.With(flags.Take(options.Most));
    }

    public static Pattern<Flag> EmptyBracket { get; } = new("damage.empty-bracket", EmptyBracketRegex(), match => new Flag(FlagKind.LostSymbol, match.Span(), "What stood in the bracket is lost."))
    {
        Needs = text => text.Contains('('),
        Finds = ["older age () was associated", "improved over time (; Figure 1)", "characteristics ( patients)", "received the drug ( )"],
        Ignores = ["older age (p = 0.02)", "f(x)", "(i) first", "main()"],
    };

    public static Pattern<Flag> BareOperator { get; } = new("damage.bare-operator", BareOperatorRegex(), match => new Flag(FlagKind.LostSymbol, match.Span(), "The number behind the sign is lost."))
    {
        Needs = HoldsBareSign,
        Finds = ["(p < )", "significant (P = ; n = 12)", "mean ± )"],
        Ignores = ["(p < 0.05)", "a <- b", "x = y", "CD4+)"],
    };

    /// <summary>Whether behind some sign nothing stands but the end of its clause or bracket.</summary>
    private static bool HoldsBareSign(ReadOnlySpan<char> text)
    {
        for (int sign = text.IndexOfAny(Operators); sign >= 0; sign = text.IndexOfAny(Operators))
        {
            text = text[(sign + 1)..];
            if (text is [';' or ',' or ')' or ']', ..] or [' ' or '\t', ';' or ',' or ')' or ']', ..])
            {
                return true;
            }
        }

        return false;
    }

    private static readonly SearchValues<char> Operators = SearchValues.Create("=<>≤≥±");

    [GeneratedRegex("""
        (?<=[\s\w\]])(?<!\w)\((?:\s?\)|\s?[;,]\s?[^)\n]{0,40}\)|\s(?:patients|subjects|years|months|weeks|days)\b[^)\n]{0,40}\)?)
        | (?<=[a-z]\s)\(\)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex EmptyBracketRegex();

    [GeneratedRegex(@"\b(?:[pPnN]|HR|OR|RR|CI|r)\s?[=<>≤≥]\s?(?=[;,)\]])|\w\s?±\s?(?=[;,)\]])", RegexOptions.CultureInvariant)]
    private static partial Regex BareOperatorRegex();
}
