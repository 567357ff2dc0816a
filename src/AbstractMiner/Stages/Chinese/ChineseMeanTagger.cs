using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Means, medians and other measured values: "(8.03±2.73)mmol/L", "由12.4 kPa降至4.8 kPa", "中位数为5(3~8) d", "比对照组延长10 d".</summary>
public sealed partial class ChineseMeanTagger(ChineseMeanTagger.Options options) : IStage
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
        SpreadKind named = NamesDeviation(text) ? SpreadKind.StandardDeviation : SpreadKind.Unnamed;
        List<EstimateMention> found = [];
        foreach (Sentence sentence in doc.ReportingSentences())
        {
            int first = found.Count;
            if (sentence.Span.In(text).Contains('±'))
            {
                found.AddRange(Mean.In(text, sentence.Span).Select(mean => named == SpreadKind.Unnamed ? mean : mean with { Spread = mean.Spread! with { Kind = named } }));
            }

            foreach (EstimateMention median in Median.In(text, sentence.Span))
            {
                AddFree(found, median, first);
            }

            foreach (EstimateMention difference in Difference.In(text, sentence.Span))
            {
                AddFree(found, difference, first);
            }

            foreach (EstimateMention value in Stated.In(text, sentence.Span).SelectMany(list => list))
            {
                AddFree(found, value, first);
            }

            found.Sort(first, found.Count - first, Comparer<EstimateMention>.Create((one, other) => one.Span.CompareTo(other.Span)));
            LendUnits(text, found, first);
        }

        found.RemoveAll(mention => mention.Confidence < options.Least);
        return found.Count == 0 ? doc : doc.With(found)
            .With(found.Where(mention => mention.Value is null).Select(mention => new Flag(FlagKind.LostDigit, mention.Span, "A number does not begin with a zero and a digit: one before them is lost.")));
    }

    public static Pattern<EstimateMention> Mean { get; } = new("zh.mean", MeanRegex(), ReadMean)
    {
        Finds = ["(8.03±2.73)mmol/L", "12.4±2.8kPa", "为(35.2 ± 4.1) 分", "31%±16%"],
        Ignores = ["8.03", "±2.73", "IL-6±", "1~3"],
    };

    /// <summary>A median with its quartiles or its range: "评分6(3,10)分".</summary>
    public static Pattern<EstimateMention> Median { get; } = new("zh.median", MedianRegex(), ReadMedian)
    {
        Finds = ["评分6(3,10)分", "3.0(2.0,4.0)次", "住院时间为12(9~15) d", "中位数4.2(2.8, 6.1)"],
        Ignores = ["随访52(12~84)个月", "年龄4.2(2.8,6.1)岁", "12(3/25)", "6(3,5)分", "P=0.02(0.01,0.03)"],
    };

    /// <summary>A difference between groups: "比对照组高6828.6元".</summary>
    public static Pattern<EstimateMention> Difference { get; } = new("zh.difference", DifferenceRegex(), ReadDifference)
    {
        Finds = ["住院费用比对照组高6828.6元", "较常规组缩短2.5 d", "比对照组平均减少30 ml"],
        Ignores = ["较对照组延长,共10 d", "比对照组高2倍", "高6.5%", "较对照组降至10 d", "比A组高"],
    };

    /// <summary>A value that a sentence states: "平均为24.6个月", "分别为49.8和45.1 min".</summary>
    public static Pattern<IReadOnlyList<EstimateMention>> Stated { get; } = new("zh.value", StatedRegex(), ReadStated)
    {
        Finds = ["消除半衰期分别为49.8和45.1 min", "存活时间分别为6.5 d和45.5 d", "住院时间平均24.6 d", "中位生存期为14.2个月", "血压由160 mm Hg降至130 mm Hg", "评分为7.5分"],
        Ignores = ["疗程为8周", "分为4组", "总收率为39%", "P值为0.03", "年龄为30~50岁", "为12.4±2.8kPa", "为20例", "随访时间为3个月"],
    };

    private static EstimateMention? ReadMean(Match match)
    {
        ReadOnlySpan<char> next = match.Groups["next"].ValueSpan;

        // "03±2.59": a digit was lost before the zero, and with it the value.
        bool lost = match.Groups["value"].ValueSpan is ['0', >= '0' and <= '9', ..];
        Number? value = lost ? null : NumberReader.Read(Digits(match.Groups["value"]));
        if (!ChineseFragments.MayStart(match.Groups["before"].ValueSpan) || !ChineseFragments.MayEnd(next)
            || (value is null && !lost) || NumberReader.Read(Digits(match.Groups["sd"])) is not { } sd)
        {
            return null;
        }

        TextSpan span = new(match.Groups["value"].Index, match.Groups["sd"].Index + match.Groups["sd"].Length);
        string? unit = match.Groups["percent"].Success ? "%" : UnitOf(match.Groups["unit"], next);
        return new EstimateMention(span, "zh.mean", 0.92, Statistic.Mean, value, unit, null, null,
            new Spread(SpreadKind.Unnamed, new Quantity(match.Groups["sd"].Span(), sd), null, null), Comparison.Equal, null);
    }

    private static EstimateMention? ReadMedian(Match match)
    {
        ReadOnlySpan<char> before = match.Groups["before"].ValueSpan;
        before = before[(before.LastIndexOfAny(",;。") + 1)..];
        if (IsNoFinding(before) || before.EndsWith("=") || !ChineseFragments.MayStart(before) || NumberReader.Read(Digits(match.Groups["value"])) is not { } value
            || NumberReader.Read(match.Groups["low"].ValueSpan) is not { } low || NumberReader.Read(match.Groups["high"].ValueSpan) is not { } high
            || low.Value >= high.Value || value.Value < low.Value || value.Value > high.Value)
        {
            return null;
        }

        SpreadKind kind = match.Groups["comma"].Success ? SpreadKind.InterquartileRange : SpreadKind.Range;
        return new EstimateMention(match.Groups["value"].Span(), "zh.median", 0.85, Statistic.Median, value, UnitOf(match.Groups["unit"], match.Groups["next"].ValueSpan), null, null,
            new Spread(kind, new Quantity(match.Groups["low"].Span(), low), new Quantity(match.Groups["high"].Span(), high), null), Comparison.Equal, null);
    }

    private static EstimateMention? ReadDifference(Match match)
    {
        ReadOnlySpan<char> next = match.Groups["next"].ValueSpan;
        if (NumberReader.Read(Digits(match.Groups["value"])) is not { } value || !ChineseFragments.MayEnd(next) || UnitOf(match.Groups["unit"], next) is not { } unit)
        {
            return null;
        }

        return new EstimateMention(match.Groups["value"].Span(), "zh.difference", 0.8, Statistic.MeanDifference, value, unit, null, null, null, Comparison.Equal,
            match.Groups["up"].Success ? Direction.Increase : Direction.Decrease);
    }

    private static IReadOnlyList<EstimateMention>? ReadStated(Match match)
    {
        ReadOnlySpan<char> next = match.Groups["next"].ValueSpan;
        ReadOnlySpan<char> before = match.Groups["before"].ValueSpan;
        before = before[(before.LastIndexOfAny(",;。") + 1)..];
        string? unit = UnitOf(match.Groups["unit"], next);
        bool median = match.Groups["median"].Success || before.Contains("中位", StringComparison.Ordinal);
        bool list = match.Groups["value"].Captures.Count > 1;
        if (unit is null || !ChineseFragments.MayEnd(next) || next.StartsWith("~") || next.StartsWith("±") || next.StartsWith("%") || IsNoFinding(before))
        {
            return null;
        }

        Statistic statistic = median ? Statistic.Median : match.Groups["mean"].Success || before.Contains("平均", StringComparison.Ordinal) || before.Contains("均值", StringComparison.Ordinal) ? Statistic.Mean : Statistic.Value;
        List<EstimateMention> values = [];
        foreach (Capture capture in match.Groups["value"].Captures)
        {
            if (NumberReader.Read(capture.ValueSpan.ToString().Replace(" ", "", StringComparison.Ordinal)) is not { } value)
            {
                return null;
            }

            values.Add(new EstimateMention(capture.Span(), "zh.value", list ? 0.75 : 0.7, statistic, value, unit, null, null, list ? null : IntervalOf(match), Comparison.Equal, null));
        }

        return values;
    }

    private static Spread? IntervalOf(Match match) =>
        match.Groups["level"].Success && NumberReader.Read(match.Groups["low"].ValueSpan) is { } low && NumberReader.Read(match.Groups["high"].ValueSpan) is { } high
            ? new Spread(SpreadKind.ConfidenceInterval, new Quantity(match.Groups["low"].Span(), low), new Quantity(match.Groups["high"].Span(), high), NumberReader.Read(match.Groups["level"].ValueSpan)?.Value)
            : null;

    /// <summary>What the study set, or who took part, is no finding: a course, an age, a dose, a range of calibration.</summary>
    private static bool IsNoFinding(ReadOnlySpan<char> before)
    {
        foreach (string word in (ReadOnlySpan<string>)["疗程", "随访", "年龄", "病程", "剂量", "线性", "流速", "柱温", "波长", "内径", "P值", "t值", "F值", "检测时间", "反应时间", "保留时间", "分别于", "检出限", "定量限", "体重", "孕周", "流量"])
        {
            if (before.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Digits(Group group) => group.Value.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The unit, or null where the letters begin something else: vs, P, n, 95%CI.</summary>
    private static string? UnitOf(Group unit, ReadOnlySpan<char> next)
    {
        if (!unit.Success)
        {
            return null;
        }

        ReadOnlySpan<char> written = unit.ValueSpan.TrimEnd(".-");
        if (written.IsEmpty || written is "vs" or "VS" or "Vs" or "P" or "p" or "CI" or "n" or "OR" or "RR" or "HR" or "t" or "F" or "SD")
        {
            return null;
        }

        return written is "分" && next.Length > 0 && next[0] is '别' or '组' or '析' or '期' or '布' or '型' or '为' ? null : written is "年" or "月" or "周" or "日" && next.Length > 0 && char.IsAsciiDigit(next[0]) ? null : written.ToString();
    }

    private static bool NamesDeviation(string text) => text.Contains("±s", StringComparison.Ordinal) || text.Contains("± s", StringComparison.Ordinal) || text.Contains("标准差", StringComparison.Ordinal) || text.Contains("±SD", StringComparison.Ordinal);

    private static void AddFree(List<EstimateMention> found, EstimateMention mention, int first)
    {
        for (int i = first; i < found.Count; i++)
        {
            if (found[i].Span.Overlaps(mention.Span))
            {
                return;
            }
        }

        found.Add(mention);
    }

    /// <summary>"(12.4±1.8)、(18.3±0.9)MPa": the last item of a list states the unit for all.</summary>
    private static void LendUnits(string text, List<EstimateMention> found, int first)
    {
        for (int i = found.Count - 2; i >= first; i--)
        {
            if (found[i].Unit is null && ChineseText.IsListGap(text.AsSpan(found[i].Span.End, found[i + 1].Span.Start - found[i].Span.End)))
            {
                found[i] = found[i] with { Unit = found[i + 1].Unit };
            }
        }
    }

    [GeneratedRegex(ChineseFragments.Before + "(?<value>-?" + ChineseFragments.Number + @")\s?(?<percent>%)?\s?±\s?(?<sd>" + ChineseFragments.Number + @")\s?(?<percent>%)?\)?\s?(?:(?<percent>%)|(?<unit>" + ChineseFragments.Unit + "))?" + ChineseFragments.Next, RegexOptions.CultureInvariant)]
    private static partial Regex MeanRegex();

    [GeneratedRegex("(?<=(?<before>.{0,14}))(?<value>" + ChineseFragments.Number + @")\s?\(\s?(?<low>\d{1,5}(?:\.\d{1,3})?)\s?(?:(?<comma>,)|~|-)\s?(?<high>\d{1,5}(?:\.\d{1,3})?)\s?\)\s?(?<unit>" + ChineseFragments.Unit + ")?" + ChineseFragments.Next, RegexOptions.CultureInvariant)]
    private static partial Regex MedianRegex();

    [GeneratedRegex("""
        (?:比|较)[^,;。\d]{1,14}?(?:平均)?
        (?:(?<up>高|升高|增加|延长|多|长|增高|提高)|低|降低|减少|缩短|少|短|下降)(?:了|出|约)?\s?
        (?<value>
        """ + ChineseFragments.Number + @")\s?(?<unit>" + ChineseFragments.Unit + ")" + ChineseFragments.Next, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex DifferenceRegex();

    [GeneratedRegex("(?<=(?<before>.{0,20}))" + """
        (?:分别为|分别是|分别达|(?<mean>平均为?)|(?<median>中位数为?)|达到|[升降增减]至|[升降]到|[为达由从是])\s?
        (?:
        """ + "(?<value>" + ChineseFragments.Number + @")\s?" + ChineseFragments.Unit + "?" + ChineseFragments.Separator + "){0,7}(?<value>" + ChineseFragments.Number + @")\s?(?<unit>" + ChineseFragments.Unit + ")" + ChineseFragments.Next + @"(?:\s?[(\[,]\s?(?<level>\d{2}(?:\.\d)?)\s?%\s?(?:CI|可信区间|置信区间)\s?[:=为]?\s?[(\[]?\s?(?<low>-?\d{1,4}(?:\.\d{1,3})?)\s?(?:~|-|至|,)\s?(?<high>\d{1,4}(?:\.\d{1,3})?))?", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex StatedRegex();
}
