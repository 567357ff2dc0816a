using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Text;

namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>What a number is a number of, as far as any public corpus tells its numbers apart.</summary>
public enum NumberKind
{
    Total,
    Arm,
    Percent,
    Count,
    Mean,
    Median,
    StandardDeviation,
    HazardRatio,
    OddsRatio,
    RiskRatio,
    Change,
    Value,
    OtherSubjects,
    Other,
}

public sealed record MinedNumber(NumberKind Kind, TextSpan Span, decimal Value);

/// <summary>What the pipeline found in a text of a corpus; spans are in UTF-16 units of the raw text.</summary>
/// <param name="Total">The first number of subjects that the study is about.</param>
public sealed record MinedText(int? Total, IReadOnlyList<MinedNumber> Numbers, IReadOnlyList<TextSpan> Drugs, IReadOnlyList<TextSpan> Sentences)
{
    /// <param name="read">The pipeline: a document to its abstracts.</param>
    public static MinedText Of(LabelledText text, Func<RawDocument, IEnumerable<AnnotatedAbstract>> read)
    {
        int? total = null;
        List<MinedNumber> numbers = [];
        List<TextSpan> drugs = [];
        List<TextSpan> sentences = [];
        foreach (AnnotatedAbstract doc in read(new RawDocument(text.Id, null, text.Text)))
        {
            TextSpan Raw(TextSpan span) => doc.Text.Map.ToRaw(span);
            void Add(NumberKind kind, Quantity? quantity)
            {
                if (quantity is not null)
                {
                    numbers.Add(new MinedNumber(kind, Raw(quantity.Span), quantity.Number.Value));
                }
            }

            foreach (SampleSizeMention size in doc.Of<SampleSizeMention>())
            {
                total ??= size.Role is SampleRole.Total ? size.Value : null;
                numbers.Add(new MinedNumber(KindOf(size.Role), Raw(size.Span), size.Value));
            }

            foreach (EstimateMention estimate in doc.Findings.Select(finding => finding.Estimate).OfType<EstimateMention>())
            {
                Add(KindOf(estimate.Statistic), estimate.Value is { } value ? new Quantity(estimate.Span, value) : null);
                Add(NumberKind.Count, estimate.Statistic is Statistic.Count ? null : estimate.Events);
                Add(NumberKind.Arm, estimate.Total);
                Add(NumberKind.StandardDeviation, estimate.Spread is { Kind: SpreadKind.StandardDeviation or SpreadKind.Unnamed } spread ? spread.Low : null);
            }

            drugs.AddRange(doc.Of<DrugMention>().Select(drug => Raw(drug.Span)));
            sentences.AddRange(doc.Text.Sentences.Select(sentence => Raw(sentence.Span)));
        }

        return new MinedText(total, numbers, drugs, sentences);
    }

    private static NumberKind KindOf(SampleRole role) => role switch
    {
        SampleRole.Total => NumberKind.Total,
        SampleRole.Arm => NumberKind.Arm,
        _ => NumberKind.OtherSubjects,
    };

    private static NumberKind KindOf(Statistic statistic) => statistic switch
    {
        Statistic.Percent => NumberKind.Percent,
        Statistic.Count => NumberKind.Count,
        Statistic.Mean => NumberKind.Mean,
        Statistic.Median => NumberKind.Median,
        Statistic.HazardRatio => NumberKind.HazardRatio,
        Statistic.OddsRatio => NumberKind.OddsRatio,
        Statistic.RiskRatio => NumberKind.RiskRatio,
        Statistic.MeanDifference or Statistic.PercentChange or Statistic.FoldChange => NumberKind.Change,
        Statistic.Value => NumberKind.Value,
        _ => NumberKind.Other,
    };
}
