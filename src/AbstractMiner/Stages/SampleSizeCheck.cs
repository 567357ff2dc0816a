using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>Numbers of subjects against each other: arms that do not add up to their total (56 and 57 of 116), a title that counts others than its text, a subgroup larger than the whole.</summary>
public sealed partial class SampleSizeCheck(SampleSizeCheck.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Sums further from the total than this part of it are of other groups than those of the total.</summary>
        public double Near { get; init; } = 0.1;
    }

    public IReadOnlyList<Type> Needs => [typeof(SampleSizeMention)];

    public IReadOnlyList<Type> Adds => [typeof(Flag)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<SampleSizeMention> sizes = [.. doc.Of<SampleSizeMention>()];
        if (sizes.Count < 2)
        {
            return doc;
        }

        List<Flag> flags = [];
        List<SampleSizeMention> totals = sizes.FindAll(size => size.Role == SampleRole.Total);
        SampleSizeMention? title = totals.Find(size => doc.Text.SectionAt(size.Span.Start)?.Kind == SectionKind.Title);
        SampleSizeMention? body = totals.Find(size => doc.Text.SectionAt(size.Span.Start)?.Kind != SectionKind.Title);
        if (title is not null && body is not null && !totals.Exists(size => size != title && size.Value == title.Value))
        {
            flags.Add(new Flag(FlagKind.NMismatch, body.Span, $"The title speaks of {title.Value} subjects, the text of {body.Value}."));
        }
        else if (totals.Count > 0 && totals.TrueForAll(size => size.Value == totals[0].Value) && ArmsNear(doc, sizes, totals[^1]) is { } flag)
        {
            flags.Add(flag);
        }

        if (totals.Count > 0 && WholeBesides(doc, sizes, totals) is { } other)
        {
            flags.Add(new Flag(FlagKind.NMismatch, other.Span, $"The text speaks of {totals[0].Value} subjects, and of {other.Value} as if they were all."));
        }

        int most = sizes.Max(size => size.Role == SampleRole.Subgroup ? 0 : size.Value);
        foreach (SampleSizeMention size in sizes)
        {
            if (size.Role == SampleRole.Subgroup && totals.Count > 0 && size.Value > most)
            {
                flags.Add(new Flag(FlagKind.SubgroupExceedsGroup, size.Span, $"A part of {size.Value} is larger than the whole of {most}."));
            }
        }

        return flags.Count == 0 ? doc : doc.With(flags);
    }

    /// <summary>
    /// A whole that is nearly, but not, the total: "56 out of the 63 patients" where 65 were studied. A number that the text
    /// explains (the evaluable, the 63 who completed) is no mismatch, so the subjects must stand right behind it.
    /// </summary>
    private SampleSizeMention? WholeBesides(AnnotatedAbstract doc, List<SampleSizeMention> sizes, List<SampleSizeMention> totals) =>
        sizes.Find(size => size.Role is SampleRole.Subgroup or SampleRole.Other
            && totals.TrueForAll(total => total.Value != size.Value && Math.Abs(total.Value - size.Value) <= options.Near * total.Value)
            && WholeBefore().IsMatch(doc.Text.Text.AsSpan(Math.Max(0, size.Span.Start - 12), Math.Min(12, size.Span.Start)))
            && SubjectsBehind().IsMatch(doc.Text.Text.AsSpan(size.Span.End, Math.Min(14, doc.Text.Text.Length - size.Span.End))));

    [GeneratedRegex(@"\bof (?:all )?the $", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WholeBefore();

    [GeneratedRegex(@"^ (?:patients|subjects|participants|women|men|adults|children)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SubjectsBehind();

    /// <summary>The arms that one sentence names: they add up to the total, or they are its arms with a slip.</summary>
    private Flag? ArmsNear(AnnotatedAbstract doc, List<SampleSizeMention> sizes, SampleSizeMention total)
    {
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            List<SampleSizeMention> arms = sizes.FindAll(size => size.Role == SampleRole.Arm && sentence.Span.Contains(size.Span.Start));
            if (arms.Count < 2)
            {
                continue;
            }

            int sum = arms.Sum(arm => arm.Value);
            double miss = Math.Abs(sum - total.Value) / (double)total.Value;
            return sum != total.Value && miss <= options.Near && sentence.Span.Contains(total.Span.Start)
                && !sizes.Exists(size => size.Value == sum || size.Value == total.Value - sum)
                ? new Flag(FlagKind.NMismatch, total.Span, $"The arms add up to {sum}, not {total.Value}.")
                : null;
        }

        return null;
    }
}
