namespace AbstractMiner.Ingest;

/// <summary>Tells a decimal comma from the comma of thousands and of lists.</summary>
internal static class DecimalComma
{
    /// <summary>
    /// Whether a comma is a decimal comma. "0,047" after an operator and "27,2%" are; "100,000" and a list "3,6,12" never; what
    /// could be either follows what the document writes elsewhere.
    /// </summary>
    public static bool Is(string text, int start, int comma, int end, ref bool? commas)
    {
        ReadOnlySpan<char> fraction = text.AsSpan(comma + 1, end - comma - 1);
        if (fraction.Contains(',') || comma - start > 4 || start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] is '.' or ',' or '_')
            || end < text.Length && text[end] is '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
        {
            return false;
        }

        bool zero = comma - start == 1 && text[start] is '0';
        if (!zero && (fraction.Length is 0 or > 2 || text[start] is '0'))
        {
            return false;
        }

        return IsCertain(text, start, end, zero) || ((commas ??= WritesCommas(text)) && !(end < text.Length && char.IsLetter(text[end]) && !zero));
    }

    private static bool IsCertain(string text, int start, int end, bool zero)
    {
        int before = start - 1;
        while (before >= 0 && text[before] is ' ' or '-')
        {
            before--;
        }

        char left = before >= 0 ? text[before] : ' ';
        int after = end;
        while (after < text.Length && text[after] is ' ')
        {
            after++;
        }

        char right = after < text.Length ? text[after] : ' ';
        return zero && left is '=' or '<' or '>' or '≤' or '≥' or '±' || right is '%' or '±' && after - end <= 1 || left is '±';
    }

    /// <summary>Whether the document shows elsewhere that its commas are decimal.</summary>
    private static bool WritesCommas(string text)
    {
        int certain = 0;
        int points = 0;
        for (int comma = text.IndexOf(','); comma >= 0; comma = text.IndexOf(',', comma + 1))
        {
            int start = comma;
            while (start > 0 && char.IsAsciiDigit(text[start - 1]))
            {
                start--;
            }

            int end = comma + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            bool zero = comma - start == 1 && text[start] is '0';
            if (start < comma && end > comma + 1 && comma - start <= 4 && (zero || end - comma <= 3) && !(start > 0 && text[start - 1] is ',' or '.') && !(end < text.Length && text[end] is ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))
            {
                certain += IsCertain(text, start, end, zero) ? 1 : 0;
            }
            else if (end - comma == 4 && start < comma)
            {
                points++;
            }
        }

        return certain >= 2 && certain > points;
    }
}
