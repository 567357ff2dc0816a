using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Percents that Chinese sentences report: "总有效率分别为84.4%和62.5%", "12例(24.0%)", "下降19.1%", "敏感度为85.0%".</summary>
public sealed partial class ChinesePercentTagger(ChinesePercentTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [typeof(SampleSizeMention)];

    public IReadOnlyList<Type> Adds => [typeof(EstimateMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<EstimateMention> found = [];
        foreach (Sentence sentence in doc.ReportingSentences())
        {
            if (!sentence.Span.In(text).Contains('%'))
            {
                continue;
            }

            int first = found.Count;
            foreach (Written written in Percent.In(text, sentence.Span))
            {
                if (!IsOfAnother(text, sentence.Span, written.Span))
                {
                    found.Add(Read(text, sentence.Span, written, found.Count > first ? found[^1] : null));
                }
            }

            AddZeros(text, sentence.Span, found, first);
            AddShareOfClauseBefore(doc, sentence.Span, found, first);
            ReadPaired(text, sentence.Span, found, first);
        }

        found.RemoveAll(mention => mention.Confidence < options.Least);
        return found.Count == 0 ? doc : doc.With(found.OrderBy(mention => mention.Span).ToList());
    }

    /// <summary>A number with its percent sign, before it is known what it is a percent of.</summary>
    public sealed record Written(TextSpan Span, Number Number);

    public static Pattern<Written> Percent { get; } = new("zh.percent", PercentRegex(), ReadNumber)
    {
        Finds = ["有效率84.4%", "(24.0%)", "占51.1%,", "为0.79%(5/633)", "12.5 %和", "降至1.6%"],
        Ignores = ["95%CI", "95%可信区间", "12%±3%", "±3%", "0.9%氯化钠", "2%利多卡因",  "CO2%", "RSD=1.2%", "RSD为2.0%"],
    };

    private static Written? ReadNumber(Match match)
    {
        ReadOnlySpan<char> before = match.Groups["before"].ValueSpan;
        ReadOnlySpan<char> next = match.Groups["next"].ValueSpan.TrimStart();
        if (!ChineseFragments.MayStart(before) || before.Contains("RSD", StringComparison.Ordinal) || before.EndsWith("湿度")
            || next.StartsWith("CI") || next.StartsWith("可信") || next.StartsWith("置信") || (next.Length > 0 && next[0] is '±')
            || IsConcentration(next) || NumberReader.Read(match.Groups["value"].ValueSpan) is not { } number)
        {
            return null;
        }

        return new Written(match.Groups["written"].Span(), number);
    }

    /// <summary>The ends of an interval and the scatter of an assay belong to the number before them: "95%CI 35.9%~99.6%", "(RSD为4.3%)".</summary>
    private static bool IsOfAnother(string text, TextSpan sentence, TextSpan span)
    {
        int from = Math.Max(sentence.Start, span.Start - 24);
        ReadOnlySpan<char> before = text.AsSpan(from, span.Start - from);
        foreach (string word in (ReadOnlySpan<string>)["CI", "RSD", "可信区间", "置信区间"])
        {
            int at = before.LastIndexOf(word);
            if (at >= 0 && !before[at..].ContainsAny(',', ';', ')'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"0.9%氯化钠" is what is in a bottle: a reported percent ends its phrase, or 的 leads on.</summary>
    private static bool IsConcentration(ReadOnlySpan<char> next) =>
        next.Length > 0 && ChineseText.IsHan(next[0]) && next[0] is not ('的' or '和' or '及' or '与' or '或' or '以' or '左' or '升' or '降' or '高' or '低' or '比' or '下' or '上' or '明' or '显'
            or '到' or '增' or '减' or '均' or '差' or '且' or '而' or '优' or '大' or '小' or '较' or '至' or '者' or '为' or '是' or '有' or '、' or '病' or '患' or '在' or '达' or '结' or '两' or '对' or '无' or '处' or '产' or '存' or '死' or '发' or '出' or '伴' or '完' or '获' or '表' or '可' or '仍' or '合' or '接' or '未' or '需');

    private static EstimateMention Read(string text, TextSpan sentence, Written written, EstimateMention? last)
    {
        TextSpan span = written.Span;
        (Quantity? events, Quantity? total) = Shares(text, sentence, span);
        ReadOnlySpan<char> gap = last is null ? default : text.AsSpan(last.Span.End, span.Start - last.Span.End);
        if (last is not null && last.Statistic == Statistic.PercentChange && ChineseText.IsListGap(gap))
        {
            return last with { Span = span, Value = written.Number, Events = null, Total = null };
        }

        int clause = span.Start;
        while (clause > sentence.Start && text[clause - 1] is not (',' or ';' or '。' or ')' or '%'))
        {
            clause--;
        }

        ReadOnlySpan<char> lead = text.AsSpan(clause, span.Start - clause);
        if (events is null && ChangeIn(lead) is { } direction)
        {
            return new EstimateMention(span, "zh.percent.change", 0.85, Statistic.PercentChange, written.Number, "%", null, null, null, Comparison.Equal, direction);
        }

        Statistic statistic = StatisticOf(lead);
        return new EstimateMention(span, "zh.percent", 0.9, statistic, written.Number, "%", events, total, Interval(text, sentence, span), Bound(lead), null);
    }

    /// <summary>"83.3%(95%CI 35.9%~99.6%)".</summary>
    private static Spread? Interval(string text, TextSpan sentence, TextSpan span)
    {
        Match match = IntervalRegex().Match(text[span.End..Math.Min(sentence.End, span.End + 60)]);
        return match.Success && NumberReader.Read(match.Groups["low"].ValueSpan) is { } low && NumberReader.Read(match.Groups["high"].ValueSpan) is { } high
            ? new Spread(SpreadKind.ConfidenceInterval, new Quantity(match.Groups["low"].Span().Shift(span.End), low), new Quantity(match.Groups["high"].Span().Shift(span.End), high), NumberReader.Read(match.Groups["level"].ValueSpan)?.Value)
            : null;
    }

    /// <summary>"下降19%", "增加了37%", "降低了两组的表达34%"; never "下降至19%", which is a level.</summary>
    private static Direction? ChangeIn(ReadOnlySpan<char> lead)
    {
        Match match = ChangeRegex().Match(lead.ToString());
        if (!match.Success)
        {
            return null;
        }

        return match.Groups["up"].Success ? Direction.Increase : Direction.Decrease;
    }

    private static Statistic StatisticOf(ReadOnlySpan<char> lead)
    {
        int sensitivity = Math.Max(lead.LastIndexOf("灵敏度"), lead.LastIndexOf("敏感"));
        int specificity = Math.Max(lead.LastIndexOf("特异度"), lead.LastIndexOf("特异性"));
        return (sensitivity, specificity) switch
        {
            (-1, -1) => Statistic.Percent,
            _ when sensitivity > specificity => Statistic.Sensitivity,
            _ => Statistic.Specificity,
        };
    }

    private static Comparison Bound(ReadOnlySpan<char> lead)
    {
        lead = lead.TrimEnd();
        return lead.EndsWith("<") || lead.EndsWith("小于") || lead.EndsWith("低于") || lead.EndsWith("不足") ? Comparison.Less
            : lead.EndsWith(">") || lead.EndsWith("大于") || lead.EndsWith("超过") ? Comparison.Greater
            : Comparison.Equal;
    }

    /// <summary>The counts beside a percent: "(5/633)", "12例(", "(15株)", "12(".</summary>
    private static (Quantity? Events, Quantity? Total) Shares(string text, TextSpan sentence, TextSpan span)
    {
        string after = text[span.End..Math.Min(sentence.End, span.End + 24)];
        if (ShareAfterRegex().Match(after) is { Success: true } next)
        {
            return (QuantityOf(next.Groups["n"], span.End), next.Groups["total"].Success ? QuantityOf(next.Groups["total"], span.End) : null);
        }

        int from = Math.Max(sentence.Start, span.Start - 24);
        if (ShareBeforeRegex().Match(text[from..span.Start]) is { Success: true } before)
        {
            return (QuantityOf(before.Groups["n"], from), before.Groups["total"].Success ? QuantityOf(before.Groups["total"], from) : null);
        }

        return (null, null);
    }

    private static Quantity? QuantityOf(Group group, int offset) =>
        ChineseNumerals.Read(group.ValueSpan) is { } value ? new Quantity(group.Span().Shift(offset), Number.Of(value)) : null;

    /// <summary>"甲手术648例,感染率为4.9%" is of 648; "共1523例,发生感染75例,感染率4.9%" is 75 of 1523, where the numbers agree.</summary>
    private static void AddShareOfClauseBefore(AnnotatedAbstract doc, TextSpan sentence, List<EstimateMention> found, int first)
    {
        string text = doc.Text.Text;
        for (int i = first; i < found.Count; i++)
        {
            EstimateMention rate = found[i];
            if (rate is { Statistic: Statistic.Percent, Events: { } events, Total: null })
            {
                // "40例患者中12例(30.0%)": the number of the sentence that it is a percent of.
                SampleSizeMention? whole = doc.Of<SampleSizeMention>(new TextSpan(sentence.Start, events.Span.Start)).LastOrDefault(sample => Agrees(rate.Value!.Value, events.Number.Value, sample.Value));
                found[i] = whole is null ? rate : rate with { Total = new Quantity(whole.Span, Number.Of(whole.Value)) };
                continue;
            }

            if (rate.Statistic != Statistic.Percent || rate.Events is not null || RateAfterRegex().Match(text[sentence.Start..rate.Span.Start]) is not { Success: true } match)
            {
                continue;
            }

            TextSpan number = match.Groups["n"].Span().Shift(sentence.Start);
            decimal count = ChineseNumerals.Read(number.In(text)) ?? 0;
            if (doc.Of<SampleSizeMention>(number).Any())
            {
                found[i] = rate with { Total = new Quantity(number, Number.Of(count)) };
                continue;
            }

            // N stands in the sentence; where it stands elsewhere, it only vouches for n.
            SampleSizeMention? total = doc.Of<SampleSizeMention>(new TextSpan(sentence.Start, number.Start)).LastOrDefault(sample => Agrees(rate.Value!.Value, count, sample.Value));
            if (total is not null || doc.Of<SampleSizeMention>().Any(sample => Agrees(rate.Value!.Value, count, sample.Value)))
            {
                found[i] = rate with { Events = new Quantity(number, Number.Of(count)), Total = total is null ? null : new Quantity(total.Span, Number.Of(total.Value)) };
            }
        }
    }

    /// <summary>Whether n of N is the percent within its printed rounding.</summary>
    private static bool Agrees(Number percent, decimal events, decimal total)
    {
        decimal unit = 1;
        for (int i = 0; i < percent.Decimals; i++)
        {
            unit /= 10;
        }

        return total > 0 && Math.Abs(100 * events / total - percent.Value) <= unit;
    }

    /// <summary>"分别为10.3%、0": a bare zero that closes a list of percents is one of them.</summary>
    private static void AddZeros(string text, TextSpan sentence, List<EstimateMention> found, int first)
    {
        for (int i = found.Count - 1; i >= first; i--)
        {
            EstimateMention mention = found[i];
            if (mention.Statistic == Statistic.Percent && ZeroAfterRegex().Match(text[mention.Span.End..Math.Min(sentence.End, mention.Span.End + 8)]) is { Success: true } match)
            {
                found.Insert(i + 1, mention with { Span = match.Groups["zero"].Span().Shift(mention.Span.End), Value = new Number(0, "0"), Events = null, Total = null, Rule = "zh.percent.zero" });
            }
        }
    }

    /// <summary>"敏感度、特异度分别为85%、90%": the names stand before the list, in its order.</summary>
    private static void ReadPaired(string text, TextSpan sentence, List<EstimateMention> found, int first)
    {
        for (int i = first; i + 1 < found.Count; i++)
        {
            if (found[i].Statistic == Statistic.Specificity && found[i + 1].Statistic == Statistic.Percent
                && ChineseText.IsListGap(text.AsSpan(found[i].Span.End, found[i + 1].Span.Start - found[i].Span.End))
                && PairRegex().IsMatch(text[Math.Max(sentence.Start, found[i].Span.Start - 24)..found[i].Span.Start]))
            {
                found[i] = found[i] with { Statistic = Statistic.Sensitivity };
                found[i + 1] = found[i + 1] with { Statistic = Statistic.Specificity };
            }
        }
    }

    [GeneratedRegex(ChineseFragments.Before + "(?<written>(?<value>" + ChineseFragments.Number + @")\s?%)" + ChineseFragments.Next, RegexOptions.CultureInvariant)]
    private static partial Regex PercentRegex();

    [GeneratedRegex(@"(?<n>\d{1,3}(?: \d{3})+|\d{1,7})\s?(?:例|名|人|只|株|份|眼)(?:患者|患儿|标本)?[^,;。\d]{0,8},[^,;。\d]{0,10}率[^,;。\d]{0,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex RateAfterRegex();

    [GeneratedRegex("""
        (?:(?<up>增加|升高|上升|提高|增高|增长|增强|增大|延长)|降低|下降|减少|缩短|减小|减轻|抑制)
        (?:(?:了|约|近|达)?\s?|了[^至到为率,;]{2,40})$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex ChangeRegex();

    [GeneratedRegex(@"^\s?(?:[(\[]\s?(?<n>\d{1,3}(?: \d{3})+|\d{1,7})\s?(?:/\s?(?<total>\d{1,3}(?: \d{3})+|\d{1,7})|例次?|名|人次?|株|份|眼|只|次)|,\s?(?<n>\d{1,7})\s?/\s?(?<total>\d{1,7}))", RegexOptions.CultureInvariant)]
    private static partial Regex ShareAfterRegex();

    [GeneratedRegex(@"(?<n>\d{1,3}(?: \d{3})+|\d{1,7})\s?(?:/\s?(?<total>\d{1,3}(?: \d{3})+|\d{1,7})\s?[(,]|(?:例次?|名|人次?|株|份|眼|只|次|位|耳|颗|枚)?(?:患者|患儿)?\s?(?:[(\[]\s?(?:约?占|比例为)?|,?\s?约?占[^,;。\d]{0,12}))\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex ShareBeforeRegex();

    [GeneratedRegex(@"^\s?(?:\([^)]{0,5})?[、和及]\s?(?<zero>0)\s?(?:$|[,;。、()和])", RegexOptions.CultureInvariant)]
    private static partial Regex ZeroAfterRegex();

    [GeneratedRegex(@"^\s?[;,(\[]?\s?(?<level>\d{2}(?:\.\d)?)\s?%\s?(?:CI|可信区间|置信区间)\s?[:=为]?\s?[(\[]?\s?(?<low>\d{1,3}(?:\.\d{1,3})?)\s?%?\s?(?:至|~|-|,)\s?(?<high>\d{1,3}(?:\.\d{1,3})?)", RegexOptions.CultureInvariant)]
    private static partial Regex IntervalRegex();

    [GeneratedRegex(@"(?:敏感[度性]|灵敏[度性])[^\d]{0,8}特异[度性]", RegexOptions.CultureInvariant)]
    private static partial Regex PairRegex();
}
