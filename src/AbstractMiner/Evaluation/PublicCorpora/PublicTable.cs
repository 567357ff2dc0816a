using System.Globalization;
using System.Text;

namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>The scores on public corpora as Markdown: models/public-corpora.md.</summary>
public static class PublicTable
{
    /// <summary>Patterns that are shown of a kind, of those that are met more than once.</summary>
    private const int Patterns = 4;

    public static string Write(IEnumerable<(PublicCorpus Corpus, int Texts, CorpusScore Score)> corpora)
    {
        StringBuilder text = new("""
            # Public corpora

            How the program does on the development parts of public corpora, scored as their authors label them.
            Written by `abstractminer evaluate --public DIR`. The corpora are not part of the project: `evaluate --help` tells how `DIR` must look.

            Misses are counted by what became of the number that the corpus labels, or by what the corpus says of the number that was found, with the
            commonest words on either side of it (`#` is the number, every other digit a 0), or the commonest names. A mean or a median is told by its word, and
            missed where the word is not carried over a list or from one sentence to the next: where it stands is told beside the kind.

            """);
        foreach ((PublicCorpus corpus, int texts, CorpusScore score) in corpora)
        {
            bool any = score.Labels.Any(label => label.AnyNumber is not null);
            text.Append(CultureInfo.InvariantCulture, $"\n## {corpus.Name}: {texts} {corpus.About}\n\n{corpus.Note}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"| label | precision | recall | F1 | labelled | found |{(any ? " read as any number |" : "")}\n|---|---|---|---|---|---|{(any ? "---|" : "")}\n");
            foreach (LabelScore label in score.Labels)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {label.Label} | {label.Precision:0.000} | {label.Recall:0.000} | {label.F1:0.000} | {label.Labelled} | {label.Found} |");
                text.Append(!any ? "\n" : label is { AnyNumber: { } number, Labelled: > 0 } ? string.Create(CultureInfo.InvariantCulture, $" {(double)number / label.Labelled:0.000} |\n") : " |\n");
            }

            if (score.Misses.Count > 0)
            {
                text.Append("\n| miss | kind | times | commonest |\n|---|---|---|---|\n");
                WriteMisses(text, score);
            }
        }

        return text.ToString();
    }

    /// <summary>By label, what was missed before what is extra, the commonest kind first.</summary>
    private static void WriteMisses(StringBuilder text, CorpusScore score)
    {
        List<string> order = [.. score.Labels.Select(label => label.Label)];
        foreach (var kind in score.Misses.GroupBy(miss => (miss.Label, miss.Missed, miss.Kind)).OrderBy(kind => order.IndexOf(kind.Key.Label))
            .ThenBy(kind => kind.Key.Label, StringComparer.Ordinal).ThenByDescending(kind => kind.Key.Missed).ThenByDescending(kind => kind.Count()).ThenBy(kind => kind.Key.Kind, StringComparer.Ordinal))
        {
            IEnumerable<string> patterns = kind.CountBy(miss => miss.Pattern).Where(pattern => pattern.Value > 1)
                .OrderByDescending(pattern => pattern.Value).ThenBy(pattern => pattern.Key, StringComparer.Ordinal)
                .Take(Patterns).Select(pattern => string.Create(CultureInfo.InvariantCulture, $"`{Cell(pattern.Key)}` {pattern.Value}"));
            text.Append(CultureInfo.InvariantCulture, $"| {kind.Key.Label} {(kind.Key.Missed ? "missed" : "extra")} | {kind.Key.Kind} | {kind.Count()} | {string.Join(", ", patterns)} |\n");
        }
    }

    /// <summary>Words that end neither the code nor the cell that they stand in.</summary>
    private static string Cell(string words) => words.Replace('`', '\'').Replace('|', '/');
}
