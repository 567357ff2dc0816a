using System.CommandLine;
using AbstractMiner.Store;
using AbstractMiner.Store.Tables;

namespace AbstractMiner.Cli;

/// <summary><c>export DIR --as ...</c>: tables ready for meta-analysis.</summary>
internal static class ExportVerb
{
    public static Command Create()
    {
        Argument<string> run = new("DIR") { Description = "The folder that mine wrote." };
        Option<string> form = new("--as") { Description = "The program or format that reads it.", Required = true };
        form.AcceptOnlyFromAmong([.. MetaTables.Forms.Keys]);
        Option<string?> output = new("--out") { Description = "The folder of the files; DIR itself without it.", HelpName = "FOLDER" };
        Command command = new("export", "Writes a run as tables ready for meta-analysis.") { run, form, output };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(run);
            string target = parsed.GetValue(output) ?? folder;
            Directory.CreateDirectory(target);

            // The same views that the database has: what the two tell can never differ.
            using EvidenceDatabase database = EvidenceDatabase.Open("sqlite::memory:");
            database.Load(folder);
            foreach (string file in MetaTables.Forms[parsed.GetRequiredValue(form)](database, target))
            {
                Console.Out.WriteLine(file);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
