using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Effects in Chinese sentences: "OR=2.10,95%CI:1.43~3.96", "呈正相关(r=0.52)", "是对照组的1.2、1.5倍", "AUC为0.85".</summary>
public sealed partial class ChineseEffectTagger(ChineseEffectTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(EstimateMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<EstimateMention> found = [];
        foreach (Sentence sentence in doc.ReportingSentences())
        {
            ReadOnlySpan<char> words = sentence.Span.In(text);
            found.AddRange(Ratio.In(text, sentence.Span));
            if (words.Contains('倍'))
            {
                found.AddRange(Fold.In(text, sentence.Span).SelectMany(list => list));
            }

            if (words.Contains("相关", StringComparison.Ordinal))
            {
                found.AddRange(Correlation.In(text, sentence.Span).SelectMany(list => list));
            }

            if (words.Contains("AUC", StringComparison.Ordinal) || words.Contains("曲线下面积", StringComparison.Ordinal))
            {
                found.AddRange(Area.In(text, sentence.Span));
            }
        }

        found.RemoveAll(mention => mention.Confidence < options.Least);
        return found.Count == 0 ? doc : doc.With(found);
    }

    public static Pattern<EstimateMention> Ratio { get; } = new("zh.ratio", RatioRegex(), ReadRatio)
    {
        Finds = ["OR=2.10,95%CI:1.43~3.96", "(RR 0.85, 95%CI 0.70-1.03)", "风险比为1.5", "OR值为3.2(95%可信区间1.1~9.3)", "HR=0.72", "OR(95%CI)=2.31(1.58~3.38)"],
        Ignores = ["ORR=2.1", "HR 72次/分", "OR", "CORR=0.3"],
    };

    public static Pattern<IReadOnlyList<EstimateMention>> Fold { get; } = new("zh.fold", FoldRegex(), ReadFold)
    {
        Finds = ["是对照组的1.22、1.34、1.60倍", "升高2.5倍", "增加约3倍"],
        Ignores = ["放大400倍镜", "二倍体", "稀释10倍液", "10倍数"],
    };

    public static Pattern<IReadOnlyList<EstimateMention>> Correlation { get; } = new("zh.correlation", CorrelationRegex(), ReadCorrelation)
    {
        Finds = ["呈正相关(r=0.52,P<0.01)", "r=-0.46", "r分别为0.31、0.42", "rs=0.7"],
        Ignores = ["OR=0.52", "r=1.5", "hr=0.5"],
    };

    public static Pattern<EstimateMention> Area { get; } = new("zh.auc", AreaRegex(), ReadArea)
    {
        Finds = ["AUC为0.85", "AUC为0.869(95%CI:0.786~0.951)", "AUC为0.869,大于乙法的0.73", "曲线下面积(AUC)为0.912", "AUC=0.77"],
        Ignores = ["AUC为8.43", "AUC(0-t)", "AUC显著升高"],
    };

    private static EstimateMention? ReadRatio(Match match)
    {
        Statistic? statistic = match.Groups["name"].ValueSpan switch
        {
            "OR" or "比值比" or "优势比" => Statistic.OddsRatio,
            "HR" or "风险比" or "危险比" => Statistic.HazardRatio,
            "RR" or "相对危险度" or "相对风险" => Statistic.RiskRatio,
            _ => null,
        };
        bool signed = match.Groups["sign"].Success || match.Groups["level"].Success;
        if (statistic is null || !signed || NumberReader.Read(match.Groups["value"].ValueSpan) is not { } value || !ChineseFragments.MayEnd(match.Groups["next"].ValueSpan))
        {
            return null;
        }

        Spread? spread = IntervalOf(match);
        return new EstimateMention(match.Groups["value"].Span(), "zh.ratio", spread is null ? 0.85 : 0.95, statistic.Value, value, null, null, null, spread, Comparison.Equal, null);
    }

    private static Spread? IntervalOf(Match match) =>
        match.Groups["level"].Success && match.Groups["low"].Success && NumberReader.Read(match.Groups["low"].ValueSpan) is { } low && NumberReader.Read(match.Groups["high"].ValueSpan) is { } high
            ? new Spread(SpreadKind.ConfidenceInterval, new Quantity(match.Groups["low"].Span(), low), new Quantity(match.Groups["high"].Span(), high), NumberReader.Read(match.Groups["level"].ValueSpan)?.Value)
            : null;

    private static IReadOnlyList<EstimateMention>? ReadFold(Match match)
    {
        ReadOnlySpan<char> next = match.Groups["next"].ValueSpan;
        if (next.StartsWith("镜") || next.StartsWith("体") || next.StartsWith("数") || next.StartsWith("液") || next.StartsWith("率") || next.StartsWith("物镜")
            || next.StartsWith("稀释") || !ChineseFragments.MayStart(match.Groups["before"].ValueSpan))
        {
            return null;
        }

        Direction? direction = match.Groups["up"].Success ? Direction.Increase : match.Groups["down"].Success ? Direction.Decrease : null;
        return Listed(match, "zh.fold", Statistic.FoldChange, "倍", direction, number => number.Value > 0);
    }

    private static IReadOnlyList<EstimateMention>? ReadCorrelation(Match match) =>
        ChineseFragments.MayEnd(match.Groups["next"].ValueSpan) ? Listed(match, "zh.correlation", Statistic.Correlation, null, null, number => number.Value is >= -1 and <= 1) : null;

    private static EstimateMention? ReadArea(Match match) =>
        NumberReader.Read(match.Groups["value"].ValueSpan) is { Value: > 0 and <= 1 } value
            ? new EstimateMention(match.Groups["value"].Span(), "zh.auc", 0.9, Statistic.Auc, value, null, null, null, IntervalOf(match), Comparison.Equal, null)
            : null;

    private static List<EstimateMention>? Listed(Match match, string rule, Statistic statistic, string? unit, Direction? direction, Func<Number, bool> isSuch)
    {
        List<EstimateMention> list = [];
        foreach (Capture capture in match.Groups["value"].Captures)
        {
            if (NumberReader.Read(capture.ValueSpan) is not { } value || !isSuch(value))
            {
                return null;
            }

            list.Add(new EstimateMention(capture.Span(), rule, 0.85, statistic, value, unit, null, null, null, Comparison.Equal, direction));
        }

        return list;
    }

    [GeneratedRegex("""
        (?<![A-Za-z])(?:a|m)?(?<name>OR|RR|HR|比值比|优势比|相对危险度|相对风险|风险比|危险比)(?:\s?\(\s?[aA]?(?:OR|RR|HR)\s?\))?\s?(?:值)?(?:\s?[(\[,]\s?(?<level>\d{2}(?:\.\d)?)\s?%\s?CI\s?[)\]]?)?(?<sign>\s?[=为是:])?\s?
        (?<value>\d{1,4}(?:\.\d{1,6})?)
        (?:[,;(\[ ]{0,3}(?:(?<level>\d{2}(?:\.\d)?)\s?%\s?(?:CI|可信区间|置信区间)(?:\s?\(CI\))?\s?[:=为]?\s?[(\[]?)?\s?
            (?<low>-?\d{1,4}(?:\.\d{1,6})?)\s?(?:~|-|至|,|—)\s?(?<high>\d{1,4}(?:\.\d{1,6})?))?
        """ + ChineseFragments.Next, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex RatioRegex();

    [GeneratedRegex(ChineseFragments.Before + "(?:(?:(?<up>增加|升高|上升|提高|增高|增长)|(?<down>降低|下降|减少))(?:了|约|近|至)?)?" + @"(?:(?<value>\d{1,5}(?:\.\d{1,4})?)\s?[、,和及~]\s?){0,7}(?<value>\d{1,5}(?:\.\d{1,4})?)\s?倍" + ChineseFragments.Next, RegexOptions.CultureInvariant)]
    private static partial Regex FoldRegex();

    [GeneratedRegex("""
        (?<![A-Za-z])r(?:s|值)?\s?(?:均|分别)?\s?[=为]\s?
        (?<value>-?0?\.\d{1,6}|-?[01])(?:\s?[、,和及]\s?(?<value>-?0?\.\d{1,6})){0,7}
        """ + ChineseFragments.Next, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex CorrelationRegex();

    [GeneratedRegex(@"(?:(?:AUC|曲线下面积)(?:\s?\(AUC\))?[^,;。\d(]{0,8}[为=是达]\s?|(?<=(?:AUC|曲线下面积)[^;。]{0,90})[大小高低优]于[^,;。\d()]{1,12}的\s?)(?<value>[01]?\.\d{1,5})(?:\s?[(\[,]\s?(?<level>\d{2})\s?%\s?(?:CI|可信区间|置信区间)\s?[:=为]?\s?[(\[]?\s?(?<low>[01]?\.\d{1,5})\s?(?:~|-|至|,)\s?(?<high>[01]?\.\d{1,5}))?", RegexOptions.CultureInvariant)]
    private static partial Regex AreaRegex();
}
