using System.Collections.Frozen;
using System.Globalization;

namespace AbstractMiner.Patterns;

/// <summary>
/// Chooses one of several candidates by named features (a conditional maximum-entropy model): a candidate's score is the sum of
/// the weights of its features, its probability the soft maximum of the scores. The names are for people: they stand in the
/// model's file and in every explanation.
/// </summary>
public sealed class LogLinearModel(string name, IEnumerable<KeyValuePair<string, double>> weights)
{
    private readonly double[] _byFeature = ByFeature(weights);
    private readonly FrozenDictionary<string, double> _weights = weights.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Knows nothing: everything is equally probable.</summary>
    public static LogLinearModel Empty { get; } = new("empty", []);

    public string Name { get; } = name;

    /// <summary>By name, in ordinal order.</summary>
    public IEnumerable<KeyValuePair<string, double>> Weights => _weights.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The model of a file: a feature, a tab and its weight on each line; lines that begin with # are its card.</summary>
    /// <exception cref="FormatException">A line is none of these.</exception>
    public static LogLinearModel Read(string name, TextReader reader)
    {
        Dictionary<string, double> weights = new(StringComparer.Ordinal);
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 1 || !double.TryParse(line.AsSpan(tab + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double weight)
                || !weights.TryAdd(line[..tab], weight))
            {
                throw new FormatException($"{name}, line {number}: expected a new feature, a tab and its weight. Train the model again.");
            }
        }

        return new LogLinearModel(name, weights);
    }

    /// <summary>Writes what <see cref="Read"/> reads, under a head of <paramref name="card"/> lines.</summary>
    public void Write(TextWriter writer, IEnumerable<string> card)
    {
        foreach (string line in card)
        {
            writer.Write($"# {line}\n");
        }

        foreach ((string feature, double weight) in Weights)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{feature}\t{weight:0.0000}\n"));
        }
    }

    public double WeightOf(string feature) => _weights.GetValueOrDefault(feature);

    /// <summary>The sum of the weights; a feature that the model never saw counts nothing.</summary>
    public double Score(ReadOnlySpan<Feature> features)
    {
        double score = 0;
        foreach (Feature feature in features)
        {
            score += (uint)feature.Id < (uint)_byFeature.Length ? _byFeature[feature.Id] : 0;
        }

        return score;
    }

    /// <summary>Of a question that is answered yes or no, how probable yes is.</summary>
    public double Probability(ReadOnlySpan<Feature> features) => 1 / (1 + Math.Exp(-Score(features)));

    /// <summary>Turns scores into probabilities, in place.</summary>
    public static void Normalise(Span<double> scores)
    {
        double highest = double.NegativeInfinity;
        foreach (double score in scores)
        {
            highest = Math.Max(highest, score);
        }

        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Math.Exp(scores[i] - highest);
            sum += scores[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }

    private static double[] ByFeature(IEnumerable<KeyValuePair<string, double>> weights)
    {
        double[] byFeature = [];
        foreach ((string name, double weight) in weights)
        {
            int id = Feature.Of(name).Id;
            if (id >= byFeature.Length)
            {
                Array.Resize(ref byFeature, Math.Max(id + 1, byFeature.Length * 2));
            }

            byFeature[id] = weight;
        }

        return byFeature;
    }
}
