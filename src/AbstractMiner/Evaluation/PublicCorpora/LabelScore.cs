namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>How well one label of a corpus is found. What is found and what is labelled are counted apart: several labels may lie in one mention.</summary>
/// <param name="Right">Of what was found.</param>
/// <param name="Met">Of what is labelled.</param>
/// <param name="AnyNumber">Of what is labelled, found as a number of whatever kind; null where the label is no number at a place.</param>
public sealed record LabelScore(string Label, int Labelled, int Found, int Right, int Met, int? AnyNumber = null)
{
    public double Precision => Found == 0 ? 0 : (double)Right / Found;

    public double Recall => Labelled == 0 ? 0 : (double)Met / Labelled;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static LabelScore operator +(LabelScore a, LabelScore b) =>
        new(a.Label, a.Labelled + b.Labelled, a.Found + b.Found, a.Right + b.Right, a.Met + b.Met, a.AnyNumber + b.AnyNumber);
}

/// <summary>A miss by its kind: what is told of it names no text, and quotes a few words at most.</summary>
/// <param name="Missed">Labelled but not found; else found but not labelled.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Pattern">A name, or the words on either side with all digits folded.</param>
public sealed record KindOfMiss(string Label, bool Missed, string Kind, string Pattern);

/// <summary>The scores of one text, or of all.</summary>
public sealed record CorpusScore(IReadOnlyList<LabelScore> Labels, IReadOnlyList<KindOfMiss> Misses)
{
    public static CorpusScore Sum(IEnumerable<CorpusScore> scores)
    {
        List<LabelScore> labels = [];
        List<KindOfMiss> misses = [];
        foreach (CorpusScore score in scores)
        {
            labels = labels.Count == 0 ? [.. score.Labels] : [.. labels.Zip(score.Labels, (a, b) => a + b)];
            misses.AddRange(score.Misses);
        }

        return new CorpusScore(labels, misses);
    }
}
