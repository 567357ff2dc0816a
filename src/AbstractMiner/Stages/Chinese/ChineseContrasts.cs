using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Which rows of a Chinese sentence a p-value stands on: one of each contrast, the intervention's or the later; on all where more than two are compared.</summary>
internal sealed class ChineseContrasts(string text, List<GroupMention> groups, ChinesePhrase phrase)
{
    private static readonly string[] All = ["均", "都", "皆"];

    public static readonly string[] Controls = ["对照", "安慰", "常规", "空白", "模型", "假手术", "正常", "健康", "单纯", "传统", "前"];

    private static readonly string[] WithinGroups = ["治疗前", "干预前", "用药前", "术前", "前后", "移植前", "基线", "训练前", "护理前", "自身"];

    private static readonly string[] BetweenGroups = ["组间", "两组", "2组", "高于", "低于", "优于", "多于", "少于", "大于", "小于", "短于", "长于", "对照"];

    /// <summary>Gives the p-values of a sentence their rows, and tells what each is of.</summary>
    public void Link(TextSpan sentence, List<ChineseRow> rows, List<PValueMention> ps, List<PValueMention> told)
    {
        int from = sentence.Start;
        TextSpan? topic = null;
        List<PValueMention> here = ps.FindAll(p => sentence.Covers(p.Span));
        for (int i = 0; i < here.Count;)
        {
            // "(P=0.02,P=0.04)": p-values without a number between them.
            int last = i;
            while (last + 1 < here.Count && !rows.Exists(row => row.Estimate.Span.Start >= here[last].Span.End && row.Estimate.Span.End <= here[last + 1].Span.Start)
                && here[last + 1].Span.Start - here[last].Span.End <= 4)
            {
                last++;
            }

            PValueMention p = here[i];
            List<ChineseRow> near = rows.FindAll(row => row.Estimate.Span.Start >= from && row.Estimate.Span.End <= p.Span.Start);
            TextSpan before = new(Math.Min(from, p.Span.Start), p.Span.Start);
            List<List<ChineseRow>> contrasts = [.. near.GroupBy(row => row.Outcome?.Span.Of(text)).Select(rows => rows.ToList())];
            bool each = last > i && contrasts.Count == last - i + 1;
            topic = near.Count > 0 ? near[0].Outcome?.Span ?? topic : phrase.BeforeVerb(before) ?? topic;
            for (int j = i; j <= last; j++)
            {
                TextSpan? of = each ? contrasts[j - i][0].Outcome?.Span ?? topic : topic;
                PValueMention one = here[j] with { Outcome = here[j].Outcome ?? of };
                told.Add(one);
                if (one.IsThreshold)
                {
                    continue;
                }

                if (near.Count == 0)
                {
                    Named(rows, before)?.P = one;
                }
                else if (each)
                {
                    Attach(one, contrasts[j - i], before);
                }
                else if (j == i)
                {
                    Attach(one, near, before);
                }
            }

            from = here[last].Span.End;
            i = last + 1;
        }
    }

    /// <summary>A p-value that no number of its sentence stands before is a finding of its own.</summary>
    public bool StandsAlone(PValueMention p, List<ChineseRow> rows)
    {
        ChineseRow? last = rows.FindLast(row => row.Estimate.Span.End <= p.Span.Start);
        return last is null || text.AsSpan(last.Estimate.Span.End, p.Span.Start - last.Estimate.Span.End).ContainsAny("Pp");
    }

    /// <summary>A p-value without a number before it: "费用比较有差异(P&lt;0.05),观察组高20元", "但与B组比较无差异(P&gt;0.05)".</summary>
    private ChineseRow? Named(List<ChineseRow> rows, TextSpan before)
    {
        List<ChineseRow> open = rows.FindAll(row => row.P is null && row.Group?.Arm is { } arm && !row.IsObject && groups.Exists(group => group.Arm == arm && before.Covers(group.Span)));
        return open.Find(row => row.Estimate.Span.Start > before.End && row.IsContrast) ?? (open.Count > 0 ? open[^1] : null);
    }

    private void Attach(PValueMention p, List<ChineseRow> near, TextSpan before)
    {
        // "A增加4%;B、C分别减少2%、3%(P<0.05)": a change of its own part of the sentence is no part of the next.
        int part = text.LastIndexOf(';', p.Span.Start - 1, p.Span.Start - before.Start);
        if (near[^1].IsContrast && near.FindAll(row => row.Estimate.Span.Start > part) is { Count: > 0 } own)
        {
            near = own;
        }

        int close = Math.Max(before.Start, near[^1].Estimate.Span.End);
        ReadOnlySpan<char> words = text.AsSpan(close, p.Span.Start - close);
        bool all = p.ForAll || ChineseText.ContainsAny(words, All);
        List<List<ChineseRow>> contrasts = [.. near.GroupBy(row => row.Outcome?.Span.Of(text)).Select(rows => rows.ToList())];
        List<List<ChineseRow>> compared = contrasts.FindAll(IsCompared);

        // A count or a rate beside a contrast is no part of it.
        if (compared.Count > 0 && !all)
        {
            contrasts = compared.FindAll(rows => rows[0].Estimate.Statistic != Statistic.Count) is { Count: > 0 } measured ? measured : compared;
        }
        else if (!all && !near.TrueForAll(row => row.IsContrast))
        {
            contrasts = [contrasts[^1]];
        }

        foreach (List<ChineseRow> rows in contrasts)
        {
            foreach (ChineseRow row in Chosen(rows, words, all, compared.Count > 0))
            {
                row.P ??= p;
            }
        }
    }

    private static bool IsCompared(List<ChineseRow> rows) =>
        rows.Exists(row => row.IsBefore) || rows.Exists(row => row.IsObject) || Arms(rows) > 1 || rows.Exists(row => rows.Exists(other => other != row && other.Run == row.Run));

    private static int Arms(List<ChineseRow> rows) => rows.Where(row => row.Group is not null).DistinctBy(KeyOf).Count();

    private static (int? Arm, TextSpan? Span) KeyOf(ChineseRow row) => row.Group?.Arm is { } arm ? (arm, null) : (null, row.Group?.Span);

    private List<ChineseRow> Chosen(List<ChineseRow> rows, ReadOnlySpan<char> words, bool all, bool compared)
    {
        // "(8.0 vs 7.4,P<0.05)": a pair that is held against each other is the contrast.
        int latest = rows[^1].Run;
        if (rows[^1].IsObject && rows.FindAll(row => row.Run == latest) is { Count: 2 } held && held.Exists(row => !row.IsObject))
        {
            rows = held;
        }

        // Where a contrast prints its own ratio, that is what was tested.
        if (rows.FindAll(IsRatio) is { Count: > 0 } ratios)
        {
            return ratios;
        }

        bool within = rows.Exists(IsEarly) && !rows.TrueForAll(IsEarly);
        int arms = Arms(rows);
        if (within && (arms < 2 || (ChineseText.ContainsAny(words, WithinGroups) && !ChineseText.ContainsAny(words, BetweenGroups))))
        {
            return rows.FindAll(row => !IsEarly(row));
        }

        if (within)
        {
            rows = rows.FindAll(row => !IsEarly(row));
        }

        if (all)
        {
            return rows;
        }

        if (rows.Exists(row => row.IsObject) && arms > 2)
        {
            rows = rows.FindAll(row => !row.IsObject);
            arms = Arms(rows);
        }

        if (arms == 2)
        {
            // Of each time of a contrast one row.
            List<ChineseRow> named = rows.FindAll(row => row.Group is not null);
            return words.Contains('与') && !ChineseText.ContainsAny(words, BetweenGroups) && !words.Contains("比较", StringComparison.Ordinal) ? [named[^1]]
                : [.. named.GroupBy(row => row.Time?.Span.Of(text)).Select(time => Intervention([.. time]))];
        }

        if (arms > 2 || rows.TrueForAll(row => row.IsContrast))
        {
            return compared && arms > 2 ? rows.FindAll(row => row.Group is not null) : rows;
        }

        // A pair that stands together is the contrast; a number beside it is not.
        int run = rows[^1].Run;
        return rows.FindAll(row => row.Run == run) is { Count: > 1 } pair ? [Intervention(pair)] : rows.Exists(row => row.IsObject) ? [rows.Find(row => !row.IsObject) ?? rows[0]] : [rows[^1]];
    }

    private static bool IsRatio(ChineseRow row) => row.Estimate.Statistic is Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio;

    private static bool IsEarly(ChineseRow row) => row.IsBefore || row.Time?.Days == 0;

    private ChineseRow Intervention(List<ChineseRow> rows)
    {
        List<ChineseRow> others = rows.FindAll(row => row.Group is null || !ChineseText.ContainsAny(row.Group.Span.In(text), Controls));
        return others.Count > 0 ? others[0] : rows[0];
    }
}
