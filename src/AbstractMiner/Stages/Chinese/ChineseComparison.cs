using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>How a Chinese clause holds one thing against another: "观察组高于对照组", "与治疗前比较", "治疗前后".</summary>
internal sealed partial class ChineseComparison(string text, List<GroupMention> groups, List<TimeMention> times)
{
    private static readonly string[] Compared = ["高于", "低于", "优于", "大于", "小于", "多于", "少于", "长于", "短于", "好于"];

    /// <summary>"A的浓度分别是B和C的1.2、1.5倍", "住院日比对照组延长10 d": what is measured stands before the other group.</summary>
    public TextSpan BeforeContrast(EstimateMention estimate, TextSpan head)
    {
        if (estimate.Statistic is not (Statistic.FoldChange or Statistic.MeanDifference))
        {
            return head;
        }

        foreach (string word in (ReadOnlySpan<string>)["分别是", "分别为", "是", "为", "比", "较"])
        {
            int at = text.LastIndexOf(word, Math.Max(head.End - 1, head.Start), head.Length, StringComparison.Ordinal);
            if (at > head.Start && text[at - 1] is not ('相' or '对'))
            {
                return new TextSpan(head.Start, at);
            }
        }

        return head;
    }

    public int VerbIn(TextSpan head)
    {
        int verb = -1;
        foreach (string word in Compared)
        {
            int at = text.LastIndexOf(word, Math.Max(head.End - 1, head.Start), head.Length, StringComparison.Ordinal);

            // "大于300 nm" is a size, no comparison.
            if (at + 2 < head.End && at >= head.Start && !char.IsAsciiDigit(text[at + 2]) && text[at + 2] != ' ')
            {
                verb = Math.Max(verb, at);
            }
        }

        return verb;
    }

    public TextSpan ComparatorIn(TextSpan head)
    {
        for (int i = head.Start; i < head.End; i++)
        {
            if (text[i] is '与' or '较' or '比' or '同')
            {
                int stop = Math.Min(head.End, i + 20);
                foreach (string word in (ReadOnlySpan<string>)["相比", "比较", "对比"])
                {
                    int at = text.IndexOf(word, i, stop - i, StringComparison.Ordinal);
                    if (at > i && !text.AsSpan(i, at - i).ContainsAny(',', ';', '、'))
                    {
                        return new TextSpan(i, at);
                    }
                }

                if (text[i] is '较' or '比')
                {
                    GroupMention? group = groups.Find(group => group.Span.Start >= i && group.Span.Start - i <= 2 && group.Span.End <= head.End);
                    if (group is not null && head.End - group.Span.End > 1)
                    {
                        return new TextSpan(i, group.Span.End);
                    }

                    // "较基线下降": a time that something is held against.
                    if (times.Find(time => time.Days == 0 && time.Span.Start == i + 1 && time.Span.End < head.End - 1) is { } baseline)
                    {
                        return new TextSpan(i, baseline.Span.End);
                    }
                }
            }
        }

        return new TextSpan(head.Start, head.Start);
    }

    /// <summary>"均高于自身第1周末,": a time that something was held against is not the time of what follows.</summary>
    public bool IsObject(TextSpan time, TextSpan head)
    {
        int from = Math.Max(head.Start, time.Start - 5);
        return ChineseText.ContainsAny(text.AsSpan(from, time.Start - from), Compared) && text.AsSpan(time.End, head.End - time.End).ContainsAny(',', ';');
    }

    /// <summary>Whether a clause goes on to the end of a change: "...由8.2 g|上升至|".</summary>
    public bool ChangeIn(TextSpan head) => ChangeRegex().IsMatch(head.In(text));

    /// <summary>The "from" of a change as a time, where the text has no other word for it.</summary>
    public TimeMention? BaselineAt(TextSpan head)
    {
        int at = head.In(text).TrimEnd(" ([").Length - 1;
        return at >= 0 && text[head.Start + at] is '由' or '从' ? new TimeMention(new TextSpan(head.Start + at, head.Start + at + 1), "zh.time.from", 0.7, 0) { Name = "基线" } : null;
    }

    public bool NamesAllGroups(TextSpan head)
    {
        ReadOnlySpan<char> words = head.In(text);
        return words.Contains("两组", StringComparison.Ordinal) || words.Contains("2组", StringComparison.Ordinal) || words.Contains("三组", StringComparison.Ordinal)
            || words.Contains("3组", StringComparison.Ordinal) || words.Contains("各组", StringComparison.Ordinal) || words.Contains("组间", StringComparison.Ordinal) || words.Contains("4组", StringComparison.Ordinal);
    }

    /// <summary>"治疗前后", "干预前、后": two times in one word.</summary>
    public (TimeMention Before, TimeMention After)? BeforeAndAfter(TextSpan head)
    {
        foreach (string word in (ReadOnlySpan<string>)["前后", "前、后", "前和后"])
        {
            int at = text.IndexOf(word, head.Start, head.Length, StringComparison.Ordinal);
            if (at - 2 >= head.Start)
            {
                int event_ = text[at - 1] == '术' ? at - 1 : at - 2;
                int after = at + word.Length - 1;
                return (new TimeMention(new TextSpan(event_, at + 1), "zh.time.both", 0.8, 0), new TimeMention(new TextSpan(after, after + 1), "zh.time.both", 0.8, null));
            }
        }

        return null;
    }

    [GeneratedRegex(@"^[^,;。]{0,16},?[^,;。]{0,24}(?:分别)?(?:[升降增减]|上升|升高|增高|增加|提高|改善|下降|降低|减少|缩短|延长|恢复|减轻)(?:至|到|为)[^,;。]{0,14}$", RegexOptions.CultureInvariant)]
    private static partial Regex ChangeRegex();
}
