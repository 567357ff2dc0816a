using System.Globalization;
using System.Text;

namespace AbstractMiner.Evaluation;

/// <summary>The scores of corpora as Markdown: models/evaluation.md.</summary>
public static class ScoreTable
{
    public static string Write(IReadOnlyList<(string Corpus, Score Score)> scores)
    {
        StringBuilder text = new("# Evaluation\n\nWritten by `abstractminer evaluate`: precision, recall and F1 of the pipeline against annotated texts.\n");
        foreach ((string corpus, Score score) in scores)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {corpus}\n\n| field | precision | recall | F1 | gold | found |\n|---|---|---|---|---|---|\n");
            foreach (string field in Scorer.Fields.Where(score.Tallies.ContainsKey))
            {
                Tally tally = score.Tallies[field];
                text.Append(CultureInfo.InvariantCulture, $"| {field} | {tally.Precision:0.0000} | {tally.Recall:0.0000} | {tally.F1:0.0000} | {tally.Gold} | {tally.Found} |\n");
            }

            text.Append("\n| attribute of what was found | right | of |\n|---|---|---|\n");
            foreach ((string attribute, Accuracy accuracy) in score.Accuracies)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {attribute} | {accuracy.Share:0.0000} | {accuracy.Of} |\n");
            }
        }

        return text.ToString();
    }
}
