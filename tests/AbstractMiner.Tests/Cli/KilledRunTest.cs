using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AbstractMiner.Tests.Cli;

/// <summary>
/// A run that is killed at random moments and resumed each time: until it is done the last complete output stands, and then
/// the bytes are those of an undisturbed run. ABSTRACTMINER_KILLS=20 makes it as many kills as that.
/// </summary>
public sealed class KilledRunTest : IDisposable
{
    private const int Usual = 3;

    private const int Records = 1600;

    private readonly string _folder = Directory.CreateTempSubdirectory("killed").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheBytesAreThoseOfAnUndisturbedRun()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable("ABSTRACTMINER_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int many) ? many : Usual;
        File.WriteAllText(Path.Combine(_folder, "small.txt"), "Results: Of 40 patients, 14 (35.0%) improved (p=0.01).");
        StringBuilder lines = new();
        for (int i = 0; i < Records; i++)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{i}\",\"text\":\"Methods: We treated {100 + i} patients. Results: Of {40 + i} patients, {i % 40} improved in {i % 13} weeks (p=0.0{1 + (i % 9)}).\"}}\n");
        }

        File.WriteAllText(Path.Combine(_folder, "large.jsonl"), lines.ToString());
        Stopwatch watch = Stopwatch.StartNew();
        Finish(Start("large.jsonl", "whole"));
        TimeSpan whole = watch.Elapsed;
        Finish(Start("small.txt", "out"));
        Dictionary<string, string> last = Bytes("out");

        Random random = new(20);
        for (int kill = 0; kill < kills; kill++)
        {
            using Process run = Start("large.jsonl", "out", "--resume");
            run.WaitForExit(whole * random.NextDouble());
            run.Kill();
            run.WaitForExit();
            Dictionary<string, string> left = Bytes("out");
            if (File.Exists(Path.Combine(_folder, "out", ".unfinished", "complete")))
            {
                // It was killed while it put its files in their places: each is whole, and the next run goes on with that.
                Dictionary<string, string> ended = Bytes("whole");
                Assert.All(left, file => Assert.True(file.Value == ended[file.Key] || file.Value == last[file.Key], file.Key));
                continue;
            }

            // It may have ended before the kill, or been killed on its way out.
            last = left["abstracts.jsonl"] == last["abstracts.jsonl"] ? last : Bytes("whole");
            Assert.Equal(last, left);
        }

        Finish(Start("large.jsonl", "out", "--resume"));
        Assert.Equal(Bytes("whole"), Bytes("out"));
        Assert.False(Directory.Exists(Path.Combine(_folder, "out", ".unfinished")));
    }

    private Process Start(string input, string output, params string[] options) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AbstractMiner.Cli.dll"), "mine", input, "--out", output, .. options])
    {
        RedirectStandardOutput = false, WorkingDirectory = _folder,
    })!;

    private static void Finish(Process run)
    {
        using (run)
        {
            run.WaitForExit();
            Assert.Equal(0, run.ExitCode);
        }
    }

    /// <summary>All outputs but the report, which tells the time it took.</summary>
    private Dictionary<string, string> Bytes(string output) => Directory.EnumerateFiles(Path.Combine(_folder, output))
        .Where(path => Path.GetFileName(path) != "run.json").Order(StringComparer.Ordinal).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
}
