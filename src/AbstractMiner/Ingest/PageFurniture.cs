using System.Text.RegularExpressions;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Running headers, footers and page numbers: lines that the page prints, not the text.</summary>
internal sealed partial class PageFurniture
{
    /// <summary>A header and its page number stand at most so many lines apart.</summary>
    private const int Beside = 2;

    /// <summary>How many lines a page may print above or below its text.</summary>
    private const int DeepestEdge = 3;

    [GeneratedRegex(@"\b(?:19|20)\d\d\s?[;:,]\s?\d{1,4}\b|\b[Vv](?:OL|ol)(?:UME|ume)?\.?\s\d", RegexOptions.CultureInvariant)]
    private static partial Regex Issue();

    [GeneratedRegex(@"^\d{1,4}\s?[|·•]|[|·•]\s?\d{1,4}(?:\s?[|·•]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex PartedNumber();

    private readonly string _text;
    private readonly List<TextSpan> _lines;
    private readonly bool[] _dropped;
    private readonly List<int> _numbers = [];

    private PageFurniture(string text, List<TextSpan> lines)
    {
        _text = text;
        _lines = lines;
        _dropped = new bool[lines.Count];
    }

    /// <summary>For every line whether it belongs to the page and not to the text.</summary>
    /// <param name="pages">The lines that begin a page, where the text tells them.</param>
    public static bool[] Find(string text, List<TextSpan> lines, List<int> pages)
    {
        PageFurniture furniture = new(text, lines);
        furniture.Repeated();
        pages.ForEach(furniture.Edges);
        furniture.Single();
        furniture.Follow();
        furniture.Last();
        furniture.Ascending();
        return furniture._dropped;
    }

    private ReadOnlySpan<char> this[int line] => _lines[line].In(_text);

    private void Repeated()
    {
        Dictionary<string, List<int>> repeated = [];
        for (int i = 0; i < _lines.Count; i++)
        {
            ReadOnlySpan<char> line = this[i];
            if (IsPageNumber(line))
            {
                _numbers.Add(i);
                _dropped[i] = line.Contains(" of ", StringComparison.OrdinalIgnoreCase);
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
            if (places.Count > 1 && (NamesAnIssue(shape) || places.Count(IsNumbered) * 2 >= places.Count))
            {
                places.ForEach(DropWithNumber);
            }
        }
    }

    private bool IsNumbered(int line) => _numbers.Exists(number => Math.Abs(number - line) <= Beside);

    private void DropWithNumber(int line)
    {
        _dropped[line] = true;
        _numbers.Where(number => Math.Abs(number - line) <= Beside).ToList().ForEach(number => _dropped[number] = true);
    }

    /// <summary>The last lines of a page and the first of the next one: numbers, and what names the issue.</summary>
    private void Edges(int page)
    {
        Edge(page - 1, -1);
        Edge(page, 1);
    }

    private void Edge(int line, int step)
    {
        for (int depth = 0; depth < DeepestEdge && line >= 0 && line < _lines.Count; line += step)
        {
            if (this[line].IsEmpty)
            {
                continue;
            }

            depth++;
            _dropped[line] |= IsPageNumber(this[line]) || IsHeader(this[line]);
            if (!_dropped[line])
            {
                return;
            }
        }
    }

    /// <summary>A header that a short text shows once: with its page number, or in the middle of a sentence.</summary>
    private void Single()
    {
        int before = -1;
        int above = 0;
        for (int i = 0; i < _lines.Count; i++)
        {
            if (this[i].IsEmpty || _dropped[i])
            {
                continue;
            }

            if (IsPageNumber(this[i]))
            {
                continue;
            }

            if (above >= 2 && IsHeader(this[i]) && (IsNumbered(i) || IsParted(this[i]) || Interrupts(before, i)))
            {
                DropWithNumber(i);
                continue;
            }

            before = i;
            above++;
        }
    }

    /// <summary>The issue's name with the page's number set apart: "Abstracts | 118".</summary>
    private static bool IsParted(ReadOnlySpan<char> line) => NamesAnIssue(line) && PartedNumber().IsMatch(line);

    /// <summary>The line before breaks off, and the line after goes on with a small letter.</summary>
    private bool Interrupts(int before, int line)
    {
        int after = _lines.FindIndex(line + 1, next => !next.IsEmpty);
        return before >= 0 && after > 0 && !LayoutPass.EndsSentence(this[before]) && char.IsLower(this[after][0])
            && _lines[line].Length * 10 < _lines[before].Length * 9;
    }

    /// <summary>A number that goes on from a page that was dropped is the next page.</summary>
    private void Follow()
    {
        int page = -1;
        foreach (int number in _numbers)
        {
            if (!int.TryParse(this[number].Trim("- "), out int value))
            {
                continue;
            }

            _dropped[number] |= page >= 0 && value == page + 1;
            page = _dropped[number] ? value : page;
        }
    }

    /// <summary>A number below the last sentence.</summary>
    private void Last()
    {
        int last = _lines.FindLastIndex(line => !line.IsEmpty);
        int before = last > 0 ? _lines.FindLastIndex(last - 1, line => !line.IsEmpty) : -1;
        if (before >= 0 && _numbers.Contains(last) && LayoutPass.EndsSentence(this[before]))
        {
            _dropped[last] = true;
        }
    }

    /// <summary>Three or more bare numbers that count up by one, each on a line of its own, are pages.</summary>
    private void Ascending()
    {
        int steps = 0;
        for (int i = 1; i < _numbers.Count; i++)
        {
            if (!int.TryParse(this[_numbers[i]], out int page) || !int.TryParse(this[_numbers[i - 1]], out int before) || page != before + 1 || _numbers[i] - _numbers[i - 1] < 10)
            {
                return;
            }

            steps++;
        }

        if (steps >= 2)
        {
            _numbers.ForEach(number => _dropped[number] = true);
        }
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

    /// <summary>The line with its page number taken away, wherever a header prints it.</summary>
    private static string Shape(ReadOnlySpan<char> line)
    {
        if (PartedNumber().IsMatch(line))
        {
            return PartedNumber().Replace(line.ToString(), "|");
        }

        ReadOnlySpan<char> body = line.Trim("0123456789 |-·");
        return body.Length >= 8 ? body.ToString() : line.ToString();
    }

    /// <summary>A line that names the issue, with a number in it or none of a sentence's words before it.</summary>
    private static bool IsHeader(ReadOnlySpan<char> line) => MayRepeat(line) && (Issue().IsMatch(line) || NamesAnIssue(line) && line.ContainsAnyInRange('0', '9'));

    /// <summary>Words of a journal's or congress' running header.</summary>
    private static bool NamesAnIssue(ReadOnlySpan<char> line) =>
        line.Contains("bstracts", StringComparison.Ordinal) || line.Contains("ABSTRACTS", StringComparison.Ordinal)
        || line.Contains("Congress", StringComparison.Ordinal) || line.Contains("Annual Meeting", StringComparison.Ordinal)
        || line.Contains("Suppl", StringComparison.Ordinal) || line.Contains("Journal", StringComparison.Ordinal) || line.Contains("Posters", StringComparison.Ordinal)
        || line.Contains("Conference", StringComparison.Ordinal) || line.Contains("Proceedings", StringComparison.Ordinal) || line.Contains("Downloaded from", StringComparison.Ordinal) || line.Contains("Copyright", StringComparison.Ordinal);
}
