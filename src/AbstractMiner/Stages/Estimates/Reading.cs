using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>An estimate in the making.</summary>
/// <param name="At">The number that is the value.</param>
internal sealed record Draft(int At, string Rule)
{
    /// <summary>Null as long as only the surroundings can tell.</summary>
    public Statistic? Statistic { get; init; }

    public Quantity? Events { get; init; }

    public Quantity? Total { get; init; }

    public Spread? Spread { get; init; }

    public Direction? Direction { get; init; }

    public string? Unit { get; init; }

    /// <summary>Read without a percent sign of its own: it shares that of a later number.</summary>
    public bool SharesPercent { get; init; }

    public double Confidence { get; init; } = 0.9;

    /// <summary>The last number that belongs to the estimate: its spread stands between it and the words that follow.</summary>
    public int Last { get; init; } = At;
}

/// <summary>
/// What a run of numbers may mean: estimates, an interval that belongs to the estimate before it, or something that is no
/// result (a dose, a time, a test statistic). Readings compete for their numbers.
/// </summary>
/// <param name="First">The first number that it claims.</param>
/// <param name="Last">The last.</param>
/// <param name="Strength">How much of the wording it accounts for: of two that claim one number the stronger stands.</param>
internal sealed record Reading(string Rule, int First, int Last, int Strength)
{
    public IReadOnlyList<Draft> Drafts { get; init; } = [];

    public Spread? Interval { get; init; }

    /// <summary>Keeps of all readings those that win their numbers, in the order of the text.</summary>
    public static List<Reading> Settle(List<Reading> readings, int numbers)
    {
        // A stable order makes equal readings fall as they were found: strength, then length, then place.
        List<Reading> kept = [];
        Span<bool> taken = numbers <= 256 ? stackalloc bool[numbers] : new bool[numbers];
        foreach (Reading reading in readings.OrderByDescending(item => item.Strength).ThenByDescending(item => item.Last - item.First).ThenBy(item => item.First))
        {
            Span<bool> claim = taken[reading.First..(reading.Last + 1)];
            if (!claim.Contains(true))
            {
                claim.Fill(true);
                kept.Add(reading);
            }
        }

        kept.Sort((a, b) => a.First.CompareTo(b.First));
        return kept;
    }
}
