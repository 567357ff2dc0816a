namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Pieces of the Chinese patterns. Without spaces between words a pattern cannot look far; what stands right before and
/// after a match is handed to its reading, which decides.
/// </summary>
internal static class ChineseFragments
{
    public const string Before = "(?<=(?<before>.{0,4}))";

    public const string Next = "(?=(?<next>.{0,6}))";

    public const string Number = @"(?:\d{1,3}(?:[ ]\d{3}){1,2}(?:\.\d{1,8})?|\d{1,9}(?:\.\d{1,8})?)";

    public const string Unit = @"(?:mm\s?Hg|[A-Za-zμ°℃‰Ω][A-Za-zμ0-9/·*^.\-]{0,15}(?:\([A-Za-zμ0-9/·]{1,12}\))?|个月|小时|分钟|万元|[分岁年月周天日秒次元度支株个])";

    /// <summary>Between the items of a list.</summary>
    public const string Separator = @"\s?(?:、|,|和|及|与|以及)\s?";

    /// <summary>Whether a number may begin after these characters: never the 6 of IL-6 or of 2.6.</summary>
    public static bool MayStart(ReadOnlySpan<char> before)
    {
        if (before.IsEmpty)
        {
            return true;
        }

        char last = before[^1];
        char second = before.Length > 1 ? before[^2] : ' ';
        return last switch
        {
            '.' or '/' or '±' or '~' => false,
            '-' => !char.IsAsciiLetterOrDigit(second) && !IsGreek(second),
            _ => !char.IsAsciiLetterOrDigit(last) && !IsGreek(last),
        };
    }

    /// <summary>Whether a number may end before these characters.</summary>
    public static bool MayEnd(ReadOnlySpan<char> next) =>
        next.IsEmpty || !(char.IsAsciiDigit(next[0]) || (next[0] == '.' && next.Length > 1 && char.IsAsciiDigit(next[1])));

    private static bool IsGreek(char c) => c is >= 'α' and <= 'ω';
}
