using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Chinese;

/// <summary>A finding of a Chinese sentence in the making.</summary>
internal sealed class ChineseRow(EstimateMention estimate)
{
    public EstimateMention Estimate { get; set; } = estimate;

    public OutcomeMention? Outcome { get; set; }

    public GroupMention? Group { get; set; }

    public GroupMention? Comparator { get; set; }

    public TimeMention? Time { get; set; }

    public PValueMention? P { get; set; }

    /// <summary>The list of the sentence that the number stands in.</summary>
    public int Run { get; set; }

    /// <summary>The end that a change begins from: "由|8.2|降至7.3".</summary>
    public bool IsBefore { get; set; }

    /// <summary>What the subject is held against: "高于对照组的|7.3|".</summary>
    public bool IsObject { get; set; }

    public bool IsContrast => Estimate.Statistic is Statistic.PercentChange or Statistic.MeanDifference or Statistic.FoldChange or Statistic.OddsRatio
        or Statistic.HazardRatio or Statistic.RiskRatio or Statistic.Correlation;
}
