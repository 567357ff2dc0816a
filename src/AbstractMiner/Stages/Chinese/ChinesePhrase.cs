using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Finds what a clause is about. Chinese puts it before the verb and after the names of groups and times:
/// "治疗后观察组|总有效率|分别为 ...", so the phrase is what is left when both ends are peeled.
/// </summary>
internal sealed partial class ChinesePhrase(string text, IReadOnlyList<Mention> names)
{
    /// <summary>The phrase at the end of a span, before a value; null where there is none.</summary>
    public TextSpan? BeforeValue(TextSpan span)
    {
        int end = span.End;
        while (end > span.Start)
        {
            int start = SegmentStart(span.Start, end);
            if (Peel(start, end) is { } phrase)
            {
                return text.AsSpan(phrase.Start, phrase.Length) is "发生率" or "检出率" or "占比" or "比例" ? CountedBefore(span.Start, start - 1) ?? phrase : phrase;
            }

            end = start - 1;
        }

        return null;
    }

    /// <summary>"发生|不良反应|4例,发生率为": a rate by its bare name is of what was counted before it.</summary>
    private TextSpan? CountedBefore(int from, int end)
    {
        while (end > from && (char.IsAsciiDigit(text[end - 1]) || text[end - 1] is '例' or '名' or '人' or ' '))
        {
            end--;
        }

        return end > from ? Peel(SegmentStart(from, end), end) : null;
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

    /// <summary>A span without the words at its ends that say nothing; itself where nothing is left.</summary>
    public TextSpan Of(TextSpan span) => Peel(span.Start, span.End) ?? span;

    /// <summary>The short name that is the whole of a clause before a value: "|女性|为13%"; null where it names what is measured.</summary>
    public TextSpan? Subject(TextSpan head)
    {
        int start = PeelStart(SegmentStart(head.Start, head.End), head.End);
        int end = head.End;
        while (end > start && text[end - 1] is '为' or '是' or ' ' or '(' or '[' or '达' or '别' or '分' or '者' or '仅' or '占' or '则')
        {
            end--;
        }

        ReadOnlySpan<char> name = text.AsSpan(start, Math.Max(end - start, 0));
        return name.Length is >= 2 and <= 8 && end < head.End && !name.ContainsAny("()[]%,;<>≤≥0123456789") && !ChineseText.ContainsAny(name, Measures) ? new TextSpan(start, end) : null;
    }

    /// <summary>Whom a subject without a group is held against: "高于|内科|(52.3%)".</summary>
    public TextSpan? Object(TextSpan head, int verb)
    {
        if (verb < head.Start)
        {
            return null;
        }

        int end = head.End;
        while (end > verb + 2 && text[end - 1] is '的' or ' ' or '(' or '[' or '为' or '者')
        {
            end--;
        }

        TextSpan span = new(verb + 2, end);
        return span.Length is >= 2 and <= 14 && !span.In(text).ContainsAny("0123456789,;()") ? span : null;
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
        foreach (string word in (ReadOnlySpan<string>)["诊断", "预测", "鉴别", "检测", "检出", "促使", "可使", "能使", "使", "抑制", "降低了", "增加了", "提高了", "减少了", "升高了", "以"])
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

    private bool IsBreak(int at) => text[at] is ',' or ';' or '。' or '\n' || (text[at] == '.' && at + 1 < text.Length && (ChineseText.IsHan(text[at + 1]) || (text[at - 1] == ')' && !char.IsAsciiDigit(text[at + 1]))));

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
                if (text.AsSpan(start, end - start).StartsWith(word) && !GoesOn(word, start + word.Length, end))
                {
                    start += word.Length;
                    peeled = true;
                    break;
                }
            }
        }

        return start;
    }

    /// <summary>Words that only look like those that say nothing: 中位, 有效, 发生率.</summary>
    private bool GoesOn(string word, int next, int end) => next < end && (word, text[next]) is ("中", '位') or ("有", '效') or ("发生" or "出现", '率') or ("无", '效' or '进' or '病' or '复');

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
