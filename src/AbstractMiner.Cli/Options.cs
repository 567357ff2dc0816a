using System.CommandLine;
using AbstractMiner.Stages;

namespace AbstractMiner.Cli;

/// <summary>Options that several verbs share, and where the program's own files lie.</summary>
internal static class Options
{
    public static string DefaultConfig { get; } = Path.Combine(AppContext.BaseDirectory, "pipeline.json");

    public static string ModelsFolder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Where fetched pages are kept: the user's cache folder.</summary>
    public static string PageCache { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "abstractminer", "pages");

    public static StageResources Resources { get; } = new(AppContext.BaseDirectory);

    public static Option<string?> Config() => new("--config") { Description = "The pipeline to run in place of the one that comes with the program.", HelpName = "pipeline.json" };

    public static Option<string[]> Vocabularies()
    {
        Option<string[]> vocabularies = new("--vocabulary") { Description = "A vocabulary of your own: it adds, corrects and stops names. May be given more than once.", HelpName = "mine.tsv" };
        vocabularies.Validators.Add(result =>
        {
            foreach (string missing in result.Tokens.Select(token => token.Value).Where(file => !File.Exists(file)))
            {
                result.AddError($"--vocabulary: there is no file {missing}.");
            }
        });
        return vocabularies;
    }

    public static Option<int> Jobs()
    {
        Option<int> jobs = new("--jobs") { Description = "Abstracts read at the same time.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        jobs.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out int number) || number is < 1 or > 1024))
            {
                result.AddError($"--jobs takes a number from 1 to 1024, not '{token.Value}'.");
            }
        });
        return jobs;
    }
}
