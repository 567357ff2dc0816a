using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AbstractMiner.Export;
using CsvHelper;

namespace AbstractMiner.Review;

/// <summary>Which rows go into a sheet.</summary>
public sealed record SheetFilter
{
    /// <summary>Rows under this confidence alone.</summary>
    public double? Below { get; init; }

    /// <summary>That many rows, drawn by <see cref="Seed"/>.</summary>
    public int? Sample { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Rows that have a value in this column.</summary>
    public string? Field { get; init; }

    /// <summary>Rows of the abstract with this id, number or source.</summary>
    public string? Abstract { get; init; }
}

/// <summary>
/// The review sheet: a row a finding, with the value marked in its context, what the program read, and cells to change. It
/// opens in Excel and LibreOffice as it is.
/// </summary>
public static class ReviewSheet
{
    internal static readonly string[] Before = ["evidence_id", "abstract_id", "source", "decision", "reviewer", "comment", "quote", "machine", "confidence", "flags"];
    internal const string AnchorColumn = "anchor";

    private const int Around = 120;

    /// <summary>What the anchor cell holds: enough to know the row again without the run.</summary>
    internal sealed record Kept(Anchor Anchor, ImmutableSortedDictionary<string, string?> Machine);

    /// <summary>Writes the sheet of a run. Rows are sorted by abstract and place, as the run wrote them.</summary>
    /// <returns>The number of rows.</returns>
    /// <exception cref="RunFolderException">The folder is not the output of a run.</exception>
    public static int Export(string runFolder, Stream output, SheetFilter filter)
    {
        Dictionary<string, List<EvidenceRecord>> chosen = Choose(RunFolder.Evidence(runFolder), filter)
            .GroupBy(row => row.AbstractId, StringComparer.Ordinal).ToDictionary(rows => rows.Key, rows => rows.ToList(), StringComparer.Ordinal);
        int count = 0;
        // The mark tells Excel that the file is UTF-8.
        using CsvWriter csv = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        WriteRow(csv, [.. Before, .. ReviewField.All.Select(field => field.Name), AnchorColumn]);
        foreach (ReviewedAbstract item in RunFolder.Abstracts(runFolder))
        {
            if (!chosen.TryGetValue(item.AbstractId, out List<EvidenceRecord>? rows))
            {
                continue;
            }

            foreach (EvidenceRecord row in rows)
            {
                Highlight? place = item.Places.FirstOrDefault(place => place.EvidenceId == row.EvidenceId);
                Anchor anchor = place is null ? new Anchor(row.EvidenceId, row.AbstractId, item.Source, row["value"], "", "") : item.AnchorOf(row.EvidenceId, place.Start, place.End);
                ImmutableSortedDictionary<string, string?> values = row.Values;
                WriteRow(csv,
                [
                    row.EvidenceId, row.AbstractId, row["source"], "", "", "",
                    place is null ? row["quote"] : Marked(item.Text, place.Start, place.End), Summary(values), row["confidence"], row["flags"],
                    .. ReviewField.All.Select(field => values[field.Name] ?? ""),
                    JsonSerializer.Serialize(new Kept(anchor, values), Correction.Json),
                ]);
                count++;
            }
        }

        return count;
    }

    /// <summary>The value in its context: <c>... rose from 3 to [[5]] points ...</c>.</summary>
    public static string Marked(string text, int start, int end)
    {
        int from = Math.Max(0, start - Around);
        int to = Math.Min(text.Length, end + Around);
        return $"{(from > 0 ? "..." : "")}{text[from..start]}[[{text[start..end]}]]{text[end..to]}{(to < text.Length ? "..." : "")}".ReplaceLineEndings(" ");
    }

    /// <summary>What the program read, in a line for people.</summary>
    internal static string Summary(ImmutableSortedDictionary<string, string?> values)
    {
        string spread = values["spread_low"] is null ? "" : $" ({values["spread_kind"]} {values["spread_low"]}{(values["spread_high"] is { } high ? $" to {high}" : "")})";
        string counts = values["n"] is null ? "" : $" [{values["n"]}{(values["N"] is { } total ? $"/{total}" : "")}]";
        string p = values["p_operator"] is null ? "" : $" p {values["p_operator"]} {values["p_value"]}";
        return $"{values["statistic"]} {values["value"]} {values["unit"]}{spread}{counts}{p}".Replace("  ", " ", StringComparison.Ordinal).Trim();
    }

    internal static void WriteRow(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(Csv.Defuse(cell));
        }

        csv.EndRecord();
    }

    private static IEnumerable<EvidenceRecord> Choose(IEnumerable<EvidenceRecord> rows, SheetFilter filter)
    {
        IEnumerable<EvidenceRecord> chosen = rows.Where(row =>
            (filter.Below is not { } below || !double.TryParse(row["confidence"], NumberStyles.Float, CultureInfo.InvariantCulture, out double confidence) || confidence < below)
            && (filter.Field is not { } column || row[column].Length > 0)
            && (filter.Abstract is not { } name || name == row.AbstractId || name == row["abstract_no"] || name == row["source"]));
        if (filter.Sample is not { } sample)
        {
            return chosen;
        }

        // A draw by hash of the id: the same rows whatever the order of the run.
        return chosen.Select((row, index) => (row, index)).OrderBy(item => IdentityRegister.Fingerprint($"{filter.Seed}{item.row.EvidenceId}")).Take(sample)
            .OrderBy(item => item.index).Select(item => item.row);
    }
}
