namespace AbstractMiner.Patterns;

/// <summary>
/// The pieces that regular expressions are put together from. Each is one group without captures and with bounded
/// quantifiers, so that any of them may be repeated or followed by anything.
/// </summary>
public static class Fragments
{
    /// <summary>The place before a word: no letter or digit stands to the left.</summary>
    public const string Start = @"(?<![\p{L}\d])";

    /// <summary>The place after a word: no letter or digit stands to the right.</summary>
    public const string End = @"(?![\p{L}\d])";

    /// <summary>Digits with their thousands: <c>81</c>, <c>1,203</c>, <c>1 203</c>.</summary>
    public const string Whole = @"(?:[1-9]\d{0,2}(?:,\d{3}){1,3}(?!\d)|[1-9]\d{0,2}(?:\ \d{3}){1,3}(?![\d.%])|\d{1,12})";

    /// <summary>A printed number without sign: <c>81</c>, <c>1,203</c>, <c>35.0</c>, <c>.05</c>.</summary>
    public const string Number = @"(?:[1-9]\d{0,2}(?:,\d{3}){1,3}(?:\.\d{1,12})?(?!\d)|\d{0,12}\.\d{1,12}|\d{1,12})";

    /// <summary>A printed number that may have a minus or a plus.</summary>
    public const string Signed = @"(?:[-+]?" + Number + ")";

    /// <summary>One word of a number in words; <see cref="NumberReader"/> reads the whole of it.</summary>
    public const string NumberWord = "(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen"
        + "|[Ff]ourteen|[Ff]ifteen|[Ss]ixteen|[Ss]eventeen|[Ee]ighteen|[Nn]ineteen|[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy"
        + "|[Ee]ighty|[Nn]inety|[Hh]undred|[Tt]housand|[Mm]illion|[Dd]ozen)";

    /// <summary>A sign that compares, in all its typewriter forms: <c>&lt;=</c>, <c>=&lt;</c>, <c>≤</c>, <c>&lt;or=</c>.</summary>
    public const string Comparison = @"(?:<\s?or\s?=|>\s?or\s?=|<\s?=|>\s?=|=\s?<|=\s?>|[<>=≤≥≦≧⩽⩾≪≫≈])";

    /// <summary>A unit of measure glued to its number or after one space.</summary>
    public const string Unit = @"(?:%|(?:[munpµμk]?g|[mdµμ]?[lL]|[mµμ]?mol|[kmM]?IU|U|mEq|mm|cm|m|kg|kPa|mmHg|mm\ Hg|kcal|kJ|Gy|ms|s|min|h)"
        + @"(?:/(?:kg|m2|m\^2|[mdµμ]?[lL]|min|day|d|h|hr|week|year|mmol|mol|g|mg))?" + End + ")";
}
