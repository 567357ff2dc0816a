using AbstractMiner.Annotation;
using AbstractMiner.Stages.Estimates;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Groups;

/// <param name="Weak">Only its place says that it may be a group; it counts where the text uses it so again.</param>
internal readonly record struct GroupName(TextSpan Span, string Rule, double Confidence, bool Weak);

/// <summary>The names of groups that are read in an abstract so far.</summary>
internal sealed class GroupNames
{
    private readonly List<TextSpan> _values;

    public GroupNames(AnnotatedAbstract doc)
    {
        Doc = doc;
        _values = [.. doc.Of<EstimateMention>().Where(estimate => estimate.Statistic != Statistic.Count).Select(estimate => estimate.Span), .. doc.Of<PValueMention>().Select(p => p.Span)];
        _values.Sort();
    }

    public AnnotatedAbstract Doc { get; }

    public string Text => Doc.Text.Text;

    /// <summary>Names at their places, in the order of reading.</summary>
    public List<GroupName> All { get; } = new(64);

    /// <summary>Names to be sought wherever the text repeats them.</summary>
    public List<TextSpan> Labels { get; } = [];

    public void Add(TextSpan span, string rule, double confidence, bool weak = false)
    {
        if (!HoldsValue(span) && !IsNoName(span))
        {
            All.Add(new GroupName(span, rule, confidence, weak));
        }
    }

    public void AddLabel(TextSpan span)
    {
        if (!HoldsValue(span) && !IsNoName(span))
        {
            Labels.Add(span);
        }
    }

    /// <summary>"baseline 13", "risk ratio 0.95": a reported number is no part of a name.</summary>
    private bool HoldsValue(TextSpan span)
    {
        int low = 0;
        int high = _values.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _values[middle].End <= span.Start ? (middle + 1, high) : (low, middle);
        }

        return low < _values.Count && _values[low].Start < span.End;
    }

    /// <summary>A pronoun, a number of groups, words of the design, an aim of the study, an institution; but "the study group" is a name.</summary>
    private bool IsNoName(TextSpan span)
    {
        ReadOnlySpan<char> rest = span.In(Text);
        if (GroupWords.Pronouns.Holds(rest) || IsNumberOfGroups(rest))
        {
            return true;
        }

        for (bool first = true; !rest.IsEmpty; first = false)
        {
            int end = rest.IndexOf(' ');
            ReadOnlySpan<char> word = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            bool headed = first && GroupWords.IsHead(rest.IndexOf(' ') is var next and > 0 ? rest[..next] : rest) && char.IsLower(rest[0]);
            if (GroupWords.Design.Holds(word) || (!headed && ((first && GroupWords.Reporting.Holds(word)) || (word.Length > 0 && char.IsUpper(word[0]) && GroupWords.Bodies.Holds(word)))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name tells how results are reckoned or when. It is read nevertheless: the models learn from it what no group looks like.</summary>
    public static bool IsOfResults(ReadOnlySpan<char> name) => IsReckoned(name) || IsTime(name);

    /// <summary>"CI 0.17-0.88", "odds ratio", "ITT analysis", "ng/ml".</summary>
    private static bool IsReckoned(ReadOnlySpan<char> name) =>
        GroupWords.Reckoned.Holds(name[(name.LastIndexOf(' ') + 1)..]) || (name.IndexOf(' ') is > 0 and var end && GroupWords.Reckoned.Holds(name[..end]))
        || UnitReader.IsRatio(name);

    /// <summary>"90-day", "adjusted 30-day": a time of something names no group.</summary>
    private static bool IsTime(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> last = name[(name.LastIndexOf(' ') + 1)..];
        return last.IndexOf('-') is > 0 and var hyphen && last[..hyphen].IndexOfAnyExceptInRange('0', '9') < 0 && GroupWords.Times.Holds(last[(hyphen + 1)..]);
    }

    /// <summary>"Three groups", "two arms of 24": what is counted so is all of them and none.</summary>
    private static bool IsNumberOfGroups(ReadOnlySpan<char> name)
    {
        int space = name.IndexOf(' ');
        if (space < 0 || !(GroupWords.Numbers.Holds(name[..space]) || char.IsAsciiDigit(name[0])))
        {
            return false;
        }

        ReadOnlySpan<char> head = name[(space + 1)..];
        head = head.IndexOf(' ') is var end and >= 0 ? head[..end] : head;
        return head is [.., 's'] && GroupWords.IsHead(head);
    }
}
