using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Running headers, footers and page numbers: lines that the page prints again and again.</summary>
internal static class PageFurniture
{
    /// <summary>Empties the lines that belong to the page and not to the text.</summary>
    public static void Drop(string text, List<TextSpan> lines)
    {
        Dictionary<string, List<int>> repeated = [];
        List<int> numbers = [];
        for (int i = 0; i < lines.Count; i++)
        {
            ReadOnlySpan<char> line = lines[i].In(text);
            if (IsPageNumber(line))
            {
                numbers.Add(i);
            }
            else if (MayRepeat(line))
            {
                string key = Shape(line);
                if (!repeated.TryGetValue(key, out List<int>? places))
                {
                    repeated.Add(key, places = []);
                }

                places.Add(i);
            }
        }

        foreach ((string shape, List<int> places) in repeated)
        {
            if (places.Count > 1 && (places.Exists(place => Beside(place, numbers)) || NamesAnIssue(shape)))
            {
                places.ForEach(place => lines[place] = Emptied(lines[place]));
                numbers.Where(number => places.Exists(place => Math.Abs(place - number) <= 2)).ToList().ForEach(number => lines[number] = Emptied(lines[number]));
            }
        }

        Follow(text, lines, numbers);
        int last = lines.FindLastIndex(line => !line.IsEmpty);
        if (last > 0 && numbers.Contains(last) && LayoutPass.EndsSentence(lines[lines.FindLastIndex(last - 1, line => !line.IsEmpty) is >= 0 and var before ? before : last].In(text)))
        {
            lines[last] = Emptied(lines[last]);
        }

        if (Ascends(text, lines, numbers))
        {
            numbers.ForEach(number => lines[number] = Emptied(lines[number]));
        }
    }

    /// <summary>A number that goes on from a page that was dropped is the next page.</summary>
    private static void Follow(string text, List<TextSpan> lines, List<int> numbers)
    {
        int page = -1;
        foreach (int number in numbers)
        {
            string raw = text[lines[number].Start..Math.Min(text.Length, lines[number].Start + 5)];
            if (!int.TryParse(raw.AsSpan(0, raw.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : raw.Length), out int value))
            {
                continue;
            }

            if (lines[number].IsEmpty)
            {
                page = value;
            }
            else if (page >= 0 && value == page + 1)
            {
                page = value;
                lines[number] = Emptied(lines[number]);
            }
        }
    }

    private static TextSpan Emptied(TextSpan line) => new(line.Start, line.Start);

    private static bool Beside(int place, List<int> numbers) => numbers.Exists(number => Math.Abs(number - place) <= 2);

    /// <summary>Three or more bare numbers that count up by one, each on a line of its own, are pages.</summary>
    private static bool Ascends(string text, List<TextSpan> lines, List<int> numbers)
    {
        int steps = 0;
        for (int i = 1; i < numbers.Count; i++)
        {
            if (!int.TryParse(lines[numbers[i]].In(text), out int page) || !int.TryParse(lines[numbers[i - 1]].In(text), out int before) || page != before + 1 || numbers[i] - numbers[i - 1] < 10)
            {
                return false;
            }

            steps++;
        }

        return steps >= 2;
    }

    private static bool IsPageNumber(ReadOnlySpan<char> line)
    {
        if (line.Length is 0 or > 24)
        {
            return false;
        }

        bool named = line.StartsWith("Page ", StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> rest = named ? line[5..] : line.Trim("- ");
        int other = rest.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? rest.Length is > 0 and <= 4 : named && other > 0 && rest[other..].StartsWith(" of ");
    }

    private static bool MayRepeat(ReadOnlySpan<char> line) => line.Length is >= 8 and <= 110
        && !LayoutPass.EndsSentence(line) && line[^1] is not ',' && line.Contains(' ')
        && !line.Contains('\t') && !Headings.StartsLine(line) && !Headings.IsWhole(line) && !Identifiers.IsWhole(line);

    /// <summary>The line with its page number taken away.</summary>
    private static string Shape(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> body = line.Trim("0123456789 |-·");
        return body.Length >= 8 ? body.ToString() : line.ToString();
    }

    /// <summary>Words of a journal's or congress' running header.</summary>
    private static bool NamesAnIssue(string line) =>
        line.Contains("bstracts", StringComparison.Ordinal) || line.Contains("ABSTRACTS", StringComparison.Ordinal)
        || line.Contains("Congress", StringComparison.Ordinal) || line.Contains("Annual Meeting", StringComparison.Ordinal)
        || line.Contains("Suppl", StringComparison.Ordinal) || line.Contains("Journal", StringComparison.Ordinal) || line.Contains("Posters", StringComparison.Ordinal)
        || line.Contains("Conference", StringComparison.Ordinal) || line.Contains("Proceedings", StringComparison.Ordinal) || line.Contains("Downloaded from", StringComparison.Ordinal) || line.Contains("Copyright", StringComparison.Ordinal);
}
