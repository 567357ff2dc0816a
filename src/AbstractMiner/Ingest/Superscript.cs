namespace AbstractMiner.Ingest;

/// <summary>How raised characters of marked-up text are written on one line, so that no number grows by them.</summary>
internal static class Superscript
{
    /// <summary>
    /// Whether a caret must keep a raised text apart from what stands before it: <c>10^6</c>, <c>m^2</c>, <c>mL^-1</c> and
    /// reference marks, but <c>CD4+</c>, <c>1st</c> and the mass number of <c>177Lu</c>.
    /// </summary>
    /// <param name="before">The character before it; a blank at the start of a word.</param>
    /// <param name="raised">The raised text.</param>
    /// <param name="after">The character after it.</param>
    public static bool NeedsCaret(char before, ReadOnlySpan<char> raised, char after)
    {
        raised = raised.Trim();
        if (raised.IsEmpty || raised.IndexOfAnyInRange('0', '9') < 0 || before == '^')
        {
            return false;
        }

        bool startsWord = char.IsWhiteSpace(before) || before is '(' or '[' or '-';
        return !(startsWord && raised.Length is 2 or 3 && char.IsUpper(after) && !raised.ContainsAnyExceptInRange('0', '9'));
    }
}
