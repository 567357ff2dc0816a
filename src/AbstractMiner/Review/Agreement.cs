using System.Collections.Immutable;
using System.Globalization;

namespace AbstractMiner.Review;

/// <summary>How two reviewers agree on one column.</summary>
/// <param name="Of">Findings on which both decided.</param>
/// <param name="Exact">Of them, those with the same value.</param>
/// <param name="Close">Of a number, those within one percent; else as <paramref name="Exact"/>.</param>
/// <param name="Kappa">
/// Cohen's kappa (Educational and Psychological Measurement 1960;20:37): agreement beyond chance. Null for numbers and words,
/// and where both used one category throughout, so that chance alone explains the agreement.
/// </param>
public sealed record FieldAgreement(string Field, int Of, int Exact, int Close, double? Kappa)
{
    public double Percent => Of == 0 ? 0 : 100.0 * Exact / Of;
}

/// <param name="RowF1">
/// Agreement on which findings there are: F1 of the rows that each reviewer holds to be findings (Hripcsak and Rothschild,
/// J Am Med Inform Assoc 2005;12:296, for sets without a count of true negatives).
/// </param>
/// <param name="OnlyFirst">Findings that the first reviewer decided and the second did not.</param>
public sealed record AgreementReport(ImmutableArray<FieldAgreement> Fields, double RowF1, int OnlyFirst, int OnlySecond, ImmutableArray<Conflict> Conflicts);

/// <summary>Compares the sheets of two reviewers of one run.</summary>
public static class Agreement
{
    private const decimal Tolerance = 0.01m;

    public static AgreementReport Compare(IReadOnlyList<Correction> first, IReadOnlyList<Correction> second)
    {
        Dictionary<string, Correction> a = ById(first);
        Dictionary<string, Correction> b = ById(second);
        string[] both = [.. a.Keys.Where(b.ContainsKey).Order(StringComparer.Ordinal)];

        List<FieldAgreement> fields = [Of("decision", FieldKind.Choice, both, id => Said(a[id]), id => Said(b[id]))];
        // Values can only differ on rows that both hold to be findings.
        string[] kept = [.. both.Where(id => IsFinding(a[id]) && IsFinding(b[id]))];
        fields.AddRange(ReviewField.All.Select(column => Of(column.Name, column.Kind, kept, id => Value(a[id], column.Name), id => Value(b[id], column.Name))));

        int shared = kept.Length;
        int findings = a.Values.Count(IsFinding) + b.Values.Count(IsFinding);
        return new AgreementReport([.. fields], findings == 0 ? 0 : 2.0 * shared / findings, a.Keys.Count(id => !b.ContainsKey(id)), b.Keys.Count(id => !a.ContainsKey(id)),
            [.. both.Where(id => !a[id].SaysTheSameAs(b[id])).Select(id => new Conflict([a[id], b[id]]))]);
    }

    private static Dictionary<string, Correction> ById(IEnumerable<Correction> corrections) =>
        corrections.ToDictionary(correction => correction.Anchor.EvidenceId, StringComparer.Ordinal);

    private static bool IsFinding(Correction correction) => correction.Decision is not (Decision.Reject or Decision.Withdraw);

    private static string Said(Correction correction) => correction.Decision is Decision.Missing ? "missing" : IsFinding(correction) ? correction.Decision.ToString() : "reject";

    private static string Value(Correction correction, string column) =>
        (correction.Corrected.TryGetValue(column, out string? corrected) ? corrected : correction.Machine.GetValueOrDefault(column)) ?? "";

    private static FieldAgreement Of(string name, FieldKind kind, string[] ids, Func<string, string> first, Func<string, string> second)
    {
        (string First, string Second)[] pairs = [.. ids.Select(id => (first(id), second(id))).Where(pair => pair.Item1.Length > 0 || pair.Item2.Length > 0)];
        int exact = pairs.Count(pair => Same(pair.First, pair.Second));
        int close = kind is FieldKind.Number or FieldKind.Count ? pairs.Count(pair => Near(pair.First, pair.Second)) : exact;
        return new FieldAgreement(name, pairs.Length, exact, close, kind is FieldKind.Choice ? Kappa(pairs) : null);
    }

    private static bool Same(string a, string b) => Number(a) is { } x && Number(b) is { } y ? x == y : a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static bool Near(string a, string b) => Number(a) is { } x && Number(b) is { } y ? Math.Abs(x - y) <= Tolerance * Math.Max(Math.Abs(x), Math.Abs(y)) : Same(a, b);

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    private static double? Kappa((string First, string Second)[] pairs)
    {
        if (pairs.Length == 0)
        {
            return null;
        }

        double n = pairs.Length;
        double observed = pairs.Count(pair => pair.First == pair.Second) / n;
        double chance = pairs.Select(pair => pair.First).Distinct(StringComparer.Ordinal)
            .Sum(word => pairs.Count(pair => pair.First == word) / n * (pairs.Count(pair => pair.Second == word) / n));
        return chance >= 1 ? null : (observed - chance) / (1 - chance);
    }
}
