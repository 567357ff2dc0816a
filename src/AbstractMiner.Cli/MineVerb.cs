using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Review;
using Spectre.Console;
using Label = Spectre.Console.Text;

namespace AbstractMiner.Cli;

/// <summary><c>mine INPUT... --out DIR</c>: the main job.</summary>
internal static class MineVerb
{
    private const string StandardStream = "-";

    public static Command Create()
    {
        Argument<string[]> inputs = new("INPUT") { Description = "Files, folders, patterns (dumps/*.txt), addresses (https://...), or - for the standard input.", Arity = ArgumentArity.ZeroOrMore };
        inputs.Validators.Add(result =>
        {
            // An unknown option would else be taken for one more input.
            foreach (string option in result.Tokens.Select(token => token.Value).Where(token => token.StartsWith('-') && token != StandardStream))
            {
                result.AddError($"There is no option {option}. A file of this name is ./{option}.");
            }
        });
        Option<string?> urls = new("--urls") { Description = "A file of addresses to fetch, one a line.", HelpName = "LIST" };
        Option<string?> cache = new("--cache") { Description = "Where fetched pages are kept, in place of the user's cache folder.", HelpName = "DIR" };
        Option<string> output = new("--out") { Description = "The folder of the tables; - for JSON Lines on the standard output.", HelpName = "DIR", Required = true };
        Option<string?> format = new("--format") { Description = "The format of all inputs; without it each is recognised." };
        format.AcceptOnlyFromAmong([.. ReaderCatalog.All.Select(reader => reader.Format)]);
        Option<string?> textColumn = new("--text-column") { Description = "The column (CSV) or key (JSON Lines) that holds the abstract.", HelpName = "NAME" };
        Option<string?> idColumn = new("--id-column") { Description = "The column or key that holds the record's id.", HelpName = "NAME" };
        Option<string?> titleColumn = new("--title-column") { Description = "The column or key that holds the title.", HelpName = "NAME" };
        Option<string?> doiColumn = new("--doi-column") { Description = "The column or key that holds the DOI.", HelpName = "NAME" };
        Option<int> jobs = Options.Jobs();
        Option<string?> config = Options.Config();
        Option<string[]> vocabularies = Options.Vocabularies();
        Option<bool> resume = new("--resume") { Description = "Go on where a run that was stopped left off." };
        Option<string?> corrections = new("--corrections") { Description = "The ledger of reviewers' decisions to replay; DIR/corrections.jsonl where there is one.", HelpName = "FILE" };
        Option<bool> strict = new("--strict") { Description = "Exit with 3 if anything was rejected." };
        Command command = new("mine", "Mines abstracts into the evidence table.") { inputs, urls, output, format, textColumn, idColumn, titleColumn, doiColumn, cache, config, vocabularies, jobs, resume, corrections, strict };
        command.Validators.Add(result =>
        {
            if (result.GetValue(inputs) is not { Length: > 0 } && result.GetValue(urls) is null)
            {
                result.AddError("Required argument missing for command: 'mine': an INPUT, or --urls LIST.");
            }
        });
        command.SetAction(async (parsed, stop) =>
        {
            using WebFetcher web = new(new WebOptions(parsed.GetValue(cache) ?? Options.PageCache), cancellation: stop);
            string[] arguments = [.. parsed.GetValue(inputs) ?? [], .. parsed.GetValue(urls) is { } list ? InputCatalog.Addresses(list) : []];
            ReadOptions reading = new(parsed.GetValue(format))
            {
                TextColumn = parsed.GetValue(textColumn),
                IdColumn = parsed.GetValue(idColumn),
                TitleColumn = parsed.GetValue(titleColumn),
                DoiColumn = parsed.GetValue(doiColumn),
            };
            return await RunAsync(
                InputCatalog.Expand(arguments, web: web),
                parsed.GetRequiredValue(output),
                reading,
                parsed.GetValue(config) ?? Options.DefaultConfig,
                parsed.GetValue(vocabularies) ?? [],
                parsed.GetValue(jobs),
                parsed.GetValue(resume),
                parsed.GetValue(corrections),
                parsed.GetValue(strict),
                stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(InputList inputs, string folder, ReadOptions reading, string config, string[] vocabularies, int jobs, bool resume, string? corrections, bool strict, CancellationToken stop)
    {
        if (inputs.Files.IsEmpty)
        {
            // Nothing to read is a slip of the hand: the last output stays.
            Tell(inputs.Rejections);
            Console.Error.WriteLine("There is nothing to mine.");
            return ExitCode.Usage;
        }

        bool filter = folder == StandardStream;
        MineRun run = new(Pipeline.Pipeline.Load(config, Options.Resources with { Overlays = vocabularies }), reading, jobs) { Corrections = ReadCorrections(corrections, filter ? null : folder) };
        RunHead head = RunHead.Of(config, Options.ModelsFolder, vocabularies);
        using Stream? stdout = filter ? new BufferedStream(Console.OpenStandardOutput(), 1 << 16) : null;
        using RunOutput output = stdout is null ? RunOutput.ToFolder(folder, head.RunKey(inputs, reading), resume) : RunOutput.ToStream(stdout);
        if (resume)
        {
            Console.Error.WriteLine(output.Done > 0 ? $"Going on after {output.Done} items." : "There is no unfinished run over these inputs: starting from the first.");
        }

        RunReport report = await Progress.Of(inputs, progress => run.RunAsync(inputs, output, head, progress, stop));
        Tell(report.FirstRejections);
        if (report.Counts.Rejected > report.FirstRejections.Count)
        {
            Console.Error.WriteLine($"{report.Counts.Rejected - report.FirstRejections.Count} more were rejected{(filter ? "." : $": see {Path.Combine(folder, RejectionRow.Table.FileName)}.")}");
        }

        if (!filter)
        {
            ShowHead(Path.Combine(folder, EvidenceRow.Table.FileName));
            Console.Out.WriteLine(Progress.Line(report.Counts, report.Seconds));
            if (report.Replay is { } replay)
            {
                Console.Out.WriteLine($"corrections: {replay.Applied} applied, {replay.Reanchored} of them found again by their words, {replay.Orphans.Length} orphans, {replay.Conflicts.Length} conflicts");
            }
        }

        return strict && report.Counts.Rejected > 0 ? ExitCode.Rejected : ExitCode.Done;
    }

    private static void Tell(IEnumerable<Rejection> rejections)
    {
        foreach (Rejection rejection in rejections)
        {
            Console.Error.WriteLine($"Rejected: {rejection.Source}{(rejection.Place is { } place ? $", {place}" : "")}: {rejection.Reason} {rejection.Remedy}");
        }
    }

    /// <exception cref="ConfigurationException">A ledger was named that does not exist.</exception>
    /// <exception cref="LedgerException">The ledger is damaged.</exception>
    private static ImmutableArray<Correction> ReadCorrections(string? named, string? folder)
    {
        if (named is not null && !File.Exists(named))
        {
            throw new ConfigurationException(named, null, "There is no such ledger. Name the corrections.jsonl that review apply wrote, or leave --corrections out.", []);
        }

        if ((named ?? (folder is null ? null : Path.Combine(folder, Ledger.FileName))) is not { } file)
        {
            return [];
        }

        LedgerContent content = new Ledger(file).Read();
        foreach (string broken in content.Broken)
        {
            Console.Error.WriteLine($"{broken}; it is left out.");
        }

        return content.Corrections;
    }

    /// <summary>The first rows of the evidence table, in the columns that a reader looks at first.</summary>
    private static void ShowHead(string file)
    {
        string[] columns = ["source", "outcome", "group", "time", "statistic", "value", "unit", "n", "N", "p_value", "confidence"];
        Spectre.Console.Table table = new() { Border = TableBorder.Simple };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Label(column)));
        }

        foreach (IReadOnlyDictionary<string, string> row in Csv.Read(file).Take(8))
        {
            table.AddRow([.. columns.Select(column => new Label(Shorten(row.GetValueOrDefault(column, ""))))]);
        }

        if (table.Rows.Count > 0)
        {
            Terminal.Out.Write(table);
        }
    }

    private static string Shorten(string cell) => cell.Length <= 32 ? cell : string.Create(CultureInfo.InvariantCulture, $"{cell.AsSpan(0, 31)}…");
}
