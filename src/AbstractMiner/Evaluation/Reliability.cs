namespace AbstractMiner.Evaluation;

/// <summary>A mined result against the gold.</summary>
/// <param name="Value">Statistic, number and place are right.</param>
/// <param name="Row">All that is linked to it is right too.</param>
public readonly record struct Judged(double Confidence, bool Value, bool Row);

/// <summary>How often results of about one confidence are right: an honest confidence lies near the share that it foretells.</summary>
/// <param name="From">Belongs to the bin; <paramref name="To"/> does not, but for 1.</param>
/// <param name="Confidence">The mean of the bin.</param>
/// <param name="Value">Share with the value right.</param>
/// <param name="Row">Share with the whole row right.</param>
public sealed record Reliability(double From, double To, int Count, double Confidence, double Value, double Row)
{
    /// <summary>The bins that hold any result, from the least confidence up.</summary>
    public static IEnumerable<Reliability> Of(IEnumerable<Judged> results, int bins = 10) =>
        results.GroupBy(result => Math.Min((int)(result.Confidence * bins), bins - 1)).OrderBy(bin => bin.Key)
            .Select(bin => new Reliability(bin.Key / (double)bins, (bin.Key + 1) / (double)bins, bin.Count(),
                bin.Average(result => result.Confidence), bin.Average(result => result.Value ? 1.0 : 0), bin.Average(result => result.Row ? 1.0 : 0)));
}
