using AbstractMiner.Annotation;

namespace AbstractMiner.Export;

/// <summary>Every file that a run writes about its abstracts. A new exporter is one line here.</summary>
public static class ExporterCatalog
{
    public static IReadOnlyList<IExporter> All { get; } =
    [
        new CsvExporter<EvidenceRow>(EvidenceRow.Table, EvidenceRow.Of),
        new CsvExporter<ExportedAbstract>(AbstractRow.Table, item => [item]),
        new CsvExporter<Entry<DrugEntry>>(DrugRow.Table, item => Entry<DrugEntry>.All(item, item.Drugs)),
        new CsvExporter<Entry<CellEntry>>(CellRow.Table, item => Entry<CellEntry>.All(item, item.Cells)),
        new CsvExporter<Entry<SampleSizeMention>>(SampleSizeRow.Table, item => Entry<SampleSizeMention>.All(item, item.Doc.Of<SampleSizeMention>())),
        new CsvExporter<Entry<PValueEntry>>(PValueRow.Table, item => Entry<PValueEntry>.All(item, PValueEntry.Of(item))),
        new JsonLinesExporter(),
    ];

    /// <summary>Every table, as datapackage.json tells them.</summary>
    public static IReadOnlyList<Table> Tables { get; } =
        [EvidenceRow.Table, AbstractRow.Table, DrugRow.Table, CellRow.Table, SampleSizeRow.Table, PValueRow.Table, RejectionRow.Table];
}
