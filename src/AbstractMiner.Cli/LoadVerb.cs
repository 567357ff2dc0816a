using System.CommandLine;
using AbstractMiner.Store;

namespace AbstractMiner.Cli;

/// <summary><c>load DIR --to ...</c>: feeds the evidence database.</summary>
internal static class LoadVerb
{
    public static Command Create()
    {
        Argument<string> run = new("DIR") { Description = "The folder that mine wrote." };
        Option<string> to = new("--to") { Description = "The database: sqlite:PATH, or postgres://user@host:5432/database.", HelpName = "ADDRESS", DefaultValueFactory = _ => "sqlite:evidence.db" };
        Option<bool> prune = new("--prune") { Description = "Close abstracts that stood in the same files and that this run no longer has." };
        Command command = new("load", "Feeds a run into the evidence database; the same run twice changes nothing.") { run, to, prune };
        command.SetAction(parsed =>
        {
            string address = parsed.GetRequiredValue(to);
            using EvidenceDatabase database = EvidenceDatabase.Open(address);
            LoadReport report = database.Load(parsed.GetRequiredValue(run), parsed.GetValue(prune));
            if (report.Backup is { } copy)
            {
                Console.Error.WriteLine($"The schema was brought up to date; the database as it was is {copy}.");
            }

            Console.Out.WriteLine(report.Known
                ? $"run {report.RunNo} is in the database already: nothing changed"
                : $"run {report.RunNo}: {report.Abstracts} abstracts new or changed, {report.Added} findings added, {report.Closed} earlier readings closed");
            return ExitCode.Done;
        });
        return command;
    }
}
