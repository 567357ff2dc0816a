using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>What the numbers of a Chinese abstract measure: the phrase before a list, the words after a count, one name for each number of a list.</summary>
internal sealed class ChineseOutcomes(string text, ChinesePhrase phrase, ChineseExtents extents)
{
    private static readonly string[] Each = ["分别", "依次"];

    /// <summary>What has no time of measurement: what befell the patients in the course of the study, and how long something took.</summary>
    private static readonly string[] Untimed = ["不良", "并发", "副作用", "副反应", "毒性", "毒副", "感染", "再入院", "时间", "发生率", "满意", "天数", "费用", "生存期"];

    private static readonly string[] Befalling = ["出现", "发生", "发现"];

    private readonly List<OutcomeMention> _all = [];

    public IReadOnlyList<OutcomeMention> All => _all;

    /// <summary>The outcome at a place: one mention for each place.</summary>
    public OutcomeMention? At(TextSpan? span)
    {
        if (span is not { } at)
        {
            return null;
        }

        if (_all.Find(outcome => outcome.Span == at) is { } known)
        {
            return known;
        }

        OutcomeMention mention = new(at, "zh.outcome", 0.8, null);
        _all.Add(mention);
        return mention;
    }

    /// <summary>Whether a row is measured at the end of the course; a change begins before it, and what befalls patients befalls them all the time.</summary>
    public bool IsTimed(ChineseRow row) =>
        !row.IsBefore && row.Estimate.Statistic is not (Statistic.Correlation or Statistic.OddsRatio or Statistic.RiskRatio or Statistic.HazardRatio or Statistic.Auc or Statistic.Sensitivity or Statistic.Specificity)
        && (row.Outcome is null || !(ChineseText.ContainsAny(row.Outcome.Span.In(text), Untimed) || ChineseText.EndsWithAny(text.AsSpan(0, row.Outcome.Span.Start), Befalling)));

    /// <summary>What a list measures, by the words before it or, for a count, beside it.</summary>
    public OutcomeMention? Of(ChineseRow row, TextSpan head, TextSpan tail) =>
        (IsCounted(row.Estimate) ? Beside(head, tail) : null)
        ?? At(phrase.BeforeValue(head))
        ?? (tail.Length > 2 && text[tail.Start] == '的' ? At(phrase.After(tail)) : null);

    /// <summary>"A、B和C分别为x、y和z": three outcomes in one phrase.</summary>
    public List<OutcomeMention?> Split(ChineseRun run, OutcomeMention outcome)
    {
        if (!ChineseText.ContainsAny(run.Head.In(text), Each))
        {
            return [];
        }

        // The names may begin before the words that alone would be the outcome: "A、B和C|的患者".
        int start = outcome.Span.Start;
        while (start > run.Head.Start && text[start - 1] is not (',' or ';' or '。' or ':' or '组' or '的'))
        {
            start--;
        }

        foreach (int from in (ReadOnlySpan<int>)[outcome.Span.Start, start])
        {
            List<TextSpan> parts = Parts(from, outcome.Span.End);
            if (parts.Count == run.Rows.Count)
            {
                return [.. parts.Select(part => At(phrase.Of(part)))];
            }
        }

        return [];
    }

    private List<TextSpan> Parts(int from, int to)
    {
        List<TextSpan> parts = [];
        int start = from;
        int depth = 0;
        for (int i = from; i <= to; i++)
        {
            depth += i < to ? text[i] switch { '(' => 1, ')' => -1, _ => 0 } : 0;
            if (i == to || (depth == 0 && text[i] is '、' or '和' or '及' or '与'))
            {
                if (i > start)
                {
                    parts.Add(new TextSpan(start, i));
                }

                start = i + 1;
            }
        }

        return parts;
    }

    /// <summary>A count leans on the words that touch it: "治愈|20例", else "9例|出现皮疹|".</summary>
    private OutcomeMention? Beside(TextSpan head, TextSpan tail)
    {
        int clause = head.End;
        while (clause > head.Start && text[clause - 1] is not (',' or ';' or '。' or '、' or ')'))
        {
            clause--;
        }

        // "40例中|37例有效": the part of a whole that was told.
        if (phrase.BeforeValue(new TextSpan(clause, head.End)) is { } lead && !(char.IsAsciiDigit(text[lead.Start]) && text[lead.End - 1] == '中'))
        {
            return At(lead);
        }

        int skip = tail.Start;
        while (skip < tail.End && (text[skip] is '例' or '名' or '人' or '只' or '次' or '位' or '株' or '份' or '眼' or ')' or ' '))
        {
            skip++;
        }

        return At(phrase.After(new TextSpan(skip, tail.End)));
    }

    private bool IsCounted(EstimateMention estimate) =>
        estimate.Statistic == Statistic.Count || (estimate.Events is { } events && events.Span.Start < estimate.Span.Start && extents.Touches(events.Span, estimate.Span));
}
