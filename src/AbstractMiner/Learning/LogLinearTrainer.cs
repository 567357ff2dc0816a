using System.Collections.Immutable;
using AbstractMiner.Patterns;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace AbstractMiner.Learning;

/// <summary>
/// Fits a <see cref="LogLinearModel"/>: the likelihood of the right candidates less a quadratic penalty on the weights, by L-BFGS
/// from zero. Nothing is drawn at random: the same choices give the same weights.
/// </summary>
public static class LogLinearTrainer
{
    public sealed record Options
    {
        /// <summary>Half the inverse variance of a weight: the larger, the nearer to zero all weights stay.</summary>
        public double Penalty { get; init; } = 0.5;

        /// <summary>A feature that fewer choices have is left out.</summary>
        public int LeastCount { get; init; } = 3;

        public int Iterations { get; init; } = 200;

        public int Folds { get; init; } = 10;
    }

    /// <summary>Choices that no candidate answers teach nothing and are passed over.</summary>
    public static LogLinearModel Train(string name, IEnumerable<Choice> choices, Options options)
    {
        Choice[] answered = [.. choices.Where(choice => choice.Candidates.Any(candidate => candidate.Right))];
        string[] features = [.. answered
            .SelectMany(choice => choice.Candidates.SelectMany(candidate => candidate.Features).Distinct(StringComparer.Ordinal))
            .GroupBy(feature => feature, StringComparer.Ordinal)
            .Where(group => group.Count() >= options.LeastCount)
            .Select(group => group.Key)
            .Order(StringComparer.Ordinal)];
        if (features.Length == 0)
        {
            return new LogLinearModel(name, []);
        }

        Dictionary<string, int> index = features.Select((feature, i) => (feature, i)).ToDictionary(pair => pair.feature, pair => pair.i, StringComparer.Ordinal);
        Objective objective = new(answered, index, options.Penalty);
        double[] weights = objective.Minimise(options.Iterations);
        return new LogLinearModel(name, features.Zip(weights, KeyValuePair.Create).Where(pair => Math.Abs(pair.Value) >= 0.00005));
    }

    /// <summary>For every choice, the probabilities that a model trained without its fold gives to its candidates.</summary>
    public static ImmutableArray<ImmutableArray<double>> HeldOut(IReadOnlyList<Choice> choices, Options options)
    {
        string[] documents = [.. choices.Select(choice => choice.Document).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> folds = documents.Select((document, i) => (document, fold: i % options.Folds))
            .ToDictionary(pair => pair.document, pair => pair.fold, StringComparer.Ordinal);
        LogLinearModel[] models = [.. Enumerable.Range(0, options.Folds).Select(fold => Train("held out", choices.Where(choice => folds[choice.Document] != fold), options))];
        return [.. choices.Select(choice => Probabilities(models[folds[choice.Document]], choice))];
    }

    public static ImmutableArray<double> Probabilities(LogLinearModel model, Choice choice)
    {
        double[] scores = [.. choice.Candidates.Select(candidate => model.Score([.. candidate.Features.Select(Feature.Of)]))];
        LogLinearModel.Normalise(scores);
        return [.. scores];
    }

    private sealed class Objective
    {
        private readonly (int[] Features, bool Right)[][] _choices;
        private readonly double _penalty;
        private readonly double[] _best;
        private double _least = double.PositiveInfinity;

        public Objective(Choice[] choices, Dictionary<string, int> index, double penalty)
        {
            _choices = [.. choices.Select(choice => choice.Candidates
                .Select(candidate => (candidate.Features.Where(index.ContainsKey).Select(feature => index[feature]).ToArray(), candidate.Right)).ToArray())];
            _penalty = penalty;
            _best = new double[index.Count];
        }

        public double[] Minimise(int iterations)
        {
            // Sums of many threads depend on their number.
            Control.UseSingleThread();
            LimitedMemoryBfgsMinimizer minimiser = new(1e-5, 1e-10, 1e-9, memory: 10, iterations);
            try
            {
                minimiser.FindMinimum(ObjectiveFunction.Gradient(Evaluate), Vector<double>.Build.Dense(_best.Length));
            }
            catch (OptimizationException)
            {
                // The line search gives up within rounding of the minimum, or the iterations are spent: the best point seen stands.
            }

            return _best;
        }

        private (double Value, Vector<double> Gradient) Evaluate(Vector<double> weights)
        {
            double value = 0;
            double[] gradient = new double[_best.Length];
            for (int i = 0; i < gradient.Length; i++)
            {
                value += _penalty * weights[i] * weights[i];
                gradient[i] = 2 * _penalty * weights[i];
            }

            foreach ((int[] Features, bool Right)[] choice in _choices)
            {
                double[] all = [.. choice.Select(candidate => candidate.Features.Sum(feature => weights[feature]))];
                LogLinearModel.Normalise(all);
                double right = 0;
                for (int i = 0; i < choice.Length; i++)
                {
                    right += choice[i].Right ? all[i] : 0;
                }

                right = Math.Max(right, 1e-300);
                value -= Math.Log(right);
                for (int i = 0; i < choice.Length; i++)
                {
                    double slope = all[i] - (choice[i].Right ? all[i] / right : 0);
                    foreach (int feature in choice[i].Features)
                    {
                        gradient[feature] += slope;
                    }
                }
            }

            if (value < _least)
            {
                _least = value;
                weights.AsArray().CopyTo(_best, 0);
            }

            return (value, Vector<double>.Build.Dense(gradient));
        }
    }
}
