namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>
/// The number of subjects of a study: one answer an abstract, right where it is any of the labelled ones, since annotators
/// label the screened, the randomised and the analysed alike. An abstract without a label says nothing of the answer.
/// </summary>
internal static class TotalScorer
{
    public static CorpusScore Score(LabelledText text, MinedText mined)
    {
        Label[] labels = [.. text.Labels.Where(label => label.Value is not null && NumberWords.KindOf(label.Type) is NumberKind.Total)];
        bool answered = labels.Length > 0 && mined.Total is not null;
        bool right = answered && labels.Any(label => label.Value == mined.Total);
        int one = labels.Length > 0 ? 1 : 0;
        LabelScore score = new(NumberWords.Of(NumberKind.Total), one, answered ? 1 : 0, right ? 1 : 0, right ? 1 : 0);
        return new CorpusScore([score], one == 0 || right ? [] : [Miss(labels[0], text, mined)]);
    }

    private static KindOfMiss Miss(Label label, LabelledText text, MinedText mined)
    {
        KindOfMiss miss = NumberWords.Missed(NumberKind.Total, label, text, mined);
        return mined.Total is null ? miss : miss with { Kind = $"another total told; {miss.Kind}" };
    }
}
