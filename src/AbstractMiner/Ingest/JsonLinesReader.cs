using System.Text.Json;

namespace AbstractMiner.Ingest;

/// <summary>JSON Lines: an object a line, with the abstract under <c>text</c> or the key that the user names, and perhaps its id, title and DOI.</summary>
public sealed class JsonLinesReader : IReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public string Format => "jsonl";

    public bool Recognises(InputHead head) => head.Extension is ".jsonl" or ".ndjson" || head.Text.StartsWith("{\"", StringComparison.Ordinal);

    public IEnumerable<ReadItem> Read(Input input)
    {
        Columns columns = Columns.Of(input.Options);
        Utf8Content content = new(input);
        int number = 0;
        while (content.NextLine() is { } line)
        {
            if (line.Text is { } text && string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            number++;
            yield return ReadLine(input, new Origin(number, line.Start, content.Position), line.Text, columns);
        }
    }

    private static ReadItem ReadLine(Input input, Origin origin, string? line, Columns columns)
    {
        if (line is null)
        {
            return new Rejection(input.Source, RecordText.PlaceOf(origin), "The line is too long to be an abstract.", "Write one object a line: jq -c '.[]'.");
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(line, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new Rejection(input.Source, RecordText.PlaceOf(origin), "The line is no JSON object.", "Write one object a line: jq -c '.[]'.");
            }

            JsonProperty[] properties = [.. json.RootElement.EnumerateObject()];
            string[] names = [.. properties.Select(property => property.Name)];
            string? Value(string[] wanted) => Columns.Find(wanted, names) is var at and >= 0 ? StringOf(properties[at].Value) : null;
            if (Value(columns.Text) is not { } text)
            {
                return new Rejection(input.Source, RecordText.PlaceOf(origin), $"The object has no text under {string.Join(", ", columns.Text.Select(name => $"\"{name}\""))}.", "Name the key that holds the abstract with --text-column.");
            }

            return RecordText.OfColumns(input, origin, text, Value(columns.Title), Value(columns.Id), Value(columns.Doi));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // A lone surrogate escape is valid JSON that no string can hold: InvalidOperationException.
            return new Rejection(input.Source, RecordText.PlaceOf(origin), $"The JSON of the line is damaged: {e.Message}", "Write the line again; the others were read.");
        }
    }

    private static string? StringOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
