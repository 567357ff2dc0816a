using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Finds what a clause is about. Chinese puts it before the verb and after the names of groups and times:
/// "治疗后观察组|总有效率|分别为 ...", so the phrase is what is left when both ends are peeled.
/// </summary>
internal sealed class ChinesePhrase(string text, IReadOnlyList<Mention> names)
{
    /// <summary>Words that introduce a value or tell its direction, longest first: they end the phrase.</summary>
    private static readonly string[] Closing =
    [
        "差异无统计学意义", "差异有统计学意义", "差异均有", "差异有", "差异无", "差异", "差别", "分别下降至", "分别升高至", "分别是", "分别为", "分别达", "分别由", "分别有", "分别从", "分别", "依次为", "达到", "下降至", "降低至", "升高至", "上升至", "增加至", "减少至", "提高到", "下降到", "降至", "升至", "增至", "减至", "提高至",
        "明显高于", "明显低于", "显著高于", "显著低于", "高于", "低于", "优于", "大于", "小于", "多于", "少于", "长于", "短于", "好于", "明显", "显著", "均", "都", "各", "约", "仅", "达", "为", "是", "有", "占", "由", "从",
        "增加了", "降低了", "减少了", "增加", "升高", "上升", "提高", "增高", "增长", "延长", "降低", "下降", "减少", "缩短", "比较", "相比", "对比", "呈", "存在", "发现", "出现", "发生", "的", "共", "平均", "也", "则", "无", "在", ":", "=", "(", "[", ",", " ", "、", "\"", "“", "分", "与", "之间", "组间",
    ];

    /// <summary>Words before the phrase that say nothing of it.</summary>
    private static readonly string[] Opening =
    [
        "结果显示", "结果表明", "结果发现", "结果", "显示", "表明", "发现", "其中", "两组患者", "各组患者", "两组", "2组", "3组", "三组", "各组", "两者", "二者", "患者", "病人", "患儿", "大鼠", "小鼠", "受试者", "的", "中", "在", "其", "且", "而", "但", "并", "者", "间", "与", "和", "及", "、", ":", " ", ")", "]", ",", "各时间点", "同期", "、后", "后两组", "前后两组",
        "治疗前后", "干预前后", "前后", "时", "可使", "使", "促使", "内", "后", "均", "也", "共有", "共", "有", "自身", "同时", "另外", "此外", "组", "以",
    ];

    /// <summary>Verbs of comparison and change: what is measured stands before them.</summary>
    private static readonly string[] Verbs =
    [
        "比较", "相比", "对比", "差异", "差别", "高于", "低于", "优于", "大于", "小于", "多于", "少于", "长于", "短于", "明显", "显著", "升高", "增高", "上升", "增加", "提高", "降低", "下降", "减少", "缩短", "延长", "改善", "存在", "均", "呈", "无统计", "有统计", "变化", "相当", "逐渐", "开始", "分别", "好转", "增强", "减弱", "减轻", "较", "与",
    ];

    /// <summary>The phrase at the end of a span, before a value; null where there is none.</summary>
    public TextSpan? BeforeValue(TextSpan span)
    {
        int end = span.End;
        while (end > span.Start)
        {
            int start = SegmentStart(span.Start, end);
            if (Peel(start, end) is { } phrase)
            {
                return phrase;
            }

            end = start - 1;
        }

        return null;
    }

    /// <summary>The phrase before the verb of the last clause that has one: "血清IL-6水平|比较,差异有统计学意义".</summary>
    public TextSpan? BeforeVerb(TextSpan span)
    {
        for (int end = span.End; end > span.Start;)
        {
            int start = SegmentStart(span.Start, end);
            int from = SkipNames(SkipComparator(start, end), end);
            int verb = end;
            foreach (string word in Verbs)
            {
                int at = text.IndexOf(word, from, verb - from, StringComparison.Ordinal);
                while (at >= 0 && word == "均" && at + 1 < end && text[at + 1] is '数' or '值')
                {
                    at = text.IndexOf(word, at + 1, verb - at - 1, StringComparison.Ordinal);
                }

                verb = at >= 0 ? at : verb;
            }

            if (verb < end && Peel(start, verb) is { } phrase)
            {
                return phrase;
            }

            end = start - 1;
        }

        return null;
    }

    /// <summary>The phrase that follows a count: "9例|出现皮疹|".</summary>
    public TextSpan? After(TextSpan span)
    {
        int end = span.Start;
        while (end < span.End && !IsBreak(end) && text[end] is not ('、' or '('))
        {
            end++;
        }

        int start = PeelStart(span.Start, end);
        foreach (string word in (ReadOnlySpan<string>)["发生", "出现", "发现"])
        {
            if (text.AsSpan(start, end - start).StartsWith(word) && end - start > word.Length + 1)
            {
                start += word.Length;
            }
        }

        while (end > start && text[end - 1] is ' ' or ')' or '。')
        {
            end--;
        }

        return end - start >= 2 ? new TextSpan(start, end) : null;
    }

    /// <summary>What acts, or whose it is, before a phrase: "|低氧|使PASMC的增殖率", by its short name where a bracket gives one.</summary>
    public TextSpan? Actor(TextSpan head, TextSpan phrase)
    {
        int start = PeelStart(SegmentStart(head.Start, phrase.Start), phrase.Start);
        start = PastInnerTime(start, phrase.Start);
        int end = phrase.Start;
        foreach (string word in (ReadOnlySpan<string>)["促使", "可使", "能使", "使", "抑制", "降低了", "增加了", "提高了", "减少了", "升高了", "以"])
        {
            int at = start < end ? text.IndexOf(word, start, end - start, StringComparison.Ordinal) : -1;
            end = at > start && (at + 2 >= end || text[at + word.Length] is not ('剂' or '物')) ? at : end;
        }

        while (end > start && text[end - 1] is '的' or ' ' or '可' or '能')
        {
            end--;
        }

        if (end > start + 3 && text[end - 1] == ')' && text.LastIndexOf('(', end - 1, end - start) is var open and > 0 && end - open is > 3 and < 14)
        {
            return new TextSpan(open + 1, end - 1);
        }

        return end - start is >= 2 and <= 30 ? new TextSpan(start, end) : null;
    }

    private int SegmentStart(int from, int end)
    {
        int depth = 0;
        int at = end;
        while (at > from)
        {
            char c = text[at - 1];
            if (c == ')')
            {
                depth++;
            }
            else if (c == '(' && depth > 0)
            {
                depth--;
            }
            else if (depth == 0 && IsBreak(at - 1) && at < end)
            {
                break;
            }

            at--;
        }

        return at;
    }

    private bool IsBreak(int at) => text[at] is ',' or ';' or '。' or '\n' || (text[at] == '.' && at + 1 < text.Length && ChineseText.IsHan(text[at + 1]));

    private TextSpan? Peel(int start, int end)
    {
        start = SkipComparator(start, end);
        start = PeelStart(start, end);
        end = PeelEnd(start, end);
        start = PeelStart(start, PastInnerTime(start, end), end);
        start = PastOwner(start, end);
        return end - start >= 2 && !IsName(start, end) ? new TextSpan(start, end) : null;
    }

    private int PeelStart(int start, int past, int end) => PeelStart(past > start ? past : start, end);

    /// <summary>"心肺|复苏后3d|血清IL-6": few words before a time belong to it.</summary>
    private int PastInnerTime(int start, int end)
    {
        foreach (Mention name in names)
        {
            if (name is TimeMention && name.Span.Start > start && name.Span.Start - start <= 6 && name.Span.End <= end)
            {
                return name.Span.End;
            }
        }

        return start;
    }

    /// <summary>"低氧使PASMC的|增殖率|": what is measured stands after what acts and after whose it is.</summary>
    private int PastOwner(int start, int end)
    {
        foreach (string word in (ReadOnlySpan<string>)["使", "抑制了", "抑制", "降低了", "增加了", "提高了", "减少了", "升高了"])
        {
            int at = text.LastIndexOf(word, end - 1, Math.Max(end - start, 0), StringComparison.Ordinal);
            if (at > start && at + word.Length < end - 1)
            {
                start = text[at + word.Length] == '用' ? start : PeelStart(at + word.Length, end);
            }
        }

        int of = end > start ? text.LastIndexOf('的', end - 1, end - start) : -1;
        return of > start && end - of > 3 && !EndsGenerally(of + 1, end) ? of + 1 : start;
    }

    /// <summary>Words that need what stands before them: the level of what?</summary>
    private bool EndsGenerally(int start, int end) => text[start..end] is "含量" or "水平" or "表达" or "变化" or "指标" or "浓度" or "活性" or "比例" or "情况" or "各项指标" or "阳性率" or "评分" or "发生率" or "检出率" or "表达水平" or "平均值" or "平均水平" or "中位数";

    private int PeelStart(int start, int end)
    {
        for (bool peeled = true; peeled && start < end;)
        {
            peeled = false;
            int skipped = SkipNames(start, end);
            if (skipped > start)
            {
                start = skipped;
                peeled = true;
            }

            foreach (string word in Opening)
            {
                if (text.AsSpan(start, end - start).StartsWith(word))
                {
                    start += word.Length;
                    peeled = true;
                    break;
                }
            }
        }

        return start;
    }

    private int PeelEnd(int start, int end)
    {
        for (bool peeled = true; peeled && end > start;)
        {
            peeled = false;
            foreach (string word in Closing)
            {
                if (text.AsSpan(start, end - start).EndsWith(word) && !(word == "达" && end - 2 >= start && text[end - 2] is '表' or '到') && !(word == "分" && end - 2 >= start && text[end - 2] is '评' or '积' or '得' or '总'))
                {
                    end -= word.Length;
                    peeled = true;
                    break;
                }
            }

            foreach (Mention name in names)
            {
                if (name.Span.End == end && name.Span.Start >= start)
                {
                    end = name.Span.Start;
                    peeled = true;
                }
            }
        }

        return end;
    }

    /// <summary>Past the names of groups and times that open a clause.</summary>
    private int SkipNames(int start, int end)
    {
        foreach (Mention name in names)
        {
            if (name.Span.Start >= start && name.Span.Start - start <= 3 && name.Span.End <= end && IsJoin(start, name.Span.Start))
            {
                start = name.Span.End;
            }
        }

        return start;
    }

    private bool IsJoin(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (text[i] is not (' ' or '、' or '和' or '与' or '及' or '在' or '的' or '中' or ',' or '且' or '但' or '而'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Past "与对照组比较", "较治疗前".</summary>
    private int SkipComparator(int start, int end)
    {
        if (start < end && text[start] is '与' or '和' or '同' or '较' or '比')
        {
            foreach (string word in (ReadOnlySpan<string>)["相比较", "比较", "相比", "对比"])
            {
                int at = text.IndexOf(word, start, Math.Min(end - start, 24), StringComparison.Ordinal);
                if (at > 0 && at + word.Length < end)
                {
                    return at + word.Length;
                }
            }
        }

        return start;
    }

    private bool IsName(int start, int end)
    {
        foreach (Mention name in names)
        {
            if (name.Span.Start <= start && name.Span.End >= end)
            {
                return true;
            }
        }

        return false;
    }
}
