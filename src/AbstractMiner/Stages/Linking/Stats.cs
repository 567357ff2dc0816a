using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Linking;

/// <summary>The statistics in the few kinds that matter to a link.</summary>
internal static class Stats
{
    public static readonly string[] Kinds = ["percent", "count", "level", "change", "ratio", "difference", "other"];

    public const int Ratio = 4;
    public const int Difference = 5;

    public static int KindOf(Statistic statistic) => statistic switch
    {
        Statistic.Percent or Statistic.Rate => 0,
        Statistic.Count => 1,
        Statistic.Mean or Statistic.Median or Statistic.Value => 2,
        Statistic.PercentChange or Statistic.FoldChange => 3,
        Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio => Ratio,
        Statistic.MeanDifference => Difference,
        _ => 6,
    };

    public static bool IsContrast(Statistic statistic) => KindOf(statistic) is Ratio or Difference;
}
