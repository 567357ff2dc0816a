using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Whom a Chinese count counts: the group named before it ("对照组患者共60例"), after it ("30例为对照组"), or the words beside it.</summary>
internal static partial class ChineseCountLabels
{
    /// <summary>The group whose name ends right before the number, but for filling words: "对照组患者共60例".</summary>
    public static TextSpan? GroupBefore(string text, GroupMention[] groups, int number)
    {
        for (int i = groups.Length - 1; i >= 0; i--)
        {
            TextSpan span = groups[i].Span;
            if (span.End <= number && number - span.End <= 12)
            {
                return FillingRegex().IsMatch(text.AsSpan(span.End, number - span.End)) ? span : null;
            }
        }

        return null;
    }

    /// <summary>"633例患者作为干预前组", "30例为对照组".</summary>
    public static TextSpan? GroupAfter(string text, GroupMention[] groups, int from, int to)
    {
        foreach (GroupMention group in groups)
        {
            if (group.Span.Start >= from && group.Span.End <= to && group.Span.Start - from <= 14)
            {
                ReadOnlySpan<char> gap = text.AsSpan(from, group.Span.Start - from).Trim();
                return gap.IsEmpty || gap.EndsWith("作为") || gap.EndsWith("设为") || gap.EndsWith("纳入") || gap.EndsWith("归为") || (gap.EndsWith("为") && !gap.EndsWith("分为")) ? group.Span : null;
            }
        }

        return null;
    }

    /// <summary>"9只行肝大部切除术(H组)".</summary>
    public static TextSpan? GroupIn(GroupMention[] groups, TextSpan bracket)
    {
        foreach (GroupMention group in groups)
        {
            if (bracket.Covers(group.Span) && group.Span.Start - bracket.Start <= 1)
            {
                return group.Span;
            }
        }

        return null;
    }

    public static TextSpan? NamedBefore(string text, GroupMention[] groups, TextSpan sentence, int number)
    {
        TextSpan? list = null;
        for (int i = groups.Length - 1; i >= 0; i--)
        {
            TextSpan span = groups[i].Span;
            if (span.Start < sentence.Start || (list is { } first ? first.Start - span.End > 8 : number - span.End > 30))
            {
                if (span.End <= number)
                {
                    break;
                }

                continue;
            }

            if (span.End <= number)
            {
                list = list is { } rest ? new TextSpan(span.Start, rest.End) : span;
            }
        }

        return list is { } names && names.End < text.Length && text[names.End] == '组' ? new TextSpan(names.Start, names.End + 1) : list;
    }

    public static TextSpan? SexBefore(string text, int clause, int number)
    {
        int at = number;
        while (at > clause && text[at - 1] is ' ' or '性' or '婴' or '生' or ':')
        {
            at--;
        }

        return at > clause && text[at - 1] is '男' or '女' or '雌' or '雄' ? new TextSpan(at - 1, text[at] == '性' ? at + 1 : at) : null;
    }

    public static TextSpan? TrimmedSpan(string text, int from, int to)
    {
        while (from < to && text[from] is ' ' or '的')
        {
            from++;
        }

        if (text.AsSpan(from, to - from).StartsWith("其中"))
        {
            from += 2;
        }

        // "20例新鲜标本以及10例正常标本": the next count begins its own label.
        for (int at = from + 1; at < to; at++)
        {
            if (text[at] is '及' or '和' or '与' or '以' && NextNumber(text, at, to))
            {
                to = at;
            }
        }

        // "健康者外周血中的百分率": the label is who, not what of them was measured.
        foreach (string word in (ReadOnlySpan<string>)["外周血", "血清", "血浆", "的", "进行", "行"])
        {
            int cut = text.IndexOf(word, from, Math.Max(to - from, 0), StringComparison.Ordinal);
            to = cut > from + 1 ? cut : to;
        }

        while (to > from && text[to - 1] is ' ' or '中')
        {
            to--;
        }

        return to > from ? new TextSpan(from, to) : null;
    }

    private static bool NextNumber(string text, int at, int to)
    {
        while (at < to && text[at] is '及' or '和' or '与' or '以' or ' ')
        {
            at++;
        }

        return at < to && char.IsAsciiDigit(text[at]);
    }

    [GeneratedRegex(@"^(?:\s|患者|病人|患儿|大鼠|小鼠|动物|者|共|有|计|各|为|纳入|入组|收治|[:=(,nN]){0,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex FillingRegex();
}
