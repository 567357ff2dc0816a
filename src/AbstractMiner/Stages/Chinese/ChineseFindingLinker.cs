using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Links the numbers of Chinese sentences with what they are numbers of: "观察组和对照组总有效率分别为84.4%、62.5%(P&lt;0.05)" is
/// two findings of one outcome. A sentence is read as runs of numbers, each with the head of words before it.
/// </summary>
public sealed partial class ChineseFindingLinker(ChineseFindingLinker.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Findings below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    /// <summary>How often all links of a right number are right: 0.8 on annotated texts, and less on texts that the rules were not written with.</summary>
    private const double LinksRight = 0.7;

    private static readonly string[] All = ["均", "都", "皆"];

    private static readonly string[] OfIntervention = ["观察", "治疗", "实验", "试验", "研究", "干预后", "干预", "联合", "给药"];

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
            .With(reading.Outcomes)
            .With(reading.Findings.Where(finding => finding.Confidence >= options.Least));
    }

    [GeneratedRegex("(?<factor>[^,;。()、是为]{2,24})(?:\\([^()]{0,60}\\)?)?\\s?\\)?(?:是|为)(?:影响)?(?<outcome>[^,;。()]{0,30}?)的?(?:独立的?)?(?:危险|保护|影响|预测|相关)因素", RegexOptions.CultureInvariant)]
    private static partial Regex FactorRegex();

    /// <summary>One abstract while it is read from left to right.</summary>
    private sealed class Reading
    {
        private readonly AnnotatedAbstract _doc;
        private readonly string _text;
        private readonly List<GroupMention> _groups;
        private readonly List<TimeMention> _times;
        private readonly List<EstimateMention> _estimates;
        private readonly List<PValueMention> _ps;
        private readonly List<GroupMention> _arms;
        private readonly ChinesePhrase _phrase;
        private readonly TimeMention? _course;
        private readonly ChineseComparison _comparison;
        private readonly ChineseExtents _extents;

        public Reading(AnnotatedAbstract doc)
        {
            _doc = doc;
            _text = doc.Text.Text;
            _times = [.. doc.Of<TimeMention>()];
            _estimates = [.. doc.Of<EstimateMention>()];
            _ps = [.. doc.Of<PValueMention>()];
            _groups = [.. doc.Of<GroupMention>(), .. ChineseArms.Labels(doc)];
            _groups.Sort((one, other) => one.Span.CompareTo(other.Span));
            _arms = ChineseArms.ArmsOf(doc, _groups);

            _course = ChineseArms.CourseOf(doc);
            List<Mention> names = [.. _groups, .. _times];
            names.Sort((one, other) => one.Span.CompareTo(other.Span));
            _phrase = new ChinesePhrase(_text, names);
            _comparison = new ChineseComparison(_text, _groups);
            _extents = new ChineseExtents(_text, _estimates);
        }

        public List<Finding> Findings { get; } = [];

        public List<OutcomeMention> Outcomes { get; } = [];

        public List<PValueMention> PValues { get; } = [];

        public void Read(TextSpan sentence)
        {
            List<EstimateMention> estimates = _estimates.FindAll(estimate => sentence.Covers(estimate.Span));
            List<ChineseRow> rows = [];
            Context context = new();
            int from = sentence.Start;
            int run = 0;
            for (int i = 0; i < estimates.Count;)
            {
                int last = i;
                while (last + 1 < estimates.Count && _extents.IsNext(estimates[last], estimates[last + 1]))
                {
                    last++;
                }

                List<ChineseRow> list = [.. estimates[i..(last + 1)].Select(estimate => new ChineseRow(estimate) { Run = run })];
                int start = _extents.ExtentOf(estimates[i]).Start;
                int end = _extents.ExtentOf(estimates[last]).End;
                int limit = last + 1 < estimates.Count ? _extents.ExtentOf(estimates[last + 1]).Start : sentence.End;
                Link(list, new TextSpan(Math.Min(from, start), start), new TextSpan(Math.Min(end, limit), limit), context);
                rows.AddRange(list);
                from = end;
                run++;
                i = last + 1;
            }

            LinkPs(sentence, rows);
            foreach (ChineseRow row in rows)
            {
                row.Time ??= _course;
                Findings.Add(Finish(row));
            }
        }

        private static Finding Finish(ChineseRow row)
        {
            double confidence = row.Estimate.Confidence * LinksRight * (row.Outcome is null ? 0.7 : 1) * (row.Group is null ? 0.9 : 1);
            return new Finding(row.Estimate, row.P, row.Outcome, row.Group, row.Comparator, row.Time, Math.Round(confidence, 3)) { Rule = "zh.link" };
        }

        /// <summary>What the head of an earlier run of the sentence said.</summary>
        private sealed class Context
        {
            public OutcomeMention? Outcome { get; set; }

            public List<GroupMention> Groups { get; set; } = [];

            public TimeMention? Time { get; set; }
        }

        private void Link(List<ChineseRow> rows, TextSpan head, TextSpan tail, Context context)
        {
            int part = _text.LastIndexOf(';', Math.Max(head.End - 1, head.Start), head.Length);
            if (part >= head.Start && head.End - part > 2)
            {
                context.Time = _times.FindLast(time => time.Span.Start >= head.Start && time.Span.End <= part) ?? context.Time;
                head = new TextSpan(part + 1, head.End);
            }

            // "与对照组比较": that group is what the others are held against.
            TextSpan against = _comparison.ComparatorIn(head);
            List<GroupMention> groups = _groups.FindAll(group => head.Covers(group.Span) && !against.Covers(group.Span));
            List<TimeMention> times = _times.FindAll(time => head.Covers(time.Span) && !against.Covers(time.Span) && !_comparison.IsObject(time.Span, head));
            GroupMention? comparator = _groups.Find(group => against.Covers(group.Span));
            if (rows[0].Estimate.Statistic is Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio && LinkFactor(rows, head, tail))
            {
                return;
            }

            int verb = _comparison.VerbIn(head);
            bool fromLeft = verb >= 0 && rows.Count == 1 && !_text.AsSpan(verb, head.End - verb).ContainsAny(',', ';');
            OutcomeMention? outcome = OutcomeOf(rows, fromLeft ? new TextSpan(head.Start, verb) : _comparison.BeforeContrast(rows[0].Estimate, head), tail);
            if (verb >= 0 && !fromLeft && !rows[0].IsContrast)
            {
                outcome = OutcomeAt(_phrase.BeforeVerb(head)) ?? outcome;
            }

            context.Outcome = outcome ?? context.Outcome;
            foreach (ChineseRow row in rows)
            {
                row.Outcome = context.Outcome;
            }

            if (rows.Count == 2 && verb >= 0)
            {
                Compare(rows, groups, times, verb, context);
            }
            else if (rows.Count == 1)
            {
                LinkOne(rows[0], groups, times, comparator, verb, context);
            }
            else
            {
                LinkList(rows, head, groups, times, context);
            }

            if (rows[0].IsContrast && rows.TrueForAll(row => row.Group is null) && outcome is { } of && head.Covers(of.Span) && _phrase.Actor(head, of.Span) is { } actor)
            {
                GroupMention acting = new(actor, "zh.group.actor", 0.6, null);
                rows.ForEach(row => row.Group = acting);
            }

            if (groups.Count > 0)
            {
                context.Groups = groups;
            }

            context.Time = times.Count > 0 ? times[^1] : context.Time;
        }

        /// <summary>"吸烟(OR=2.1)是死亡的独立危险因素", "吸烟是死亡的危险因素(OR=2.1)": the odds of whom, and of what.</summary>
        private bool LinkFactor(List<ChineseRow> rows, TextSpan head, TextSpan tail)
        {
            int from = Math.Max(head.Start, head.End - 60);
            int to = Math.Min(tail.End, tail.Start + 60);
            Match match = FactorRegex().Match(_text[from..to]);
            if (!match.Success)
            {
                return false;
            }

            TextSpan factor = match.Groups["factor"].Span().Shift(from);
            Group what = match.Groups["outcome"];
            foreach (ChineseRow row in rows)
            {
                row.Group = new GroupMention(factor, "zh.group.factor", 0.7, null);
                row.Outcome = what.Length >= 2 ? OutcomeAt(what.Span().Shift(from)) : null;
            }

            return true;
        }

        /// <summary>"观察组高于对照组(8.0 vs 7.4)": the first number is the subject's, the second the other's.</summary>
        private static void Compare(List<ChineseRow> rows, List<GroupMention> groups, List<TimeMention> times, int verb, Context context)
        {
            GroupMention? left = groups.FindLast(group => group.Span.End <= verb) ?? context.Groups.FirstOrDefault();
            GroupMention? right = groups.Find(group => group.Span.Start >= verb);
            TimeMention? before = times.FindLast(time => time.Span.End <= verb) ?? context.Time;
            TimeMention? after = times.Find(time => time.Span.Start >= verb);
            rows[0].Group = left;
            rows[0].Time = before;
            rows[1].Group = right ?? left;
            rows[1].Time = after ?? before;
        }

        private void LinkOne(ChineseRow row, List<GroupMention> groups, List<TimeMention> times, GroupMention? comparator, int verb, Context context)
        {
            row.Group = groups.Count switch
            {
                0 => context.Groups.Count == 1 ? context.Groups[0] : null,
                _ => groups[^1],
            };
            row.Time = times.Count > 0 ? times[^1] : context.Time;
            row.Comparator = comparator;
            if (row.IsContrast && groups.Count > 1)
            {
                row.Group = groups[0];
                row.Comparator = groups[^1];
            }
            else if (verb >= 0 && groups.Count > 1 && _text.AsSpan(verb, row.Estimate.Span.Start - verb).ContainsAny(',', ';'))
            {
                row.Group = groups.FindLast(group => group.Span.End <= verb) ?? groups[^1];
            }
        }

        private void LinkList(List<ChineseRow> rows, TextSpan head, List<GroupMention> groups, List<TimeMention> times, Context context)
        {
            List<GroupMention> distinct = [.. groups.DistinctBy(group => group.Arm)];
            List<GroupMention> all = distinct.Count == rows.Count ? distinct
                : distinct.Count > rows.Count ? distinct[^rows.Count..]
                : distinct.Count == 0 && _comparison.NamesAllGroups(head) && _arms.Count == rows.Count ? _arms
                : distinct.Count == 0 && times.Count != rows.Count && context.Groups.Count == rows.Count ? context.Groups
                : distinct.Count == 0 && times.Count != rows.Count && rows.Count == 2 && _arms.Count == 2 && IsPair(rows) && !head.In(_text).Contains("两个", StringComparison.Ordinal) ? _arms
                : [];
            (TimeMention Before, TimeMention After)? both = rows.Count == 2 && all.Count == 0 ? _comparison.BeforeAndAfter(head) : null;
            for (int i = 0; i < rows.Count; i++)
            {
                rows[i].Group = all.Count == rows.Count ? all[i] : distinct.Count == 1 ? distinct[0] : null;
                rows[i].Time = both is { } pair ? i == 0 ? pair.Before : pair.After
                    : all.Count == 0 && times.Count == rows.Count ? times[i]
                    : times.Count > 0 ? times[^1] : context.Time;
            }

            if (all.Count == rows.Count)
            {
                groups.Clear();
                groups.AddRange(all);
            }
            else if (both is null && times.Count != rows.Count && rows[0].Outcome is { } outcome && head.In(_text).Contains("分别", StringComparison.Ordinal))
            {
                SplitOutcomes(rows, outcome);
            }
        }

        /// <summary>"(30.6% vs 38.9%)": two numbers held against each other, of the two groups where no other is named.</summary>
        private bool IsPair(List<ChineseRow> rows)
        {
            int from = rows[0].Estimate.Span.End;
            return _text.AsSpan(from, rows[1].Estimate.Span.Start - from).Contains("vs", StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>"A、B和C分别为x、y和z": three outcomes in one phrase.</summary>
        private void SplitOutcomes(List<ChineseRow> rows, OutcomeMention outcome)
        {
            List<TextSpan> parts = [];
            int start = outcome.Span.Start;
            for (int i = outcome.Span.Start; i <= outcome.Span.End; i++)
            {
                if (i == outcome.Span.End || _text[i] is '、' or '和' or '及' or '与')
                {
                    if (i > start)
                    {
                        parts.Add(new TextSpan(start, i));
                    }

                    start = i + 1;
                }
            }

            if (parts.Count == rows.Count)
            {
                for (int i = 0; i < rows.Count; i++)
                {
                    rows[i].Outcome = OutcomeAt(parts[i]);
                }
            }
        }

        private OutcomeMention? OutcomeOf(List<ChineseRow> rows, TextSpan head, TextSpan tail)
        {
            // A count leans on the words that touch it: "治愈|20例", else "9例|出现皮疹|".
            EstimateMention estimate = rows[0].Estimate;
            bool counted = estimate.Statistic == Statistic.Count || (estimate.Events is { } events && events.Span.Start < estimate.Span.Start && _extents.Touches(events.Span, estimate.Span));
            if (counted)
            {
                int clause = head.End;
                while (clause > head.Start && _text[clause - 1] is not (',' or ';' or '。' or '、' or ')'))
                {
                    clause--;
                }

                if (_phrase.BeforeValue(new TextSpan(clause, head.End)) is { } lead)
                {
                    return OutcomeAt(lead);
                }

                int skip = tail.Start;
                while (skip < tail.End && (_text[skip] is '例' or '名' or '人' or '只' or '次' or '位' or '株' or '份' or '眼' or ')' or ' '))
                {
                    skip++;
                }

                if (OutcomeAt(_phrase.After(new TextSpan(skip, tail.End))) is { } named)
                {
                    return named;
                }
            }

            return OutcomeAt(_phrase.BeforeValue(head)) ?? (tail.Length > 2 && _text[tail.Start] == '的' ? OutcomeAt(_phrase.After(tail)) : null);
        }

        private OutcomeMention? OutcomeAt(TextSpan? span)
        {
            if (span is not { } at)
            {
                return null;
            }

            if (Outcomes.Find(outcome => outcome.Span == at) is { } known)
            {
                return known;
            }

            OutcomeMention mention = new(at, "zh.outcome", 0.8, null);
            Outcomes.Add(mention);
            return mention;
        }

        private void LinkPs(TextSpan sentence, List<ChineseRow> rows)
        {
            int from = sentence.Start;
            TextSpan? topic = null;
            foreach (PValueMention p in _ps)
            {
                if (!sentence.Covers(p.Span))
                {
                    continue;
                }

                List<ChineseRow> near = rows.FindAll(row => row.Estimate.Span.Start >= from && row.Estimate.Span.End <= p.Span.Start);
                TextSpan before = new(Math.Min(from, p.Span.Start), p.Span.Start);
                topic = near.Count > 0 ? near[0].Outcome?.Span ?? topic : _phrase.BeforeVerb(before) ?? topic;
                PValueMention told = p with { Outcome = p.Outcome ?? topic };
                PValues.Add(told);
                if (!p.IsThreshold)
                {
                    if (near.Count == 0 && rows.FindLast(row => row.P is null && row.Group?.Arm is { } arm && _groups.Exists(group => group.Arm == arm && before.Covers(group.Span))) is { } named)
                    {
                        named.P = told;
                    }
                    else if (near.Count == 0)
                    {
                        Findings.Add(new Finding(null, told, OutcomeAt(topic), null, null, null, 0.7) { Rule = "zh.link.p" });
                    }
                    else
                    {
                        Attach(told, near, before);
                    }
                }

                from = p.Span.End;
            }
        }

        /// <summary>A p stands on one row of its contrast, the intervention's or the later; on all where the text says so.</summary>
        private void Attach(PValueMention p, List<ChineseRow> near, TextSpan before)
        {
            int close = Math.Max(before.Start, near[^1].Estimate.Span.End);
            bool all = p.ForAll || ChineseText.ContainsAny(_text.AsSpan(close, p.Span.Start - close), All);
            bool paired = near.Exists(row => near.Exists(other => other != row && other.Run == row.Run));
            foreach (IGrouping<string?, ChineseRow> contrast in near.GroupBy(row => row.Outcome?.Span.Of(_text)))
            {
                List<ChineseRow> rows = [.. contrast];
                if (all || rows.TrueForAll(row => row.IsContrast))
                {
                    rows.ForEach(row => row.P ??= p);
                    continue;
                }

                // A pair that stands together is the contrast; a number beside it is not.
                int run = rows[^1].Run;
                if (rows.FindAll(row => row.Run == run) is { Count: > 1 } pair)
                {
                    rows = pair;
                }
                else if (paired)
                {
                    continue;
                }

                ChineseRow chosen = _text.AsSpan(close, p.Span.Start - close).Contains('与') ? rows[^1] : rows.FindLast(row => row.Group is { } group && ChineseText.ContainsAny(group.Span.In(_text), OfIntervention) && !ChineseText.ContainsAny(group.Span.In(_text), ["对照", "前"]))
                    ?? (rows.Exists(row => row.Time?.Days == 0) ? rows.Find(row => row.Time?.Days != 0) : null)
                    ?? rows[0];
                chosen.P ??= p;
            }
        }
    }
}
