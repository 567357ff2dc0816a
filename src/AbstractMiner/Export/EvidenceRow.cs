using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Export;

/// <summary>One row of the evidence table: a finding with all that a reviewer needs beside it.</summary>
public sealed record EvidenceRow
{
    public required string EvidenceId { get; init; }

    public required string AbstractId { get; init; }

    public required string Source { get; init; }

    public string? AbstractNo { get; init; }

    public string? Doi { get; init; }

    public string? RegistryIds { get; init; }

    public string? Title { get; init; }

    public string? Condition { get; init; }

    public string? Design { get; init; }

    public string? Interventions { get; init; }

    public string? DrugIds { get; init; }

    public string? CellSources { get; init; }

    public string? CellIds { get; init; }

    public int? SampleSizeTotal { get; init; }

    public string? Outcome { get; init; }

    public string? Group { get; init; }

    public int? GroupN { get; init; }

    public string? Comparator { get; init; }

    public string? Time { get; init; }

    public decimal? TimeDays { get; init; }

    /// <summary>Null for a p-value that has no number of its own.</summary>
    public Statistic? Statistic { get; init; }

    public Number? Value { get; init; }

    public string? Unit { get; init; }

    public Number? Events { get; init; }

    public Number? Total { get; init; }

    public SpreadKind? SpreadKind { get; init; }

    public Number? SpreadLow { get; init; }

    public Number? SpreadHigh { get; init; }

    public decimal? CiLevel { get; init; }

    public Comparison? POperator { get; init; }

    public Number? PValue { get; init; }

    public PKind? PKind { get; init; }

    public Direction? Direction { get; init; }

    public bool? Significant { get; init; }

    public required Language Language { get; init; }

    public required string Quote { get; init; }

    /// <summary>Of the quote, in code points of the source.</summary>
    public required Place Place { get; init; }

    public required string Rule { get; init; }

    public required double Confidence { get; init; }

    public string? Flags { get; init; }

    public string ReviewStatus { get; init; } = "unreviewed";

    private const string PrintedDigits = "Digits as printed, so trailing zeros stay.";

    public static Table<EvidenceRow> Table { get; } = new("evidence", "One row per finding: a reported number, or a p-value that has no number of its own.",
    [
        new("evidence_id", ColumnType.String, "Names the finding; the same in every run over the same text.", row => row.EvidenceId) { Required = true },
        new("abstract_id", ColumnType.String, "The abstract that reports it.", row => row.AbstractId) { Required = true },
        new("source", ColumnType.String, "The file or address that the abstract came from.", row => row.Source) { Required = true },
        new("abstract_no", ColumnType.String, "Printed number of the abstract in its dump.", row => row.AbstractNo),
        new("doi", ColumnType.String, "Digital object identifier of the abstract.", row => row.Doi),
        new("registry_ids", ColumnType.String, "Trial registrations named in the abstract.", row => row.RegistryIds),
        new("title", ColumnType.String, "Title of the abstract.", row => row.Title),
        new("condition", ColumnType.String, "The disease studied.", row => row.Condition),
        new("design", ColumnType.String, "The design of the study.", row => row.Design),
        new("interventions", ColumnType.String, "Drugs of the studied arms.", row => row.Interventions),
        new("drug_ids", ColumnType.String, "Identifiers of these drugs, as scheme:id.", row => row.DrugIds),
        new("cell_sources", ColumnType.String, "Cell sources given or studied.", row => row.CellSources),
        new("cell_ids", ColumnType.String, "Identifiers of these cells and tissues, as scheme:id.", row => row.CellIds),
        new("sample_size_total", ColumnType.Integer, "Subjects that the study is about.", row => row.SampleSizeTotal is { } n ? Words.Of(n) : null) { Minimum = 0 },
        new("outcome", ColumnType.String, "What was measured, in words of the text.", row => row.Outcome),
        new("group", ColumnType.String, "The arm or subgroup that the value belongs to; empty for the whole population.", row => row.Group),
        new("group_n", ColumnType.Integer, "Subjects of that group, where the abstract states them once.", row => row.GroupN is { } n ? Words.Of(n) : null) { Minimum = 0 },
        new("comparator", ColumnType.String, "What a contrast compares with.", row => row.Comparator),
        new("time", ColumnType.String, "When it was measured, in words of the text.", row => row.Time),
        new("time_days", ColumnType.Number, "The same, counted from the start of treatment.", row => row.TimeDays is { } days ? Words.Of(days) : null) { Unit = "d" },
        new("statistic", ColumnType.String, "What the value is; p_only for a p-value without a number of its own.", row => row.Statistic is { } statistic ? Words.Of(statistic) : POnly)
            { Required = true, Words = [.. Words.All<Statistic>(), POnly] },
        new("value", ColumnType.Number, $"The number. {PrintedDigits} Empty where the text lost it.", row => row.Value?.Printed),
        new("unit", ColumnType.String, "Unit of the value.", row => row.Unit),
        new("n", ColumnType.Number, "Subjects or events counted, where the same statement gives them.", row => row.Events?.Printed) { Minimum = 0 },
        new("N", ColumnType.Number, "The number that n is a part of, where the same statement gives it.", row => row.Total?.Printed) { Minimum = 0 },
        new("spread_kind", ColumnType.String, "What the spread is; unnamed for a ± that the text does not name.", row => row.SpreadKind is { } kind ? Words.Of(kind) : null) { Words = Words.All<SpreadKind>() },
        new("spread_low", ColumnType.Number, $"The SD or SE, or the lower end of the interval. {PrintedDigits}", row => row.SpreadLow?.Printed),
        new("spread_high", ColumnType.Number, $"The upper end of the interval. {PrintedDigits}", row => row.SpreadHigh?.Printed),
        new("ci_level", ColumnType.Number, "Level of a confidence interval.", row => row.CiLevel is { } level ? Words.Of(level) : null) { Unit = "%", Minimum = 0, Maximum = 100 },
        new("p_operator", ColumnType.String, "How the p-value is stated.", row => row.POperator is { } comparison ? Words.Of(comparison) : null) { Words = Words.All<Comparison>() },
        new("p_value", ColumnType.Number, $"The p-value. {PrintedDigits}", row => row.PValue?.Printed) { Minimum = 0, Maximum = 1 },
        new("p_kind", ColumnType.String, "What the p-value tests.", row => row.PKind is { } kind ? Words.Of(kind) : null) { Words = Words.All<PKind>() },
        new("direction", ColumnType.String, "Which way the text says that the outcome went.", row => row.Direction is { } direction ? Words.Of(direction) : null) { Words = Words.All<Direction>() },
        new("significant", ColumnType.Boolean, "Whether the stated p-value, NS or interval says so; empty where none decides.", row => row.Significant is { } significant ? Words.Of(significant) : null),
        new("language", ColumnType.String, "Language of the statement.", row => Words.Of(row.Language)) { Required = true, Words = ["en", "zh"] },
        new("quote", ColumnType.String, "The statement, exactly as the source has it.", row => row.Quote) { Required = true },
        new("start", ColumnType.Integer, "Where the quote starts in the source, in Unicode code points from 0.", row => Words.Of(row.Place.Start)) { Required = true, Minimum = 0 },
        new("end", ColumnType.Integer, "Where it ends; the character there is no more part of it.", row => Words.Of(row.Place.End)) { Required = true, Minimum = 0 },
        new("rule", ColumnType.String, "The patterns and decisions that made the row.", row => row.Rule) { Required = true },
        new("confidence", ColumnType.Number, "How often rows like this one are right as a whole: the number with its statistic and all that is linked to it (n and N, spread, p-value, outcome, group and time). The number alone is right more often.", row => Words.OfConfidence(row.Confidence)) { Required = true, Minimum = 0, Maximum = 1 },
        new("flags", ColumnType.String, "Contradictions and losses of the text at this place.", row => row.Flags),
        new("review_status", ColumnType.String, "What a reviewer decided.", row => row.ReviewStatus) { Required = true },
    ])
    {
        Key = ["evidence_id"],
        References = [("abstract_id", "abstracts")],
    };

    private const string POnly = "p_only";

    /// <summary>The rows of an abstract, in the order of the text.</summary>
    public static IEnumerable<EvidenceRow> Of(ExportedAbstract from)
    {
        if (from.Doc.Findings.IsEmpty)
        {
            yield break;
        }

        EvidenceReading reading = new(from);
        for (int i = 0; i < from.Doc.Findings.Length; i++)
        {
            yield return reading.Row(from.Doc.Findings[i], from.EvidenceIds[i]);
        }
    }
}
