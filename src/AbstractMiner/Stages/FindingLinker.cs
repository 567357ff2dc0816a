using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Stages.Groups;
using AbstractMiner.Stages.Linking;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Makes a finding of every estimate: in "At 16 weeks the cure rate was higher in the laser group than in controls (72% vs 20%,
/// p&lt;0.001)" the outcome, group and time of both percents, and the row of the p-value. Four small models choose among the
/// mentions; a p-value that belongs to no number is a finding of its own. Lists that can be linked in two ways are flagged.
/// </summary>
public sealed class FindingLinker(FindingLinker.Options options, LinkModels models) : IStage
{
    public sealed record Options
    {
        /// <summary>Findings below this confidence are left out.</summary>
        public double Least { get; init; }

        /// <summary>The folder of the trained models.</summary>
        public string Models { get; init; } = "models/links";
    }

    public IReadOnlyList<Type> Needs => [typeof(EstimateMention), typeof(PValueMention), typeof(GroupMention), typeof(TimeMention), typeof(OutcomeMention)];

    public IReadOnlyList<Type> Adds => [typeof(Finding), typeof(Flag)];

    public AnnotatedAbstract Apply(AnnotatedAbstract read)
    {
        AnnotatedAbstract doc = WithoutNamesOfStatistics(read);
        LinkContext context = new(doc, models);
        if (context.Frames.IsEmpty)
        {
            return doc;
        }

        LinkDecisions decisions = new(models);
        Dictionary<EstimateMention, PValueMention> tests = Linker.Link(context, decisions.Decide);
        Dictionary<TextSpan, TextSpan> definitions = Definitions(doc);
        List<Finding> findings = [];
        Dictionary<PValueMention, Finding> tested = new(ReferenceEqualityComparer.Instance);
        foreach (Linked row in context.History)
        {
            EstimateMention estimate = row.Mention;
            PValueMention? p = tests.GetValueOrDefault(estimate);
            bool change = estimate.Statistic == Statistic.MeanDifference && ((row.Frame.Arms < 2 && row.Group is null) || IsOneOfChanges(context, row));
            Finding finding = new(estimate, p, Defined(row.Outcome, definitions, doc), row.Group, change ? null : Comparator(context, row), row.Time, estimate.Confidence * models.Confidence.Of(decisions.SurenessOf(estimate)))
            {
                AgainstBaseline = change,
            };
            findings.Add(finding);
            if (p is not null)
            {
                tested.TryAdd(p, finding);
            }
        }

        IReadOnlyList<PValueMention> alone = [.. context.Frames.SelectMany(frame => frame.PValues).Where(p => !tested.ContainsKey(p))];
        foreach (Linked row in Alone(context, alone))
        {
            PValueMention p = alone.First(other => other.Span == row.Mention.Span);
            Finding finding = new(null, p, Defined(row.Outcome, definitions, doc), null, null, null, p.Confidence * 0.75);
            findings.Add(finding);
            tested.Add(p, finding);
        }

        HashSet<OutcomeMention> chosen = new(findings.Select(finding => finding.Outcome).OfType<OutcomeMention>(), ReferenceEqualityComparer.Instance);
        return doc.Replacing(doc.Of<PValueMention>().Select(p => tested.TryGetValue(p, out Finding? finding) ? Tested(p, finding, doc) : p).ToImmutableArray())
            .Replacing(doc.Of<OutcomeMention>().Where(outcome => chosen.Contains(outcome) || doc.Text.SentenceAt(outcome.Span.Start)?.Language != Language.English).Concat(chosen).Distinct().ToImmutableArray())
            .With(findings.Select(finding => finding with { P = finding.P is { } p ? Tested(p, tested[p], doc) : null }).Where(finding => finding.Confidence >= options.Least))
            .With(CrossedLists.In(context));
    }

    /// <summary>Why <see cref="Apply"/> links the numbers of an abstract as it does.</summary>
    public ImmutableArray<LinkReason> Reasons(AnnotatedAbstract doc) => LinkReason.In(WithoutNamesOfStatistics(doc), models);

    /// <summary>Without the names that are no group's or outcome's, whatever the models make of them: "CI 0.17-0.88", "90-day", "SMD".</summary>
    private static AnnotatedAbstract WithoutNamesOfStatistics(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        ImmutableArray<GroupMention> groups = doc.Of<GroupMention>().RemoveAll(group => GroupNames.IsOfResults(group.Span.In(text)));
        ImmutableArray<OutcomeMention> outcomes = doc.Of<OutcomeMention>().RemoveAll(outcome => outcome.Span.Length <= LongestStatistic && Statistics.Holds(outcome.Span.In(text)));
        AnnotatedAbstract named = groups.Length == doc.Of<GroupMention>().Length ? doc : doc.Replacing(groups);
        return outcomes.Length == doc.Of<OutcomeMention>().Length ? named : named.Replacing(outcomes);
    }

    private const int LongestStatistic = 3;

    /// <summary>Short forms that stand for nothing that is measured, unlike HR.</summary>
    private static readonly WordSet Statistics = WordSet.Of("SMD WMD SMR IRR OR aOR aHR CI IQR");

    /// <summary>
    /// What a number is set against: the group behind "than" or "versus", of a ratio or a difference also the only other arm of its
    /// sentence or of the abstract. Factors that stand in a row with their ratios are not set against each other.
    /// </summary>
    private static GroupMention? Comparator(LinkContext context, Linked row)
    {
        SentenceFrame frame = row.Frame;
        bool contrast = Stats.IsContrast(row.Mention.Statistic);
        GroupMention? other = null;
        int others = 0;
        for (int i = 0; i < frame.Groups.Length; i++)
        {
            // What stands in a bracket concerns the numbers in it alone: "simple resection (versus wide resection, OR 0.38)".
            int bracket = frame.BracketOf(frame.GroupPlaces[i].First);
            if (frame.ArmOrder[i] < 0 || frame.Groups[i].Arm == row.Group?.Arm || (bracket >= 0 && bracket != frame.BracketOf(frame.EstimatePlaces[row.Estimate].First)))
            {
                continue;
            }

            if (Bins.Before(frame, frame.GroupPlaces[i].First) is Bins.Than or Bins.Versus && (contrast || IsRightBehind(frame, row.Mention, frame.Groups[i])))
            {
                return frame.Groups[i];
            }

            others += other?.Arm == frame.Groups[i].Arm ? 0 : 1;
            other = frame.Groups[i];
        }

        return !contrast || others > 1 || row.Group is null or { Rule: "group.factor" } ? null : other ?? context.Opposite(row.Group);
    }

    /// <summary>"fell by 31.4 mm with tacrolimus and 22.0 mm with clobetasol": each group has its own change since baseline.</summary>
    private static bool IsOneOfChanges(LinkContext context, Linked row) => row.Group is { } group
        && context.History.Exists(other => other.Frame == row.Frame && other.Mention.Statistic == Statistic.MeanDifference && other.Group is { } another && another.Arm != group.Arm && other.Outcome?.Span == row.Outcome?.Span);

    /// <summary>"35% lower with homeopathy than with usual care": no other number stands between.</summary>
    private static bool IsRightBehind(SentenceFrame frame, EstimateMention estimate, GroupMention group) =>
        estimate.Statistic is Statistic.PercentChange or Statistic.FoldChange && group.Span.Start > estimate.Span.End
        && !frame.Estimates.Any(other => other.Span.Start > estimate.Span.Start && other.Span.Start < group.Span.Start);

    /// <summary>What p-values without a number of their own test: they are read as if they were the number.</summary>
    private IEnumerable<Linked> Alone(LinkContext context, IReadOnlyList<PValueMention> alone)
    {
        foreach (IGrouping<Sentence?, PValueMention> sentence in alone.GroupBy(p => context.Doc.Text.SentenceAt(p.Span.Start)))
        {
            SentenceFrame? frame = context.Frames.FirstOrDefault(frame => frame.Sentence == sentence.Key);
            if (frame is null)
            {
                continue;
            }

            SentenceFrame asNumbers = frame.With([.. sentence.Select(p => new EstimateMention(p.Span, p.Rule, p.Confidence, Statistic.Value, null, null, null, null, null, Comparison.Equal, null))]);
            for (int i = 0; i < asNumbers.Estimates.Length; i++)
            {
                List<LinkOption> choices = OutcomeLink.Options(context, asNumbers, i);
                OutcomeMention? outcome = choices.Count == 0 ? null : (OutcomeMention?)choices[Linker.Best(models.Outcome, choices, new double[choices.Count])].Mention;
                yield return new Linked(asNumbers, i, outcome, null, null);
            }
        }
    }

    private static PValueMention Tested(PValueMention p, Finding finding, AnnotatedAbstract doc) => p with
    {
        Outcome = p.Outcome ?? finding.Outcome?.Span,
        Contrast = p.Contrast ?? (finding.AgainstBaseline ? "vs baseline"
            : finding is { Group: { } group, Comparator: { } comparator } ? $"{doc.Text.Slice(group.Span)} vs {doc.Text.Slice(comparator.Span)}" : null),
    };

    /// <summary>Where an abbreviation stands alone for an outcome, the place that defines it says more: "major clinical response (MCR)".</summary>
    private static OutcomeMention? Defined(OutcomeMention? outcome, Dictionary<TextSpan, TextSpan> definitions, AnnotatedAbstract doc)
    {
        if (outcome is null || outcome.Span.Length > 10)
        {
            return outcome;
        }

        foreach ((TextSpan shortForm, TextSpan whole) in definitions)
        {
            if (shortForm.Length == outcome.Span.Length && shortForm.In(doc.Text.Text).SequenceEqual(outcome.Span.In(doc.Text.Text)))
            {
                return outcome with { Span = whole, Rule = "outcome.defined" };
            }
        }

        return outcome;
    }

    private static Dictionary<TextSpan, TextSpan> Definitions(AnnotatedAbstract doc)
    {
        Dictionary<TextSpan, TextSpan> definitions = [];
        foreach (AbbreviationMention abbreviation in doc.Of<AbbreviationMention>())
        {
            TextSpan whole = abbreviation.LongForm.Hull(abbreviation.Span);
            definitions[abbreviation.Span] = whole.End < doc.Text.Text.Length && doc.Text.Text[whole.End] is ')' or ']' ? new TextSpan(whole.Start, whole.End + 1) : whole;
        }

        return definitions;
    }
}
