using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>p-values in Chinese sentences: "两组总有效率差异有统计学意义(P&lt;0.05)", "P值均小于0.01".</summary>
public sealed partial class ChinesePValueTagger(ChinesePValueTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(PValueMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<PValueMention> found = [];
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            if (sentence.Span.In(doc.Text.Text).ContainsAny('P', 'p'))
            {
                found.AddRange(Statement.In(doc.Text.Text, sentence.Span).SelectMany(list => list).Where(mention => mention.Confidence >= options.Least));
            }
        }

        return found.Count == 0 ? doc : doc.With(found);
    }

    /// <summary>One statement holds several values where it lists them: "P分别为0.012、0.034".</summary>
    public static Pattern<IReadOnlyList<PValueMention>> Statement { get; } = new("zh.p", StatementRegex(), Read)
    {
        Finds = ["差异有统计学意义(P<0.05)", "均P< 0.01", "P均<0.01", "P值分别为0.012、0.034", "P 值小于0.05", "P=0.000", "P<0.05或P<0.01", "P>.05"],
        Ignores = ["P53=0.4", "CTP=0.5", "pH=7.4", "P=7", "P波为0.12 s", "P2<0.5"],
    };

    private static IReadOnlyList<PValueMention>? Read(Match match)
    {
        Comparison sign = Sign(match.Groups["sign"].ValueSpan);
        bool all = match.Groups["all"].Success;
        bool threshold = match.Groups["threshold"].Success || match.Groups["against"].Success;
        PKind kind = match.Groups["kind"].ValueSpan switch { "趋势" => PKind.Trend, "交互" => PKind.Interaction, _ => PKind.Difference };
        List<PValueMention> list = [];
        int count = match.Groups["value"].Captures.Count;
        if (BeginsUnit(match.Groups["next"].ValueSpan))
        {
            // "P<0.05,0.5 mg": the last number of the list begins something else.
            count--;
        }

        if (count == 0)
        {
            return null;
        }

        for (int i = 0; i < count; i++)
        {
            Capture value = match.Groups["value"].Captures[i];
            if (NumberReader.Read(value.ValueSpan) is not { Value: >= 0 and <= 1 } number)
            {
                return null;
            }

            int start = i == 0 ? match.Groups["p"].Index : value.Index;
            list.Add(new PValueMention(new TextSpan(start, value.Index + value.Length), "zh.p", 0.98, sign, number, kind, threshold, all));
        }

        return list;
    }

    private static bool BeginsUnit(ReadOnlySpan<char> next) =>
        next.Length > 0 && (char.IsAsciiDigit(next[0]) || next[0] is '%' or '‰' or 'μ' || (next[0] == '.' && next.Length > 1 && char.IsAsciiDigit(next[1]))
            || char.IsAsciiLetter(next[0]) || (next[0] == ' ' && next.Length > 1 && char.IsAsciiLetter(next[1]) && !char.IsAsciiLetterUpper(next[1])));

    private static Comparison Sign(ReadOnlySpan<char> written) => written switch
    {
        "<" or "小于" => Comparison.Less,
        ">" or "大于" => Comparison.Greater,
        "≤" or "⩽" => Comparison.LessOrEqual,
        "≥" or "⩾" => Comparison.GreaterOrEqual,
        _ => Comparison.Equal,
    };

    [GeneratedRegex("""
        (?:(?<against>以)|(?<all>均|都)|(?<kind>趋势|交互)(?:作用|检验)?)?\s?
        (?<![A-Za-z\d\-])(?<p>[pP])            # the letter alone: never pH, never a gene
        \s?(?:\-?值)?\s?(?<all>均|都|皆|全部)?(?:分别|依次)?\s?
        (?<sign>[<>=≤≥⩽⩾]|小于|大于|等于|为)\s?
        (?<value>[01]?\.\d{1,12}|[01])
        (?:\s?[、,和或及]\s?(?<value>0?\.\d{1,12})){0,7}
        (?:\s?(?<threshold>(?:为|表示|被认为|认为|视为)\s?(?:差异|有|具|检验|显著|统计)))?
        (?=(?<next>.{0,3}))
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex StatementRegex();
}
