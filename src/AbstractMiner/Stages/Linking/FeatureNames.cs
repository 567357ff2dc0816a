using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>The names of a family of features, made once: a decision looks names up, it never builds them.</summary>
internal sealed class FeatureNames
{
    private readonly Feature[] _features;
    private readonly int _second;
    private readonly int _third;

    /// <param name="family">What the features have in common.</param>
    /// <param name="axes">The values of each of up to three properties.</param>
    public FeatureNames(string family, params string[][] axes)
    {
        string[] last = [""];
        string[] second = axes.Length > 1 ? axes[1] : last;
        string[] third = axes.Length > 2 ? axes[2] : last;
        _second = second.Length;
        _third = third.Length;
        _features = [.. from a in axes[0] from b in second from c in third select Feature.Of($"{family}: {string.Join(", ", new[] { a, b, c }.Where(part => part.Length > 0))}")];
    }

    public Feature this[int a, int b = 0, int c = 0] => _features[(((a * _second) + b) * _third) + c];

    /// <summary>The values 0, 1, ... and "more" for all from the last on.</summary>
    public static string[] UpTo(int most) => [.. Enumerable.Range(0, most).Select(i => $"{i}"), $"{most}+"];
}
