using System.Collections.Immutable;
using System.Text.Json;
using AbstractMiner.Export;
using CsvHelper;

namespace AbstractMiner.Review;

/// <summary>A folder that is no output of a run, or a damaged one: the file and the remedy are in the message.</summary>
public sealed class RunFolderException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A row of evidence.csv as text, by column.</summary>
/// <param name="Cells">As they stand in the file.</param>
public sealed record EvidenceRecord(ImmutableArray<string> Columns, ImmutableArray<string> Cells)
{
    public string this[string column] => Columns.IndexOf(column) is var at and >= 0 ? Csv.Fuse(Cells[at]) : "";

    public string EvidenceId => this["evidence_id"];

    public string AbstractId => this["abstract_id"];

    /// <summary>The values that a reviewer may change; an empty cell is null.</summary>
    public ImmutableSortedDictionary<string, string?> Values => ReviewField.All.ToImmutableSortedDictionary(
        column => column.Name, column => this[column.Name] is { Length: > 0 } value ? value : null, StringComparer.Ordinal);

    public EvidenceRecord With(string column, string? value) =>
        Columns.IndexOf(column) is var at and >= 0 ? this with { Cells = Cells.SetItem(at, value ?? "") } : this;
}

/// <summary>A highlighted place of an abstract's text, in UTF-16 units from the start of that text.</summary>
/// <param name="Kind"><c>result</c>, <c>p</c>, <c>n</c>, <c>drug</c> or <c>cell</c>.</param>
/// <param name="EvidenceId">Of a finding; else null.</param>
public sealed record Highlight(int Start, int End, string Kind, string Label, string? EvidenceId);

/// <summary>An abstract of a run: its own raw text and the places in it.</summary>
/// <param name="Start">Where the text starts in the raw document, in code points.</param>
public sealed record ReviewedAbstract(string AbstractId, string Source, string? Title, int Start, string Text, ImmutableArray<Highlight> Places)
{
    private const int Around = 32;

    /// <summary>The anchor of a stretch of the text.</summary>
    public Anchor AnchorOf(string evidenceId, int start, int end) => new(evidenceId, AbstractId, Source, Text[start..end],
        Text[Math.Max(0, start - Around)..start], Text[end..Math.Min(Text.Length, end + Around)]);
}

/// <summary>What a run left in its folder, read as a stream.</summary>
public static class RunFolder
{
    /// <exception cref="RunFolderException">The folder has no evidence table, or a damaged one.</exception>
    public static IEnumerable<EvidenceRecord> Evidence(string folder)
    {
        string path = Existing(folder, "evidence.csv");
        using CsvReader csv = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',' });
        ImmutableArray<string> columns = [];
        while (ReadNext(csv, path))
        {
            columns = columns.IsEmpty ? [.. csv.Headers] : columns;
            yield return new EvidenceRecord(columns, [.. Enumerable.Range(0, columns.Length).Select(csv.GetString)]);
        }
    }

    /// <exception cref="RunFolderException">The folder has no abstracts, or a damaged list of them.</exception>
    public static IEnumerable<ReviewedAbstract> Abstracts(string folder)
    {
        string path = Existing(folder, "abstracts.jsonl");
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            yield return Read(line, path, number);
        }
    }

    private static ReviewedAbstract Read(string line, string path, int number)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            int start = root.GetProperty("start_utf16").GetInt32();
            ImmutableArray<Highlight>.Builder places = ImmutableArray.CreateBuilder<Highlight>();

            void Add(JsonElement item, string kind, string label)
            {
                int from = item.GetProperty("at_utf16").GetInt32() - start;
                places.Add(new Highlight(from, from + item.GetProperty("text").GetString()!.Length, kind, label,
                    item.TryGetProperty("evidence_id", out JsonElement id) ? id.GetString() : null));
            }

            foreach ((string list, string kind, string label) in new[] { ("drugs", "drug", "name"), ("cells", "cell", "cell_type") })
            {
                foreach (JsonElement item in root.GetProperty(list).EnumerateArray())
                {
                    foreach (JsonElement place in item.GetProperty("places").EnumerateArray())
                    {
                        Add(place, kind, item.GetProperty(label).GetString() ?? kind);
                    }
                }
            }

            foreach ((string list, string kind, string label) in new[] { ("sample_sizes", "n", "role"), ("p_values", "p", "kind"), ("results", "result", "stat") })
            {
                foreach (JsonElement item in root.GetProperty(list).EnumerateArray())
                {
                    Add(item, kind, item.GetProperty(label).GetString() ?? kind);
                }
            }

            return new ReviewedAbstract(root.GetProperty("abstract_id").GetString()!, root.GetProperty("source").GetString()!,
                root.GetProperty("abstract").GetProperty("title").GetString(), root.GetProperty("start").GetInt32(), root.GetProperty("raw").GetString()!,
                [.. places.OrderBy(place => place.Start).ThenByDescending(place => place.End)]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RunFolderException($"{path}, line {number}: not an abstract of a run ({error.Message}). Run mine again into this folder.", error);
        }
    }

    private static bool ReadNext(CsvReader csv, string path)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException error)
        {
            throw new RunFolderException($"{path}, row {csv.RowNumber}: {error.Message} Run mine again into this folder.", error);
        }
    }

    private static string Existing(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        return File.Exists(path) ? path : throw new RunFolderException($"{folder}: not the output of a run ({file} is missing). Name the folder that mine wrote with --out.");
    }
}
