using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Review;

/// <summary>A folder with the output of a run over texts of a test.</summary>
internal sealed class ReviewRun : IDisposable
{
    private static readonly AbstractMiner.Pipeline.Pipeline Pipeline = AbstractMiner.Pipeline.Pipeline.Load(
        Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));

    public ReviewRun(params (string Source, string Text)[] dumps)
    {
        Mine(dumps);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("run").FullName;

    public string Sheet => Path.Combine(Folder, "review.csv");

    /// <summary>Mines other texts into the same folder.</summary>
    public void Mine(params (string Source, string Text)[] dumps)
    {
        IdentityRegister register = new();
        (IExporter Exporter, MemoryStream Stream)[] outputs = [.. ExporterCatalog.All.Select(exporter => (exporter, new MemoryStream()))];
        foreach ((IExporter exporter, MemoryStream stream) in outputs)
        {
            exporter.WriteHead(stream);
        }

        foreach ((string source, string text) in dumps)
        {
            foreach (AnnotatedAbstract doc in Pipeline.Read(new RawDocument(source, null, text)))
            {
                ExportedAbstract item = new(doc, register.Enter(doc));
                foreach ((IExporter exporter, MemoryStream stream) in outputs)
                {
                    exporter.Write([item], stream);
                }
            }
        }

        foreach ((IExporter exporter, MemoryStream stream) in outputs)
        {
            File.WriteAllBytes(Path.Combine(Folder, exporter.FileName), stream.ToArray());
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A trial of its own for every number: the same phrases, other values.</summary>
    public static string Trial(int number)
    {
        string drug = $"drug{(char)('a' + (number % 26))}{number}";
        return $"""
            Background: Trial {number} asked whether {drug} helps in disease {number}.
            Methods: {40 + number} adults were randomised to {drug} (n={20 + number}) or placebo (n=20).
            Results: At week {12 + (number % 7)}, the response rate was {30 + (number % 40)}.{number % 10}% in the {drug} group and {10 + (number % 15)}.{(number + 3) % 10}% in the placebo group (p=0.0{1 + (number % 8)}). Mean pain score {number} was {number % 9}.4±1.{number % 9} with {drug} and {3 + (number % 5)}.8±2.{number % 8} with placebo.
            Conclusions: Conclusion {number} was reached.

            """;
    }
}
