using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Links the numbers of Chinese sentences with what they are numbers of: "观察组和对照组总有效率分别为84.4%、62.5%(P&lt;0.05)" is
/// two findings of one outcome. A sentence is read as lists of numbers, each with the words before it; what a list leaves
/// out it takes from the one before.
/// </summary>
public sealed class ChineseFindingLinker(ChineseFindingLinker.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Findings below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    /// <summary>How often all links of a right number are right: 0.8 on annotated texts, and less on texts that the rules were not written with.</summary>
    private const double LinksRight = 0.7;

    public IReadOnlyList<Type> Needs => [typeof(EstimateMention), typeof(PValueMention), typeof(GroupMention), typeof(SampleSizeMention), typeof(TimeMention)];

    public IReadOnlyList<Type> Adds => [typeof(Finding), typeof(OutcomeMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Sentence> reporting = doc.ReportingSentences();
        if (reporting.Count == 0)
        {
            return doc;
        }

        Reading reading = new(doc);
        foreach (Sentence sentence in reporting)
        {
            reading.Read(sentence.Span);
        }

        return doc.Replacing(reading.PValues.Concat(doc.Of<PValueMention>().Where(p => !reading.PValues.Exists(other => other.Span == p.Span))))
            .With(reading.Outcomes.All)
            .With(reading.Findings.Where(finding => finding.Confidence >= options.Least));
    }

    /// <summary>One abstract while it is read from left to right.</summary>
    private sealed class Reading
    {
        private readonly string _text;
        private readonly List<TimeMention> _times;
        private readonly List<EstimateMention> _estimates;
        private readonly TimeMention? _course;
        private readonly ChineseExtents _extents;
        private readonly ChineseFactors _factors;
        private readonly ChineseSubjects _subjects;
        private readonly ChineseContrasts _contrasts;
        private readonly List<PValueMention> _ps;

        /// <summary>The time that a sentence opened with holds for what later ones measure, until another does: "治疗4周后,...。两组血糖为...".</summary>
        private TimeMention? _opening;

        public Reading(AnnotatedAbstract doc)
        {
            _text = doc.Text.Text;
            _times = [.. doc.Of<TimeMention>()];
            _estimates = [.. doc.Of<EstimateMention>()];
            _ps = [.. doc.Of<PValueMention>()];
            _course = ChineseArms.CourseOf(doc);
            List<GroupMention> groups = [.. doc.Of<GroupMention>(), .. ChineseArms.Labels(doc)];
            groups.Sort((one, other) => one.Span.CompareTo(other.Span));
            List<Mention> names = [.. groups, .. _times];
            names.Sort((one, other) => one.Span.CompareTo(other.Span));

            ChinesePhrase phrase = new(_text, names);
            _extents = new ChineseExtents(_text, _estimates);
            Outcomes = new ChineseOutcomes(_text, phrase, _extents);
            ChineseComparison comparison = new(_text, groups, _times);
            _subjects = new ChineseSubjects(_text, groups, _times, ChineseArms.ArmsOf(doc, groups), comparison, phrase, Outcomes);
            _factors = new ChineseFactors(_text, Outcomes);
            _contrasts = new ChineseContrasts(_text, groups, phrase);
        }

        public List<Finding> Findings { get; } = [];

        public ChineseOutcomes Outcomes { get; }

        public List<PValueMention> PValues { get; } = [];

        public void Read(TextSpan sentence)
        {
            ChineseContext context = new();
            List<ChineseRow> rows = [];
            foreach (ChineseRun run in ChineseRun.In(sentence, _estimates.FindAll(estimate => sentence.Covers(estimate.Span)), _extents))
            {
                if (!_factors.Link(run, sentence))
                {
                    _subjects.Link(run, context);
                }

                rows.AddRange(run.Rows);
            }

            _contrasts.Link(sentence, rows, _ps, PValues);
            foreach (PValueMention p in PValues.Where(p => sentence.Covers(p.Span) && !p.IsThreshold && !rows.Exists(row => row.P?.Span == p.Span) && _contrasts.StandsAlone(p, rows)))
            {
                Findings.Add(new Finding(null, p, Outcomes.At(p.Outcome), null, null, null, 0.7) { Rule = "zh.link.p" });
            }

            _opening = _times.Find(time => time.Days != 0 && _text[time.Span.Start] != '第' && time.Span.Start >= sentence.Start && time.Span.Start - sentence.Start <= 4) ?? _opening;
            foreach (ChineseRow row in rows)
            {
                row.Time ??= Outcomes.IsTimed(row) ? (row.Estimate.Statistic is Statistic.Mean or Statistic.Median ? _opening : null) ?? _course : null;
                Findings.Add(Finish(row));
            }
        }

        private static Finding Finish(ChineseRow row)
        {
            double confidence = row.Estimate.Confidence * LinksRight * (row.Outcome is null ? 0.7 : 1) * (row.Group is null ? 0.9 : 1);
            return new Finding(row.Estimate, row.P, row.Outcome, row.Group, row.Comparator, row.Time, Math.Round(confidence, 3)) { Rule = "zh.link" };
        }
    }
}
