using System.Globalization;
using System.Text;
using System.Text.Json;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Learning;

/// <summary>
/// Results of public texts told by place: which words of the text are the outcome, the group, the comparator and the time of a
/// number. The texts themselves stay where they are published.
/// </summary>
public static class LinkMarks
{
    /// <summary>Id, place and length of the number, statistic, outcome, group, comparator, time (each start-end or -), p (sign and value, or -).</summary>
    private const int Columns = 8;

    /// <param name="marks">Tab-separated, places in code points; lines that begin with # are its head.</param>
    /// <param name="published">The folder with the public corpora as JSON Lines: <c>{id, text}</c>.</param>
    /// <returns>Each marked text with its rows, in the order of the texts.</returns>
    /// <exception cref="InvalidDataException">A line is no mark, marks a place that its text does not have, or marks a text that no corpus of the folder has.</exception>
    public static IEnumerable<(string Document, string Raw, IReadOnlyList<GoldRow> Rows)> Read(string marks, string published)
    {
        ILookup<string, (int Number, string[] Cells)> byText = File.ReadLines(marks).Select((line, i) => (Number: i + 1, line)).Where(item => item.line.Length > 0 && item.line[0] != '#')
            .Select(item => (item.Number, Cells: item.line.Split('\t'))).ToLookup(item => item.Cells[0], StringComparer.Ordinal);
        HashSet<string> missing = [.. byText.Select(text => text.Key)];
        foreach (string corpus in Directory.EnumerateFiles(published, "*.jsonl").Order(StringComparer.Ordinal))
        {
            foreach (string line in File.ReadLines(corpus))
            {
                using JsonDocument json = JsonDocument.Parse(line);
                string id = json.RootElement.GetProperty("id").GetString()!;
                if (missing.Remove(id) && json.RootElement.GetProperty("text").GetString() is { } raw)
                {
                    Rune[] runes = [.. raw.EnumerateRunes()];
                    yield return (id, raw, [.. byText[id].Select(item => Row($"{marks}, line {item.Number}", item.Cells, runes)).OrderBy(row => row.At)]);
                }
            }
        }

        if (missing.Count > 0)
        {
            throw new InvalidDataException($"{published} has no text for {missing.Count} ids of {marks}, such as {missing.Order(StringComparer.Ordinal).First()}. Give the folder that holds the corpora of the marks.");
        }
    }

    private static GoldRow Row(string place, string[] cells, Rune[] text)
    {
        try
        {
            string? Words(string cell)
            {
                int[] ends = [.. cell.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(end => int.Parse(end, CultureInfo.InvariantCulture))];
                return ends.Length == 0 ? null : string.Concat(text[ends[0]..ends[1]]);
            }

            int[] number = [.. cells[1].Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture))];
            int at = text[..number[0]].Sum(rune => rune.Utf16SequenceLength);
            if (cells.Length != Columns || !Enum.TryParse(cells[2].Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out Statistic statistic))
            {
                throw new FormatException();
            }

            return new GoldRow(at, string.Concat(text[number[0]..number[1]]), statistic, Value(cells[7].Split(' ')[0]), Words(cells[3]), Words(cells[4]), Words(cells[5]), Words(cells[6]), P(cells[7].Split(' ')[1..]));
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{place}: this is no mark of a result. Expected: id, start-end of the number, statistic, start-end of outcome, group, comparator and time or -, value and p.", e);
        }
    }

    private static Number? Value(string cell) => Number.Of(decimal.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture));

    private static (Comparison Operator, decimal? Value)? P(string[] words) =>
        words.Length == 0 ? null : (GoldRow.Operator(words[0]), words.Length == 1 ? null : decimal.Parse(words[1], NumberStyles.Float, CultureInfo.InvariantCulture));
}
