using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Patterns;
using AbstractMiner.Stages;
using AbstractMiner.Stages.Linking;

namespace AbstractMiner.Pipeline;

/// <summary>
/// Code is compiled when it first runs, and the first abstracts wait for it, whatever the number of jobs: they are all in the same
/// stage. So the later stages read an abstract of their own while the models are loaded and the earlier stages read the first of the run.
/// </summary>
public static class WarmUp
{
    private const string Sample = """
        Drug A versus drug B in disease C: a randomised trial

        Background: One patient in four does not respond to drug B. We asked whether drug A improves survival.
        Methods: In this double-blind trial, 120 patients (mean age 54.2 ± 8.1 years) were randomly assigned to drug A 50 mg daily (n=60) or placebo (n=60) for 12 months. A p-value below 0.05 was considered significant.
        Results: Remission was reached by 30/60 (50.0%) patients in the drug A group and 18/60 (30.0%) in the placebo group (p=0.02). The mean score fell from 40.1 ± 5.2 at baseline to 21.3 ± 4.8 at month 12 with drug A (p<0.001) and by 2.5 points with placebo (P = 0.31). The hazard ratio for death was 0.71 (95% CI 0.52 to 0.97; p = 0.03). Median survival was 14.2 months (interquartile range 8.1-20.5) vs. 11.0 months. Adverse events occurred in 12 patients (20%) and in 9 (15%), respectively. The reduction in pain was greater with drug A (-1.8 vs -0.4 points).
        Conclusions: Drug A was superior to placebo after 12 months.
        """;

    /// <summary>Runs beside everything else; nothing that it reads is kept, and no fault of it is the run's.</summary>
    public static void Start() => Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Read()
    {
        IStage[] later =
        [
            new EstimateTagger(new()), new TimeTagger(new()), new PValueTagger(new()), new SampleSizeTagger(new(), LogLinearModel.Empty),
            new GroupTagger(new()), new OutcomeTagger(new()), new FindingLinker(new(), LinkModels.Empty),
        ];
        foreach (AnnotatedAbstract doc in Pipeline.Segment(new RawDocument("", null, Sample)))
        {
            AnnotatedAbstract read = later.Aggregate(doc, (before, stage) => stage.Apply(before));
            ExportedAbstract item = new(read, new Identity("", null, null, new CodePoints(Sample), 0, 0));
            foreach (IExporter exporter in ExporterCatalog.All)
            {
                exporter.Write([item], Stream.Null);
            }
        }
    }
}
