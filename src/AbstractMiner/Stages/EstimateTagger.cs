using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Stages.Estimates;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Reported numbers: "Relapse was seen in 9/37 (24%); median survival was 8.2 months (95% CI 5.9-8.9)". A sentence is read as
/// its numbers and the gaps between them: rules propose readings, one place settles which stand, then the words around tell
/// the statistic and whether the number is a result at all.
/// </summary>
public sealed class EstimateTagger(EstimateTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [typeof(PValueMention)];

    public IReadOnlyList<Type> Adds => [typeof(EstimateMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        bool hasResults = doc.Text.Sections.Any(section => section.Kind == SectionKind.Results);
        List<Mention> others = [.. doc.Of<PValueMention>(), .. doc.Of<SampleSizeMention>()];
        List<EstimateMention> found = [];
        Convention convention = Convention.Of(doc.Text.Text);
        for (int i = 0; i < doc.Text.Sentences.Length; i++)
        {
            Sentence sentence = doc.Text.Sentences[i];
            if (sentence.Language != Language.English || !Reported.In(sentence.Section, hasResults) || doc.Text.SectionAt(sentence.Span.Start) is { IsReport: false })
            {
                continue;
            }

            NumberLine line = new(doc.Text.Text, sentence, doc.Numbers[i]);
            if (line.Count > 0 && !Reported.IsReckoning(sentence.Span.In(doc.Text.Text)))
            {
                Mentions(line, [.. others.Where(mention => sentence.Span.Overlaps(mention.Span))], convention, found);
            }
        }

        return doc.With(found.Where(mention => mention.Confidence >= options.Least));
    }

    private static void Mentions(NumberLine line, List<Mention> claimed, Convention convention, List<EstimateMention> found)
    {
        List<(Draft Draft, Statistic Statistic)> kept = [];
        foreach (Reading reading in SentenceReader.WithIntervals(Series.Complete(line, SentenceReader.Read(line, claimed))))
        {
            foreach (Draft draft in reading.Drafts)
            {
                kept.Add((Shares.WithOpeningTotal(line, draft) with { Last = Math.Max(draft.At, reading.Drafts.Count == 1 ? reading.Last : draft.At) }, Statistics.Of(line, draft, reading.Last, kept.Count > 0 ? kept[^1] : null)));
            }
        }

        int first = found.Count;
        foreach ((Draft draft, Statistic read) in kept)
        {
            Statistic statistic = read == Statistic.Value ? convention.Name(line, draft) : read;
            bool repeated = statistic == Statistic.Count && kept.Any(other => other.Statistic == Statistic.Percent && other.Draft.Events is { } events
                && events.Span != line[draft.At].Span && events.Number.Value == line[draft.At].Number.Value);
            if (!repeated && Reported.Is(line, draft, statistic))
            {
                found.Add(MentionOf(line, draft, statistic));
            }
        }

        // "20.2 vs 10.2 months", "9.8, 2.0 and 0.7 years": the unit is written once.
        for (int i = found.Count - 2; i >= first; i--)
        {
            (EstimateMention one, EstimateMention next) = (found[i], found[i + 1]);
            if (one.Unit is null && next.Unit is not (null or "%" or "fold") && one.Statistic == next.Statistic && one.Spread is null && Joints.Holds(line.Text.AsSpan(one.Span.End..next.Span.Start).Trim()))
            {
                found[i] = one with { Unit = next.Unit };
            }
        }
    }

    private static readonly WordSet Joints = new(",", ", and", "and", "or", ", or", "vs", "vs.", "versus", "v", "/", "to", "compared with", "compared to");

    private static EstimateMention MentionOf(NumberLine line, Draft draft, Statistic statistic)
    {
        Numeral numeral = line[draft.At];
        string? unit = numeral.Percent || draft.SharesPercent ? (numeral.Unit is null ? "%" : "percentage points")
            : statistic == Statistic.FoldChange ? "fold"
            : draft.Unit ?? ((numeral.Unit ?? UnitBehindSpread(line, draft)) is { } span ? line.Text[span.Start..span.End] : null);
        return new EstimateMention(numeral.Span, draft.Rule, draft.Confidence, statistic, numeral.Number, unit, draft.Events, draft.Total,
            SpreadOf(line, draft, statistic), numeral.Bound, Statistics.DirectionOf(line, draft, statistic));
    }

    /// <summary>"27.52 ± 3.49 mm": the unit is written once.</summary>
    private static TextSpan? UnitBehindSpread(NumberLine line, Draft draft) =>
        draft.Spread is { High: null } && draft.At + 1 < line.Count && line.Gap(draft.At + 1).Contains('±') ? line[draft.At + 1].Unit : null;

    /// <summary>A bracketed range without a name is what the sentence or the abstract calls the others, or the usual one of its statistic.</summary>
    private static Spread? SpreadOf(NumberLine line, Draft draft, Statistic statistic)
    {
        if (draft.Spread is not { Kind: SpreadKind.Unnamed, High: not null } spread)
        {
            return draft.Spread;
        }

        ReadOnlySpan<char> before = line.Text.AsSpan(0, line[draft.At].Span.Start);
        SpreadKind? named = Spreads.KindOf(before.Length > 400 ? before[^400..] : before);
        if (statistic is not (Statistic.Median or Statistic.Mean or Statistic.Value) && !(statistic == Statistic.Percent && named is not null))
        {
            return spread with { Kind = SpreadKind.ConfidenceInterval };
        }

        return spread with { Kind = named is null or SpreadKind.ConfidenceInterval ? SpreadKind.InterquartileRange : named.Value };
    }
}
