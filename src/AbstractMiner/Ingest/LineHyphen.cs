using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>What becomes of a hyphen at the end of a line.</summary>
internal enum HyphenEnd
{
    Kept,
    Dropped,
}

/// <summary>Tells the hyphen of a broken word, which goes, from one that the word has anyway, which stays.</summary>
internal static class LineHyphen
{
    /// <summary>
    /// What becomes of a hyphen at the end of a line; null where there is none. The hyphen of a broken word goes; a hyphen
    /// that the word has anyway stays: before a capital or a digit, after a digit, in a compound.
    /// </summary>
    public static HyphenEnd? At(string text, TextSpan before, TextSpan after)
    {
        ReadOnlySpan<char> a = before.In(text);
        ReadOnlySpan<char> b = after.In(text);
        if (a.Length < 3 || a[^1] is not '-' || a[^2] is ' ' or '-')
        {
            return null;
        }

        if (!char.IsLower(b[0]) || !char.IsLower(a[^2]))
        {
            return char.IsLetterOrDigit(b[0]) && (char.IsLetterOrDigit(a[^2]) || a[^2] is '+' or ')') ? HyphenEnd.Kept : null;
        }

        int start = a.Length - 1;
        while (start > 0 && char.IsLetter(a[start - 1]))
        {
            start--;
        }

        int end = 0;
        while (end < b.Length && char.IsLetter(b[end]))
        {
            end++;
        }

        string first = a[start..^1].ToString();
        string second = b[..end].ToString();
        return start > 0 && a[start - 1] is '-' || IsCompound(Around(text, before), first, second) ? HyphenEnd.Kept : HyphenEnd.Dropped;
    }

    /// <summary>What the document writes elsewhere tells first, then what such words usually do.</summary>
    private static bool IsCompound(ReadOnlySpan<char> around, string first, string second)
    {
        if (around.Contains($"{first}-{second}", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return !Openers.Contains(first) && !around.Contains(first + second, StringComparison.OrdinalIgnoreCase)
            && (SecondParts.Contains(second) || second.Length >= 4 && FirstParts.Contains(first.ToLowerInvariant()));
    }

    private static ReadOnlySpan<char> Around(string text, TextSpan line)
    {
        int start = Math.Max(0, line.Start - 5000);
        return text.AsSpan(start, Math.Min(text.Length, line.End + 5000) - start);
    }

    /// <summary>First parts that open words written as one: "base-" of "baseline", "sub-" of "subgroup".</summary>
    private static readonly HashSet<string> Openers = new(StringComparer.OrdinalIgnoreCase)
    {
        "base", "sub", "out", "on", "there", "under", "over", "up", "in", "with", "per", "re", "un", "inter", "intra", "pre", "pro", "be", "for", "can", "im", "en", "dis", "mis", "trans", "super",
        "multi", "micro", "macro", "hyper", "hypo", "neuro", "cardio", "immuno", "photo", "radio", "electro", "life", "work", "house", "back", "wide", "care", "path", "tele", "bio", "co", "de", "ex",
    };

    /// <summary>First parts that keep their hyphen: "long-term" may be broken after "long-".</summary>
    private static readonly HashSet<string> FirstParts = new(StringComparer.Ordinal)
    {
        "long", "double", "single", "triple", "self", "well", "follow", "two", "three", "four", "five", "six", "seven", "eight", "nine", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        "first", "second", "third", "placebo", "dose", "health", "cross", "open", "head", "real", "time", "risk", "evidence", "patient", "cell", "disease", "event", "drug", "quality", "randomised", "randomized", "investigator", "physician",
        "population", "hospital", "once", "twice", "steroid", "insulin", "weight", "progression", "relapse", "recurrence", "intention", "treatment", "therapy",
    };

    /// <summary>Second parts that are words by themselves and nearly always follow a hyphen.</summary>
    private static readonly HashSet<string> SecondParts = new(StringComparer.Ordinal)
    {
        "term", "up", "blind", "blinded", "controlled", "related", "based", "dependent", "derived", "free", "label", "center", "centre", "year", "month", "week", "day", "old", "specific",
        "associated", "induced", "treated", "naive", "line", "arm", "point", "dose", "risk", "quality", "scale", "reported", "rated", "positive", "negative", "mediated", "matched", "adjusted",
        "weighted", "type", "like", "to", "treat", "hour", "minute", "fold", "level", "grade", "resistant", "refractory", "responsive", "sensitive", "sectional", "fed", "fasted", "driven", "guided", "centred", "centered",
        "assisted", "eluting", "coated", "life", "effective", "effectiveness", "inferior", "inferiority", "density", "lowering", "modifying", "sparing", "releasing", "threatening", "stage", "onset", "group", "wide", "world", "threshold",
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "site", "session", "step", "item", "time", "only", "use", "care", "making", "being", "known", "reactive", "binding", "bound", "expressing", "deficient", "inflammatory",
    };
}
