namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>Numbers by kind, value and place: each label is met by one mined number, and each number meets one label.</summary>
internal static class NumberScorer
{
    private static readonly NumberKind[] Kinds = [NumberKind.Arm, NumberKind.Percent, NumberKind.Count, NumberKind.Mean, NumberKind.Median, NumberKind.StandardDeviation];

    public static CorpusScore Score(LabelledText text, MinedText mined)
    {
        List<LabelScore> scores = [];
        List<KindOfMiss> misses = [];
        foreach (NumberKind kind in Kinds)
        {
            Label[] labels = [.. text.Labels.Where(label => label.Value is not null && NumberWords.KindOf(label.Type) == kind)];
            MinedNumber[] numbers = [.. mined.Numbers.Where(number => number.Kind == kind)];
            int[] pairs = Pairing.Of(labels, numbers);
            int met = pairs.Count(number => number >= 0);
            int any = Pairing.Of(labels, mined.Numbers).Count(number => number >= 0);
            scores.Add(new LabelScore(NumberWords.Of(kind), labels.Length, numbers.Length, met, met, any));
            misses.AddRange(labels.Where((_, i) => pairs[i] < 0).Select(label => NumberWords.Missed(kind, label, text, mined)));
            misses.AddRange(numbers.Where((_, i) => !pairs.Contains(i)).Select(number => NumberWords.Extra(number, text)));
        }

        return new CorpusScore(scores, misses);
    }
}
