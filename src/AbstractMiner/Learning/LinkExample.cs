using AbstractMiner.Annotation;
using AbstractMiner.Stages;
using AbstractMiner.Stages.Linking;
using AbstractMiner.Text;

namespace AbstractMiner.Learning;

/// <summary>An abstract with its numbers put in place of the found ones, so that links are learned apart from finding numbers.</summary>
public sealed record LinkExample(string Document, AnnotatedAbstract Doc, IReadOnlyDictionary<EstimateMention, GoldRow> Gold)
{
    /// <summary>Puts the gold's numbers into an abstract that the stages before the linker have read; null where it holds none of them.</summary>
    public static LinkExample? Of(string document, AnnotatedAbstract doc, IReadOnlyList<GoldRow> rows)
    {
        int[] raw = [.. Enumerable.Range(0, doc.Text.Text.Length).Select(i => doc.Text.Map.ToRaw(new TextSpan(i, i + 1)).Start)];
        Dictionary<EstimateMention, GoldRow> gold = new(ReferenceEqualityComparer.Instance);
        List<EstimateMention> found = [.. doc.Of<EstimateMention>()];
        List<EstimateMention> placed = [];
        foreach (GoldRow row in rows)
        {
            int start = Array.BinarySearch(raw, row.At) is var at && at >= 0 ? at : ~at;
            int end = Array.BinarySearch(raw, row.At + Math.Max(1, row.Text.Length)) is var to && to >= 0 ? to : ~to;
            if (raw.Length == 0 || row.At < raw[0] || row.At > raw[^1] || start >= end)
            {
                continue;
            }

            TextSpan span = new(start, end);
            EstimateMention? same = found.Find(estimate => estimate.Span.Overlaps(span) && estimate.Value is { } value && row.Value is { } wanted && Math.Abs(value.Value) == Math.Abs(wanted.Value) && !gold.ContainsKey(estimate));
            EstimateMention mention = (same ?? new EstimateMention(span, "gold", 1, row.Statistic, row.Value, null, null, null, null, Comparison.Equal, null)) with { Statistic = row.Statistic };
            gold.Add(mention, row);
            placed.Add(mention);
        }

        return placed.Count == 0 ? null : new LinkExample(document, new OutcomeTagger(new()).Apply(doc.Replacing<OutcomeMention>([]).Replacing(placed)), gold);
    }

    /// <summary>Which links of a row the gold agrees with.</summary>
    public (bool Outcome, bool Group, bool Time, bool P) Agreement(Linked row, PValueMention? p)
    {
        GoldRow gold = Gold[row.Mention];
        (Comparison, decimal?)? test = p is null ? null : (p.Operator, p.Value?.Value);
        return (WordAgreement.Agrees(gold.Outcome, Words(row.Outcome)), WordAgreement.Agrees(gold.Group, Words(row.Group)), WordAgreement.Agrees(gold.Time, Words(row.Time)), gold.P == test);
    }

    /// <summary>For each option of a decision, how far the gold agrees with it; -1 where it does not.</summary>
    internal double[] Shares(LinkKind kind, SentenceFrame frame, int item, List<LinkOption> options)
    {
        if (kind == LinkKind.PValue)
        {
            PValueMention p = frame.PValues[item];
            double[] rows = [.. options.Select(option => option.Mention is EstimateMention estimate && Gold[estimate].P is { } test && test == (p.Operator, p.Value?.Value) ? 1.0 : -1.0)];
            if (!rows.Contains(1.0))
            {
                rows[^1] = 1; // the gold has no row for it
            }

            return rows;
        }

        GoldRow gold = Gold[frame.Estimates[item]];
        string? words = kind switch { LinkKind.Outcome => gold.Outcome, LinkKind.Group or LinkKind.AnyGroup => gold.Group, _ => gold.Time };
        return kind is LinkKind.AnyGroup or LinkKind.AnyTime
            ? [.. options.Select(option => option.Mention is null == words is null ? 1.0 : -1.0)]
            : [.. options.Select(option => WordAgreement.Share(words, Words(option.Mention)))];
    }

    private string? Words(Mention? mention) => mention switch { null => null, TimeMention { Name: { } name } => name, _ => Doc.Text.Slice(mention.Span) };
}
