using System.Globalization;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Tells the counts of a Chinese abstract apart: "将60例患者分为两组,各30例" are sample sizes, "治愈20例" is a result. Both
/// are written alike, so what stands before and after the number and the section decide, once, for the taggers of both.
/// </summary>
internal static partial class ChineseCounts
{
    private static readonly string[] Subjects =
    [
        "患者", "病人", "病例", "患儿", "受试者", "志愿者", "儿童", "孕妇", "产妇", "妇女", "女性", "男性", "新生儿", "老年", "成人", "大鼠", "小鼠", "豚鼠", "家兔", "兔", "犬", "猪", "猴",
        "学生", "护士", "医生", "官兵", "居民", "人员", "健康", "正常", "对象", "标本", "样本", "参与者", "献血者", "供者", "早产儿", "婴儿", "幼儿", "青少年", "雄性", "雌性", "SD", "Wistar",
    ];

    private static readonly string[] Patients = ["患者", "病人", "患儿", "受试者", "志愿者", "健康者"];

    private static readonly string[] Controls = ["健康", "正常", "对照", "体检"];

    private static readonly string[] Gathering = ["共", "纳入", "入选", "选取", "选择", "选", "收集", "收治", "招募", "抽取", "对", "将", "取", "调查", "采用", "应用", "检测", "分析", "诊治", "入组", "募集", "筛选", "对于", "观察", "治疗", "为", "以"];

    /// <summary>What befalls subjects: the number beside it counts events, not a group.</summary>
    private static readonly string[] Happenings = ["发生", "出现", "死亡", "感染", "治愈", "痊愈", "好转", "有效", "显效", "无效", "存活", "复发", "缓解", "阳性", "阴性", "失败", "成功", "脱落", "进展", "稳定", "恶化", "发现"];

    /// <summary>Who left the study is an event, wherever it is told.</summary>
    private static readonly string[] Leaving = ["脱落", "失访", "退出", "剔除", "中止"];

    private static readonly string[] Gathered = ["调查", "监测", "收治", "纳入", "入选", "选取", "收集", "筛查", "检测", "随访"];

    private static readonly string[] Evaluable = ["有效配对", "有效问卷", "完成", "完成随访", "随访", "获得随访", "获随访", "得到随访", "可评价", "可评估", "最终纳入", "最终", "实际纳入"];

    public static IReadOnlyList<ChineseCount> In(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        GroupMention[] groups = [.. doc.Of<GroupMention>()];
        List<ChineseCount> counts = [];
        bool reported = false;
        TextSpan? title = null;
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            int result = text.AsSpan(sentence.Span.Start, Math.Min(4, sentence.Span.Length)).IndexOf("结果");
            reported = sentence.Section is SectionKind.Results or SectionKind.Conclusions || (sentence.Section == SectionKind.Other && (reported || result >= 0));
            if (IsTitle(doc, sentence))
            {
                title ??= sentence.Span;
                continue;
            }

            Add(sentence.Span, reported);
        }

        // A title repeats a number of the text; it speaks for itself where the text gives none.
        if (title is { } span && !counts.Exists(count => count.Role is SampleRole.Total or SampleRole.Arm))
        {
            Add(span, reported: false);
            counts.Sort((one, other) => one.Number.CompareTo(other.Number));
        }

        return counts;

        void Add(TextSpan span, bool reported)
        {
            foreach (Match match in CountRegex().EnumerateFrom(text, span))
            {
                if (Read(match, text, span, groups, counts, reported) is { } count)
                {
                    counts.Add(count);
                }
            }

            foreach (Match match in LetterRegex().EnumerateFrom(text, span))
            {
                if (ChineseCountLabels.GroupBefore(text, groups, match.Index) is { } group && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0)
                {
                    counts.Add(new ChineseCount(match.Span(), match.Span(), value, SampleRole.Arm, group, "zh.n.letter", 0.9));
                }
            }
        }
    }

    /// <summary>The title, marked or not: a dump often opens with it as a short first sentence.</summary>
    private static bool IsTitle(AnnotatedAbstract doc, Sentence sentence) =>
        sentence.Section == SectionKind.Title || (sentence.Section == SectionKind.Other && sentence.Span.Start < 4 && sentence.Span.Length < 60
            && sentence.Span.End < doc.Text.Text.Length && !sentence.Span.In(doc.Text.Text).ContainsAny(',', ';'));

    private static ChineseCount? Read(Match match, string text, TextSpan sentence, GroupMention[] groups, List<ChineseCount> earlier, bool reported)
    {
        Group number = match.Groups["number"];
        if (ChineseNumerals.Read(number.ValueSpan.TrimEnd()) is not (>= 1 and <= int.MaxValue and var value) || decimal.Truncate(value) != value
            || (number.ValueSpan is "一" or "百" or "千" or "万"))
        {
            return null;
        }

        ReadOnlySpan<char> previous = match.Groups["before"].ValueSpan;
        ReadOnlySpan<char> following = match.Groups["next"].ValueSpan;
        if (!MayStand(previous, following, text[match.Index + match.Length - 1]))
        {
            return null;
        }

        TextSpan phrase = match.Span();
        int clause = ChineseText.ClauseStart(text, sentence.Start, phrase.Start);
        ReadOnlySpan<char> lead = text.AsSpan(clause, phrase.Start - clause).Trim();
        int tailEnd = phrase.End;
        while (tailEnd < sentence.End && !ChineseText.IsDelimiter(text[tailEnd]))
        {
            tailEnd++;
        }

        ReadOnlySpan<char> tail = text.AsSpan(phrase.End, tailEnd - phrase.End).Trim(" .");
        ChineseCount Of(SampleRole? role, TextSpan? group, string rule, double confidence) =>
            new(number.Span(), phrase, (int)value, role, group, rule, confidence);

        if (PercentAfterRegex().IsMatch(text.AsSpan(phrase.End, Math.Min(24, sentence.End - phrase.End)))
            || (phrase.Start > sentence.Start + 1 && text[phrase.Start - 1] == '(' && text[phrase.Start - 2] == '%'))
        {
            return Of(null, null, "zh.count.percent", 0.95);
        }

        if (ChineseText.EndsWithAny(lead, Leaving))
        {
            return Of(null, null, "zh.count.lost", 0.8);
        }

        if (tail.StartsWith("完成") || CompletedRegex().IsMatch(text.AsSpan(phrase.End, Math.Min(24, sentence.End - phrase.End))))
        {
            return Of(SampleRole.Analysed, null, "zh.n.completed", 0.85);
        }

        bool subject = ChineseText.BeginsWithAny(tail, Subjects);
        bool specimen = match.Groups["thing"].Success;

        // 各30例, 每组10只: one entry for all the groups that are named before it.
        if (lead.EndsWith("各") || lead.EndsWith("每组") || lead.EndsWith("各组") || lead.EndsWith("各有") || lead.EndsWith("各为") || lead.EndsWith("每组各"))
        {
            TextSpan? list = ChineseCountLabels.NamedBefore(text, groups, sentence, phrase.Start);
            return reported && (list is null || (tail.Length > 0 && !subject)) ? Of(null, null, "zh.count.each", 0.7) : Of(SampleRole.Arm, list, "zh.n.each", 0.95);
        }

        if (ChineseCountLabels.GroupAfter(text, groups, phrase.End, tailEnd) is { } named && named.Start - phrase.End > 1)
        {
            return Of(SampleRole.Arm, named, "zh.n.as-group", 0.95);
        }

        if (ChineseCountLabels.GroupBefore(text, groups, phrase.Start) is { } before)
        {
            bool goesOn = tail.IsEmpty && earlier.Count > 0 && earlier[^1].Role is null && phrase.Start - earlier[^1].Phrase.End <= 12;
            bool isEvent = reported && (goesOn || (tail.Length > 0 && !subject && tail[0] != '中'));
            return isEvent ? Of(null, before, "zh.count.group", 0.8) : Of(SampleRole.Arm, before, "zh.n.group", 0.95);
        }

        int bracket = tailEnd < sentence.End && text[tailEnd] == '(' ? text.IndexOf(')', tailEnd, Math.Min(24, sentence.End - tailEnd)) : -1;
        if (ChineseCountLabels.GroupAfter(text, groups, phrase.End, tailEnd) is { } after || (bracket > 0 && ChineseCountLabels.GroupIn(groups, new TextSpan(tailEnd + 1, bracket)) is { } bracketed && (after = bracketed).Length > 0))
        {
            return Of(SampleRole.Arm, after, "zh.n.as-group", 0.95);
        }

        if (!specimen && tail.Contains("对照", StringComparison.Ordinal) && (tail.EndsWith("对照") || tail.EndsWith("对照者")) && !reported)
        {
            return Of(SampleRole.Arm, ChineseCountLabels.TrimmedSpan(text, phrase.End, tailEnd), "zh.n.control", 0.9);
        }

        // "干预前210例,干预后198例": the two ends of a before-and-after study are its arms.
        if (!reported && !specimen && PhaseRegex().Match(text[clause..phrase.Start]) is { Success: true } phase)
        {
            return Of(SampleRole.Arm, phase.Groups["phase"].Span().Shift(clause), "zh.n.phase", 0.8);
        }

        if (ChineseCountLabels.SexBefore(text, clause, phrase.Start) is { } sex)
        {
            return Of(SampleRole.Subgroup, sex, "zh.n.sex", 0.9);
        }

        if (tail.StartsWith("男") || tail.StartsWith("女性") || tail.StartsWith("女"))
        {
            bool total = !earlier.Any(count => count.Role == SampleRole.Total);
            return Of(total ? SampleRole.Total : SampleRole.Subgroup, total ? null : ChineseCountLabels.TrimmedSpan(text, phrase.End, Math.Min(tailEnd, phrase.End + 2)), "zh.n.sex", 0.85);
        }

        bool inside = tail.StartsWith("中") || ((tail.Length > 2 && subject) && tail.EndsWith("中"));
        ChineseCount? known = earlier.FirstOrDefault(count => count.Value == (int)value && count.Role is not null);
        bool hasTotal = earlier.Any(count => count.Role == SampleRole.Total);
        string leadText = lead.ToString();
        bool gathered = ChineseText.EndsWithAny(lead, Gathering) || lead.StartsWith("共");
        if (ChineseText.EndsWithAny(lead, Evaluable) || lead.EndsWith("配对"))
        {
            return Of(SampleRole.Analysed, null, "zh.n.evaluable", 0.85);
        }

        if (reported)
        {
            if (inside || (subject && known is not null && lead.Length <= 2))
            {
                return Of(known?.Role ?? SampleRole.Subgroup, known?.Group, "zh.n.again", 0.8);
            }

            if (!specimen && subject && tail.Length > 2 && ChineseText.EndsWithAny(tail, Patients) && tail[0] != '出')
            {
                return Of(known?.Role ?? (hasTotal ? SampleRole.Subgroup : SampleRole.Total), known?.Group, "zh.n.subjects", 0.75);
            }

            if (!hasTotal && !specimen && (gathered || Array.Exists(Gathered, word => leadText.StartsWith(word, StringComparison.Ordinal)) || lead.Contains("共", StringComparison.Ordinal)) && !lead.Contains("其中", StringComparison.Ordinal))
            {
                return Of(SampleRole.Total, null, "zh.n.gathered", 0.85);
            }

            // Beside a count of events, or after a group, it is one: "治疗组妊娠9例,对照组妊娠5例,妊娠率...".
            int leadAt = clause;
            bool happened = ChineseText.ContainsAny(lead, Happenings) || Array.Exists(groups, group => group.Span.Start >= leadAt && group.Span.End <= phrase.Start)
                || (earlier.Count > 0 && earlier[^1].Role is null && phrase.Start - earlier[^1].Phrase.End <= 12);
            if (tail.IsEmpty && !happened && RateNextRegex().IsMatch(text.AsSpan(phrase.End, Math.Min(30, sentence.End - phrase.End))) && lead.Length > 1)
            {
                return Of(SampleRole.Subgroup, ChineseCountLabels.TrimmedSpan(text, clause, phrase.Start), "zh.n.rated", 0.7);
            }

            return specimen ? null : Of(null, null, "zh.count.event", 0.7);
        }

        if (specimen && !subject && !Divided(text, phrase.End, sentence.End))
        {
            return null;
        }

        if (lead.StartsWith("其中") && hasTotal)
        {
            return Of(SampleRole.Subgroup, ChineseCountLabels.TrimmedSpan(text, clause, phrase.Start), "zh.n.part", 0.75);
        }

        if (tail.Length > 0 && !gathered && IsListed(text, sentence, phrase) || (tail.Length > 0 && IsListHead(text, phrase, sentence)))
        {
            return Of(SampleRole.Arm, ChineseCountLabels.TrimmedSpan(text, phrase.End, tailEnd), "zh.n.listed", 0.8);
        }

        // "糖尿病患者50例,健康体检者30例": cases and controls are arms.
        if ((tail.IsEmpty && ControlNextRegex().IsMatch(text.AsSpan(phrase.End, Math.Min(48, sentence.End - phrase.End)))) || (hasTotal && (ChineseText.ContainsAny(lead, Controls) || ChineseText.ContainsAny(tail, Controls))))
        {
            return Of(SampleRole.Arm, tail.IsEmpty ? ChineseCountLabels.TrimmedSpan(text, clause, phrase.Start) : ChineseCountLabels.TrimmedSpan(text, phrase.End, tailEnd), "zh.n.control", 0.8);
        }

        if (!hasTotal || known?.Role == SampleRole.Total)
        {
            return Of(SampleRole.Total, null, "zh.n.total", subject || gathered ? 0.9 : 0.75);
        }

        return Of(SampleRole.Subgroup, tail.IsEmpty ? ChineseCountLabels.TrimmedSpan(text, clause, phrase.Start) : ChineseCountLabels.TrimmedSpan(text, phrase.End, tailEnd), "zh.n.part", 0.6);
    }

    /// <summary>Whether number and classifier stand for themselves: never 例次, 人次, 例如, 3位点, the end of a range or of a date.</summary>
    private static bool MayStand(ReadOnlySpan<char> before, ReadOnlySpan<char> next, char classifier)
    {
        if (before.Length > 0 && (char.IsAsciiDigit(before[^1]) || before[^1] is '.' or '~' or '±' or '第' or '/' or '-' or '每'
            || (before.Length > 1 && char.IsAsciiDigit(before[^2]) && before[^1] is ',')))
        {
            return false;
        }

        return next.IsEmpty || classifier switch
        {
            '例' => next[0] is not ('次' or '如' or '数' or '外'),
            '名' or '人' => next[0] is not ('次' or '性' or '数' or '类' or '份' or '均' or '体' or '员' or '工' or '群' or '口' or '词' or '称'),
            '位' => next[0] is not ('点' or '置' or '移' or '相' or '次' or '于' or '数'),
            '对' => next[0] is ',' or '。' or ';' or '、' or '(' or '患' or '夫',
            '头' => next[0] is not ('部' or '孢' or '颈' or '痛' or '皮'),
            '支' => next[0] is not ('架' or '气'),
            '侧' or '件' or '份' => next[0] is not ('卵' or '子'),
            _ => true,
        };
    }

    private static bool IsListed(string text, TextSpan sentence, TextSpan phrase)
    {
        Match before = PreviousCountRegex().Match(text[sentence.Start..phrase.Start]);
        return before.Success;
    }

    private static bool IsListHead(string text, TextSpan phrase, TextSpan sentence) =>
        NextCountRegex().IsMatch(text.AsSpan(phrase.End, Math.Min(48, sentence.End - phrase.End)));

    private static bool Divided(string text, int from, int to)
    {
        ReadOnlySpan<char> rest = text.AsSpan(from, Math.Min(to - from, 60));
        return rest.Contains("分为", StringComparison.Ordinal) || rest.Contains("分成", StringComparison.Ordinal) || rest.Contains("随机", StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=(?<before>.{0,2}))(?<number>" + ChineseNumerals.Count + ")\\s?(?:余|多)?\\s?(?:[例名人位]|(?<thing>[只头尾份眼耳侧件根颗枚株块支对]))(?=(?<next>.{0,2}))", RegexOptions.CultureInvariant)]
    private static partial Regex CountRegex();

    [GeneratedRegex(@"^\s?[和、及]\s?\d{1,5}\s?[例名人](?:患者|患儿)?(?:均)?完成", RegexOptions.CultureInvariant)]
    private static partial Regex CompletedRegex();

    [GeneratedRegex(@"(?<phase>(?:干预|实施|培训|改进|管理|教育|整改|应用|开展)[前后])(?:患者|共|有|为|\s){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex PhaseRegex();

    [GeneratedRegex(@"[nN]\s?=\s?(?<number>\d{1,6})(?![\d.])", RegexOptions.CultureInvariant)]
    private static partial Regex LetterRegex();

    [GeneratedRegex(@"^[,、和及;]\s?[^,;。\d]{0,14}(?:健康|正常|对照|体检)[^,;。\d]{0,12}\d{1,6}\s?[例名人]", RegexOptions.CultureInvariant)]
    private static partial Regex ControlNextRegex();

    [GeneratedRegex(@"^\s?(?:患者|患儿|病例|次)?\s?(?:[(\[]\s?(?:约?占)?|[,、]?\s?(?:约?占|比例为|构成比)[^,;。()%\d]{0,12})\s?\d{1,3}(?:\.\d{1,3})?\s?%", RegexOptions.CultureInvariant)]
    private static partial Regex PercentAfterRegex();

    [GeneratedRegex(@"^\s?,[^,;。\d]{1,14}率[^,;。\d]{0,4}\d{1,3}(?:\.\d{1,3})?\s?%|^\s?,未发", RegexOptions.CultureInvariant)]
    private static partial Regex RateNextRegex();

    [GeneratedRegex(@"\d{1,6}\s?(?:例|名|份|只|人)[^,;。\d]{2,30}[,、及和]\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex PreviousCountRegex();

    [GeneratedRegex(@"^[^,;。、\d]{2,30}[,、及和](?:以及)?\s?\d{1,6}\s?(?:例|名|份|只|人)[^,;。\d]{2,30}", RegexOptions.CultureInvariant)]
    private static partial Regex NextCountRegex();
}
