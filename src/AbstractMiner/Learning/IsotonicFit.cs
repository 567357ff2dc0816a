using AbstractMiner.Patterns;

namespace AbstractMiner.Learning;

/// <summary>The rising line nearest to what was seen, by pooling neighbours that fall (Ayer and others 1955).</summary>
public static class IsotonicFit
{
    /// <param name="least">Observations in a point: with fewer a share means little.</param>
    public static Calibration Of(IEnumerable<(double Sureness, bool Right)> seen, int least = 25)
    {
        List<(double Sureness, double Right, int Count)> pools = [];
        foreach ((double Sureness, bool Right)[] chunk in seen.OrderBy(item => item.Sureness).Chunk(least))
        {
            // A right and a wrong one are added to each pool: no share is ever told as certain.
            pools.Add((chunk.Average(item => item.Sureness), (chunk.Count(item => item.Right) + 1.0) / (chunk.Length + 2), chunk.Length));
            while (pools.Count > 1 && pools[^1].Right < pools[^2].Right)
            {
                (double Sureness, double Right, int Count) last = pools[^1];
                (double Sureness, double Right, int Count) before = pools[^2];
                int count = last.Count + before.Count;
                pools.RemoveAt(pools.Count - 1);
                pools[^1] = (((last.Sureness * last.Count) + (before.Sureness * before.Count)) / count, ((last.Right * last.Count) + (before.Right * before.Count)) / count, count);
            }
        }

        return pools.Count == 0 ? Calibration.None : new Calibration([(0, pools[0].Right), .. pools.Select(pool => (pool.Sureness, pool.Right)), (1, pools[^1].Right)]);
    }
}
