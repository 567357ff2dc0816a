using System.Collections.Frozen;
using System.Collections.Immutable;
using AbstractMiner.Export;

namespace AbstractMiner.Review;

public enum FieldKind
{
    /// <summary>Words of the source.</summary>
    Words,

    /// <summary>A symbol of measure; need not be in the source letter for letter.</summary>
    Unit,
    Number,
    Count,
    Choice,
}

/// <summary>A column of the evidence table that a reviewer may change.</summary>
/// <param name="Choices">What a choice may be; empty for the other kinds.</param>
public sealed record ReviewField(string Name, FieldKind Kind, ImmutableArray<string> Choices)
{
    /// <summary>In the order of the evidence table.</summary>
    public static ImmutableArray<ReviewField> All { get; } =
    [
        Of("outcome", FieldKind.Words), Of("group", FieldKind.Words), Of("comparator", FieldKind.Words), Of("time", FieldKind.Words),
        Of("statistic", FieldKind.Choice), Of("value", FieldKind.Number), Of("unit", FieldKind.Unit), Of("n", FieldKind.Count), Of("N", FieldKind.Count),
        Of("spread_kind", FieldKind.Choice), Of("spread_low", FieldKind.Number), Of("spread_high", FieldKind.Number), Of("ci_level", FieldKind.Number),
        Of("p_operator", FieldKind.Choice), Of("p_value", FieldKind.Number), Of("direction", FieldKind.Choice),
    ];

    public static FrozenDictionary<string, ReviewField> ByName { get; } = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    private static ReviewField Of(string name, FieldKind kind) =>
        new(name, kind, [.. EvidenceRow.Table.Columns.Single(column => column.Name == name).Words]);
}
