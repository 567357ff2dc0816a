using System.CommandLine;
using System.Text;
using AbstractMiner.Evaluation;
using AbstractMiner.Evaluation.PublicCorpora;
using AbstractMiner.Export;
using AbstractMiner.Ingest;

namespace AbstractMiner.Cli;

/// <summary><c>evaluate</c>: the pipeline against annotated texts, per field, and against public corpora by their own labels, with the misses.</summary>
internal static class EvaluateVerb
{
    private const string CorporaFolder = "corpora";

    public static Command Create()
    {
        Option<string[]> gold = new("--gold") { Description = "A corpus: a folder with raw/ and gold/. Without it, every corpus under corpora/.", HelpName = "DIR" };
        Option<string?> corpora = new("--public")
        {
            Description = $"A folder with the development parts of public corpora ({string.Join(", ", PublicCorpus.All.SelectMany(corpus => corpus.Files))}), which are scored in place of gold. {LabelledText.Form}",
            HelpName = "DIR",
        };
        Option<string?> output = new("--out") { Description = "Where the table of scores goes; models/evaluation.md for the corpora of the project, models/public-corpora.md for public ones.", HelpName = "FILE" };
        Option<int> errors = new("--errors") { Description = "Misses listed per field of gold.", HelpName = "N", DefaultValueFactory = _ => 10 };
        Option<string?> config = Options.Config();
        Command command = new("evaluate", "Scores the pipeline against annotated texts.") { gold, corpora, output, errors, config };
        command.Validators.Add(result =>
        {
            if (result.GetResult(gold) is not null && result.GetResult(corpora) is not null)
            {
                result.AddError("--gold and --public are scored in different ways: name one of them.");
            }
        });
        command.SetAction(parsed => parsed.GetValue(corpora) is { } folder
            ? RunPublic(folder, parsed.GetValue(output), parsed.GetValue(config) ?? Options.DefaultConfig)
            : Run(parsed.GetValue(gold) ?? [], parsed.GetValue(output), parsed.GetValue(errors), parsed.GetValue(config) ?? Options.DefaultConfig));
        return command;
    }

    private static int RunPublic(string folder, string? output, string config)
    {
        string[] missing = [.. PublicCorpus.All.SelectMany(corpus => corpus.Files).Select(file => Path.Combine(folder, file)).Where(file => !File.Exists(file))];
        if (missing.Length > 0)
        {
            Console.Error.WriteLine($"There is no {string.Join(", no ", missing)}. Put the development part of the corpus there. {LabelledText.Form}");
            return ExitCode.Usage;
        }

        Pipeline.Pipeline pipeline = Pipeline.Pipeline.Load(config, Options.Resources);
        string table = PublicTable.Write(PublicCorpus.All.Select(corpus => corpus.Evaluate(folder, pipeline.Read)));
        Console.Out.Write(table);
        File.WriteAllText(output ?? Path.Combine("models", "public-corpora.md"), table);
        return ExitCode.Done;
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
