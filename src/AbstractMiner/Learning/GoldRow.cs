using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Learning;

/// <summary>One result of a gold file, as far as links are learned from it.</summary>
/// <param name="At">UTF-16 position of the number in the raw file.</param>
public sealed record GoldRow(int At, string Text, Statistic Statistic, Number? Value, string? Outcome, string? Group, string? Comparator, string? Time, (Comparison Operator, decimal? Value)? P)
{
    /// <summary>The results of a gold file; places are code points of <paramref name="raw"/>.</summary>
    public static ImmutableArray<GoldRow> Read(string json, string raw)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        IEnumerable<JsonElement> abstracts = document.RootElement.TryGetProperty("abstracts", out JsonElement list) ? list.EnumerateArray() : [document.RootElement];
        int[] positions = Positions(raw);
        return [.. abstracts.SelectMany(item => item.TryGetProperty("results", out JsonElement results) ? results.EnumerateArray() : default(IEnumerable<JsonElement>) ?? [])
            .Where(result => result.TryGetProperty("at", out JsonElement at) && at.ValueKind == JsonValueKind.Number)
            .Select(result => Row(result, positions))
            .OrderBy(row => row.At)];
    }

    private static GoldRow Row(JsonElement result, int[] positions)
    {
        string? Words(string key) => result.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        Number? Number(JsonElement from, string key) => from.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? AbstractMiner.Text.Number.Of(value.GetDecimal()) : null;
        (Comparison, decimal?)? p = result.TryGetProperty("p", out JsonElement test) && test.ValueKind == JsonValueKind.Object
            ? (Operator(test.GetProperty("op").GetString()), Number(test, "value")?.Value) : null;
        Enum.TryParse((Words("stat") ?? "").Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out Statistic statistic);
        return new GoldRow(positions[Math.Clamp(result.GetProperty("at").GetInt32(), 0, positions.Length - 1)], Words("text") ?? "", statistic, Number(result, "value"),
            Words("outcome"), Words("group"), Words("comparator"), Words("time"), p);
    }

    internal static Comparison Operator(string? sign) => sign switch
    {
        "<" => Comparison.Less,
        ">" => Comparison.Greater,
        "<=" or "≤" => Comparison.LessOrEqual,
        ">=" or "≥" => Comparison.GreaterOrEqual,
        "ns" => Comparison.NotSignificant,
        _ => Comparison.Equal,
    };

    private static int[] Positions(string raw)
    {
        List<int> positions = new(raw.Length + 1);
        for (int i = 0; i < raw.Length; i++)
        {
            if (!char.IsLowSurrogate(raw[i]))
            {
                positions.Add(i);
            }
        }

        positions.Add(raw.Length);
        return [.. positions];
    }
}

/// <summary>
/// When words of the program count as the words of the gold: half of the smaller set is shared, and neither is a whole sentence.
/// "12 months" is not "3 months": where both have numbers, they share one.
/// </summary>
public static partial class WordAgreement
{
    private static readonly HashSet<string> Idle = [.. "the a an of in at for and or to with group groups patients score scores rate mean median level levels".Split(' ')];

    public static bool Agrees(string? gold, string? words) => Share(gold, words) >= 0;

    /// <summary>The share of all words that both have, or -1 where they do not agree.</summary>
    public static double Share(string? gold, string? words)
    {
        if (string.IsNullOrEmpty(gold) || string.IsNullOrEmpty(words))
        {
            return string.IsNullOrEmpty(gold) == string.IsNullOrEmpty(words) ? 1 : -1;
        }

        HashSet<string> a = WordsOf(gold);
        HashSet<string> b = WordsOf(words);
        if (a.Count == 0 || b.Count == 0)
        {
            return string.Equals(gold.Trim(), words.Trim(), StringComparison.OrdinalIgnoreCase) ? 1 : -1;
        }

        if (a.Any(IsNumber) && b.Any(IsNumber) && !a.Any(word => IsNumber(word) && b.Contains(word)))
        {
            return -1;
        }

        double shared = a.Count(b.Contains);
        return shared / Math.Min(a.Count, b.Count) >= 0.5 && shared / Math.Max(a.Count, b.Count) >= 0.2 ? shared / (a.Count + b.Count - shared) : -1;
    }

    private static HashSet<string> WordsOf(string words) =>
        [.. WordRegex().Matches(words.ToLowerInvariant()).Select(match => match.Value).Where(word => !Idle.Contains(word)).Select(word => NumberReader.At(word, 0) is { Form: NumberForm.Words } number && number.Length == word.Length ? $"{number.Number.Value:0}" : word)];

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[0]);

    [GeneratedRegex(@"[a-z0-9]+|[\u4e00-\u9fff]", RegexOptions.CultureInvariant)]
    private static partial Regex WordRegex();
}
