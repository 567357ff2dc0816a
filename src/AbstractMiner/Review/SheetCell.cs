using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AbstractMiner.Review;

/// <summary>What became of a cell between the export of a sheet and its return.</summary>
public enum CellChange
{
    /// <summary>Nothing, or nothing that matters: <c>0.050</c> came back as <c>0.05</c>.</summary>
    Same,

    /// <summary>A person gave another value.</summary>
    Edited,

    /// <summary>A spreadsheet may have done it: told, not applied.</summary>
    Doubtful,

    /// <summary>No value that the column can hold.</summary>
    Invalid,
}

/// <param name="Value">The new value; null for an emptied cell.</param>
/// <param name="Note">What a doubtful or invalid cell looks like, in words.</param>
public sealed record CellReading(CellChange Change, string? Value, string? Note);

/// <summary>
/// Tells what a person changed from what a spreadsheet program does by itself: dates made of <c>1-2</c>, trailing and leading
/// zeros, decimal commas, rounding to the shown digits, cut texts, error values, "smart" quotes and dashes.
/// </summary>
public static partial class SheetCell
{
    // Old spreadsheet formats cut a cell at 255 characters, present ones at 32,767.
    private static readonly int[] CutLengths = [255, 256, 32_767];

    /// <param name="machine">The value as exported; null for an empty one.</param>
    /// <param name="meant">The reviewer marked the row as edited, so a rounding is theirs.</param>
    public static CellReading Read(ReviewField field, string? machine, string? cell, bool meant)
    {
        string text = Clean(cell);
        string was = Clean(machine);
        if (text == was)
        {
            return Unchanged;
        }

        if (ErrorValue().IsMatch(text))
        {
            return new(CellChange.Doubtful, null, $"'{text}' is an error value of a spreadsheet");
        }

        if (text.Length == 0)
        {
            return new(CellChange.Edited, null, null);
        }

        return field.Kind switch
        {
            FieldKind.Number or FieldKind.Count => ReadNumber(field, was, text, meant),
            FieldKind.Choice => field.Choices.Contains(text.ToLowerInvariant())
                ? text.Equals(was, StringComparison.OrdinalIgnoreCase) ? Unchanged : new(CellChange.Edited, text.ToLowerInvariant(), null)
                : new(CellChange.Invalid, null, $"'{text}' is none of {string.Join(", ", field.Choices)}"),
            _ => ReadWords(was, text),
        };
    }

    private static CellReading Unchanged { get; } = new(CellChange.Same, null, null);

    private static CellReading ReadNumber(ReviewField field, string was, string text, bool meant)
    {
        if (DateLike().IsMatch(text))
        {
            return new(CellChange.Doubtful, null, $"'{text}' looks like a date that a spreadsheet made of '{was}'");
        }

        IReadOnlyList<decimal> readings = Readings(text);
        if (readings.Count == 0)
        {
            return new(CellChange.Invalid, null, $"'{text}' is not a number");
        }

        if (Readings(was) is [decimal before, ..])
        {
            if (readings.Any(value => Near(value, before)))
            {
                return Unchanged;
            }

            if (!meant && readings.Any(value => IsRounding(before, value)))
            {
                return new(CellChange.Doubtful, null, $"'{text}' is '{was}' with fewer digits: write edit in the decision column if it is meant");
            }
        }

        if (readings.Count > 1)
        {
            return new(CellChange.Doubtful, null, $"'{text}' can be {string.Join(" or ", readings.Select(Written))}: write it with a decimal point and no thousands mark");
        }

        decimal value = readings[0];
        return field.Kind == FieldKind.Count && (value < 0 || decimal.Truncate(value) != value)
            ? new(CellChange.Invalid, null, $"'{text}' is not a whole number")
            : new(CellChange.Edited, Written(value, text), null);
    }

    private static CellReading ReadWords(string was, string text)
    {
        if (Plain(text) == Plain(was) || (Readings(text) is [decimal a] && Readings(was) is [decimal b] && a == b))
        {
            return Unchanged;
        }

        if (was.Length > text.Length && was.StartsWith(text, StringComparison.Ordinal) && CutLengths.Contains(text.Length))
        {
            return new(CellChange.Doubtful, null, $"the text was cut after {text.Length} characters");
        }

        if (DateLike().IsMatch(text) && DateSource().IsMatch(was))
        {
            return new(CellChange.Doubtful, null, $"'{text}' looks like a date that a spreadsheet made of '{was}'");
        }

        return new(CellChange.Edited, text, null);
    }

    /// <summary>Every number that the characters can stand for: <c>1,234</c> is two.</summary>
    private static IReadOnlyList<decimal> Readings(string text)
    {
        string plain = text.Replace('\u2212', '-').Replace("\u00a0", "", StringComparison.Ordinal).Replace("\u202f", "", StringComparison.Ordinal).TrimEnd('%').Trim();
        List<decimal> readings = [];
        void Try(string candidate)
        {
            if (decimal.TryParse(candidate, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && !readings.Contains(value))
            {
                readings.Add(value);
            }
        }

        int comma = plain.LastIndexOf(',');
        int point = plain.LastIndexOf('.');
        if (comma < 0)
        {
            Try(plain);
        }
        else if (point > comma)
        {
            Try(plain.Replace(",", "", StringComparison.Ordinal));
        }
        else if (point >= 0)
        {
            Try(plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'));
        }
        else
        {
            Try(plain.Replace(',', '.'));
            if (Thousands().IsMatch(plain))
            {
                Try(plain.Replace(",", "", StringComparison.Ordinal));
            }
        }

        return readings;
    }

    // Binary floating point leaves noise in the sixteenth digit.
    private static bool Near(decimal a, decimal b) => Math.Abs(a - b) <= Math.Max(Math.Abs(a), Math.Abs(b)) * 0.000_000_000_001m;

    private static bool IsRounding(decimal exact, decimal shown)
    {
        int decimals = (decimal.GetBits(shown)[3] >> 16) & 0xff;
        int before = (decimal.GetBits(exact)[3] >> 16) & 0xff;
        return decimals < before && (Math.Round(exact, decimals, MidpointRounding.AwayFromZero) == shown || Math.Round(exact, decimals, MidpointRounding.ToZero) == shown);
    }

    private static string Written(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    // The digits as the reviewer wrote them, where they wrote them plainly: 0.050 keeps its zero.
    private static string Written(decimal value, string text) => PlainNumber().IsMatch(text) ? text : Written(value);

    /// <summary>Without the apostrophe that keeps a spreadsheet from running a cell, and without outer space.</summary>
    private static string Clean(string? text)
    {
        string trimmed = (text ?? "").Trim();
        return trimmed.Length > 1 && trimmed[0] == '\'' && "=+-@\t\r".Contains(trimmed[1], StringComparison.Ordinal) ? trimmed[1..] : trimmed;
    }

    /// <summary>What is left when a spreadsheet's typing aids are undone: spaces, quotes, dashes and dots.</summary>
    private static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char c in text)
        {
            string folded = c switch
            {
                '\u2018' or '\u2019' => "'",
                '\u201c' or '\u201d' => "\"",
                '\u2013' or '\u2014' or '\u2212' => "-",
                '\u2026' => "...",
                _ when char.IsWhiteSpace(c) => " ",
                _ => c.ToString(),
            };
            if (folded != " " || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(folded);
            }
        }

        return plain.Replace("--", "-").ToString();
    }

    [GeneratedRegex(@"^#(?:NAME\?|VALUE!|REF!|DIV/0!|N/A|NUM!|NULL!|#+)$|^Err:\d{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorValue();

    [GeneratedRegex("""
        ^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:\ [\d:]{4,8})?      # 01/02/2026, 2026-02-01 00:00:00
        |\d{1,2}[-. ]{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-z]{0,7}\.?(?:[-. ]\d{2,4})?
        |(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[-. ]\d{1,4})$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex DateLike();

    [GeneratedRegex(@"^\d{1,2}[-/.]\d{1,4}$|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\S{0,8} ?\d{1,4}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateSource();

    [GeneratedRegex(@"^-?\d{1,3}(?:,\d{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^-?\d+(?:\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();
}
