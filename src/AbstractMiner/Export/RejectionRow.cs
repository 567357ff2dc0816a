using AbstractMiner.Ingest;

namespace AbstractMiner.Export;

/// <summary>rejected.csv: one row per input, or record of one, that could not be read.</summary>
public static class RejectionRow
{
    public static Table<Rejection> Table { get; } = new("rejected", "One row per input, or record of one, that could not be read.",
    [
        new("source", ColumnType.String, "The file, folder, address or archive entry.", row => row.Source) { Required = true },
        new("place", ColumnType.String, "Where in it; empty for all of it.", row => row.Place),
        new("reason", ColumnType.String, "What is wrong.", row => row.Reason) { Required = true },
        new("remedy", ColumnType.String, "What can be done about it.", row => row.Remedy) { Required = true },
    ]);
}
