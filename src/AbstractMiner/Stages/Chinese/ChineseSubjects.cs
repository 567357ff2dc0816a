using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Whose the numbers of a Chinese list are, when they were measured and what of: by the words before it, and by what the sentence has said before.</summary>
internal sealed class ChineseSubjects(string text, List<GroupMention> groups, List<TimeMention> times, List<GroupMention> arms, ChineseComparison comparison, ChinesePhrase phrase, ChineseOutcomes outcomes)
{
    /// <summary>The words of one list, sorted: what is held against something is no subject.</summary>
    private sealed record Scene(TextSpan Head, List<GroupMention> Groups, List<TimeMention> Times, GroupMention? Comparator, int Verb)
    {
        /// <summary>Whether another clause begins between the comparison and the number: "高于对照组,为|8.0|".</summary>
        public bool Resumes { get; init; }
    }

    public void Link(ChineseRun run, ChineseContext context)
    {
        Scene scene = SceneOf(run, context);
        bool object_ = scene.Verb >= 0 && run.Rows.Count == 1 && !scene.Resumes;
        GroupMention? bare = scene.Groups.Count == 0 ? Bare(scene.Head, run, context) : null;
        OutcomeMention? outcome = bare is null ? OutcomeOf(run, scene, object_) : null;
        List<OutcomeMention?> split = [];
        if (comparison.ChangeIn(scene.Head) && context.Last is { } before && before.Rows.Count <= run.Rows.Count)
        {
            Continue(run, before, scene, context);
            return;
        }

        context.Outcome = outcome ?? context.Outcome;
        run.Rows.ForEach(row => row.Outcome = context.Outcome);
        if (bare is not null)
        {
            run.Rows.ForEach(row => row.Group = bare);
            run.Rows.ForEach(row => row.Time = context.Time);
        }
        else if (run.Rows.Count == 2 && scene.Verb >= 0 && !Elliptic(run, scene, context))
        {
            Compare(run.Rows, scene, context);
        }
        else if (run.Rows.Count == 1)
        {
            LinkOne(run.First, scene, context);
        }
        else
        {
            split = LinkList(run, scene, outcome, context);
        }

        if (outcome is null)
        {
            Inherit(run, scene, context);
        }
        else
        {
            bool same = run.Rows.Count == 1 && context.Outcomes.Count > 0 && context.Last?.First.Group?.Arm == run.First.Group?.Arm;
            context.Outcomes = split.Count > 0 ? split : same ? [.. context.Outcomes, outcome] : [outcome];
        }

        run.Rows.ForEach(row => row.Estimate = AsNamed(row));
        LinkActor(run, scene, outcome);
        Remember(run, scene, object_, context);
    }

    private Scene SceneOf(ChineseRun run, ChineseContext context)
    {
        TextSpan head = run.Head;
        int part = text.LastIndexOf(';', Math.Max(head.End - 1, head.Start), head.Length);
        if (part >= head.Start && head.End - part > 2)
        {
            context.Time = times.FindLast(time => time.Span.Start >= head.Start && time.Span.End <= part) ?? context.Time;
            head = new TextSpan(part + 1, head.End);
        }

        TextSpan against = comparison.ComparatorIn(head);
        int verb = comparison.VerbIn(head);
        return new Scene(head, groups.FindAll(group => head.Covers(group.Span) && !against.Covers(group.Span)),
            times.FindAll(time => head.Covers(time.Span) && !against.Covers(time.Span) && !comparison.IsObject(time.Span, head)),
            groups.Find(group => against.Covers(group.Span)), verb)
        {
            Resumes = verb >= 0 && text.AsSpan(verb, head.End - verb).ContainsAny(',', ';'),
        };
    }

    private OutcomeMention? OutcomeOf(ChineseRun run, Scene scene, bool isObject)
    {
        TextSpan head = isObject ? new TextSpan(scene.Head.Start, scene.Verb) : comparison.BeforeContrast(run.First.Estimate, scene.Head);
        OutcomeMention? outcome = outcomes.Of(run.First, head, run.Tail);
        return scene.Verb >= 0 && !isObject && !run.First.IsContrast ? outcomes.At(phrase.BeforeVerb(scene.Head)) ?? outcome : outcome;
    }

    /// <summary>"由8.2|降至7.3|": the end of a change, of what its beginning was told of.</summary>
    private void Continue(ChineseRun run, ChineseRun before, Scene scene, ChineseContext context)
    {
        List<TimeMention> own = scene.Times;
        TimeMention? baseline = context.Times.Find(time => time.Days == 0) ?? (before.First.Time?.Days == 0 ? before.First.Time : null)
            ?? times.Find(time => time.Days == 0) ?? comparison.BaselineAt(before.Head);
        for (int i = 0; i < run.Rows.Count; i++)
        {
            ChineseRow from = before.Rows[Math.Min(i, before.Rows.Count - 1)];
            ChineseRow row = run.Rows[i];
            row.Outcome = from.Outcome;
            row.Group = from.Group;
            row.Time = own.Count == run.Rows.Count ? own[i] : own.Count > 0 ? own[^1]
                : context.Times.FindAll(time => time.Days != 0) is { } after && after.Count == run.Rows.Count ? after[i]
                : from.Time?.Days == 0 ? null : from.Time;
        }

        foreach (ChineseRow from in before.Rows)
        {
            from.IsBefore = true;
            from.Time = baseline;
        }

        context.Time = run.Rows[^1].Time ?? context.Time;
        context.Last = run;
    }

    /// <summary>"观察组高于对照组(8.0 vs 7.4)": the first number is the subject's, the second the other's.</summary>
    private static void Compare(List<ChineseRow> rows, Scene scene, ChineseContext context)
    {
        GroupMention? left = scene.Groups.FindLast(group => group.Span.End <= scene.Verb) ?? context.Groups.FirstOrDefault();
        GroupMention? right = scene.Groups.Find(group => group.Span.Start >= scene.Verb);
        TimeMention? before = scene.Times.FindLast(time => time.Span.End <= scene.Verb) ?? context.Time;
        TimeMention? after = scene.Times.Find(time => time.Span.Start >= scene.Verb);
        rows[0].Group = left;
        rows[0].Time = before;
        rows[1].Group = right ?? left;
        rows[1].IsObject = true;
        rows[1].Time = after ?? before;
    }

    private void LinkOne(ChineseRow row, Scene scene, ChineseContext context)
    {
        row.IsObject = context.Last is { } last && (scene.Verb >= 0 ? !scene.Resumes : last.First.IsObject && JoinsObjects(scene.Head));
        row.Group = scene.Groups.Count > 0 ? scene.Groups[^1] : row.IsObject && phrase.Object(scene.Head, scene.Verb) is { } other ? new GroupMention(other, "zh.group.object", 0.6, null)
            : context.Groups.Count == 1 ? context.Groups[0] : null;
        row.Time = scene.Times.Count > 0 ? scene.Times[^1] : context.Time;
        row.Comparator = scene.Comparator;
        if (row.IsContrast && scene.Groups.Count > 1)
        {
            row.Group = scene.Groups[0];
            row.Comparator = scene.Groups[^1];
        }
        else if (scene.Groups.Count > 1 && scene.Resumes)
        {
            row.Group = scene.Groups.FindLast(group => group.Span.End <= scene.Verb) ?? scene.Groups[^1];
        }
    }

    /// <summary>"低于B组的8.0|和C组的|7.4": the second of those that the subject is held against.</summary>
    private bool JoinsObjects(TextSpan head)
    {
        ReadOnlySpan<char> words = head.In(text).TrimStart(")]} ");
        int at = words.IndexOfAny("和及、与");
        return at is >= 0 and <= 8 && !words[..at].ContainsAny(',', ';', '。');
    }

    private List<OutcomeMention?> LinkList(ChineseRun run, Scene scene, OutcomeMention? outcome, ChineseContext context)
    {
        List<ChineseRow> rows = run.Rows;
        List<GroupMention> distinct = [.. scene.Groups.DistinctBy(group => group.Arm ?? -group.Span.Start - 1)];
        List<TimeMention> own = scene.Times.Count == 0 && outcome is null && context.Times.Count == rows.Count ? context.Times : scene.Times;
        List<GroupMention> named = distinct.Count == 0 && comparison.NamesAllGroups(scene.Head) ? arms : distinct;
        if (named.Count > 1 && own.Count > 1 && rows.Count == named.Count * own.Count)
        {
            // "两组1、3年生存率分别为a、b和c、d": all the times of one group, then those of the next.
            for (int i = 0; i < rows.Count; i++)
            {
                rows[i].Group = named[i / own.Count];
                rows[i].Time = own[i % own.Count];
            }

            return [];
        }

        List<GroupMention> all = GroupsOf(run, scene, outcome, distinct, own, context);
        (TimeMention Before, TimeMention After)? both = rows.Count == 2 && all.Count == 0 ? comparison.BeforeAndAfter(scene.Head) : null;
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].Group = all.Count == rows.Count ? all[i] : distinct.Count > 0 ? distinct[^1] : context.Groups.Count == 1 ? context.Groups[0] : null;
            rows[i].Time = both is { } pair ? i == 0 ? pair.Before : pair.After
                : all.Count == 0 && own.Count == rows.Count ? own[i]
                : own.Count > 0 ? own[^1] : context.Time;
            rows[i].IsBefore = both is not null && i == 0;
        }

        context.Times = all.Count == 0 && own.Count == rows.Count ? own : [];
        if (all.Count == rows.Count)
        {
            scene.Groups.Clear();
            scene.Groups.AddRange(all);
            return [];
        }

        if (scene.Times.Count > 1)
        {
            context.Times = scene.Times;
        }

        List<OutcomeMention?> split = both is null && scene.Times.Count != rows.Count && outcome is not null ? outcomes.Split(run, outcome) : [];
        for (int i = 0; i < split.Count; i++)
        {
            rows[i].Outcome = split[i];
        }

        return split;
    }

    /// <summary>The group of each number of a list, where it is a list over groups.</summary>
    private List<GroupMention> GroupsOf(ChineseRun run, Scene scene, OutcomeMention? outcome, List<GroupMention> distinct, List<TimeMention> own, ChineseContext context)
    {
        int count = run.Rows.Count;
        return distinct.Count == count ? distinct
            : distinct.Count > count ? distinct[^count..]
            : distinct.Count > 0 || own.Count == count ? []
            : arms.Count == count && context.Groups.Count < 2 && scene.Times.Count == 0 && comparison.BeforeAndAfter(scene.Head) is null && scene.Head.In(text).Contains("分别", StringComparison.Ordinal) && outcome is not null && outcomes.Split(run, outcome).Count == 0 ? arms
            : comparison.NamesAllGroups(scene.Head) && arms.Count == count ? arms
            : context.Groups.Count == count ? context.Groups
            : count == 2 && arms.Count == 2 && IsPair(run) && !scene.Head.In(text).Contains("两个", StringComparison.Ordinal) ? arms
            : [];
    }

    /// <summary>"对照组分别为a、b", "低于对照组的a、b": the outcomes of the list before.</summary>
    private void Inherit(ChineseRun run, Scene scene, ChineseContext context)
    {
        if (context.Outcomes.Count >= run.Rows.Count && run.Rows.Count > 1 && run.Rows.DistinctBy(row => row.Group?.Span).Count() == 1)
        {
            for (int i = 0; i < run.Rows.Count; i++)
            {
                run.Rows[i].Outcome = context.Outcomes[i + context.Outcomes.Count - run.Rows.Count];
                run.Rows[i].IsObject = scene.Verb >= 0 && !scene.Resumes;
            }
        }
    }

    private static bool Elliptic(ChineseRun run, Scene scene, ChineseContext context) =>
        context.Outcomes.Count == run.Rows.Count && scene.Groups.Count == 1 && !scene.Resumes && context.Last is not null;

    /// <summary>A percent is a sensitivity where its list calls it one, and a value a median.</summary>
    private EstimateMention AsNamed(ChineseRow row)
    {
        if (row.Outcome is not null && row.Estimate.Statistic == Statistic.Value && row.Outcome.Span.In(text).Contains("中位", StringComparison.Ordinal))
        {
            return row.Estimate with { Statistic = Statistic.Median };
        }

        if (row.Outcome is null || row.Estimate.Statistic is not (Statistic.Percent or Statistic.Sensitivity or Statistic.Specificity))
        {
            return row.Estimate;
        }

        ReadOnlySpan<char> name = row.Outcome.Span.In(text);
        return row.Estimate with
        {
            Statistic = ChineseText.ContainsAny(name, ["敏感", "灵敏"]) ? Statistic.Sensitivity : name.Contains("特异", StringComparison.Ordinal) ? Statistic.Specificity : Statistic.Percent,
        };
    }

    /// <summary>"其中男性为13%,|女性|为18%": a short name in the place of the subject, where a list like the one before goes on.</summary>
    private GroupMention? Bare(TextSpan head, ChineseRun run, ChineseContext context)
    {
        bool goesOn = context.Outcome is { } known && context.Last is not null
            && (run.Rows.Count > 1 ? context.Outcomes.Count == run.Rows.Count : run.First.Estimate.Statistic == Statistic.Percent && known.Span.In(text).EndsWith("率"));
        return goesOn && phrase.Subject(head) is { } name ? new GroupMention(name, "zh.group.subject", 0.6, null) : null;
    }

    /// <summary>"(30.6% vs 38.9%)": two numbers held against each other, of the two groups where no other is named.</summary>
    private bool IsPair(ChineseRun run)
    {
        int from = run.Rows[0].Estimate.Span.End;
        ReadOnlySpan<char> gap = text.AsSpan(from, run.Rows[1].Estimate.Span.Start - from);
        return gap.Contains("vs", StringComparison.OrdinalIgnoreCase) || gap.Contains('比');
    }

    /// <summary>What acts, or whose it is, where no group is named: "低氧|使增殖率升高", "MRI|诊断的敏感度".</summary>
    private void LinkActor(ChineseRun run, Scene scene, OutcomeMention? outcome)
    {
        if (scene.Groups.Count == 0 && run.First.Estimate.Statistic is Statistic.HazardRatio or Statistic.OddsRatio or Statistic.RiskRatio && comparison.NamesAllGroups(scene.Head) && arms.Count == 2)
        {
            // "两组差异有统计学意义(HR=0.58)": of the intervention, in what the sentence spoke of.
            run.First.Group = arms.Find(arm => !ChineseText.ContainsAny(arm.Span.In(text), ChineseContrasts.Controls)) ?? arms[0];
            return;
        }

        bool acts = run.First.IsContrast || run.First.Estimate.Statistic is Statistic.Auc or Statistic.Sensitivity or Statistic.Specificity;
        if (acts && outcome is { } of && run.Rows.TrueForAll(row => row.Group is null) && scene.Head.Covers(of.Span) && phrase.Actor(scene.Head, of.Span) is { } actor)
        {
            GroupMention acting = new(actor, "zh.group.actor", 0.6, null);
            run.Rows.ForEach(row => row.Group = acting);
        }
    }

    private static void Remember(ChineseRun run, Scene scene, bool isObject, ChineseContext context)
    {
        if (scene.Groups.Count > 0 && (!isObject || context.Groups.Count == 0))
        {
            context.Groups = isObject ? scene.Groups.FindAll(group => group.Span.End <= scene.Verb) : [.. scene.Groups];
        }

        context.Time = scene.Times.Count > 0 ? scene.Times[^1] : context.Time;
        context.Last = run;
    }
}
