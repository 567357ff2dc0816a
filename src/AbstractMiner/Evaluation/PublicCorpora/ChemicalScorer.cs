using AbstractMiner.Text;

namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>Names of chemicals by places that overlap; a place that is labelled or found twice counts once.</summary>
internal static class ChemicalScorer
{
    private const string Name = "chemicals";

    public static CorpusScore Score(LabelledText text, MinedText mined)
    {
        TextSpan[] labels = [.. text.Labels.Where(label => label.Type == "Chemical").Select(label => label.Span).Distinct()];
        TextSpan[] found = [.. mined.Drugs.Distinct()];
        TextSpan[] missed = [.. labels.Where(label => !found.Any(label.Overlaps))];
        TextSpan[] extra = [.. found.Where(drug => !labels.Any(drug.Overlaps))];
        LabelScore score = new(Name, labels.Length, found.Length, found.Length - extra.Length, labels.Length - missed.Length);
        return new CorpusScore([score], [.. missed.Select(span => Miss(span, text, missed: true)), .. extra.Select(span => Miss(span, text, missed: false))]);
    }

    private static KindOfMiss Miss(TextSpan span, LabelledText text, bool missed)
    {
        string name = string.Join(' ', span.Of(text.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string kind = name.Length <= 6 && name.Contains(' ', StringComparison.Ordinal) is false && name.Count(char.IsUpper) >= 2 ? "letters that stand for a name"
            : name.Any(char.IsDigit) ? "a name with digits"
            : name.Contains(' ', StringComparison.Ordinal) ? "a name of several words"
            : "a name of one word";
        return new KindOfMiss(Name, missed, kind, name.ToLowerInvariant());
    }
}
