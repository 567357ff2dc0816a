using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AbstractMiner.Evaluation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;
using Xunit.Abstractions;

namespace AbstractMiner.Tests.Evaluation;

public class ScorerTest(ITestOutputHelper output)
{
    private static Score Compare(string gold, params string[] mined)
    {
        string folder = Directory.CreateTempSubdirectory("gold").FullName;
        File.WriteAllText(Path.Combine(folder, "a.json"), gold);
        IReadOnlyList<GoldFile> files = GoldReader.ReadFolder(folder);
        Directory.Delete(folder, recursive: true);
        return Scorer.Compare(files, GoldReader.ReadMined(mined, files));
    }

    [Theory]
    [InlineData("""{"op":"<","value":0.05,"text":"p<0.05","at":100}""", 1, 0, 0, "the same")]
    [InlineData("""{"op":"<","value":0.05,"text":"p<0.05","at":106}""", 1, 0, 0, "six characters away")]
    [InlineData("""{"op":"<","value":0.05,"text":"p<0.05","at":107}""", 0, 1, 1, "seven away")]
    [InlineData("""{"op":"=","value":0.05,"text":"p=0.05","at":100}""", 0, 1, 1, "another operator")]
    [InlineData("""{"op":"lt","value":0.050,"text":"p<0.050","at":100}""", 1, 0, 0, "another spelling of the same")]
    public void APValueIsRightWhereOperatorValueAndPlaceAgree(string mined, int right, int missed, int extra, string reason)
    {
        Score score = Compare("""{"id":"a","p_values":[{"op":"<","value":0.05,"text":"p<0.05","at":100}]}""", $$"""{"source":"a.txt","p_values":[{{mined}}]}""");
        Assert.True(new Tally(right, missed, extra) == score.Tallies["p_value"], reason);
    }

    /// <summary>The gold has a percent of one outcome, and an optional mean.</summary>
    [Theory]
    [InlineData("""{"stat":"percent","value":35,"outcome":"relief","text":"35%","at":10,"confidence":0.4}""", true, true, "all is right")]
    [InlineData("""{"stat":"percent","value":35,"outcome":"death","text":"35%","at":10,"confidence":0.4}""", true, false, "linked to another outcome")]
    [InlineData("""{"stat":"percent","value":53,"outcome":"relief","text":"53%","at":10,"confidence":0.4}""", false, false, "another number")]
    [InlineData("""{"stat":"mean","value":7,"text":"7","at":50,"confidence":0.4}""", null, null, "what is optional is not judged")]
    public void JudgesValueAndRow(string mined, bool? value, bool? row, string reason)
    {
        Score score = Compare("""{"id":"a","results":[{"stat":"percent","value":35,"outcome":"relief","text":"35%","at":10},{"stat":"mean","value":7,"text":"7","at":50,"optional":true}]}""",
            $$"""{"source":"a.txt","results":[{{mined}}]}""");
        Judged[] wanted = value is null ? [] : [new Judged(0.4, value.Value, row!.Value)];
        Assert.True(wanted.SequenceEqual(score.Judged), reason);
        Assert.Equal(value is not null, ScoreTable.Write([("a", score)]).Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"| 0.4 to 0.5 | 0.4000 | 1 | {(value is true ? 1 : 0):0.0000} | {(row is true ? 1 : 0):0.0000} |"), StringComparison.Ordinal));
    }

    [Fact]
    public void FiguresAgreeWithTheScorerBesideTheProject()
    {
        string script = Path.Combine(Project.Root, "..", "shared", "score", "score_gold.py");
        if (Project.SharedGold is not { } corpus || !File.Exists(script) || !HasPython())
        {
            output.WriteLine("Not compared: ../shared or python3 is not here.");
            return;
        }

        string mined = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(mined, Mine(Path.Combine(corpus, "raw")));
            string gold = Path.Combine(corpus, "gold");
            IReadOnlyList<GoldFile> files = GoldReader.ReadFolder(gold);
            Score score = Scorer.Compare(files, GoldReader.ReadMined(File.ReadLines(mined), files));
            using Process python = Process.Start(new ProcessStartInfo("python3", [script, "--gold", gold, "--pred", mined, "--json"]) { RedirectStandardOutput = true })!;
            JsonElement theirs = JsonDocument.Parse(python.StandardOutput.ReadToEnd()).RootElement;
            Assert.All(Scorer.Fields, field =>
            {
                JsonElement other = theirs.GetProperty(field);
                Tally tally = score.Tallies[field];
                Assert.Equal((other.GetProperty("gold").GetInt32(), other.GetProperty("pred").GetInt32()), (tally.Gold, tally.Found));
                Assert.Equal(other.GetProperty("P").GetDouble(), tally.Precision, 0.00006);
                Assert.Equal(other.GetProperty("R").GetDouble(), tally.Recall, 0.00006);
            });
            Assert.All(score.Accuracies, accuracy =>
            {
                JsonElement other = theirs.GetProperty(accuracy.Key);
                Assert.Equal(other.GetProperty("of").GetInt32(), accuracy.Value.Of);
                Assert.Equal(other.GetProperty("acc").GetDouble(), accuracy.Value.Share, 0.00006);
            });
        }
        finally
        {
            File.Delete(mined);
        }
    }

    /// <summary>The JSON Lines of the texts in a folder.</summary>
    internal static IEnumerable<string> Mine(string folder)
    {
        var pipeline = AbstractMiner.Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));
        IdentityRegister register = new();
        foreach (RawDocument document in InputCatalog.Expand([folder]).Files.SelectMany(file => ReaderCatalog.Read(file, new ReadOptions())).OfType<RawDocument>())
        {
            foreach (var doc in pipeline.Read(document))
            {
                using MemoryStream line = new();
                new JsonLinesExporter().Write([new ExportedAbstract(doc, register.Enter(doc))], line);
                yield return Encoding.UTF8.GetString(line.ToArray()).TrimEnd();
            }
        }
    }

    internal static bool HasPython()
    {
        try
        {
            using Process python = Process.Start(new ProcessStartInfo("python3", ["--version"]) { RedirectStandardOutput = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
