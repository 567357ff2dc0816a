using System.CommandLine;
using System.Globalization;
using AbstractMiner.Ingest;
using AbstractMiner.Learning;
using AbstractMiner.Stages;
using AbstractMiner.Stages.Linking;

namespace AbstractMiner.Cli;

/// <summary><c>train links</c>: fits the models of the links to annotated texts, the same from the same texts, and tells how they do on abstracts left out.</summary>
internal static class TrainLinksVerb
{
    public static Command Create()
    {
        Option<string> gold = new("--gold") { Description = "A corpus: a folder with raw/ and gold/.", HelpName = "DIR", Required = true };
        Option<string?> arms = new("--arms") { Description = "JSON Lines that say of numbers only whether they are of the intervention or of the control.", HelpName = "FILE" };
        Option<string> output = new("--out") { Description = "Where the models go.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("models", "links") };
        Option<string?> config = Options.Config();
        Command command = new("links", "The models that link numbers with outcomes, groups, times and p-values.") { gold, arms, output, config };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(gold), parsed.GetValue(arms), parsed.GetRequiredValue(output), parsed.GetValue(config) ?? Options.DefaultConfig));
        return command;
    }

    private static int Run(string gold, string? arms, string output, string config)
    {
        Pipeline.Pipeline pipeline = Pipeline.Pipeline.Before<FindingLinker>(config, Options.Resources);
        List<LinkExample> examples = [];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(gold, "gold"), "*.json").Order(StringComparer.Ordinal))
        {
            string id = Path.GetFileNameWithoutExtension(file);
            string raw = File.ReadAllText(Path.Combine(gold, "raw", $"{id}.txt"));
            IReadOnlyList<GoldRow> rows = GoldRow.Read(File.ReadAllText(file), raw);
            examples.AddRange(pipeline.Read(new RawDocument(id, null, raw)).Select(doc => LinkTrainer.Example(id, doc, rows)).OfType<LinkExample>());
        }

        // Of a corpus that shares abstracts with the gold, those would be tested on what was learned: they are left out.
        HashSet<string> known = [.. examples.Select(example => example.Document[(example.Document.LastIndexOf('_') + 1)..])];
        IReadOnlyList<ArmLabels> labels = arms is null ? [] : [.. File.ReadLines(arms)
            .Select(line => ArmLabels.Read(line, (id, raw) => known.Contains(id) ? null : pipeline.Read(new RawDocument(id, null, raw)).FirstOrDefault())).OfType<ArmLabels>()];

        LogLinearTrainer.Options options = new();
        List<(double Sureness, bool Right)> seen = [];
        LinkScore held = LinkTrainer.HeldOut(examples, options, labels, (example, row, p, sureness) => seen.Add((sureness, LinkTrainer.Agreement(example, row, p) is (true, true, true, true))));
        string figures = string.Create(CultureInfo.InvariantCulture, $"on abstracts left out ({options.Folds} folds, {held.Rows} numbers): outcome {Share(held.Outcome):0.000}, group {Share(held.Group):0.000}, time {Share(held.Time):0.000}, p {Share(held.P):0.000}, all four {Share(held.All):0.000}");
        Console.Out.WriteLine(figures);
        LinkModels models = LinkTrainer.Train(examples, options, labels) with { Confidence = IsotonicFit.Of(seen) };
        models.Save(output, [$"{examples.Count} abstracts with {held.Rows} numbers{(labels.Count > 0 ? $", {labels.Count} abstracts with the arms of numbers" : "")}", string.Create(CultureInfo.InvariantCulture, $"L-BFGS from zero, quadratic penalty {options.Penalty}, features of {options.LeastCount} decisions or more"), figures]);
        return ExitCode.Done;

        double Share(int right) => right / (double)Math.Max(held.Rows, 1);
    }
}
