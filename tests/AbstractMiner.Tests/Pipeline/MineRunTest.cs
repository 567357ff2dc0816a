using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests;

public sealed class MineRunTest : IDisposable
{
    private static readonly AbstractMiner.Pipeline.Pipeline Pipeline = AbstractMiner.Pipeline.Pipeline.Load(
        Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));

    private static readonly RunHead Head = new("0.0.0", "test");

    private readonly string _folder = Directory.CreateTempSubdirectory("mine").FullName;

    private string Input => Path.Combine(_folder, "in");

    public MineRunTest() => Directory.CreateDirectory(Input);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Add(string name, string text) => File.WriteAllText(Path.Combine(Input, name), text);

    private void AddTrials(int files)
    {
        for (int i = 0; i < files; i++)
        {
            Add($"t{i:00}.txt", $"Results: Of {40 + i} patients, {i + 5} (3{i % 10}.0%) improved (p=0.0{1 + (i % 9)}).");
        }
    }

    private async Task<RunReport> Run(string output, int jobs = 2, bool resume = false, CancellationToken stop = default, IProgress<RunCounts>? progress = null)
    {
        InputList inputs = InputCatalog.Expand([Input]);
        using RunOutput folder = RunOutput.ToFolder(Path.Combine(_folder, output), Head.RunKey(inputs, new ReadOptions()), resume);
        return await new MineRun(Pipeline, new ReadOptions(), jobs).RunAsync(inputs, folder, Head, progress, stop);
    }

    /// <summary>All outputs but the report, which tells the time it took.</summary>
    private SortedDictionary<string, string> Bytes(string output) => new(Directory.EnumerateFiles(Path.Combine(_folder, output))
        .Where(file => Path.GetFileName(file) != "run.json").ToDictionary(file => Path.GetFileName(file), File.ReadAllText), StringComparer.Ordinal);

    [Fact]
    public async Task TheBytesAreTheSameForAnyNumberOfJobs()
    {
        AddTrials(40);
        await Run("one", jobs: 1);
        await Run("many", jobs: 7);
        Assert.Equal(Bytes("one"), Bytes("many"));
        Assert.Equal(40, Csv.Read(Path.Combine(_folder, "one", "abstracts.csv")).Count());
    }

    [Fact]
    public async Task WhatCannotBeReadIsRejectedAndTheRestIsMined()
    {
        AddTrials(3);
        Add("empty.txt", "");
        File.WriteAllBytes(Path.Combine(Input, "binary.dat"), [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 % 256))]);
        File.WriteAllBytes(Path.Combine(Input, "line.txt"), [.. Enumerable.Repeat((byte)'x', 50 * 1024 * 1024)]);
        RunReport report = await Run("out");
        Dictionary<string, string> rejected = Csv.Read(Path.Combine(_folder, "out", "rejected.csv")).ToDictionary(row => row["source"], row => row["reason"]);
        Assert.Equal(["binary.dat", "empty.txt", "line.txt"], rejected.Keys.Order());
        Assert.All(rejected.Values, reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
        Assert.Equal(3, report.Counts.Rejected);
        Assert.Equal(3, report.Counts.Abstracts);
    }

    [Fact]
    public async Task AFileThatVanishesIsRejectedByName()
    {
        AddTrials(3);
        InputList inputs = InputCatalog.Expand([Input]);
        File.Delete(Path.Combine(Input, "t01.txt"));
        using RunOutput output = RunOutput.ToFolder(Path.Combine(_folder, "out"), "run", resume: false);
        RunReport report = await new MineRun(Pipeline, new ReadOptions(), 2).RunAsync(inputs, output, Head, null, default);
        Assert.Equal("t01.txt", Assert.Single(report.FirstRejections).Source);
        Assert.Equal(2, report.Counts.Abstracts);
    }

    [Fact]
    public async Task ARunThatIsStoppedLeavesTheLastCompleteOutputAndCanGoOn()
    {
        AddTrials(5);
        await Run("out");
        SortedDictionary<string, string> first = Bytes("out");
        for (int i = 5; i < 1200; i++)
        {
            Add($"u{i:0000}.txt", $"Results: Of {40 + i} patients, {i + 5} (3{i % 10}.0%) improved.");
        }

        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run("out", stop: stop.Token, progress: new StopAt(700, stop)));
        Assert.Equal(first, Bytes("out"));

        InputList inputs = InputCatalog.Expand([Input]);
        using (RunOutput left = RunOutput.ToFolder(Path.Combine(_folder, "out"), Head.RunKey(inputs, new ReadOptions()), resume: true))
        {
            Assert.InRange(left.Done, 500, 1100);
        }

        RunReport report = await Run("out", resume: true);
        await Run("whole");
        Assert.Equal(Bytes("whole"), Bytes("out"));
        Assert.Equal(1200, report.Counts.Abstracts);
    }

    [Fact]
    public async Task OtherInputsStartFromTheFirst()
    {
        AddTrials(5);
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run("out", stop: stop.Token, progress: new StopAt(1, stop)));
        Add("more.txt", "Results: None of the 40 patients relapsed.");
        await Run("out", resume: true);
        await Run("whole");
        Assert.Equal(Bytes("whole"), Bytes("out"));
    }

    [Fact]
    public async Task AFaultOfTheProgramCostsOneAbstractAndIsTold()
    {
        AddTrials(3);
        Add("t01.txt", "Results: the faulty stage fails here.");
        InputList inputs = InputCatalog.Expand([Input]);
        using RunOutput output = RunOutput.ToFolder(Path.Combine(_folder, "out"), "run", resume: false);
        RunReport report = await new MineRun(new AbstractMiner.Pipeline.Pipeline([new FaultyStage()]), new ReadOptions(), 2).RunAsync(inputs, output, Head, null, default);
        Rejection rejection = Assert.Single(report.FirstRejections);
        Assert.Equal("t01.txt", rejection.Source);
        Assert.Contains("a fault", rejection.Reason, StringComparison.Ordinal);
        Assert.Equal(2, report.Counts.Abstracts);
    }

    [Fact]
    public async Task ADiskThatIsFullStopsTheRunWithItsReason()
    {
        AddTrials(300);
        InputList inputs = InputCatalog.Expand([Input]);
        using RunOutput output = RunOutput.ToStream(new FullStream());
        Task<RunReport> run = new MineRun(Pipeline, new ReadOptions(), 2).RunAsync(inputs, output, Head, null, default);
        IOException e = await Assert.ThrowsAsync<IOException>(() => run.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.Equal("The disk is full.", e.Message);
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("The disk is full.");
    }

    private sealed class FaultyStage : IStage
    {
        public IReadOnlyList<Type> Needs => [];

        public IReadOnlyList<Type> Adds => [];

        public AnnotatedAbstract Apply(AnnotatedAbstract doc) =>
            doc.Text.Text.Contains("faulty", StringComparison.Ordinal) ? throw new InvalidOperationException("a fault") : doc;
    }

    [Fact]
    public void TwoRunsDoNotWriteOneFolder()
    {
        using RunOutput one = RunOutput.ToFolder(Path.Combine(_folder, "out"), "run", resume: false);
        Assert.Throws<IOException>(() => RunOutput.ToFolder(Path.Combine(_folder, "out"), "run", resume: false));
    }

    private sealed class StopAt(int abstracts, CancellationTokenSource stop) : IProgress<RunCounts>
    {
        public void Report(RunCounts value)
        {
            if (value.Abstracts >= abstracts)
            {
                stop.Cancel();
            }
        }
    }
}
