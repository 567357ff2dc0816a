using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;

// mine INPUT --out DIR
Pipeline pipeline = Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));
Directory.CreateDirectory(args[3]);
using FileStream output = File.Create(Path.Combine(args[3], "abstracts.jsonl"));
foreach (string file in Directory.EnumerateFiles(args[1]).Order(StringComparer.Ordinal))
{
    foreach (var doc in pipeline.Read(new RawDocument(Path.GetFileName(file), null, File.ReadAllText(file))))
    {
        JsonLinesExporter.Write(doc, output);
    }
}
