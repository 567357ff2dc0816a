namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>Ratios by kind and value, as often in an abstract as they are labelled, wherever they stand: a corpus labels a ratio at one of its places.</summary>
internal static class RatioScorer
{
    public static CorpusScore Score(LabelledText text, MinedText mined)
    {
        (NumberKind Kind, Label Label)[] labels = [.. text.Labels.Where(label => label.Value is not null && IsRatio(NumberWords.KindOf(label.Type))).Select(label => (NumberWords.KindOf(label.Type)!.Value, label))];
        List<MinedNumber> left = [.. mined.Numbers.Where(number => IsRatio(number.Kind))];
        int found = left.Count;
        List<KindOfMiss> misses = [];
        foreach ((NumberKind kind, Label label) in labels)
        {
            int at = left.FindIndex(number => number.Kind == kind && number.Value == label.Value);
            if (at >= 0)
            {
                left.RemoveAt(at);
            }
            else
            {
                misses.Add(NumberWords.Missed(kind, label, text, mined));
            }
        }

        misses.AddRange(left.Select(number => NumberWords.Extra(number, text)));
        int right = found - left.Count;
        return new CorpusScore([new LabelScore("hazard, odds and risk ratios", labels.Length, found, right, right)], misses);
    }

    private static bool IsRatio(NumberKind? kind) => kind is NumberKind.HazardRatio or NumberKind.OddsRatio or NumberKind.RiskRatio;
}
