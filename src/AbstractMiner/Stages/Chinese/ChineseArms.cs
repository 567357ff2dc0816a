using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Text;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Chinese;

/// <summary>The groups and the course that the findings of a Chinese abstract share: "两组" are the arms that were defined, "疗程均为8周" is the time of all.</summary>
internal static partial class ChineseArms
{
    /// <summary>"疗程均为8周": where the methods state one course, what is reported without a time is of its end.</summary>
    public static TimeMention? CourseOf(AnnotatedAbstract doc)
    {
        TimeMention? course = null;
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            if (sentence.Section is not SectionKind.Methods)
            {
                continue;
            }

            for (Match match = CourseRegex().Match(doc.Text.Text, sentence.Span.Start); match.Success && match.Index < sentence.Span.End; match = match.NextMatch())
            {
                TextSpan span = match.Groups["time"].Span();
                if (course is not null && doc.Text.Slice(course.Span) != doc.Text.Slice(span))
                {
                    return null;
                }

                course ??= new TimeMention(span, "zh.time.course", 0.6, null);
            }
        }

        return course;
    }

    /// <summary>The labels of the sample sizes are names of groups too: "58例口腔鳞癌(OSCC)" is later OSCC, "早发型30例" is later 早发型.</summary>
    public static IEnumerable<GroupMention> Labels(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        int arm = doc.Of<GroupMention>().Max(group => group.Arm) ?? 0;
        foreach (SampleSizeMention sample in doc.Of<SampleSizeMention>())
        {
            if (sample.Group is not { } label || sample.Role is not (SampleRole.Arm or SampleRole.Subgroup) || !sample.Rule.StartsWith("zh.", StringComparison.Ordinal)
                || doc.Of<GroupMention>().Over(label) is not null)
            {
                continue;
            }

            arm++;
            yield return new GroupMention(label, "zh.group.label", 0.7, arm);
            int after = label.End;
            string name = after < text.Length && text[after] == '(' && text.IndexOf(')', after) is var close && close - after is > 1 and < 12 ? text[(after + 1)..close] : "";
            name = name.Length > 0 && char.IsAsciiLetterUpper(name[0]) ? name : label.Of(text);
            if (name.Length < 2 || name.Length > 10)
            {
                continue;
            }

            for (int at = text.IndexOf(name, after + name.Length, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            {
                if (at > after + 1 + name.Length && (ChineseText.IsHan(name[0]) || !char.IsAsciiLetterOrDigit(text[at - 1])))
                {
                    yield return new GroupMention(new TextSpan(at, at + name.Length), "zh.group.label", 0.75, arm);
                }
            }
        }
    }

    /// <summary>The groups that "两组" speaks of, in order: those that the report names, the study's order first; else those that the methods define.</summary>
    public static List<GroupMention> ArmsOf(AnnotatedAbstract doc, List<GroupMention> groups)
    {
        List<TextSpan> reporting = [.. doc.ReportingSentences().Select(sentence => sentence.Span)];
        List<GroupMention> named = [.. groups.Where(group => group.Rule is "zh.group" or "zh.group.defined").DistinctBy(group => group.Arm)];
        List<GroupMention> defined = [.. named.Where(group => group.Rule == "zh.group.defined")];
        List<GroupMention> reported = [.. groups.Where(group => group.Rule is "zh.group" or "zh.group.defined" && reporting.Exists(span => span.Covers(group.Span))).DistinctBy(group => group.Arm)];
        if (defined.Count >= 2 && (reported.Count == 0 || reported.Exists(group => defined.Exists(other => other.Arm == group.Arm))))
        {
            return defined;
        }

        // Named otherwise than defined: the intervention is told first.
        return reported.Count >= 2 ? [.. reported.OrderBy(group => ChineseText.ContainsAny(group.Span.In(doc.Text.Text), ["对照", "常规"]))] : named;
    }

    [GeneratedRegex(@"(?:(?:疗程|治疗|干预|培养|低氧|缺氧|处理|作用|训练|孵育|用药|服药|锻炼|练习|口服|护理)(?:时间|期)?(?:均|共|各|持续|连续)?(?:为|是|:)?|[,、](?:共|连续(?:治疗|用药|服用|干预)?|持续))\s?(?<time>\d{1,3}\s?(?:个月经周期|个月|周|天|d|h|月|年|小时))(?![A-Za-z])|(?<time>\d{1,3}\s?(?:周|个月|天|d))\s?(?:为|是)\s?(?:一|1)\s?个?疗程", RegexOptions.CultureInvariant)]
    private static partial Regex CourseRegex();
}
