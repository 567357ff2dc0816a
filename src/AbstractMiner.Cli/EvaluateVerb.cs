using System.CommandLine;
using System.Text;
using AbstractMiner.Evaluation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;

namespace AbstractMiner.Cli;

/// <summary><c>evaluate</c>: the pipeline against annotated texts, per field, with the misses.</summary>
internal static class EvaluateVerb
{
    private const string CorporaFolder = "corpora";

    public static Command Create()
    {
        Option<string[]> gold = new("--gold") { Description = "A corpus: a folder with raw/ and gold/. Without it, every corpus under corpora/.", HelpName = "DIR" };
        Option<string?> output = new("--out") { Description = "Where the table of scores goes; models/evaluation.md for the corpora of the project.", HelpName = "FILE" };
        Option<int> errors = new("--errors") { Description = "Misses listed per field.", HelpName = "N", DefaultValueFactory = _ => 10 };
        Option<string?> config = Options.Config();
        Command command = new("evaluate", "Scores the pipeline against annotated texts.") { gold, output, errors, config };
        command.SetAction(parsed => Run(parsed.GetValue(gold) ?? [], parsed.GetValue(output), parsed.GetValue(errors), parsed.GetValue(config) ?? Options.DefaultConfig));
        return command;
    }

    private static int Run(string[] chosen, string? output, int errors, string config)
    {
        string[] corpora = chosen.Length > 0 ? chosen
            : Directory.Exists(CorporaFolder) ? [.. Directory.EnumerateDirectories(CorporaFolder).Where(folder => Directory.Exists(Path.Combine(folder, "gold"))).Order(StringComparer.Ordinal)] : [];
        if (corpora.Length == 0)
        {
            Console.Error.WriteLine($"There is no {CorporaFolder}/*/gold here. Start in the project's folder, or name a corpus with --gold DIR.");
            return ExitCode.Usage;
        }

        Pipeline.Pipeline pipeline = Pipeline.Pipeline.Load(config, Options.Resources);
        List<(string, Score)> scores = [];
        foreach (string folder in corpora)
        {
            // The gold folder itself is taken too: its raw texts lie beside it.
            string corpus = Path.GetFullPath(Directory.Exists(Path.Combine(folder, "gold")) ? folder : Path.Combine(folder, ".."));
            string goldFolder = Path.Combine(corpus, "gold");
            string rawFolder = Path.Combine(corpus, "raw");
            if (!Directory.Exists(goldFolder) || !Directory.Exists(rawFolder))
            {
                Console.Error.WriteLine($"{folder}: There are no gold/ and raw/ here. Name the folder of a corpus.");
                return ExitCode.Usage;
            }

            IReadOnlyList<GoldFile> gold = GoldReader.ReadFolder(goldFolder);
            Score score = Scorer.Compare(gold, GoldReader.ReadMined(Mine(pipeline, rawFolder), gold));
            scores.Add((Path.GetFileName(corpus), score));
            Tell(score, errors);
        }

        string table = ScoreTable.Write(scores);
        Console.Out.Write(table);
        if ((output ?? (chosen.Length == 0 ? Path.Combine("models", "evaluation.md") : null)) is { } file)
        {
            File.WriteAllText(file, table);
        }

        return ExitCode.Done;
    }

    private static IEnumerable<string> Mine(Pipeline.Pipeline pipeline, string rawFolder)
    {
        IdentityRegister register = new();
        JsonLinesExporter exporter = new();
        foreach (RawDocument document in InputCatalog.Expand([rawFolder]).Files.SelectMany(file => ReaderCatalog.Read(file, new ReadOptions())).OfType<RawDocument>())
        {
            foreach (var doc in pipeline.Read(document))
            {
                using MemoryStream line = new();
                exporter.Write([new ExportedAbstract(doc, register.Enter(doc))], line);
                yield return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
            }
        }
    }

    private static void Tell(Score score, int errors)
    {
        foreach (IGrouping<(string Field, string Kind), Miss> kind in score.Misses.GroupBy(miss => (miss.Field, miss.Kind)))
        {
            Console.Out.WriteLine($"{kind.Key.Field}, {kind.Key.Kind}: {kind.Count()}");
            foreach (Miss miss in kind.Take(errors))
            {
                Console.Out.WriteLine($"  {miss.File}{(miss.At is { } at ? $" at {at}" : "")}: {miss.Text}");
            }
        }
    }
}
