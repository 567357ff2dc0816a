using System.Globalization;
using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;

namespace AbstractMiner.Benchmarks;

/// <summary>
/// Where the time of the main job goes, in seconds rather than minutes: processor time (which other programs on the machine
/// do not disturb) and memory per abstract, step by step.
/// </summary>
internal static class StageProfile
{
    public static void Run(int count, TextWriter output)
    {
        string config = Path.Combine(AppContext.BaseDirectory, "pipeline.json");
        IReadOnlyList<StageConfig> order = PipelineConfig.Load(config).Stages;
        IReadOnlyList<IStage> stages = PipelineConfig.LoadStages(config, new StageResources(AppContext.BaseDirectory));
        RawDocument dump = new("dump.txt", null, new AbstractGenerator(seed: 1).Dump(1, count));
        IdentityRegister register = new();

        // The first round compiles; the second is told.
        foreach (TextWriter told in (TextWriter[])[TextWriter.Null, output])
        {
            AnnotatedAbstract[] docs = [];
            Measure("normalise", () => Normaliser.Normalise(dump));
            Measure("normalise + segment", () => docs = [.. Pipeline.Pipeline.Segment(dump)]);
            for (int i = 0; i < stages.Count; i++)
            {
                Measure(order[i].Stage, () => docs = [.. docs.Select(stages[i].Apply)]);
            }

            ExportedAbstract[] items = [];
            Measure("identify", () => items = [.. docs.Select(doc => new ExportedAbstract(doc, register.Enter(doc)))]);
            foreach (IExporter exporter in ExporterCatalog.All)
            {
                Measure(exporter.FileName, () => Array.ForEach(items, item => exporter.Write(item, new MemoryStream())));
            }

            void Measure(string step, Action action)
            {
                long memory = GC.GetTotalAllocatedBytes();
                TimeSpan before = Environment.CpuUsage.TotalTime;
                action();
                double micros = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count;
                double kilobytes = (GC.GetTotalAllocatedBytes() - memory) / 1024.0 / count;
                told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step,-28} {micros,8:0.0} us {kilobytes,8:0.0} KB"));
            }
        }
    }
}
