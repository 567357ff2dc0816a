using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;

// mine INPUT --out DIR
Pipeline pipeline = Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));
Directory.CreateDirectory(args[3]);
Identity identity = new();
List<(IExporter Exporter, FileStream Stream)> outputs = [.. ExporterCatalog.All.Select(exporter => (exporter, File.Create(Path.Combine(args[3], exporter.FileName))))];
outputs.ForEach(output => output.Exporter.WriteHead(output.Stream));
foreach (InputFile file in InputCatalog.Expand([args[1]]).Files)
{
    foreach (RawDocument document in ReaderCatalog.Read(file, new ReadOptions()).OfType<RawDocument>())
    {
        foreach (var doc in pipeline.Read(document))
        {
            ExportedAbstract item = identity.Name(doc);
            outputs.ForEach(output => output.Exporter.Write(item, output.Stream));
        }
    }
}

outputs.ForEach(output => output.Stream.Dispose());
File.WriteAllText(Path.Combine(args[3], DataPackage.FileName), DataPackage.Describe(ExporterCatalog.Tables));
