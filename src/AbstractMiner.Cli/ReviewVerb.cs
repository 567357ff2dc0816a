using System.CommandLine;
using System.Globalization;
using AbstractMiner.Pipeline;
using AbstractMiner.Review;
using Spectre.Console;
using Label = Spectre.Console.Text;

namespace AbstractMiner.Cli;

/// <summary><c>review</c>: the sheet out, the decisions in, two reviewers compared, and the same on a page.</summary>
internal static class ReviewVerb
{
    public static Command Create() => new("review", "Lets people check and correct what a run found.") { Export(), Apply(), Compare(), Serve() };

    private static Argument<string> RunArgument() => new("DIR") { Description = "The folder that mine wrote." };

    private static Option<string?> ReviewerOption() => new("--reviewer") { Description = "Who decided, in rows that name nobody.", HelpName = "NAME" };

    private static Option<string?> LedgerOption() => new("--ledger") { Description = "Where decisions are kept; DIR/corrections.jsonl, which mine replays by itself.", HelpName = "FILE" };

    private static Command Export()
    {
        Argument<string> run = RunArgument();
        Option<string> output = new("--out") { Description = "The sheet.", HelpName = "review.csv", Required = true };
        Option<double?> below = new("--below") { Description = "Only findings under this confidence.", HelpName = "0.8" };
        Option<int?> sample = new("--sample") { Description = "Only so many findings, drawn at random.", HelpName = "N" };
        Option<int> seed = new("--seed") { Description = "Of the draw: the same seed, the same findings.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<string?> field = new("--field", "--only") { Description = "Only findings that have a value in this column.", HelpName = "COLUMN" };
        field.AcceptOnlyFromAmong([.. ReviewField.All.Select(column => column.Name)]);
        Option<string?> item = new("--abstract") { Description = "Only findings of this abstract: its id, its number or its file.", HelpName = "ID" };
        Command command = new("export", "Writes the review sheet.") { run, output, below, sample, seed, field, item };
        command.SetAction(parsed =>
        {
            SheetFilter filter = new()
            {
                Below = parsed.GetValue(below), Sample = parsed.GetValue(sample), Seed = parsed.GetValue(seed), Field = parsed.GetValue(field), Abstract = parsed.GetValue(item),
            };
            string path = parsed.GetRequiredValue(output);
            int rows;
            // Written beside and renamed: a sheet that someone has filled in is not lost to a run folder that cannot be read.
            using (FileStream stream = File.Create(path + ".new"))
            {
                rows = ReviewSheet.Export(parsed.GetRequiredValue(run), stream, filter);
            }

            File.Move(path + ".new", path, overwrite: true);
            Console.Out.WriteLine($"{path}: {rows} findings. Fill the column decision with accept, edit or reject; add rows with a quote and a value for what is missing.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Apply()
    {
        Argument<string> sheet = new("SHEET") { Description = "A sheet that people filled in, or conflicts.csv with the decisions that settle them." };
        Option<string?> run = new("--run") { Description = "The folder that the sheet was exported from; the sheet's own folder or ./evidence where that is one.", HelpName = "DIR" };
        Option<string?> reviewer = ReviewerOption();
        Option<string?> ledger = LedgerOption();
        Command command = new("apply", "Records the decisions of a sheet in the ledger, all or none.") { sheet, run, reviewer, ledger };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(sheet);
            string folder = FolderOf(path, parsed.GetValue(run));
            SheetReading reading = new SheetReader(folder, parsed.GetValue(reviewer), TimeProvider.System).Read(path);
            foreach (RowNote note in reading.Doubtful)
            {
                Console.Error.WriteLine($"{path}, {note}. Not applied.");
            }

            foreach (RowNote note in reading.Refused)
            {
                Console.Error.WriteLine($"{path}, {note}.");
            }

            if (reading.Refused.Length > 0)
            {
                Console.Error.WriteLine($"{path}: {reading.Refused.Length} refused, so nothing was recorded. Mend these rows and apply again.");
                return ExitCode.Failure;
            }

            Ledger kept = new(parsed.GetValue(ledger) ?? Path.Combine(folder, Ledger.FileName));
            int added = kept.Append(reading.Corrections).Length;
            Console.Out.WriteLine($"{kept.Path}: {added} decisions recorded, {reading.Corrections.Length - added} were known, {reading.Doubtful.Length} doubtful cells not applied, of {reading.Rows} rows. Run mine again to see them in the table.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Compare()
    {
        Argument<string> first = new("A") { Description = "The sheet of one reviewer." };
        Argument<string> second = new("B") { Description = "The sheet of the other." };
        Option<string?> run = new("--run") { Description = "The folder that the sheets were exported from.", HelpName = "DIR" };
        Option<string> output = new("--out") { Description = "Where the conflicts go, as a sheet to settle them with.", HelpName = "FILE", DefaultValueFactory = _ => ReviewReports.Conflicts };
        Command command = new("agreement", "Compares two reviewers, and lists their conflicts to adjudicate.") { first, second, run, output };
        command.SetAction(parsed =>
        {
            string one = parsed.GetRequiredValue(first);
            string two = parsed.GetRequiredValue(second);
            string folder = FolderOf(one, parsed.GetValue(run));
            AgreementReport report = Agreement.Compare(
                new SheetReader(folder, Path.GetFileNameWithoutExtension(one), TimeProvider.System).Read(one).Corrections,
                new SheetReader(folder, Path.GetFileNameWithoutExtension(two), TimeProvider.System).Read(two).Corrections);
            Table table = new() { Border = TableBorder.Simple };
            foreach (string column in new[] { "field", "both decided", "same", "same %", "within 1 %", "kappa" })
            {
                table.AddColumn(new TableColumn(new Label(column)));
            }

            foreach (FieldAgreement field in report.Fields.Where(field => field.Of > 0))
            {
                table.AddRow(new Label(field.Field), new Label($"{field.Of}"), new Label($"{field.Exact}"), new Label(Shown(field.Percent, "0.0")), new Label($"{field.Close}"),
                    new Label(field.Kappa is { } kappa ? Shown(kappa, "0.00") : ""));
            }

            Terminal.Out.Write(table);
            string path = parsed.GetRequiredValue(output);
            ReviewReports.WriteConflicts(path, report.Conflicts);
            Console.Out.WriteLine($"Findings held by both: F1 {Shown(report.RowF1, "0.000")}. Decided by one alone: {report.OnlyFirst} and {report.OnlySecond}. {path}: {report.Conflicts.Length} conflicts.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Serve()
    {
        Argument<string> run = RunArgument();
        Option<string?> ledger = LedgerOption();
        Option<int> port = new("--port") { Description = "On this machine; 0 takes a free one.", HelpName = "N", DefaultValueFactory = _ => 0 };
        Command command = new("serve", "Opens the review as a page on this machine.") { run, ledger, port };
        command.SetAction(async (parsed, stop) =>
        {
            string folder = parsed.GetRequiredValue(run);
            ReviewSession session = new(folder, new Ledger(parsed.GetValue(ledger) ?? Path.Combine(folder, Ledger.FileName)), TimeProvider.System);
            await using ReviewPage.ReviewServer server = new(session, parsed.GetValue(port));
            Console.Out.WriteLine(await server.StartAsync(stop));
            Console.Error.WriteLine("Open this address in a browser on this machine; it works once. Ctrl-C ends the review; every decision is in the ledger already.");
            await server.Stopped(stop);
            return ExitCode.Done;
        });
        return command;
    }

    private static string Shown(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string FolderOf(string sheet, string? named) =>
        new[] { named, Path.GetDirectoryName(Path.GetFullPath(sheet)), "evidence" }.FirstOrDefault(folder => folder is not null && (folder == named || File.Exists(Path.Combine(folder, "abstracts.jsonl"))))
        ?? throw new ConfigurationException(sheet, null, "The run that it was exported from is not beside it. Name its folder with --run DIR.", []);
}
