using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests;

/// <summary>One study in two dumps: marked, counted once, and nothing dropped.</summary>
public sealed class DuplicatesTest : IDisposable
{
    private const string Study = "Background: Many patients with lupus nephritis do not respond to cyclophosphamide, and relapses are frequent after it. Methods: Eighty patients were randomised to umbilical cord cells or placebo, and all of them were followed for twelve months by two readers. Results: Renal remission was reached by 26/40 (65.0%) patients with cells and 16/40 (40.0%) with placebo (p=0.025). Conclusion: Cells raised the rate of renal remission and were safe.";

    private readonly string _folder = Directory.CreateTempSubdirectory("duplicates").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<RunReport> Run(string output, int jobs)
    {
        InputList inputs = InputCatalog.Expand([Path.Combine(_folder, "in")]);
        RunHead head = new("0.0.0", "test");
        using RunOutput folder = RunOutput.ToFolder(Path.Combine(_folder, output), head.RunKey(inputs, new ReadOptions()), resume: false);
        AbstractMiner.Pipeline.Pipeline pipeline = AbstractMiner.Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));
        return await new MineRun(pipeline, new ReadOptions(), jobs).RunAsync(inputs, folder, head, null, default);
    }

    [Fact]
    public async Task TheSecondReportIsMarkedAndCountedApart()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "in"));
        void Add(string name, string text) => File.WriteAllText(Path.Combine(_folder, "in", name), text);
        Add("congress-a.txt", Study);
        Add("congress-b.txt", Study.Replace("randomised", "randomized", StringComparison.Ordinal).Replace("and were safe", "without harm", StringComparison.Ordinal));
        Add("other.txt", "Background: Rheumatoid arthritis often resists methotrexate. Methods: We gave tofacitinib or placebo to 200 adults for half a year and counted swollen joints at each visit. Results: The response was better with the drug (60% against 30%), at three and at six months. Conclusion: The drug works where methotrexate fails.");

        RunReport report = await Run("one", jobs: 1);
        Dictionary<string, IReadOnlyDictionary<string, string>> rows = Csv.Read(Path.Combine(_folder, "one", "abstracts.csv")).ToDictionary(row => row["source"]);
        Assert.Equal(["congress-a.txt", "congress-b.txt", "other.txt"], rows.Keys.Order());
        Assert.Equal(rows["congress-a.txt"]["abstract_id"], rows["congress-b.txt"]["duplicate_of"]);
        Assert.InRange(decimal.Parse(rows["congress-b.txt"]["similarity"], System.Globalization.CultureInfo.InvariantCulture), 0.5m, 0.99m);
        Assert.False(rows["congress-a.txt"].ContainsKey("duplicate_of") || rows["other.txt"].ContainsKey("duplicate_of"));
        Assert.Equal((3, 1), (report.Counts.Abstracts, report.Counts.Duplicates));
        Assert.InRange(report.Counts.DuplicateFindings, 1, report.Counts.Findings - 1);
        Assert.Equal(report.Counts.Findings, Csv.Read(Path.Combine(_folder, "one", "evidence.csv")).Count());

        await Run("many", jobs: 7);
        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "one", "abstracts.csv")), File.ReadAllText(Path.Combine(_folder, "many", "abstracts.csv")));
    }
}
