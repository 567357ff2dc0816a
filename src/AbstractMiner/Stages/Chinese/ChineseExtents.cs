using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>How far an estimate reaches with its counts, its spread and its brackets, and which estimates stand in one list: "84.4%(27/32)、62.5%(20/32)".</summary>
internal sealed class ChineseExtents(string text, List<EstimateMention> estimates)
{
    public bool IsNext(EstimateMention one, EstimateMention other)
    {
        if (one.Statistic != other.Statistic && !(IsShare(one) && IsShare(other)))
        {
            return false;
        }

        int from = ExtentOf(one).End;
        int to = ExtentOf(other).Start;
        return to >= from && to - from <= 8 && ChineseText.IsListGap(text.AsSpan(from, to - from));
    }

    private static bool IsShare(EstimateMention estimate) => estimate.Statistic is Statistic.Percent or Statistic.Sensitivity or Statistic.Specificity;

    /// <summary>Whether a count stands in the same clause as its percent.</summary>
    public bool Touches(TextSpan count, TextSpan extent) => count.Start >= extent.Start || !text.AsSpan(count.End, extent.Start - count.End).ContainsAny(',', ';') || text.AsSpan(count.End, extent.Start - count.End).Contains('占');

    /// <summary>An estimate with its counts, its spread, its unit and the brackets round them.</summary>
    public TextSpan ExtentOf(EstimateMention estimate)
    {
        TextSpan extent = estimate.Span;
        extent = estimate.Events is { } events && Touches(events.Span, extent) ? extent.Hull(events.Span) : extent;
        extent = estimate.Total is { } total && total.Span.DistanceTo(extent) < 12 && (estimate.Events is not null || total.Span.Start > extent.Start) ? extent.Hull(total.Span) : extent;
        extent = estimate.Spread is { } spread ? extent.Hull((spread.High ?? spread.Low).Span) : extent;
        int end = extent.End;
        if (estimate.Unit is { } unit)
        {
            int at = text.AsSpan(end, Math.Min(unit.Length + 3, text.Length - end)).IndexOf(unit);
            end = at >= 0 && at <= 2 ? end + at + unit.Length : end;
        }

        while (end < text.Length && text[end] is ')' or ']' or '例' or '株' or '名' or '只' or '眼' or '份' || (end < text.Length - 1 && text[end] == ' ' && text[end + 1] is ')' or ']'))
        {
            end++;
        }

        // "100.4%(RSD=0.9%)、100.7%": a bracket that says more of the number belongs to it.
        int bracket = end < text.Length && text[end] == ' ' ? end + 1 : end;
        if (bracket < text.Length && text[bracket] == '(' && text.IndexOf(')', bracket, Math.Min(30, text.Length - bracket)) is var close and > 0
            && !estimates.Exists(other => other.Span.Start > bracket && other.Span.End <= close && !extent.Covers(other.Span)))
        {
            end = close + 1;
        }

        int start = extent.Start;
        while (start > 0 && text[start - 1] is '(' or '[')
        {
            start--;
        }

        return new TextSpan(start, end);
    }
}
