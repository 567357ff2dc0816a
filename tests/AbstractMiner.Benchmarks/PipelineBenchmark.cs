using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;
using BenchmarkDotNet.Attributes;

namespace AbstractMiner.Benchmarks;

/// <summary>The steps of the main job, each over the same 200 generated abstracts.</summary>
[MemoryDiagnoser]
public class PipelineBenchmark
{
    private const int Abstracts = 200;

    private readonly RawDocument _dump = new("dump.txt", null, new AbstractGenerator(seed: 1).Dump(1, Abstracts));
    private readonly MemoryStream _output = new();
    private Pipeline.Pipeline _pipeline = null!;
    private AnnotatedAbstract[] _segmented = [];
    private ExportedAbstract[] _exported = [];

    [GlobalSetup]
    public void Load()
    {
        _pipeline = Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));
        IdentityRegister register = new();
        _segmented = [.. Pipeline.Pipeline.Segment(_dump)];
        _exported = [.. _segmented.Select(doc => new ExportedAbstract(_pipeline.Annotate(doc), register.Enter(doc)))];
    }

    [Benchmark(OperationsPerInvoke = Abstracts)]
    public int Normalise() => Normaliser.Normalise(_dump).Text.Length;

    [Benchmark(OperationsPerInvoke = Abstracts)]
    public int Segment() => Pipeline.Pipeline.Segment(_dump).Count();

    [Benchmark(OperationsPerInvoke = Abstracts)]
    public int Annotate() => _segmented.Sum(doc => _pipeline.Annotate(doc).Findings.Length);

    [Benchmark(OperationsPerInvoke = Abstracts)]
    public long Export()
    {
        _output.SetLength(0);
        foreach (IExporter exporter in ExporterCatalog.All)
        {
            exporter.Write(_exported, _output);
        }

        return _output.Length;
    }
}

/// <summary>Each stage by itself, over abstracts that the stages before it have read.</summary>
public class StageBenchmark
{
    private const int Abstracts = 200;

    private AnnotatedAbstract[] _before = [];
    private IStage _stage = null!;

    public static IEnumerable<string> Stages => StageCatalog.All.Select(entry => entry.Name);

    [ParamsSource(nameof(Stages))]
    public string Stage { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        string config = Path.Combine(AppContext.BaseDirectory, "pipeline.json");
        IReadOnlyList<StageConfig> order = PipelineConfig.Load(config).Stages;
        IReadOnlyList<IStage> stages = PipelineConfig.LoadStages(config, new StageResources(AppContext.BaseDirectory));
        int at = order.Select(item => item.Stage).ToList().IndexOf(Stage);
        _stage = stages[at];
        Pipeline.Pipeline before = new([.. stages.Take(at)]);
        _before = [.. before.Read(new RawDocument("dump.txt", null, new AbstractGenerator(seed: 1).Dump(1, Abstracts)))];
    }

    [Benchmark(OperationsPerInvoke = Abstracts)]
    public int Apply() => _before.Sum(doc => _stage.Apply(doc).Mentions.Length);
}
