using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Chinese;

/// <summary>A finding of a Chinese sentence in the making.</summary>
internal sealed class ChineseRow(EstimateMention estimate)
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
