using System.Collections.Immutable;
using AbstractMiner.Annotation;

namespace AbstractMiner.Export;

/// <summary>A part of an abstract that has a row in a table of its own.</summary>
/// <param name="Number">Counts the entries of one kind in the abstract from 1.</param>
public sealed record Entry<T>(ExportedAbstract From, int Number, T Value)
{
    public static IEnumerable<Entry<T>> All(ExportedAbstract from, IEnumerable<T> values) => values.Select((value, index) => new Entry<T>(from, index + 1, value));

    /// <summary>The columns that name the abstract and the entry.</summary>
    internal static IReadOnlyList<Column<Entry<T>>> Names { get; } =
    [
        new("abstract_id", ColumnType.String, "The abstract.", row => row.From.Id) { Required = true },
        new("entry", ColumnType.Integer, "Counts the entries of the abstract from 1.", row => Words.Of(row.Number)) { Required = true, Minimum = 1 },
    ];

    /// <summary>The columns that lead back to the source.</summary>
    internal static IReadOnlyList<Column<Entry<T>>> Origin(Func<T, Mention> mention) =>
    [
        new("text", ColumnType.String, "The words of the source, exactly as they stand there.", row => row.From.Quote(mention(row.Value).Span)) { Required = true },
        new("start", ColumnType.Integer, "Where they start in the source, in Unicode code points from 0.", row => Words.Of(row.From.Place(mention(row.Value).Span).Start)) { Required = true, Minimum = 0 },
        new("end", ColumnType.Integer, "Where they end; the character there is no more part of them.", row => Words.Of(row.From.Place(mention(row.Value).Span).End)) { Required = true, Minimum = 0 },
        new("rule", ColumnType.String, "The pattern or decision that found it.", row => mention(row.Value).Rule) { Required = true },
        new("confidence", ColumnType.Number, "How often such an entry is right.", row => Words.OfConfidence(mention(row.Value).Confidence)) { Required = true, Minimum = 0, Maximum = 1 },
    ];

    internal static Table<Entry<T>> TableOf(string name, string meaning, IReadOnlyList<Column<Entry<T>>> columns, Func<T, Mention> mention) =>
        new(name, meaning, [.. Names, .. columns, .. Origin(mention)])
        {
            Key = ["abstract_id", "entry"],
            References = [("abstract_id", "abstracts")],
        };
}

/// <summary>drugs.csv: one row per distinct substance of an abstract.</summary>
public static class DrugRow
{
    public static Table<Entry<DrugEntry>> Table { get; } = Entry<DrugEntry>.TableOf("drugs", "One row per distinct substance of an abstract.",
    [
        new("name", ColumnType.String, "Lower-case INN, or the name as written.", row => row.Value.Name) { Required = true },
        new("ids", ColumnType.String, "Identifiers, as scheme:id.", row => Words.List(row.Value.Ids)),
        new("level", ColumnType.String, "A substance, or a class of them.", row => Words.Of(row.Value.Level)) { Required = true, Words = Words.All<DrugLevel>() },
        new("role", ColumnType.String, "Its main part in the study.", row => Words.Of(row.Value.Role)) { Required = true, Words = Words.All<DrugRole>() },
        new("other_roles", ColumnType.String, "Further parts.", row => Words.List(row.Value.OtherRoles.Select(Words.Of))),
        new("doses", ColumnType.String, "Doses as printed.", row => Words.List(row.Value.Doses.Select(Print))),
        new("mentions", ColumnType.Integer, "Places in the abstract that name it; the first is told here.", row => Words.Of(row.Value.Mentions.Length)) { Required = true, Minimum = 1 },
    ],
    drug => drug.Mentions[0]);

    private static string Print(Dose dose) => string.Join(' ', new[] { dose.Value, dose.Unit, dose.Per is { } per ? $"per {per}" : null, dose.Schedule, dose.Route }.OfType<string>());
}

/// <summary>cells.csv: one row per distinct cell source of an abstract.</summary>
public static class CellRow
{
    public static Table<Entry<CellEntry>> Table { get; } = Entry<CellEntry>.TableOf("cells", "One row per distinct cell source of an abstract.",
    [
        new("cell_type", ColumnType.String, "Type of the cells.", row => row.Value.CellType) { Required = true },
        new("tissue", ColumnType.String, "Tissue that they came from.", row => row.Value.Tissue),
        new("donor", ColumnType.String, "Whose they are.", row => row.Value.Donor is { } donor ? Words.Of(donor) : null) { Words = Words.All<Donor>() },
        new("ids", ColumnType.String, "Identifiers of cells and tissue, as scheme:id.", row => Words.List(row.Value.Ids)),
        new("role", ColumnType.String, "Their part in the study.", row => Words.Of(row.Value.Role)) { Required = true, Words = Words.All<CellRole>() },
        new("dose", ColumnType.Number, "Cells given; empty where not stated or lost.", row => row.Value.Dose?.Value is { } value ? Words.Of(value) : null) { Minimum = 0 },
        new("dose_unit", ColumnType.String, "What the dose counts.", row => row.Value.Dose?.Unit),
        new("infusions", ColumnType.Integer, "Times that they were given.", row => row.Value.Dose?.Infusions is { } times ? Words.Of(times) : null) { Minimum = 0 },
        new("route", ColumnType.String, "How they were given.", row => row.Value.Dose?.Route),
        new("mentions", ColumnType.Integer, "Places in the abstract that name them; the first is told here.", row => Words.Of(row.Value.Mentions.Length)) { Required = true, Minimum = 1 },
    ],
    cell => cell.Mentions[0]);
}

/// <summary>sample_sizes.csv: one row per statement of a number of subjects.</summary>
public static class SampleSizeRow
{
    public static Table<Entry<SampleSizeMention>> Table { get; } = Entry<SampleSizeMention>.TableOf("sample_sizes", "One row per statement of a number of subjects.",
    [
        new("value", ColumnType.Integer, "The number of subjects.", row => Words.Of(row.Value.Value)) { Required = true, Minimum = 0 },
        new("role", ColumnType.String, "What the number is of.", row => Words.Of(row.Value.Role)) { Required = true, Words = Words.All<SampleRole>() },
        new("group", ColumnType.String, "Label of the group; empty for the whole population.", row => row.From.Words(row.Value.Group)),
    ],
    sample => sample);
}

/// <summary>p_values.csv: one row per statement of a p-value.</summary>
public static class PValueRow
{
    public static Table<Entry<PValueEntry>> Table { get; } = Entry<PValueEntry>.TableOf("p_values", "One row per statement of a p-value, in order of appearance.",
    [
        new("operator", ColumnType.String, "How it is stated.", row => Words.Of(row.Value.Mention.Operator)) { Required = true, Words = Words.All<Comparison>() },
        new("value", ColumnType.Number, "The number as printed; empty for a bare NS.", row => row.Value.Mention.Value?.Printed) { Minimum = 0, Maximum = 1 },
        new("kind", ColumnType.String, "What it tests.", row => Words.Of(row.Value.Mention.Kind)) { Required = true, Words = Words.All<PKind>() },
        new("role", ColumnType.String, "A result, or the significance level of the methods.", row => row.Value.Role) { Required = true, Words = ["result", "threshold"] },
        new("outcome", ColumnType.String, "What is tested, in words of the text.", row => row.Value.Outcome),
        new("comparison", ColumnType.String, "What is compared.", row => row.Value.Comparison),
    ],
    p => p.Mention);
}

/// <summary>A p-value with what the findings that it stands on tell of it.</summary>
/// <param name="EvidenceId">Of the row that the p-value has to itself; null where it stands on the row of a number.</param>
public sealed record PValueEntry(PValueMention Mention, string? Outcome, string? Comparison, string? EvidenceId)
{
    public string Role => Mention.IsThreshold ? "threshold" : "result";

    public static IEnumerable<PValueEntry> Of(ExportedAbstract from)
    {
        foreach (PValueMention p in from.Doc.Of<PValueMention>())
        {
            int index = FindingOf(p, from.Doc.Findings);
            Finding? finding = index < 0 ? null : from.Doc.Findings[index];
            string? against = finding switch
            {
                { AgainstBaseline: true } => "vs baseline",
                { Group: { } group, Comparator: { } comparator } => $"{from.Words(group)} vs {from.Words(comparator)}",
                _ => null,
            };
            yield return new PValueEntry(p, from.Words(p.Outcome) ?? from.Words(finding?.Outcome), p.Contrast ?? against, finding is { Estimate: null } ? from.EvidenceIds[index] : null);
        }
    }

    /// <summary>The place of the first finding that a p-value stands on, or -1.</summary>
    private static int FindingOf(PValueMention p, ImmutableArray<Finding> findings)
    {
        for (int i = 0; i < findings.Length; i++)
        {
            if (findings[i].P is { } of && of.Span == p.Span)
            {
                return i;
            }
        }

        return -1;
    }
}
