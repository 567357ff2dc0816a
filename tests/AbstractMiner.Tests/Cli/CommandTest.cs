using System.Diagnostics;
using System.Text.Json;

namespace AbstractMiner.Tests.Cli;

/// <summary>The program as a user meets it: exit codes, streams and messages.</summary>
public sealed class CommandTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cli").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int Exit, string Out, string Error) Run(string? input, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "AbstractMiner.Cli.dll"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input ?? "");
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [Theory]
    [InlineData("mine in.txt", "--out", "the output folder is missing")]
    [InlineData("mine in.txt --out o --jobs 0", "1 to 1024", "no jobs")]
    [InlineData("mine in.txt --out o --jobs many", "'many'", "jobs that are no number")]
    [InlineData("mine in.txt --out o --format papyrus", "papyrus", "an unknown format")]
    [InlineData("mine in.txt --out o --jbos 2", "--jbos", "a misspelt option")]
    [InlineData("mien in.txt", "mien", "a misspelt verb")]
    [InlineData("mine in.txt --out o --config none.json", "none.json", "a configuration that is not there")]
    [InlineData("mine none.txt --out o", "none.txt", "nothing to read")]
    [InlineData("evaluate --gold nowhere", "nowhere", "a corpus that is not there")]
    [InlineData("evaluate --public nowhere", "nowhere/pico.dev.jsonl", "public corpora that are not there")]
    [InlineData("evaluate --gold a --public b", "name one of them", "two kinds of corpora at once")]
    public void WrongUsageExitsWithTwoAndSaysWhatIsWrong(string arguments, string told, string reason)
    {
        File.WriteAllText(Path.Combine(_folder, "in.txt"), "Results: 14 of 40 improved.");
        var (exit, output, error) = Run(null, arguments.Split(' '));
        Assert.True(exit == 2, $"{reason}: {exit} {error}");
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public void RejectedInputIsThreeOnlyWhenStrict()
    {
        File.WriteAllText(Path.Combine(_folder, "good.txt"), "Results: Of 40 patients, 14 (35.0%) improved (p=0.01).");
        File.WriteAllText(Path.Combine(_folder, "empty.txt"), "");
        Assert.Equal(0, Run(null, "mine", "good.txt", "empty.txt", "--out", "o").Exit);
        var (exit, output, error) = Run(null, "mine", "good.txt", "empty.txt", "missing.txt", "--out", "o", "--strict");
        Assert.Equal(3, exit);
        Assert.Contains("empty.txt", error, StringComparison.Ordinal);
        Assert.Contains("missing.txt", error, StringComparison.Ordinal);
        Assert.Contains("1 abstracts", output, StringComparison.Ordinal);
        Assert.Contains("2 rejected", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "o", "evidence.csv")));
    }

    [Fact]
    public void AnOutputThatCannotBeWrittenIsAFailure()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "not a folder");
        var (exit, _, error) = Run("Results: 14 of 40 improved.", "mine", "-", "--out", "file/out");
        Assert.Equal(1, exit);
        Assert.Contains("file", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AsAFilterItWritesOneObjectPerAbstractAndNothingElse()
    {
        string[] lines =
        [
            """{"id":"1","text":"Results: Of 40 patients, 14 (35.0%) improved (p=0.01)."}""",
            """{"id":"2","text":"Results: The odds ratio was 1.5 [95% CI 1.1-2.0]."}""",
        ];
        var (exit, output, _) = Run(string.Join('\n', lines), "mine", "-", "--format", "jsonl", "--out", "-");
        Assert.Equal(0, exit);
        JsonElement[] mined = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["1", "2"], mined.Select(item => item.GetProperty("record").GetString()));
        Assert.Equal(0, Run(output, "mine", "-", "--out", "o").Exit);
    }

    [Fact]
    public void ExplainTellsRulesAndTakesNoTextForMarkup()
    {
        const string Text = "Results: The rate [bold]was[/] 35.0% [95% CI 20.1-52.0] (p=0.01).";
        var (exit, output, error) = Run(Text, "explain", "-");
        Assert.True(exit == 0, error);
        Assert.Contains("[bold]was[/] 35.0%", output, StringComparison.Ordinal);
        Assert.Contains("PValue", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ExplainTellsWhyWhereItIsAsked()
    {
        const string Text = "Results: The cure rate was 72% in the laser group and 20% in the ointment group (p < 0.001).";
        Assert.DoesNotContain("why ", Run(Text, "explain", "-").Out, StringComparison.Ordinal);
        string[] lines = Run(Text, "explain", "-", "--why").Out.Split('\n');
        Assert.Contains(lines, line => line.StartsWith("      why outcome \"cure rate\", ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("      why group \"ointment group\", ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("      why row of p \"72%\", ", StringComparison.Ordinal));
    }
}
