using System.CommandLine;
using System.Globalization;
using AbstractMiner.Ingest;
using AbstractMiner.Learning;
using AbstractMiner.Stages.Linking;

namespace AbstractMiner.Cli;

/// <summary><c>train links</c>: fits the models of the links to annotated texts, the same from the same texts, and tells how they do on abstracts left out.</summary>
internal static class TrainLinksVerb
{
    public static Command Create()
    {
        Option<string> gold = new("--gold") { Description = "A corpus: a folder with raw/ and gold/.", HelpName = "DIR", Required = true };
        Option<string?> published = new("--public") { Description = "The folder of the public corpora as JSON Lines, whose results --marks tells.", HelpName = "DIR" };
        Option<string> marks = new("--marks") { Description = "Results by place.", HelpName = "FILE", DefaultValueFactory = _ => Path.Combine("corpora", "marks", "links.tsv") };
        Option<string> output = new("--out") { Description = "Where the models go.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("models", "links") };
        Option<string?> config = Options.Config();
        Command command = new("links", "The models that link numbers with outcomes, groups, times and p-values.") { gold, published, marks, output, config };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(gold), parsed.GetValue(published), parsed.GetRequiredValue(marks), parsed.GetRequiredValue(output), parsed.GetValue(config) ?? Options.DefaultConfig));
        return command;
    }

    private static int Run(string gold, string? published, string marks, string output, string config)
    {
        Pipeline.Pipeline pipeline = Pipeline.Pipeline.Before("findings", config, Options.Resources);
        List<LinkExample> examples = [.. GoldTexts(gold).Concat(published is null ? [] : LinkMarks.Read(marks, published))
            .SelectMany(text => pipeline.Read(new RawDocument(text.Document, null, text.Raw)).Select(doc => LinkExample.Of(text.Document, doc, text.Rows))).OfType<LinkExample>()];
        LogLinearTrainer.Options options = new() { Penalty = 2 };
        LinkTrainer trainer = new(examples, options);
        List<(double Sureness, bool Right)> seen = [];
        LinkScore held = trainer.HeldOut((example, row, p, sureness) => seen.Add((sureness, example.Agreement(row, p) is (true, true, true, true))));
        string figures = string.Create(CultureInfo.InvariantCulture, $"on abstracts left out ({options.Folds} folds, {held.Rows} numbers): outcome {Share(held.Outcome):0.000}, group {Share(held.Group):0.000}, time {Share(held.Time):0.000}, p {Share(held.P):0.000}, all four {Share(held.All):0.000}");
        Console.Out.WriteLine(figures);
        LinkModels models = trainer.Train() with { Confidence = IsotonicFit.Of(seen) };
        models.Save(output, [$"{examples.Count} abstracts with {held.Rows} numbers", string.Create(CultureInfo.InvariantCulture, $"L-BFGS from zero, quadratic penalty {options.Penalty}, features of {options.LeastCount} decisions or more"), figures]);
        return ExitCode.Done;

        double Share(int right) => right / (double)Math.Max(held.Rows, 1);
    }

    private static IEnumerable<(string Document, string Raw, IReadOnlyList<GoldRow> Rows)> GoldTexts(string corpus)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(corpus, "gold"), "*.json").Order(StringComparer.Ordinal))
        {
            string id = Path.GetFileNameWithoutExtension(file);
            string raw = File.ReadAllText(Path.Combine(corpus, "raw", $"{id}.txt"));
            yield return (id, raw, GoldRow.Read(File.ReadAllText(file), raw));
        }
    }
}
