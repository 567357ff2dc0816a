using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Joins what a bilingual abstract states twice: "five (83.3%)" and "5 名(83.3%)" are one finding, at its place in the
/// English, with its place in the Chinese. Where the sides disagree both stand and are flagged.
/// </summary>
public sealed class BilingualLinker(BilingualLinker.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>The English letters that a Chinese character must be met with before the English is a translation of the whole.</summary>
        public double LeastRatio { get; init; } = 0.8;

        /// <summary>Findings that the Chinese alone states: kept where true, else only flagged.</summary>
        public bool KeepUntranslated { get; init; }
    }

    public IReadOnlyList<Type> Needs => [typeof(Finding), typeof(PValueMention), typeof(SampleSizeMention)];

    public IReadOnlyList<Type> Adds => [typeof(Finding)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        if (!doc.HasChinese() || !IsBilingual(doc, out List<TextSpan> english, out List<TextSpan> chinese))
        {
            return doc;
        }

        IReadOnlyList<AlignedSentences> aligned = SentenceAlignment.Align(doc.Text.Text, english, chinese);
        Sides sides = new(doc, aligned);
        List<Flag> flags = [];
        AnnotatedAbstract joined = JoinFindings(doc, sides, flags);
        joined = Join<SampleSizeMention>(joined, sides, (one, other) => one.Value == other.Value, flags);
        joined = Join<PValueMention>(joined, sides, (one, other) => one.Operator == other.Operator && one.Value?.Value == other.Value?.Value, flags);
        return joined.With(flags);
    }

    private bool IsBilingual(AnnotatedAbstract doc, out List<TextSpan> english, out List<TextSpan> chinese)
    {
        english = [];
        chinese = [];
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Section is SectionKind.Objective or SectionKind.Background or SectionKind.Methods or SectionKind.Results or SectionKind.Conclusions or SectionKind.Other)
            {
                (sentence.Language == Language.Chinese ? chinese : english).Add(sentence.Span);
            }
        }

        return chinese.Count > 0 && english.Sum(span => span.Length) >= options.LeastRatio * chinese.Sum(span => span.Length);
    }

    private AnnotatedAbstract JoinFindings(AnnotatedAbstract doc, Sides sides, List<Flag> flags)
    {
        List<Finding> primary = [.. doc.Findings.Where(finding => !sides.IsChinese(finding.Anchor.Span))];
        List<Finding> second = [.. doc.Findings.Where(finding => sides.IsChinese(finding.Anchor.Span))];
        List<Finding> kept = [];
        bool[] taken = new bool[primary.Count];
        List<Finding> unmatched = [];
        foreach (Finding finding in second)
        {
            int match = sides.Best(primary, taken, finding.Anchor.Span, other => other.Anchor.Span, other => IsSame(other, finding));
            if (match < 0)
            {
                unmatched.Add(finding);
                continue;
            }

            taken[match] = true;
            primary[match] = Joined(primary[match], finding);
        }

        foreach (Finding finding in unmatched)
        {
            if (finding.Estimate is not { Value: { } value } estimate)
            {
                continue;
            }

            if (sides.Printed(estimate.Span, value) is { } printed)
            {
                // The English prints the number in a sentence too damaged to be read alone.
                if (!primary.Exists(other => IsOf(other, printed)) && !doc.Of<SampleSizeMention>().Any(sample => sample.Span.Overlaps(printed)))
                {
                    kept.Add(finding with { Estimate = estimate with { Span = printed }, Translation = estimate.Span, Confidence = finding.Confidence * 0.8, Rule = "zh.link.printed" });
                }

                continue;
            }

            int other = sides.Best(primary, taken, estimate.Span, one => one.Anchor.Span, one => one.Estimate?.Statistic == estimate.Statistic && sides.AreAligned(one.Anchor.Span, estimate.Span));
            flags.Add(new Flag(FlagKind.TranslationMismatch, estimate.Span, other >= 0
                ? $"The Chinese has {value.Printed}, the English {primary[other].Estimate!.Value?.Printed}."
                : $"{value.Printed} is stated in the Chinese alone."));
            if (other >= 0 || options.KeepUntranslated)
            {
                kept.Add(finding);
            }
        }

        return doc.Replacing(primary.Concat(kept));
    }

    /// <summary>Whether a finding has a number at a place.</summary>
    private static bool IsOf(Finding finding, TextSpan place) =>
        finding.Anchor.Span.Overlaps(place) || (finding.Estimate is { } estimate && (estimate.Events?.Span.Overlaps(place) == true || estimate.Total?.Span.Overlaps(place) == true
            || estimate.Spread?.Low.Span.Overlaps(place) == true || estimate.Spread?.High?.Span.Overlaps(place) == true));

    private static bool IsSame(Finding one, Finding other) => (one.Estimate, other.Estimate) switch
    {
        (null, null) => one.P!.Operator == other.P!.Operator && one.P.Value?.Value == other.P.Value?.Value,
        ({ } first, { } second) => first.Value is { } value && value.Value == second.Value?.Value && (first.Statistic == second.Statistic || IsTwin(first.Statistic, second.Statistic)),
        _ => false,
    };

    private static bool IsTwin(Statistic one, Statistic other) => one is Statistic.Mean or Statistic.Value && other is Statistic.Mean or Statistic.Value;

    /// <summary>
    /// The English finding, told what the Chinese alone says of its number. It grows no surer: that both print the number
    /// says nothing of the outcome, group and time that it is linked to.
    /// </summary>
    private static Finding Joined(Finding english, Finding chinese)
    {
        EstimateMention? estimate = english.Estimate;
        if (estimate is not null && chinese.Estimate is { } other)
        {
            estimate = estimate with { Events = estimate.Events ?? other.Events, Total = estimate.Total ?? other.Total, Spread = estimate.Spread ?? other.Spread };
        }

        return english with { Estimate = estimate, Translation = chinese.Anchor.Span };
    }

    private static AnnotatedAbstract Join<T>(AnnotatedAbstract doc, Sides sides, Func<T, T, bool> isSame, List<Flag> flags)
        where T : Mention
    {
        List<T> primary = [.. doc.Of<T>().Where(mention => !sides.IsChinese(mention.Span))];
        bool[] taken = new bool[primary.Count];
        foreach (T mention in doc.Of<T>().Where(mention => sides.IsChinese(mention.Span)).ToList())
        {
            int match = sides.Best(primary, taken, mention.Span, other => other.Span, other => isSame(other, mention));
            if (match >= 0)
            {
                taken[match] = true;
                primary[match] = primary[match] with { Translation = mention.Span };
            }
            else if (!primary.Exists(other => isSame(other, mention)))
            {
                flags.Add(new Flag(FlagKind.TranslationMismatch, mention.Span, $"{doc.Text.Slice(mention.Span)} is stated in the Chinese alone."));
            }
        }

        return doc.Replacing<T>(primary);
    }

    /// <summary>Where the two sides lie, and which of their sentences say the same.</summary>
    private sealed class Sides(AnnotatedAbstract doc, IReadOnlyList<AlignedSentences> aligned)
    {
        public bool IsChinese(TextSpan span) => doc.Text.SentenceAt(span.Start)?.Language == Language.Chinese;

        public bool AreAligned(TextSpan english, TextSpan chinese)
        {
            foreach (AlignedSentences bead in aligned)
            {
                if (bead.HasBoth && bead.Chinese.Any(span => span.Covers(chinese)))
                {
                    return bead.English.Any(span => span.Contains(english.Start));
                }
            }

            return false;
        }

        /// <summary>The first free item that is the same, in the aligned sentences rather than elsewhere; -1 where there is none.</summary>
        public int Best<T>(List<T> items, bool[] taken, TextSpan chinese, Func<T, TextSpan> place, Func<T, bool> isSame)
        {
            int elsewhere = -1;
            for (int i = 0; i < items.Count; i++)
            {
                if (taken[i] || !isSame(items[i]))
                {
                    continue;
                }

                if (AreAligned(place(items[i]), chinese))
                {
                    return i;
                }

                elsewhere = elsewhere < 0 ? i : elsewhere;
            }

            return elsewhere;
        }

        /// <summary>Where the English sentences that say the same print a number, if they do so once.</summary>
        public TextSpan? Printed(TextSpan chinese, Number number)
        {
            // A single digit stands anywhere by chance.
            if (number.Printed.Length < 3)
            {
                return null;
            }

            string text = doc.Text.Text;
            TextSpan? found = null;
            foreach (AlignedSentences bead in aligned)
            {
                if (!bead.HasBoth || !bead.Chinese.Any(span => span.Covers(chinese)))
                {
                    continue;
                }

                foreach (TextSpan sentence in bead.English)
                {
                    int at = text.IndexOf(number.Printed, sentence.Start, sentence.Length, StringComparison.Ordinal);
                    if (at >= 0 && (at == 0 || !(char.IsAsciiDigit(text[at - 1]) || text[at - 1] == '.')) && !(at + number.Printed.Length < text.Length && char.IsAsciiDigit(text[at + number.Printed.Length])))
                    {
                        found ??= new TextSpan(at, at + number.Printed.Length);
                    }
                }
            }

            return found;
        }
    }
}
