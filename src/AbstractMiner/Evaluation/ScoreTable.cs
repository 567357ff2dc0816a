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

            text.Append("\n| confidence of results | mean | results | value right | whole row right |\n|---|---|---|---|---|\n");
            foreach (Reliability bin in Reliability.Of(score.Judged))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {bin.From:0.0} to {bin.To:0.0} | {bin.Confidence:0.0000} | {bin.Count} | {bin.Value:0.0000} | {bin.Row:0.0000} |\n");
            }
        }

        return text.ToString();
    }
}
