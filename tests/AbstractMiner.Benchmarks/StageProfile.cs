using System.Diagnostics;
using System.Globalization;
using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Patterns;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;
using AbstractMiner.Text;

namespace AbstractMiner.Benchmarks;

/// <summary>
/// Where the time of the main job goes, in seconds rather than minutes: processor time (which other programs on the machine
/// do not disturb) and memory per abstract, step by step; before that, how long the start takes.
/// </summary>
internal static class StageProfile
{
    public static void Run(int count, TextWriter output)
    {
        string config = Path.Combine(AppContext.BaseDirectory, "pipeline.json");
        IReadOnlyList<StageConfig> order = PipelineConfig.Load(config).Stages;
        long start = Stopwatch.GetTimestamp();
        StageResources resources = new(AppContext.BaseDirectory);
        Vocabulary[] vocabularies =
        [
            resources.Vocabulary(new ConditionTagger.Options().Vocabularies),
            resources.Vocabulary(new CellTagger.Options().Vocabularies),
            resources.Vocabulary(new DrugTagger.Options().Vocabularies),
        ];
        TimeSpan loaded = Stopwatch.GetElapsedTime(start);
        IReadOnlyList<IStage> stages = PipelineConfig.LoadStages(config, resources);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start: vocabularies after {loaded.TotalMilliseconds:0} ms, all stages after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms"));
        IdentityRegister register = new();
        AbstractGenerator generator = new(seed: 1);
        OrderedSteps steps = new();
        for (int first = 0; first < count + Uncounted; first += PerRound)
        {
            // The first rounds compile, and are not counted.
            if (first == Uncounted)
            {
                steps.Clear();
            }

            RawDocument dump = new("dump.txt", null, generator.Dump(first, PerRound));
            AnnotatedAbstract[] docs = [];
            steps.Measure("  (normalise)", () => Normaliser.Normalise(dump));
            steps.Measure("normalise + segment", () => docs = [.. Pipeline.Pipeline.Segment(dump)]);
            steps.Measure("  (lookup of names)", () => Array.ForEach(docs, doc => LookUp(doc.Text, vocabularies)));
            for (int i = 0; i < stages.Count; i++)
            {
                steps.Measure(order[i].Stage, () => docs = Array.ConvertAll(docs, stages[i].Apply));
            }

            ExportedAbstract[] items = [];
            steps.Measure("identify", () => items = Array.ConvertAll(docs, doc => new ExportedAbstract(doc, register.Enter(doc))));
            foreach (IExporter exporter in ExporterCatalog.All)
            {
                steps.Measure(exporter.FileName, () => exporter.Write(items, new MemoryStream()));
            }
        }

        steps.Tell(count, output);
    }

    /// <summary>Cuts a text into the words that names are compared by, and finds the names of every vocabulary.</summary>
    private static void LookUp(AbstractText text, Vocabulary[] vocabularies)
    {
        SentenceWords words = new(text);
        foreach (Vocabulary vocabulary in vocabularies)
        {
            for (int i = 0; i < text.Sentences.Length; i++)
            {
                vocabulary.Find(text.Text, words[i]);
            }
        }
    }

    private const int PerRound = 200;

    private const int Uncounted = 10 * PerRound;

    private sealed class OrderedSteps
    {
        private readonly List<(string Step, TimeSpan Time, long Memory)> _steps = [];

        public void Clear() => _steps.Clear();

        public void Measure(string step, Action action)
        {
            long memory = GC.GetTotalAllocatedBytes();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            action();
            (TimeSpan time, memory) = (Environment.CpuUsage.TotalTime - before, GC.GetTotalAllocatedBytes() - memory);
            int at = _steps.FindIndex(item => item.Step == step);
            if (at < 0)
            {
                _steps.Add((step, time, memory));
            }
            else
            {
                _steps[at] = (step, _steps[at].Time + time, _steps[at].Memory + memory);
            }
        }

        public void Tell(int abstracts, TextWriter output)
        {
            // A step in brackets is a part of others.
            double sum = _steps.Where(item => item.Step[0] != ' ').Sum(item => item.Time.TotalMicroseconds);
            foreach ((string step, TimeSpan time, long memory) in _steps)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{step,-28} {time.TotalMicroseconds / abstracts,8:0.0} us {time.TotalMicroseconds / sum,7:0.0%} {memory / 1024.0 / abstracts,8:0.0} KB"));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"sum",-28} {sum / abstracts,8:0.0} us"));
        }
    }
}
