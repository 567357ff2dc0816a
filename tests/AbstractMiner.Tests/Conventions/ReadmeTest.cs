using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AbstractMiner.Tests.Conventions;

/// <summary>What the documents say is run, so that it stays true.</summary>
public partial class ReadmeTest
{
    /// <summary>The verbs that need nothing but the project itself; of the others the options are looked up.</summary>
    private static readonly string[] Whole = ["mine", "explain", "evaluate"];

    public static TheoryData<string> Commands => [.. CommandRegex().Matches(File.ReadAllText(Project.PathOf("README.md"))).Select(match => match.Groups["arguments"].Value.Trim()).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void CommandsOfTheReadmeRun(string command)
    {
        string output = Directory.CreateTempSubdirectory("readme").FullName;
        string[] arguments = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int at = Array.IndexOf(arguments, "--out");
        if (Whole.Contains(arguments[0]))
        {
            // Nothing is written into the project.
            arguments = at >= 0 ? [.. arguments[..(at + 1)], Path.Combine(output, "out"), .. arguments[(at + 2)..]]
                : arguments[0] == "evaluate" ? [.. arguments, "--out", Path.Combine(output, "out")] : arguments;
            (int exit, string error, _) = Run(arguments);
            Assert.True(exit == 0, $"{command}: {error}");
        }
        else
        {
            string[] verb = [.. arguments.TakeWhile(argument => PlainWordRegex().IsMatch(argument)).Take(arguments[0] is "review" or "vocabulary" ? 2 : 1)];
            (int exit, string error, string help) = Run([.. verb, "--help"]);
            Assert.True(exit == 0, $"{command}: {error}");
            Assert.All(arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)), option => Assert.Contains(option, help, StringComparison.Ordinal));
        }

        Directory.Delete(output, recursive: true);
    }

    [Fact]
    public void TheReadmeHasCommands() => Assert.NotEmpty(Commands);

    /// <summary>The table that the README shows is of the run whose rows are verified.</summary>
    [Fact]
    public void TheReadmeShowsARunOfTheSamples()
    {
        string[] verified = File.ReadAllLines(Project.PathOf("tests/AbstractMiner.Tests/Golden/evidence.verified.csv"));
        MatchCollection shown = ShownRowRegex().Matches(File.ReadAllText(Project.PathOf("README.md")));
        Assert.True(shown.Count > 4, "The README shows no run of the samples.");
        Assert.All(shown, row => Assert.Contains(verified, line => line.Contains(row.Groups["source"].Value, StringComparison.Ordinal)
            && line.Contains($",{row.Groups["outcome"].Value},", StringComparison.Ordinal) && line.Contains($",{row.Groups["confidence"].Value},", StringComparison.Ordinal)));
    }

    private static (int Exit, string Error, string Out) Run(string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AbstractMiner.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Project.Root,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.Result, output);
    }

    /// <summary>A line of a code block that starts the program; comments are no part of it.</summary>
    [GeneratedRegex(@"^ {0,8}(dotnet run -c Release --project src/AbstractMiner\.Cli --|abstractminer) (?<arguments>[^#\r\n]+)", RegexOptions.Multiline)]
    private static partial Regex CommandRegex();

    [GeneratedRegex(@"^ {6}(?<source>\S+\.txt) {2,}(?<outcome>\S+(?: \S+)*) {2,}.* (?<confidence>0\.\d+) *$", RegexOptions.Multiline)]
    private static partial Regex ShownRowRegex();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex PlainWordRegex();
}
