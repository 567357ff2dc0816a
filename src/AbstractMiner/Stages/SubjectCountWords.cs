using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>The words round a count as its features name them.</summary>
internal static class SubjectCountWords
{
    private const StudyWord Verbs = StudyWord.Enrol | StudyWord.Assign | StudyWord.Treat | StudyWord.Analyse | StudyWord.Screen | StudyWord.Plan | StudyWord.Event;

    private static readonly (StudyWord Class, string Name)[] VerbNames =
    [
        (StudyWord.Plan, "plan"), (StudyWord.Screen, "screen"), (StudyWord.Assign, "assign"), (StudyWord.Enrol, "enrol"), (StudyWord.Analyse, "analyse"), (StudyWord.Treat, "treat"), (StudyWord.Event, "event"),
    ];

    public static string VerbClass(StudyToken token)
    {
        if (token.Kind is not StudyTokenKind.Word || !token.Is(Verbs))
        {
            return "";
        }

        foreach ((StudyWord kind, string name) in VerbNames)
        {
            if (token.Is(kind))
            {
                return name;
            }
        }

        return "";
    }

    public static CountWord Word(string text, List<StudyToken> tokens, int i)
    {
        StudyToken token = SubjectCounts.At(tokens, i);
        return token.Kind switch
        {
            StudyTokenKind.None => new CountWord("-", isWord: false),
            StudyTokenKind.Count or StudyTokenKind.Quantity => new CountWord("#", isWord: false),
            _ => new CountWord(token.Span.In(text), token.Kind is StudyTokenKind.Word),
        };
    }

    /// <summary>The place of the subjects behind a whole, with two words before them allowed; 0 for none.</summary>
    public static int SubjectsAfter(List<StudyToken> tokens, int whole)
    {
        for (int k = whole + 1; k <= whole + 3 && SubjectCounts.At(tokens, k) is { Kind: StudyTokenKind.Word } word && !word.Is(StudyWord.Function); k++)
        {
            if (word.Is(StudyWord.Subject))
            {
                return k;
            }
        }

        return 0;
    }

    /// <summary>II, IIIb, II-IV.</summary>
    public static bool IsNumeral(string text, StudyToken token)
    {
        if (token.Kind is not StudyTokenKind.Word || token.Span.Length > 7)
        {
            return false;
        }

        ReadOnlySpan<char> word = token.Span.In(text);
        return word[0] is 'I' or 'V' or 'X' && word.TrimEnd("abcABC").IndexOfAnyExcept("IVX-/") < 0;
    }

    /// <summary>The second of "weeks 12 and 24", "a mean age of 70".</summary>
    public static bool IsLabel(string text, List<StudyToken> tokens, int i) =>
        ((SubjectCounts.Says(text, tokens, i - 1, "and") || SubjectCounts.Says(text, tokens, i - 1, "or")) && SubjectCounts.At(tokens, i - 2).Kind is StudyTokenKind.Count or StudyTokenKind.Quantity
            && SubjectCounts.At(tokens, i - 3) is { Kind: StudyTokenKind.Word } label && label.Is(StudyWord.Label) && text[label.Span.End - 1] == 's')
        || (SubjectCounts.Says(text, tokens, i - 1, "of") && SubjectCounts.Says(text, tokens, i - 2, "age"));

    public static bool IsYear(string text, List<StudyToken> tokens, int i) =>
        tokens[i].Value is >= 1900 and <= 2040 && tokens[i].Span.Length == 4
        && (SubjectCounts.At(tokens, i - 1).Is(StudyWord.Date) || (SubjectCounts.Says(text, tokens, i - 1, "of") && SubjectCounts.At(tokens, i - 2).Is(StudyWord.Date)) || (SubjectCounts.At(tokens, i - 1).Kind is StudyTokenKind.Comma && SubjectCounts.At(tokens, i - 2).Kind is StudyTokenKind.Count)
            || (SubjectCounts.At(tokens, i - 1).Is(StudyWord.Function) && SubjectCounts.At(tokens, i - 2).Kind is StudyTokenKind.Count or StudyTokenKind.Quantity && SubjectCounts.At(tokens, i - 2).Value is >= 1900 and <= 2040));
}
