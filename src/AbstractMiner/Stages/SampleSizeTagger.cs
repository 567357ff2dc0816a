using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>
/// Numbers of subjects and the part they play: "Eighty-one patients were randomised to tacrolimus (n=40) or placebo (n=41)".
/// The form finds the candidates (<see cref="SubjectCounts"/>), a log-linear model over their surroundings decides.
/// </summary>
public sealed class SampleSizeTagger(SampleSizeTagger.Options options, LogLinearModel model) : IStage
{
    public sealed record Options
    {
        /// <summary>The trained weights, under the folder of the models.</summary>
        public string Model { get; init; } = "models/sample-sizes.tsv";

        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; } = 0.5;

        /// <summary>How likely a count must be the total where no other is likelier: an abstract of completers alone is about them.</summary>
        public double LoneTotal { get; init; } = 0.35;

        /// <summary>How sure the model must be of a total that differs from the likeliest one.</summary>
        public double SecondTotal { get; init; } = 0.85;
    }

    internal const string None = "none";

    /// <summary>What a count may be, in the order of the model's scores.</summary>
    internal static readonly string[] Labels = [None, "total", "arm", "subgroup", "screened", "analysed", "other"];

    private readonly FeatureWeights _weights = new(model);

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(SampleSizeMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<DescribedCount> counts = SubjectCountFeatures.Of(doc.Text, doc.Numbers);
        if (counts.Count == 0)
        {
            return doc;
        }

        double[][] chances = [.. counts.Select(_weights.Chances)];
        int? total = Total(counts, chances);
        List<SampleSizeMention> found = [];
        for (int i = 0; i < counts.Count; i++)
        {
            double confidence = 1 - chances[i][0];
            if (confidence >= options.Least)
            {
                SubjectCount count = counts[i].Count;
                bool rival = total is { } main && count.Value != main && chances[i][1] < options.SecondTotal;
                int role = count.Value == total && chances[i][1] >= options.LoneTotal ? 1 : Best(chances[i], rival ? 2 : 1);
                found.Add(new SampleSizeMention(count.Span, $"n.{count.Form}".ToLowerInvariant(), confidence, count.Value, (SampleRole)(role - 1), role == 1 ? null : SampleGroupLabel.Of(doc.Text.Text, counts[i])));
            }
        }

        return doc.With(found);
    }

    /// <summary>The value that the study is most likely about: an abstract rarely has two.</summary>
    private int? Total(List<DescribedCount> counts, double[][] chances)
    {
        int? total = null;
        double most = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            double chance = counts.Select((other, k) => other.Count.Value == counts[i].Count.Value ? chances[k][1] : 0).Max();
            if (Best(chances[i], 0) == 1 && chance > most)
            {
                most = chance;
                total = counts[i].Count.Value;
            }
        }

        if (total is null && Enumerable.Range(0, counts.Count).Where(i => Best(chances[i], 0) != 0).DefaultIfEmpty(-1).MaxBy(i => i < 0 ? 0 : chances[i][1]) is >= 0 and var likeliest
            && chances[likeliest][1] >= options.LoneTotal)
        {
            total = counts[likeliest].Count.Value;
        }

        return total;
    }

    private static int Best(double[] chances, int from)
    {
        int best = from;
        for (int k = from + 1; k < chances.Length; k++)
        {
            best = chances[k] > chances[best] ? k : best;
        }

        return best;
    }

    /// <summary>The weights of each label by feature, so that scoring makes no strings.</summary>
    private sealed class FeatureWeights
    {
        private readonly Dictionary<string, double[]> _byFeature = new(StringComparer.Ordinal);
        private readonly Dictionary<string, double[]>.AlternateLookup<ReadOnlySpan<char>> _byName;

        public FeatureWeights(LogLinearModel model)
        {
            _byName = _byFeature.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach ((string name, double weight) in model.Weights)
            {
                int bar = name.IndexOf('|', StringComparison.Ordinal);
                int label = Array.IndexOf(Labels, name[..bar]);
                if (!_byFeature.TryGetValue(name[(bar + 1)..], out double[]? weights))
                {
                    _byFeature[name[(bar + 1)..]] = weights = new double[Labels.Length];
                }

                weights[label] = weight;
            }
        }

        public double[] Chances(DescribedCount described)
        {
            FeatureText features = described.Features;
            double[] scores = new double[Labels.Length];
            for (int i = 0; i < features.Count; i++)
            {
                if (_byName.TryGetValue(features[i], out double[]? weights))
                {
                    for (int k = 0; k < weights.Length; k++)
                    {
                        scores[k] += weights[k];
                    }
                }
            }

            if (described.Count.Value == 1 || features.Contains(SubjectCountSums.BothSexes))
            {
                scores[1] = scores[2] = double.NegativeInfinity; // one is no study; the men and the women are parts of what is counted
            }

            LogLinearModel.Normalise(scores);
            return scores;
        }
    }
}
