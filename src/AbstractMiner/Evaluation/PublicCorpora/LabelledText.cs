using System.Text.Json;
using AbstractMiner.Text;

namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>What the annotators of a corpus say of a stretch of text.</summary>
/// <param name="Span">In UTF-16 units of the text, though corpora count code points.</param>
/// <param name="Value">The number that the stretch states; null where the corpus gives none.</param>
public sealed record Label(string Type, TextSpan Span, decimal? Value);

/// <summary>A text of a corpus, with its own labels.</summary>
public sealed record LabelledText(string Id, string Text, IReadOnlyList<Label> Labels)
{
    /// <summary>How a file must look, for whoever writes one.</summary>
    public const string Form = """Write one object a line, places in code points: {"id": "...", "text": "...", "entities": [{"type": "...", "start": 0, "end": 3, "norm": 14.5}]}.""";

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>The texts of a JSON Lines file, in its order.</summary>
    /// <exception cref="InvalidDataException">A line is no labelled text.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<LabelledText> ReadFile(string file)
    {
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ReadLine(line, $"{file}, line {number}");
            }
        }
    }

    private static LabelledText ReadLine(string line, string place)
    {
        try
        {
            Row row = JsonSerializer.Deserialize<Row>(line, Reading) ?? throw new JsonException("It is null.");
            int[] units = [.. UnitsOfCodePoints(row.Text)];
            return new LabelledText(row.Id, row.Text, [.. row.Entities.Select(entity => new Label(entity.Type, SpanOf(entity, units, place), ValueOf(entity.Norm)))]);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{place}: The line is no labelled text: {e.Message} {Form}", e);
        }
    }

    private static TextSpan SpanOf(Entity entity, int[] units, string place) =>
        entity.Start >= 0 && entity.Start <= entity.End && entity.End < units.Length ? new TextSpan(units[entity.Start], units[entity.End])
            : throw new InvalidDataException($"{place}: The label {entity.Type} from {entity.Start} to {entity.End} is not inside the text. {Form}");

    /// <summary>An identifier is no value.</summary>
    private static decimal? ValueOf(JsonElement? norm) => norm is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out decimal value) ? value : null;

    /// <summary>The UTF-16 position of every code point, and of the end.</summary>
    private static IEnumerable<int> UnitsOfCodePoints(string text) => Enumerable.Range(0, text.Length + 1).Where(at => at == 0 || at == text.Length || !char.IsSurrogatePair(text, at - 1));

    private sealed record Row(string Id, string Text, IReadOnlyList<Entity> Entities);

    private sealed record Entity(string Type, int Start, int End, JsonElement? Norm = null);
}
