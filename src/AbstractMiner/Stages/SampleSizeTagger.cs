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
    }

    internal const string None = "none";

    /// <summary>What a count may be, in the order of the model's scores.</summary>
    internal static readonly string[] Labels = [None, "total", "arm", "subgroup", "screened", "analysed", "other"];

    private readonly FeatureWeights _weights = new(model);

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(SampleSizeMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<DescribedCount> counts = SubjectCountFeatures.Of(doc.Text);
        List<SampleSizeMention> found = [];
        Span<double> scores = stackalloc double[Labels.Length];
        foreach (DescribedCount described in counts)
        {
            _weights.Score(described.Features, scores);
            LogLinearModel.Normalise(scores);
            int best = 1;
            for (int k = 2; k < scores.Length; k++)
            {
                best = scores[k] > scores[best] ? k : best;
            }

            double confidence = 1 - scores[0];
            if (confidence >= options.Least)
            {
                found.Add(new SampleSizeMention(described.Count.Span, $"n.{described.Count.Form}".ToLowerInvariant(), confidence, described.Count.Value, (SampleRole)(best - 1), SampleGroupLabel.Of(doc.Text.Text, described)));
            }
        }

        return found.Count == 0 ? doc : doc.With(found);
    }

    /// <summary>The weights of each label by feature, so that scoring makes no strings.</summary>
    private sealed class FeatureWeights
    {
        private readonly Dictionary<string, double[]> _byFeature = new(StringComparer.Ordinal);

        public FeatureWeights(LogLinearModel model)
        {
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

        public void Score(List<string> features, Span<double> scores)
        {
            scores.Clear();
            foreach (string feature in features)
            {
                if (_byFeature.TryGetValue(feature, out double[]? weights))
                {
                    for (int k = 0; k < weights.Length; k++)
                    {
                        scores[k] += weights[k];
                    }
                }
            }
        }
    }
}
