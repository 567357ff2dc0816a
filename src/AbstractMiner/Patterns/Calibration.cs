using System.Collections.Immutable;
using System.Globalization;

namespace AbstractMiner.Patterns;

/// <summary>Turns how sure a model is into how often it is right: a rising line through points measured on texts left out.</summary>
/// <param name="Points">Rising in both.</param>
public sealed record Calibration(ImmutableArray<(double Sureness, double Right)> Points)
{
    /// <summary>Sureness taken at its word.</summary>
    public static Calibration None { get; } = new([(0, 0), (1, 1)]);

    public double Of(double sureness)
    {
        for (int i = 1; i < Points.Length; i++)
        {
            if (sureness <= Points[i].Sureness)
            {
                (double fromSureness, double from) = Points[i - 1];
                (double toSureness, double to) = Points[i];
                double share = toSureness > fromSureness ? Math.Clamp((sureness - fromSureness) / (toSureness - fromSureness), 0, 1) : 1;
                return from + (share * (to - from));
            }
        }

        return Points.IsEmpty ? sureness : Points[^1].Right;
    }

    /// <summary>The calibration of a file: a sureness, a tab and a share of right ones on each line; lines that begin with # are its card.</summary>
    /// <exception cref="FormatException">A line is none of these.</exception>
    public static Calibration Read(string name, TextReader reader)
    {
        ImmutableArray<(double, double)>.Builder points = ImmutableArray.CreateBuilder<(double, double)>();
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] parts = line.Split('\t');
            if (parts.Length != 2 || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double sureness)
                || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double right))
            {
                throw new FormatException($"{name}, line {number}: expected two numbers with a tab between them. Train the models again.");
            }

            points.Add((sureness, right));
        }

        return new Calibration(points.ToImmutable());
    }

    public void Write(TextWriter writer, IEnumerable<string> card)
    {
        foreach (string line in card)
        {
            writer.Write($"# {line}\n");
        }

        foreach ((double sureness, double right) in Points)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{sureness:0.0000}\t{right:0.0000}\n"));
        }
    }
}
