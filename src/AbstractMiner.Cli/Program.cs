using System.CommandLine;
using System.CommandLine.Help;
using AbstractMiner.Cli;
using AbstractMiner.Pipeline;
using AbstractMiner.Review;
using AbstractMiner.Store;

RootCommand root = new("Mines dumps of conference abstracts into a tidy evidence table in which every value leads back to the characters of its source.")
{
    MineVerb.Create(),
    ExplainVerb.Create(),
    EvaluateVerb.Create(),
    TrainVerb.Create(),
    ReviewVerb.Create(),
    LoadVerb.Create(),
    ExportVerb.Create(),
    VocabularyVerb.Create(),
};

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
{
    foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
    {
        Console.Error.WriteLine(message);
    }

    Console.Error.WriteLine($"See: abstractminer {(parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ")}--help");
    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (ConfigurationException e)
{
    Console.Error.WriteLine(e.Message);
    return ExitCode.Usage;
}
catch (Exception e) when (e is LedgerException or SheetException or RunFolderException or StoreException or InvalidDataException)
{
    Console.Error.WriteLine(e.Message);
    return ExitCode.Failure;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"{e.Message} Check the path, the space on the disk and your rights there.");
    return ExitCode.Failure;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. The last complete output stands; the same command with --resume goes on from here.");
    return ExitCode.Failure;
}
