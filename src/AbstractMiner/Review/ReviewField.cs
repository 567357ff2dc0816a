using System.Collections.Frozen;
using System.Collections.Immutable;

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

/// <summary>A column that a reviewer may change.</summary>
/// <param name="Choices">What a choice may be; empty for the other kinds.</param>
public sealed record ReviewField(string Name, FieldKind Kind, ImmutableArray<string> Choices)
{
    private static readonly string[] Statistics =
    [
        "percent", "count", "mean", "median", "odds_ratio", "hazard_ratio", "risk_ratio", "mean_difference", "percent_change", "fold_change",
        "correlation", "rate", "value", "auc", "sensitivity", "specificity", "p_only",
    ];

    /// <summary>In the order of the evidence table.</summary>
    public static ImmutableArray<ReviewField> All { get; } =
    [
        Of("outcome", FieldKind.Words), Of("group", FieldKind.Words), Of("comparator", FieldKind.Words), Of("time", FieldKind.Words),
        Of("statistic", FieldKind.Choice, Statistics), Of("value", FieldKind.Number), Of("unit", FieldKind.Unit),
        Of("n", FieldKind.Count), Of("N", FieldKind.Count),
        Of("spread_kind", FieldKind.Choice, "sd", "se", "ci", "iqr", "range"), Of("spread_low", FieldKind.Number), Of("spread_high", FieldKind.Number),
        Of("ci_level", FieldKind.Number),
        Of("p_operator", FieldKind.Choice, "eq", "lt", "le", "gt", "ge", "ns"), Of("p_value", FieldKind.Number),
        Of("direction", FieldKind.Choice, "increase", "decrease", "no_change"),
    ];

    public static FrozenDictionary<string, ReviewField> ByName { get; } = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    private static ReviewField Of(string name, FieldKind kind, params string[] choices) => new(name, kind, [.. choices]);
}
