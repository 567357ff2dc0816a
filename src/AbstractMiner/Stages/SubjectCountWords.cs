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

    public static string Word(string text, List<StudyToken> tokens, int i)
    {
        StudyToken token = SubjectCounts.At(tokens, i);
        return token.Kind switch
        {
            StudyTokenKind.None => "-",
            StudyTokenKind.Count or StudyTokenKind.Quantity => "#",
            StudyTokenKind.Word => text[token.Span.Start..token.Span.End].ToLowerInvariant(),
            _ => text[token.Span.Start..token.Span.End],
        };
    }
}
