using System.Globalization;
using System.Text.Json;

namespace AbstractMiner.Evaluation;

/// <summary>An entry of an annotated or a mined abstract, read by the keys of the annotation guideline.</summary>
public sealed class Entry(JsonElement json)
{
    public string? Text(string key) => json.TryGetProperty(key, out JsonElement value) && value.ValueKind is not JsonValueKind.Null
        ? value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    public double? Number(string key) => Text(key) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    public bool Is(string key) => json.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.True;

    public Entry? Part(string key) => json.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.Object ? new Entry(value) : null;

    /// <summary>The entries of a list; none where the key is missing.</summary>
    public IReadOnlyList<Entry> List(string key) => json.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(item => new Entry(item))] : [];
}

/// <summary>The abstracts of one raw file.</summary>
public sealed record GoldFile(string Id, IReadOnlyList<Entry> Abstracts);

/// <summary>Reads gold annotations and mined abstracts; both are in the form of the guideline.</summary>
public static class GoldReader
{
    /// <summary>The gold files of a folder by their ids, in the order of their names.</summary>
    /// <exception cref="InvalidDataException">A file is no annotation.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<GoldFile> ReadFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(ReadFile)];

    /// <summary>The mined abstracts of a JSON Lines output, by the id of the gold file that their source belongs to.</summary>
    public static ILookup<string, Entry> ReadMined(IEnumerable<string> lines, IReadOnlyList<GoldFile> gold)
    {
        HashSet<string> ids = [.. gold.Select(file => file.Id)];
        return lines.Where(line => line.AsSpan().Trim().Length > 0).Select(line => new Entry(JsonDocument.Parse(line).RootElement))
            .Select(entry => (Id: IdOf(entry.Text("source") ?? "", ids), Entry: entry))
            .Where(pair => pair.Id is not null)
            .ToLookup(pair => pair.Id!, pair => pair.Entry);
    }

    private static string? IdOf(string source, HashSet<string> ids)
    {
        string stem = Path.GetFileNameWithoutExtension(source);
        string first = stem.Split('_')[0];
        return ids.Contains(stem) ? stem : ids.Contains(first) ? first : null;
    }

    private static GoldFile ReadFile(string file)
    {
        try
        {
            JsonElement json = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            Entry entry = new(json);
            string id = entry.Text("id") ?? throw new InvalidDataException($"{file}: The annotation has no id. Add \"id\": the name of its raw file.");
            return new GoldFile(id, json.TryGetProperty("abstracts", out _) ? entry.List("abstracts") : [entry]);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: The file is no JSON: {e.Message}", e);
        }
    }
}
