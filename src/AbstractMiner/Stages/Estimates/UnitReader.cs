using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Reads the unit behind a number: <c>mg/dL</c>, <c>mm Hg</c>, <c>months</c>, <c>per 100 person-years</c>.</summary>
internal static partial class UnitReader
{
    /// <summary>Units of time: a bare number of them is a time point more often than a result.</summary>
    private static readonly FrozenSet<string> Times = FrozenSet.Create(StringComparer.Ordinal,
        "s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "d", "day", "days",
        "wk", "wks", "week", "weeks", "mo", "mos", "month", "months", "y", "yr", "yrs", "year", "years", "ms", "msec", "cycles", "cycle");

    /// <summary>First words of units; what follows a slash is free.</summary>
    private static readonly FrozenSet<string> Firsts = FrozenSet.Create(StringComparer.Ordinal,
        "mg", "g", "kg", "ng", "pg", "fg", "ug", "μg", "µg", "mcg", "microg", "gm", "gms", "gr", "mL", "ml", "L", "l", "dL", "dl", "μL", "µL", "cc", "m", "cm", "mm", "km", "μm", "µm", "nm",
        "mmol", "μmol", "µmol", "umol", "nmol", "pmol", "mol", "mM", "μM", "µM", "nM", "mEq", "meq", "mosm", "mOsm", "U", "u", "IU", "mIU", "mU", "μU", "µU", "kU", "units", "unit", "mmHg", "mmhg", "cmH2O", "kPa", "Pa", "bar", "torr",
        "bpm", "beats", "breaths", "Hz", "kHz", "MHz", "dB", "Gy", "cGy", "mSv", "Bq", "MBq", "mCi", "kcal", "cal", "kJ", "J", "W", "watts", "kW", "V", "mV", "mA", "Nm", "N", "kN", "D", "diopters", "diopter", "MET", "METs",
        "ppm", "ppb", "points", "point", "pts", "letters", "steps", "copies", "log", "logs", "log10", "dynes", "dyn", "dyne", "degrees", "degree", "°", "°C", "ml", "centimeters", "centimetres", "centimeter",
        "millimeters", "millimetres", "meters", "metres", "grams", "kilograms", "liters", "litres", "mph", "USD", "euros", "dollars", "cm2", "mm2", "m2", "cm3", "mm3", "px", "pixels", "logMAR", "SD", "ratio", "QALYs", "QALY", "CFU", "cfu", "cells", "fL", "%VO2max");

    /// <summary>The unit that starts at a position, with one space before it allowed; null for none.</summary>
    public static TextSpan? At(string text, int position, int end)
    {
        int start = position;
        if (start < end && text[start] == ' ')
        {
            start++;
        }

        if (start < end && text[start] == '/')
        {
            // A slash before digits is a fraction: 9/37.
            if (TimeAtRiskRegex().Match(text, start, end - start) is { Success: true } atRisk)
            {
                return new TextSpan(start, start + atRisk.Length);
            }

            return start + 1 < end && char.IsLetter(text[start + 1]) && AfterSlash(text, start, end) is var slash && slash > start + 1 ? new TextSpan(start, slash) : null;
        }

        int word = WordEnd(text, start, end);
        if (word == start || !(Firsts.Contains(text[start..word]) || Times.Contains(text[start..word])))
        {
            return Per(text, start, end);
        }

        // A letter that opens the next word is no unit: "5 d'Arcy"; "2 years' follow-up" has one.
        if (word < end && text[word] is '\'' or '’' && !(text[word - 1] == 's' && word + 1 < end && text[word + 1] == ' '))
        {
            return null;
        }

        int stop = word;
        if (text.AsSpan(start, word - start).SequenceEqual("mm") && text.AsSpan(word).StartsWith(" Hg", StringComparison.Ordinal))
        {
            stop = word + 3;
        }

        while (stop < end && text[stop] is '/' or '·' or '*' or '∙' && AfterSlash(text, stop, end) is var next && next > stop + 1)
        {
            stop = next;
        }

        return new TextSpan(start, Per(text, stop < end && text[stop] == ' ' ? stop + 1 : stop, end)?.End ?? stop);
    }

    /// <summary>Whether a name is a unit with what it is per: "ng/ml".</summary>
    public static bool IsRatio(ReadOnlySpan<char> name) => name.IndexOf('/') is > 0 and var slash && Firsts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[..slash]);

    public static bool IsTime(ReadOnlySpan<char> unit) => Times.GetAlternateLookup<ReadOnlySpan<char>>().Contains(unit);

    /// <summary>A rate by time at risk: <c>/100 patient-years</c>.</summary>
    [GeneratedRegex(@"\G/\s?(?:100|1,?000|10,?000|100,?000)\s?(?:patient|person|subject|wom[ae]n|child|population|PY|py)[\w-]{0,12}(?:\syears?)?", RegexOptions.CultureInvariant)]
    private static partial Regex TimeAtRiskRegex();

    private static TextSpan? Per(string text, int start, int end)
    {
        if (!text.AsSpan(start, end - start).StartsWith("per ", StringComparison.Ordinal))
        {
            return null;
        }

        int stop = start + 4;
        while (stop < end && (char.IsDigit(text[stop]) || (text[stop] is ',' or ' ' && stop + 1 < end && char.IsDigit(text[stop - 1]))))
        {
            stop++;
        }

        int word = stop;
        while (word < end && (char.IsLetterOrDigit(text[word]) || (text[word] == '-' && word + 1 < end && char.IsLetter(text[word + 1]))))
        {
            word++;
        }

        return word > stop ? new TextSpan(start, word) : null;
    }

    private static int AfterSlash(string text, int slash, int end)
    {
        int stop = slash + 1;
        while (stop < end && (char.IsLetterOrDigit(text[stop]) || text[stop] is '.' or '^' or '-' or '(' or ')' && Inside(text, stop, end)))
        {
            stop++;
        }

        return stop;
    }

    /// <summary>A full stop, hyphen or bracket belongs to a unit only between its characters: <c>1.73</c>, <c>m(2)</c>, <c>kg-1</c>.</summary>
    private static bool Inside(string text, int at, int end) => text[at] switch
    {
        '(' => at + 2 < end && char.IsDigit(text[at + 1]) && text[at + 2] == ')',
        ')' => char.IsDigit(text[at - 1]) && text[at - 2] == '(',
        _ => at + 1 < end && char.IsDigit(text[at + 1]),
    };

    private static int WordEnd(string text, int start, int end)
    {
        int stop = start;
        while (stop < end && (char.IsLetterOrDigit(text[stop]) || text[stop] is '°' or 'µ'))
        {
            stop++;
        }

        return stop;
    }
}
