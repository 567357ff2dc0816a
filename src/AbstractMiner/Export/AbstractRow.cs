namespace AbstractMiner.Export;

/// <summary>abstracts.csv: one row per abstract.</summary>
public static class AbstractRow
{
    public static Table<ExportedAbstract> Table { get; } = new("abstracts", "One row per abstract.",
    [
        new("abstract_id", ColumnType.String, "Names the abstract; a hash of its letters and digits.", row => row.Id) { Required = true },
        new("source", ColumnType.String, "The file or address that it came from.", row => row.Doc.Source.Source) { Required = true },
        new("record", ColumnType.String, "The record's id inside the source, where the format has ids.", row => row.Doc.Source.Record),
        new("abstract_no", ColumnType.String, "Printed number in the dump.", row => row.Text.AbstractNumber),
        new("doi", ColumnType.String, "Digital object identifier.", row => row.Doi),
        new("registry_ids", ColumnType.String, "Trial registrations.", row => Words.List(row.RegistryIds)),
        new("title", ColumnType.String, "Title.", row => row.Title),
        new("condition", ColumnType.String, "The disease studied.", row => row.Condition?.Name),
        new("condition_ids", ColumnType.String, "Identifiers of the disease, as scheme:id.", row => Words.List(row.Condition?.Ids ?? [])),
        new("design", ColumnType.String, "The design of the study.", row => row.Design?.Design),
        new("languages", ColumnType.String, "Languages of the text.", row => Words.List(row.Languages)),
        new("sample_size_total", ColumnType.Integer, "Subjects that the study is about.", row => row.SampleSizeTotal is { } n ? Words.Of(n) : null) { Minimum = 0 },
        new("truncated_start", ColumnType.Boolean, "The text begins in the middle of the abstract.", row => Words.Of(row.Text.TruncatedStart)) { Required = true },
        new("truncated_end", ColumnType.Boolean, "The text ends in the middle of the abstract.", row => Words.Of(row.Text.TruncatedEnd)) { Required = true },
        new("duplicate_of", ColumnType.String, "An earlier abstract of the run that says the same, or nearly so.", row => row.DuplicateOf),
        new("similarity", ColumnType.Number, "To that abstract: the share of three-word sequences in common; 1 where all letters and digits are the same.", row => row.Similarity is { } share ? Words.Of((decimal)share) : null) { Minimum = 0 },
        new("findings", ColumnType.Integer, "Rows of evidence.csv.", row => Words.Of(row.Doc.Findings.Length)) { Required = true, Minimum = 0 },
        new("flags", ColumnType.String, "Kinds of contradictions and losses in the text.", row => Words.List(row.Doc.Flags.Select(flag => Words.Of(flag.Kind)).Distinct())),
        new("start", ColumnType.Integer, "Where the abstract starts in the source, in Unicode code points from 0.", row => Words.Of(row.Place(row.Text.Whole).Start)) { Required = true, Minimum = 0 },
        new("end", ColumnType.Integer, "Where it ends; the character there is no more part of it.", row => Words.Of(row.Place(row.Text.Whole).End)) { Required = true, Minimum = 0 },
        new("record_no", ColumnType.Integer, "The number of its record (or of the piece of a long dump) in the source, from 1.", row => Words.Of(row.Doc.Source.Origin.Number)) { Required = true, Minimum = 1 },
        new("byte_start", ColumnType.Integer, "Where it starts in the bytes of the source, unpacked; where the format allows no better, the start of its record.", row => Words.Of(row.Identity.ByteStart)) { Required = true, Minimum = 0 },
        new("byte_end", ColumnType.Integer, "Where it, or its record, ends. run.json has the hash of the source.", row => Words.Of(row.Identity.ByteEnd)) { Required = true, Minimum = 0 },
    ])
    {
        Key = ["abstract_id"],
        References = [("duplicate_of", "abstracts")],
    };
}
