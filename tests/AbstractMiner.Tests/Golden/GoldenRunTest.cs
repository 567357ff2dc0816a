using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Golden;

/// <summary>
/// The evidence table of the sample corpus, line by line. A change of it is read as a result: look at the difference between
/// the two files, and where it is right put the received one in the verified one's place.
/// </summary>
public class GoldenRunTest
{
    [Fact]
    public async Task TheEvidenceTableOfTheSamplesIsTheVerifiedOne()
    {
        string folder = Directory.CreateTempSubdirectory("golden").FullName;
        StageResources resources = new(AppContext.BaseDirectory);
        string config = Path.Combine(AppContext.BaseDirectory, "pipeline.json");
        ReadOptions reading = new();
        InputList inputs = InputCatalog.Expand([Project.PathOf("corpora", "samples")]);
        RunHead head = new("golden", "golden");
        using (RunOutput output = RunOutput.ToFolder(folder, head.RunKey(inputs, reading), resume: false))
        {
            await new MineRun(AbstractMiner.Pipeline.Pipeline.Load(config, resources), reading, jobs: 2).RunAsync(inputs, output, head, null, CancellationToken.None);
        }

        string[] received = File.ReadAllLines(Path.Combine(folder, "evidence.csv"));
        string verified = Project.PathOf("tests", "AbstractMiner.Tests", "Golden", "evidence.verified.csv");
        string kept = Path.Combine(AppContext.BaseDirectory, "evidence.received.csv");
        File.Copy(Path.Combine(folder, "evidence.csv"), kept, overwrite: true);
        Directory.Delete(folder, recursive: true);

        string[] expected = File.ReadAllLines(verified);
        int line = Enumerable.Range(0, Math.Max(received.Length, expected.Length)).FirstOrDefault(i => i >= received.Length || i >= expected.Length || received[i] != expected[i], -1);
        Assert.True(line < 0, $"Line {line + 1} of {received.Length} differs from {verified}:\n  verified: {expected.ElementAtOrDefault(line)}\n  received: {received.ElementAtOrDefault(line)}\nThe whole of it is {kept}.");
    }
}
