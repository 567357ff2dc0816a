using System.Text.RegularExpressions;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Numbers of abstracts in a dump (<c>PS7:130</c>, <c>P-123</c>, <c>OP0012</c>, <c>Abstract 123</c>, <c>[1234]</c>) and DOIs.</summary>
internal static partial class Identifiers
{
    /// <summary>A number that only an abstract has: named so, or a letter code with zeros or a colon.</summary>
    [GeneratedRegex(@"^(?:
          (?:Abstract|ABSTRACT|Poster|Presentation|Publication)\s?(?:No\.?|Number|ID|\#)?\s?:?\s?(?<id>[A-Z]{0,5}-?\d{1,6}(?:[:.-]\d{1,4})?[A-Za-z]?)
        | (?<id>[A-Z]{1,4}\d{0,2}[:.]\d{2,4})
        | (?<id>[A-Z]{2,5}-?0\d{2,4})
        | (?<id>(?:OP|PO|POS|AB|THU|FRI|SAT|SUN|LB|LBA|PS|EP|PP|OC|PD|SS|CT|TP|LP|P|O|S|E|A|T|W|M)[- ]?\d{2,5}(?:-[A-Z])?)
        | \[(?<id>[A-Z]{0,4}-?\d{1,5})\]
        | \#\s?(?<id>[A-Z]{0,4}-?\d{1,6})
        )(?=$|[\s.:|)-])[.:|)-]?", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b10\.\d{4,9}/[^\s""<>{}|\\^\[\]]{2,120}", RegexOptions.CultureInvariant)]
    private static partial Regex Doi();

    /// <summary>The number that a line begins with, as a span of the line; null where there is none.</summary>
    public static (TextSpan Id, int End)? Leading(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> head = line[..Math.Min(48, line.Length)];
        if (head.Length < 2 || !(char.IsAsciiLetterUpper(head[0]) || head[0] is '[' or '#') || !MayBeNumbered(head))
        {
            return null;
        }

        Match match = Number().Match(head.ToString());
        return match.Success ? (new TextSpan(match.Groups["id"].Index, match.Groups["id"].Index + match.Groups["id"].Length), match.Length) : null;
    }

    /// <summary>A number that nothing names stands behind a few capitals: most lines are told by that.</summary>
    private static bool MayBeNumbered(ReadOnlySpan<char> head)
    {
        foreach (string named in (ReadOnlySpan<string>)["Abstract", "ABSTRACT", "Poster", "Presentation", "Publication"])
        {
            if (head.StartsWith(named))
            {
                return head.ContainsAnyInRange('0', '9');
            }
        }

        return head.IndexOfAnyInRange('0', '9') is >= 0 and <= LongestCode && !char.IsAsciiLetterLower(head[1]);
    }

    /// <summary>Letters and signs before the first digit of a code: "# ABCD-1".</summary>
    private const int LongestCode = 7;

    /// <summary>Whether the line begins with the number of an abstract and a title.</summary>
    public static bool StartsLine(ReadOnlySpan<char> line) => Leading(line) is { } id && (id.End >= line.Length || IsTitleAfter(line[id.End..]));

    /// <summary>Whether the line is an identifier or a DOI and nothing else.</summary>
    public static bool IsWhole(ReadOnlySpan<char> line) =>
        Leading(line) is { } id && id.End >= line.Length || IsDoi(line);

    public static bool IsDoi(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        foreach (string prefix in (ReadOnlySpan<string>)["https://doi.org/", "http://dx.doi.org/", "https://dx.doi.org/", "http://doi.org/", "doi:", "DOI:", "DOI", "doi"])
        {
            if (line.StartsWith(prefix))
            {
                line = line[prefix.Length..].TrimStart();
                break;
            }
        }

        return line.StartsWith("10.") && line.Length is > 8 and < 120 && line.IndexOf('/') is > 5 and < 14 && !line.Contains(' ');
    }

    /// <summary>The first DOI of a text, without the punctuation that follows it.</summary>
    public static TextSpan? FindDoi(string text, TextSpan within)
    {
        if (within.In(text).IndexOf("10.", StringComparison.Ordinal) < 0)
        {
            return null;
        }

        foreach (ValueMatch match in Doi().EnumerateMatches(within.In(text)))
        {
            int end = within.Start + match.Index + match.Length;
            while (text[end - 1] is '.' or ',' or ';' or ')' or ']' or '\'' or '*')
            {
                end--;
            }

            return new TextSpan(within.Start + match.Index, end);
        }

        return null;
    }

    private static bool IsTitleAfter(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" .:|-");
        return rest.Length > 12 && (char.IsUpper(rest[0]) || char.IsAsciiDigit(rest[0])) && rest.Contains(' ');
    }
}
