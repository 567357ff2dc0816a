using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Export;

/// <summary>How values are written in every output.</summary>
public static class Words
{
    /// <summary>Stands between the parts of a cell that holds several.</summary>
    public const string Separator = "; ";

    /// <summary>An enumeration's value in snake_case; the guideline's own word where it has another.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.All[Unsafe.BitCast<T, int>(value)];

    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Names<T>.All;

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string OfConfidence(double confidence) => confidence.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Of(Language language) => language is Language.Chinese ? "zh" : "en";

    /// <summary>Several in one cell; null for none.</summary>
    public static string? List(IEnumerable<string> parts) => string.Join(Separator, parts) is { Length: > 0 } cell ? cell : null;

    /// <summary>Those that are there, each behind the other.</summary>
    public static string? List(params ReadOnlySpan<string?> parts)
    {
        string? cell = null;
        foreach (string? part in parts)
        {
            cell = string.IsNullOrEmpty(part) ? cell : cell is null ? part : $"{cell}{Separator}{part}";
        }

        return cell;
    }

    private static class Names<T>
        where T : struct, Enum
    {
        /// <summary>By value: the values of every enumeration count from 0.</summary>
        public static readonly string[] All = [.. Enumerable.Range(0, Enum.GetNames<T>().Length).Select(value => Name(Unsafe.BitCast<int, T>(value)))];

        private static string Name(T value) => value switch
        {
            CellRole.CoCulture => "co-culture",
            Comparison.Equal => "eq",
            Comparison.Less => "lt",
            Comparison.Greater => "gt",
            Comparison.LessOrEqual => "le",
            Comparison.GreaterOrEqual => "ge",
            Comparison.NotSignificant => "ns",
            SpreadKind.StandardDeviation => "sd",
            SpreadKind.StandardError => "se",
            SpreadKind.ConfidenceInterval => "ci",
            SpreadKind.InterquartileRange => "iqr",
            _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()),
        };
    }
}
