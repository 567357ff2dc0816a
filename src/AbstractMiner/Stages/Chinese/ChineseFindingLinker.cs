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

    private static readonly string[] Compared = ["高于", "低于", "优于", "大于", "小于", "多于", "少于", "长于", "短于", "好于"];

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

    [GeneratedRegex(@"(?:疗程|治疗|干预|培养|低氧|缺氧|处理|作用|训练|孵育)(?:时间|期)?(?:均|共|各|持续|连续)?(?:为|是|:)?\s?(?<time>\d{1,3}\s?(?:个月|周|天|d|h|月|年|小时))(?![A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex CourseRegex();

    [GeneratedRegex("(?<factor>[^,;。()、是为]{2,24})(?:\\([^()]{0,60}\\)?)?\\s?\\)?(?:是|为)(?:影响)?(?<outcome>[^,;。()]{0,30}?)的?(?:独立的?)?(?:危险|保护|影响|预测|相关)因素", RegexOptions.CultureInvariant)]
    private static partial Regex FactorRegex();

    /// <summary>A finding in the making.</summary>
    private sealed class Row(EstimateMention estimate)
    {
        public EstimateMention Estimate { get; } = estimate;

        public OutcomeMention? Outcome { get; set; }

        public GroupMention? Group { get; set; }

        public GroupMention? Comparator { get; set; }

        public TimeMention? Time { get; set; }

        public PValueMention? P { get; set; }

        public int Run { get; set; }

        public bool IsContrast => Estimate.Statistic is Statistic.PercentChange or Statistic.MeanDifference or Statistic.FoldChange or Statistic.OddsRatio
            or Statistic.HazardRatio or Statistic.RiskRatio or Statistic.Correlation;
    }

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

        public Reading(AnnotatedAbstract doc)
        {
            _doc = doc;
            _text = doc.Text.Text;
            _times = [.. doc.Of<TimeMention>()];
            _estimates = [.. doc.Of<EstimateMention>()];
            _ps = [.. doc.Of<PValueMention>()];
            _groups = [.. doc.Of<GroupMention>(), .. Labels(doc)];
            _groups.Sort((one, other) => one.Span.CompareTo(other.Span));
            _arms = ArmsOf(doc);

            _course = CourseOf(doc);
            List<Mention> names = [.. _groups, .. _times];
            names.Sort((one, other) => one.Span.CompareTo(other.Span));
            _phrase = new ChinesePhrase(_text, names);
        }

        /// <summary>"疗程均为8周": where the methods state one course, what is reported without a time is of its end.</summary>
        private static TimeMention? CourseOf(AnnotatedAbstract doc)
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

        /// <summary>The groups that "两组" speaks of, in order: those that the report names, the study's order first; else those that the methods define.</summary>
        private List<GroupMention> ArmsOf(AnnotatedAbstract doc)
        {
            List<TextSpan> reporting = [.. doc.ReportingSentences().Select(sentence => sentence.Span)];
            List<GroupMention> named = [.. _groups.Where(group => group.Rule is "zh.group" or "zh.group.defined").DistinctBy(group => group.Arm)];
            List<GroupMention> defined = [.. named.Where(group => group.Rule == "zh.group.defined")];
            List<GroupMention> reported = [.. _groups.Where(group => group.Rule is "zh.group" or "zh.group.defined" && reporting.Exists(span => span.Covers(group.Span))).DistinctBy(group => group.Arm)];
            if (defined.Count >= 2 && (reported.Count == 0 || reported.Exists(group => defined.Exists(other => other.Arm == group.Arm))))
            {
                return defined;
            }

            // Named otherwise than defined: the intervention is told first.
            return reported.Count >= 2 ? [.. reported.OrderBy(group => Contains(group.Span.In(_text), ["对照", "常规"]))] : named;
        }

        public List<Finding> Findings { get; } = [];

        public List<OutcomeMention> Outcomes { get; } = [];

        public List<PValueMention> PValues { get; } = [];

        public void Read(TextSpan sentence)
        {
            List<EstimateMention> estimates = _estimates.FindAll(estimate => sentence.Covers(estimate.Span));
            List<Row> rows = [];
            Context context = new();
            int from = sentence.Start;
            int run = 0;
            for (int i = 0; i < estimates.Count;)
            {
                int last = i;
                while (last + 1 < estimates.Count && IsNext(estimates[last], estimates[last + 1]))
                {
                    last++;
                }

                List<Row> list = [.. estimates[i..(last + 1)].Select(estimate => new Row(estimate) { Run = run })];
                int start = ExtentOf(estimates[i]).Start;
                int end = ExtentOf(estimates[last]).End;
                int limit = last + 1 < estimates.Count ? ExtentOf(estimates[last + 1]).Start : sentence.End;
                Link(list, new TextSpan(Math.Min(from, start), start), new TextSpan(Math.Min(end, limit), limit), context);
                rows.AddRange(list);
                from = end;
                run++;
                i = last + 1;
            }

            LinkPs(sentence, rows);
            foreach (Row row in rows)
            {
                row.Time ??= _course;
                Findings.Add(Finish(row));
            }
        }

        private static Finding Finish(Row row)
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

        private void Link(List<Row> rows, TextSpan head, TextSpan tail, Context context)
        {
            int part = _text.LastIndexOf(';', Math.Max(head.End - 1, head.Start), head.Length);
            if (part >= head.Start && head.End - part > 2)
            {
                context.Time = _times.FindLast(time => time.Span.Start >= head.Start && time.Span.End <= part) ?? context.Time;
                head = new TextSpan(part + 1, head.End);
            }

            // "与对照组比较": that group is what the others are held against.
            TextSpan against = ComparatorIn(head);
            List<GroupMention> groups = _groups.FindAll(group => head.Covers(group.Span) && !against.Covers(group.Span));
            List<TimeMention> times = _times.FindAll(time => head.Covers(time.Span) && !against.Covers(time.Span) && !IsObject(time.Span, head));
            GroupMention? comparator = _groups.Find(group => against.Covers(group.Span));
            if (rows[0].Estimate.Statistic is Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio && LinkFactor(rows, head, tail))
            {
                return;
            }

            int verb = VerbIn(head);
            bool fromLeft = verb >= 0 && rows.Count == 1 && !_text.AsSpan(verb, head.End - verb).ContainsAny(',', ';');
            OutcomeMention? outcome = OutcomeOf(rows, fromLeft ? new TextSpan(head.Start, verb) : BeforeContrast(rows[0].Estimate, head), tail);
            if (verb >= 0 && !fromLeft && !rows[0].IsContrast)
            {
                outcome = OutcomeAt(_phrase.BeforeVerb(head)) ?? outcome;
            }

            context.Outcome = outcome ?? context.Outcome;
            foreach (Row row in rows)
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
        private bool LinkFactor(List<Row> rows, TextSpan head, TextSpan tail)
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
            foreach (Row row in rows)
            {
                row.Group = new GroupMention(factor, "zh.group.factor", 0.7, null);
                row.Outcome = what.Length >= 2 ? OutcomeAt(what.Span().Shift(from)) : null;
            }

            return true;
        }

        /// <summary>"观察组高于对照组(8.0 vs 7.4)": the first number is the subject's, the second the other's.</summary>
        private static void Compare(List<Row> rows, List<GroupMention> groups, List<TimeMention> times, int verb, Context context)
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

        private void LinkOne(Row row, List<GroupMention> groups, List<TimeMention> times, GroupMention? comparator, int verb, Context context)
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

        private void LinkList(List<Row> rows, TextSpan head, List<GroupMention> groups, List<TimeMention> times, Context context)
        {
            List<GroupMention> distinct = [.. groups.DistinctBy(group => group.Arm)];
            List<GroupMention> all = distinct.Count == rows.Count ? distinct
                : distinct.Count > rows.Count ? distinct[^rows.Count..]
                : distinct.Count == 0 && NamesAllGroups(head) && _arms.Count == rows.Count ? _arms
                : distinct.Count == 0 && times.Count != rows.Count && context.Groups.Count == rows.Count ? context.Groups
                : distinct.Count == 0 && times.Count != rows.Count && rows.Count == 2 && _arms.Count == 2 && IsPair(rows) && !head.In(_text).Contains("两个", StringComparison.Ordinal) ? _arms
                : [];
            (TimeMention Before, TimeMention After)? both = rows.Count == 2 && all.Count == 0 ? BeforeAndAfter(head) : null;
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
        private bool IsPair(List<Row> rows)
        {
            int from = rows[0].Estimate.Span.End;
            return _text.AsSpan(from, rows[1].Estimate.Span.Start - from).Contains("vs", StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>"A、B和C分别为x、y和z": three outcomes in one phrase.</summary>
        private void SplitOutcomes(List<Row> rows, OutcomeMention outcome)
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

        private OutcomeMention? OutcomeOf(List<Row> rows, TextSpan head, TextSpan tail)
        {
            // A count leans on the words that touch it: "治愈|20例", else "9例|出现皮疹|".
            EstimateMention estimate = rows[0].Estimate;
            bool counted = estimate.Statistic == Statistic.Count || (estimate.Events is { } events && events.Span.Start < estimate.Span.Start && Touches(events.Span, estimate.Span));
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

        private void LinkPs(TextSpan sentence, List<Row> rows)
        {
            int from = sentence.Start;
            TextSpan? topic = null;
            foreach (PValueMention p in _ps)
            {
                if (!sentence.Covers(p.Span))
                {
                    continue;
                }

                List<Row> near = rows.FindAll(row => row.Estimate.Span.Start >= from && row.Estimate.Span.End <= p.Span.Start);
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
        private void Attach(PValueMention p, List<Row> near, TextSpan before)
        {
            int close = Math.Max(before.Start, near[^1].Estimate.Span.End);
            bool all = p.ForAll || Contains(_text.AsSpan(close, p.Span.Start - close), All);
            bool paired = near.Exists(row => near.Exists(other => other != row && other.Run == row.Run));
            foreach (IGrouping<string?, Row> contrast in near.GroupBy(row => row.Outcome?.Span.Of(_text)))
            {
                List<Row> rows = [.. contrast];
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

                Row chosen = _text.AsSpan(close, p.Span.Start - close).Contains('与') ? rows[^1] : rows.FindLast(row => row.Group is { } group && Contains(group.Span.In(_text), OfIntervention) && !Contains(group.Span.In(_text), ["对照", "前"]))
                    ?? (rows.Exists(row => row.Time?.Days == 0) ? rows.Find(row => row.Time?.Days != 0) : null)
                    ?? rows[0];
                chosen.P ??= p;
            }
        }

        private static bool Contains(ReadOnlySpan<char> words, string[] any)
        {
            foreach (string word in any)
            {
                if (words.Contains(word, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>"A的浓度分别是B和C的1.2、1.5倍", "住院日比对照组延长10 d": what is measured stands before the other group.</summary>
        private TextSpan BeforeContrast(EstimateMention estimate, TextSpan head)
        {
            if (estimate.Statistic is not (Statistic.FoldChange or Statistic.MeanDifference))
            {
                return head;
            }

            foreach (string word in (ReadOnlySpan<string>)["分别是", "分别为", "是", "为", "比", "较"])
            {
                int at = _text.LastIndexOf(word, Math.Max(head.End - 1, head.Start), head.Length, StringComparison.Ordinal);
                if (at > head.Start)
                {
                    return new TextSpan(head.Start, at);
                }
            }

            return head;
        }

        private int VerbIn(TextSpan head)
        {
            int verb = -1;
            foreach (string word in Compared)
            {
                int at = _text.LastIndexOf(word, Math.Max(head.End - 1, head.Start), head.Length, StringComparison.Ordinal);

                // "大于300 nm" is a size, no comparison.
                if (at + 2 < head.End && at >= head.Start && !char.IsAsciiDigit(_text[at + 2]) && _text[at + 2] != ' ')
                {
                    verb = Math.Max(verb, at);
                }
            }

            return verb;
        }

        private TextSpan ComparatorIn(TextSpan head)
        {
            for (int i = head.Start; i < head.End; i++)
            {
                if (_text[i] is '与' or '较' or '比' or '同')
                {
                    int stop = Math.Min(head.End, i + 20);
                    foreach (string word in (ReadOnlySpan<string>)["相比", "比较", "对比"])
                    {
                        int at = _text.IndexOf(word, i, stop - i, StringComparison.Ordinal);
                        if (at > i && !_text.AsSpan(i, at - i).ContainsAny(',', ';', '、'))
                        {
                            return new TextSpan(i, at);
                        }
                    }

                    if (_text[i] is '较' or '比')
                    {
                        GroupMention? group = _groups.Find(group => group.Span.Start >= i && group.Span.Start - i <= 2 && group.Span.End <= head.End);
                        if (group is not null && head.End - group.Span.End > 1)
                        {
                            return new TextSpan(i, group.Span.End);
                        }
                    }
                }
            }

            return new TextSpan(head.Start, head.Start);
        }

        /// <summary>"均高于自身第1周末,": a time that something was held against is not the time of what follows.</summary>
        private bool IsObject(TextSpan time, TextSpan head)
        {
            int from = Math.Max(head.Start, time.Start - 5);
            return Contains(_text.AsSpan(from, time.Start - from), Compared) && _text.AsSpan(time.End, head.End - time.End).ContainsAny(',', ';');
        }

        private bool NamesAllGroups(TextSpan head)
        {
            ReadOnlySpan<char> words = head.In(_text);
            return words.Contains("两组", StringComparison.Ordinal) || words.Contains("2组", StringComparison.Ordinal) || words.Contains("三组", StringComparison.Ordinal)
                || words.Contains("3组", StringComparison.Ordinal) || words.Contains("各组", StringComparison.Ordinal) || words.Contains("组间", StringComparison.Ordinal) || words.Contains("4组", StringComparison.Ordinal);
        }

        /// <summary>"治疗前后", "干预前、后": two times in one word.</summary>
        private (TimeMention Before, TimeMention After)? BeforeAndAfter(TextSpan head)
        {
            foreach (string word in (ReadOnlySpan<string>)["前后", "前、后", "前和后"])
            {
                int at = _text.IndexOf(word, head.Start, head.Length, StringComparison.Ordinal);
                if (at - 2 >= head.Start)
                {
                    int event_ = _text[at - 1] == '术' ? at - 1 : at - 2;
                    int after = at + word.Length - 1;
                    return (new TimeMention(new TextSpan(event_, at + 1), "zh.time.both", 0.8, 0), new TimeMention(new TextSpan(after, after + 1), "zh.time.both", 0.8, null));
                }
            }

            return null;
        }

        private bool IsNext(EstimateMention one, EstimateMention other)
        {
            if (one.Statistic != other.Statistic && !(one.Statistic is Statistic.Sensitivity && other.Statistic is Statistic.Specificity))
            {
                return false;
            }

            int from = ExtentOf(one).End;
            int to = ExtentOf(other).Start;
            return to >= from && to - from <= 8 && ChineseText.IsListGap(_text.AsSpan(from, to - from));
        }

        /// <summary>Whether a count stands in the same clause as its percent.</summary>
        private bool Touches(TextSpan count, TextSpan extent) => count.Start >= extent.Start || !_text.AsSpan(count.End, extent.Start - count.End).ContainsAny(',', ';') || _text.AsSpan(count.End, extent.Start - count.End).Contains('占');

        /// <summary>An estimate with its counts, its spread, its unit and the brackets round them.</summary>
        private TextSpan ExtentOf(EstimateMention estimate)
        {
            TextSpan extent = estimate.Span;
            extent = estimate.Events is { } events && Touches(events.Span, extent) ? extent.Hull(events.Span) : extent;
            extent = estimate.Total is { } total && total.Span.DistanceTo(extent) < 12 && (estimate.Events is not null || total.Span.Start > extent.Start) ? extent.Hull(total.Span) : extent;
            extent = estimate.Spread is { } spread ? extent.Hull((spread.High ?? spread.Low).Span) : extent;
            int end = extent.End;
            if (estimate.Unit is { } unit)
            {
                int at = _text.AsSpan(end, Math.Min(unit.Length + 3, _text.Length - end)).IndexOf(unit);
                end = at >= 0 && at <= 2 ? end + at + unit.Length : end;
            }

            while (end < _text.Length && _text[end] is ')' or ']' or '例' or '株' or '名' or '只' or '眼' or '份' || (end < _text.Length - 1 && _text[end] == ' ' && _text[end + 1] is ')' or ']'))
            {
                end++;
            }

            // "100.4%(RSD=0.9%)、100.7%": a bracket that says more of the number belongs to it.
            int bracket = end < _text.Length && _text[end] == ' ' ? end + 1 : end;
            if (bracket < _text.Length && _text[bracket] == '(' && _text.IndexOf(')', bracket, Math.Min(30, _text.Length - bracket)) is var close and > 0
                && !_estimates.Exists(other => other.Span.Start > bracket && other.Span.End <= close && !extent.Covers(other.Span)))
            {
                end = close + 1;
            }

            int start = extent.Start;
            while (start > 0 && _text[start - 1] is '(' or '[')
            {
                start--;
            }

            return new TextSpan(start, end);
        }

        /// <summary>The labels of the sample sizes are names of groups too: "58例口腔鳞癌(OSCC)" is later OSCC.</summary>
        private static IEnumerable<GroupMention> Labels(AnnotatedAbstract doc)
        {
            string text = doc.Text.Text;
            int arm = doc.Of<GroupMention>().Max(group => group.Arm) ?? 0;
            foreach (SampleSizeMention sample in doc.Of<SampleSizeMention>())
            {
                if (sample.Group is not { } label || sample.Role is not (SampleRole.Arm or SampleRole.Subgroup) || !sample.Rule.StartsWith("zh.", StringComparison.Ordinal)
                    || doc.Mentions.Any(mention => mention is GroupMention && mention.Span.Overlaps(label)))
                {
                    continue;
                }

                arm++;
                yield return new GroupMention(label, "zh.group.label", 0.7, arm);
                int after = label.End;
                string name = after < text.Length && text[after] == '(' && text.IndexOf(')', after) is var close && close - after is > 1 and < 12 ? text[(after + 1)..close] : "";
                if (name.Length == 0 || !char.IsAsciiLetterUpper(name[0]))
                {
                    continue;
                }

                for (int at = text.IndexOf(name, after + name.Length, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
                {
                    if (at > after + 1 + name.Length && !char.IsAsciiLetterOrDigit(text[at - 1]))
                    {
                        yield return new GroupMention(new TextSpan(at, at + name.Length), "zh.group.label", 0.75, arm);
                    }
                }
            }
        }
    }
}
