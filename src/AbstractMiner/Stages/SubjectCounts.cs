using AbstractMiner.Patterns;
using AbstractMiner.Stages.Estimates;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>How a sentence says a number of subjects.</summary>
internal enum CountForm
{
    /// <summary><c>n = 40</c>.</summary>
    Equals,

    /// <summary>"40 healthy women".</summary>
    Noun,

    /// <summary>"40 were randomised", "40 received FEC-D", "40 to placebo", "40 in the control group".</summary>
    Verb,

    /// <summary>"(27 standard and 27 new)", "(A, 65; B, 73)": a number that stands beside a label alone.</summary>
    Label,

    /// <summary>"males = 43", "11F", "female:male = 59:4".</summary>
    Sex,
}

/// <summary>A number that may count subjects, and what stands around it.</summary>
/// <param name="Index">Of its token in the sentence.</param>
/// <param name="Span">The number as written, with <c>n=</c>.</param>
/// <param name="Noun">Of the token that names the subjects, or -1.</param>
/// <param name="After">Of the first token after the number and its noun.</param>
/// <param name="Depth">How many brackets are open.</param>
internal sealed record SubjectCount(CountForm Form, int Index, TextSpan Span, int Value, int Noun, int After, int Depth);

/// <summary>
/// Finds the numbers of a sentence that may count subjects, by their form alone: ages, doses, percents, n/N, years, centres
/// and numbers of events ("40 episodes") are none of them.
/// </summary>
internal static class SubjectCounts
{
    private const int LongestNounPhrase = 12;

    public static List<SubjectCount> In(string text, List<StudyToken> tokens)
    {
        List<SubjectCount> counts = [];
        int depth = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            switch (tokens[i].Kind)
            {
                case StudyTokenKind.Open:
                    depth++;
                    break;
                case StudyTokenKind.Close:
                    depth = Math.Max(0, depth - 1);
                    break;
                case StudyTokenKind.Count when Read(text, tokens, i, depth) is { } count:
                    counts.Add(count);
                    break;
            }
        }

        return counts;
    }

    private static SubjectCount? Read(string text, List<StudyToken> tokens, int i, int depth)
    {
        StudyToken number = tokens[i];
        StudyToken before = At(tokens, i - 1);
        StudyToken after = At(tokens, i + 1);
        if (after.Kind is StudyTokenKind.Percent || (after.Kind is StudyTokenKind.Slash && At(tokens, i + 2).Kind is StudyTokenKind.Count or StudyTokenKind.Quantity))
        {
            return null;
        }

        // female:male = 59:4, the second of the two
        if (before.Kind is StudyTokenKind.Colon && At(tokens, i - 2).Kind is StudyTokenKind.Count && At(tokens, i - 3).Kind is StudyTokenKind.Equals && At(tokens, i - 4).Is(StudyWord.Sex))
        {
            return new SubjectCount(CountForm.Sex, i, number.Span, number.Value, i - 4, i + 1, depth);
        }

        // n = 40
        if (before.Kind is StudyTokenKind.Equals or StudyTokenKind.Colon && At(tokens, i - 2) is { Kind: StudyTokenKind.Word } name)
        {
            if (name.Span.Length == 1 && text[name.Span.Start] is 'n' or 'N')
            {
                if (depth > 0 && HasPercent(tokens, i - 3))
                {
                    return null; // "(70.3%, n = 38)": the number of a share
                }

                return new SubjectCount(CountForm.Equals, i, name.Span.Hull(number.Span), number.Value, -1, i + 1, depth);
            }

            // (IG = 18): the letters of a group
            if (before.Kind is StudyTokenKind.Equals && depth > 0 && name.Span is { Length: 2 or 3 } && text[name.Span.End - 1] is 'G' && char.IsAsciiLetterUpper(text[name.Span.Start]))
            {
                return new SubjectCount(CountForm.Equals, i, number.Span, number.Value, -1, i + 1, depth);
            }

            if (before.Kind is StudyTokenKind.Equals)
            {
                return name.Is(StudyWord.Sex) ? new SubjectCount(CountForm.Sex, i, number.Span, number.Value, i - 2, i + 1, depth) : null;
            }
        }
        else if (before is { Kind: StudyTokenKind.Word, Span.Length: 1 } && text[before.Span.Start] is 'n' && At(tokens, i - 2).Kind is StudyTokenKind.Open)
        {
            return new SubjectCount(CountForm.Equals, i, before.Span.Hull(number.Span), number.Value, -1, i + 1, depth);
        }

        if (before.Kind is StudyTokenKind.Slash or StudyTokenKind.Equals || (before.Kind is StudyTokenKind.Other && text[before.Span.Start] is '±' or '<' or '>' or '≥' or '≤' or '$' or '€' or '£' or '+' or '~' or '×' or '#')
            || (before.Is(StudyWord.Label) && At(tokens, i - 2).Kind is not (StudyTokenKind.Count or StudyTokenKind.Quantity)) || SubjectCountWords.IsYear(text, tokens, i) || SubjectCountWords.IsLabel(text, tokens, i))
        {
            return null;
        }

        // 11F, 9M
        if (after is { Kind: StudyTokenKind.Word, Span.Length: 1 } && text[after.Span.Start] is 'F' or 'M' && (after.Span.Start == number.Span.End || depth > 0))
        {
            return new SubjectCount(CountForm.Sex, i, number.Span, number.Value, i + 1, i + 2, depth);
        }

        return NounPhrase(text, tokens, i, depth, out bool measured) ?? (measured ? null : VerbPhrase(text, tokens, i, depth) ?? GroupsOf(text, tokens, i, depth) ?? LabelPhrase(text, tokens, i, depth));
    }

    /// <summary>Whether a percent stands in the bracket before a place.</summary>
    private static bool HasPercent(List<StudyToken> tokens, int last)
    {
        for (int k = last; k >= 0 && tokens[k].Kind is not (StudyTokenKind.Open or StudyTokenKind.Close); k--)
        {
            if (tokens[k].Kind is StudyTokenKind.Percent)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"40 [(10 male)] healthy, untrained young men".</summary>
    private static SubjectCount? NounPhrase(string text, List<StudyToken> tokens, int i, int depth, out bool measured)
    {
        measured = false;
        int j = SkipBracket(tokens, i + 1);
        int noun = -1;
        bool joined = false;
        for (int words = 0; j < tokens.Count && words < LongestNounPhrase; j++, words++)
        {
            StudyToken token = tokens[j];
            if (noun >= 0 && !(token.Kind is StudyTokenKind.Word && token.Is(StudyWord.Subject)))
            {
                break;
            }

            if (token.Kind is StudyTokenKind.Word)
            {
                if (token.Is(StudyWord.Subject))
                {
                    noun = j;
                    continue;
                }

                // "stage II or III" describes the subjects
                if (token.Is(StudyWord.Label) && SubjectCountWords.IsNumeral(text, At(tokens, j + 1)))
                {
                    j++;
                    continue;
                }

                if (token.Is(StudyWord.Measure | StudyWord.Place) && !(token.Is(StudyWord.Group) && At(tokens, j + 1).Is(StudyWord.Subject)))
                {
                    measured = true;
                    return null;
                }

                if (token.Is(StudyWord.Specimen))
                {
                    noun = j;
                    continue;
                }

                if (token.Is(StudyWord.Function))
                {
                    // "pre- and postmenopausal women"
                    StudyToken next = At(tokens, j + 1);
                    bool conjunction = Says(text, tokens, j, "and") || Says(text, tokens, j, "or") || Says(text, tokens, j, "but");
                    if (!joined && conjunction && next.Kind is StudyTokenKind.Count)
                    {
                        // "33 younger and 29 older adults", "826 and 389 men": the noun of the second is that of the first
                        j = SkipBracket(tokens, j + 2) - 1;
                        joined = true;
                        continue;
                    }

                    if (joined || j == i + 1 || !conjunction || next.Kind is not StudyTokenKind.Word || next.Is(StudyWord.Function))
                    {
                        return null;
                    }

                    joined = true;
                }

                continue;
            }

            if (token.Kind is StudyTokenKind.Open && SkipBracket(tokens, j) is var close && At(tokens, close - 2).Kind is StudyTokenKind.Percent)
            {
                j = close - 1; // "787 white (80%) and 195 black (20%) patients"
                continue;
            }

            bool numbered = token.Kind is StudyTokenKind.Count or StudyTokenKind.Quantity && (tokens[j - 1].Is(StudyWord.Label) || tokens[j - 1].Kind is StudyTokenKind.Other);
            bool listed = token.Kind is StudyTokenKind.Comma && At(tokens, j + 1) is { Kind: StudyTokenKind.Word } following && !following.Is(StudyWord.Function)
                && Enumerable.Range(j + 1, 3).Any(k => At(tokens, k).Is(StudyWord.Subject));
            if (!numbered && !listed && token.Kind is not StudyTokenKind.Other)
            {
                return null;
            }
        }

        return noun < 0 ? null : new SubjectCount(CountForm.Noun, i, tokens[i].Span, tokens[i].Value, noun, j, depth);
    }

    /// <summary>"40 (46%) were then randomised", "40 of them received", "40 to placebo", "40 in the control group".</summary>
    private static SubjectCount? VerbPhrase(string text, List<StudyToken> tokens, int i, int depth)
    {
        int j = SkipBracket(tokens, i + 1);
        j += Says(text, tokens, j, "out") ? 1 : 0;
        int whole = j + (Says(text, tokens, j + 1, "the") || Says(text, tokens, j + 1, "these") ? 2 : 1);
        if (Says(text, tokens, j, "of") && At(tokens, whole).Kind is StudyTokenKind.Count && SubjectCountWords.SubjectsAfter(tokens, whole) is > 0 and var subjects)
        {
            j = subjects + 1; // "24 out of the 69 eligible patients received"
        }
        else if (Says(text, tokens, j, "of") && At(tokens, j + 1) is { Kind: StudyTokenKind.Word } pronoun
            && (Says(text, tokens, j + 1, "them") || Says(text, tokens, j + 1, "whom") || Says(text, tokens, j + 1, "which") || Says(text, tokens, j + 1, "these") || pronoun.Is(StudyWord.Subject)))
        {
            j += 2;
        }

        int start = j;
        while (j < tokens.Count && j < start + 4 && tokens[j] is { Kind: StudyTokenKind.Word } word && word.Is(StudyWord.Auxiliary))
        {
            j++;
        }

        if (At(tokens, j) is { Kind: StudyTokenKind.Word } verb && verb.Is(StudyWord.Enrol | StudyWord.Assign | StudyWord.Treat | StudyWord.Analyse | StudyWord.Screen | StudyWord.Plan | StudyWord.Event))
        {
            return new SubjectCount(CountForm.Verb, i, tokens[i].Span, tokens[i].Value, -1, j, depth);
        }

        // "40 BCS were randomised": whatever was assigned or enrolled was a subject
        int noun = start;
        while (noun < start + 6 && At(tokens, noun) is { Kind: StudyTokenKind.Word } part && !part.Is(StudyWord.Function | StudyWord.Measure | StudyWord.Place | StudyWord.Event))
        {
            noun++;
        }

        if (noun > start && (Says(text, tokens, noun, "were") || Says(text, tokens, noun, "was")))
        {
            int last = noun + 1;
            while (last < noun + 4 && At(tokens, last) is { Kind: StudyTokenKind.Word } between && between.Is(StudyWord.Auxiliary))
            {
                last++;
            }

            if (At(tokens, last) is { Kind: StudyTokenKind.Word } assigned && assigned.Is(StudyWord.Enrol | StudyWord.Assign))
            {
                return new SubjectCount(CountForm.Verb, i, tokens[i].Span, tokens[i].Value, -1, last, depth);
            }
        }

        bool to = Says(text, tokens, start, "to") && At(tokens, start + 1) is { Kind: StudyTokenKind.Word };
        return to || InGroup(text, tokens, start) ? new SubjectCount(CountForm.Verb, i, tokens[i].Span, tokens[i].Value, -1, start, depth) : null;
    }

    /// <summary>"two groups of 30", "groups of 24 each".</summary>
    private static SubjectCount? GroupsOf(string text, List<StudyToken> tokens, int i, int depth) =>
        Says(text, tokens, i - 1, "of") && At(tokens, i - 2).Is(StudyWord.Group) && !At(tokens, i + 1).Is(StudyWord.Measure)
            ? new SubjectCount(CountForm.Verb, i, tokens[i].Span, tokens[i].Value, -1, i + 1, depth)
            : null;

    /// <summary>"in the control group", "in group A", "in each arm".</summary>
    public static bool InGroup(string text, List<StudyToken> tokens, int j)
    {
        if (!(Says(text, tokens, j, "in") || Says(text, tokens, j, "per") || Says(text, tokens, j, "for") || Says(text, tokens, j, "into") || Says(text, tokens, j, "from") || Says(text, tokens, j, "on")))
        {
            return false;
        }

        for (int k = j + 1; k < tokens.Count && k <= j + 7; k++)
        {
            if (tokens[k].Is(StudyWord.Group))
            {
                return true;
            }

            if (tokens[k].Kind is not (StudyTokenKind.Word or StudyTokenKind.Other) || (k > j + 1 && tokens[k].Is(StudyWord.Function)))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>A number with a label before or after it and nothing else; only its sum with others will tell.</summary>
    private static SubjectCount? LabelPhrase(string text, List<StudyToken> tokens, int i, int depth)
    {
        StudyToken before = At(tokens, i - 1);
        StudyToken after = At(tokens, SkipBracket(tokens, i + 1));
        if (UnitReader.At(text, tokens[i].Span.End, text.Length) is { Length: > 1 })
        {
            return null;
        }

        bool labelAfter = after is { Kind: StudyTokenKind.Word } && !after.Is(StudyWord.Measure | StudyWord.Place);
        bool labelBefore = before is { Kind: StudyTokenKind.Word or StudyTokenKind.Colon or StudyTokenKind.Comma or StudyTokenKind.Close } or { Kind: StudyTokenKind.Open }
            && (i + 1 == tokens.Count || after.Kind is StudyTokenKind.Comma or StudyTokenKind.Semicolon or StudyTokenKind.Close || after.Is(StudyWord.Function) || after.Kind is StudyTokenKind.Other);
        return labelAfter || labelBefore ? new SubjectCount(CountForm.Label, i, tokens[i].Span, tokens[i].Value, -1, SkipBracket(tokens, i + 1), depth) : null;
    }

    /// <summary>The place after a bracket that opens at <paramref name="at"/>, or <paramref name="at"/> itself.</summary>
    public static int SkipBracket(List<StudyToken> tokens, int at)
    {
        if (At(tokens, at).Kind is not StudyTokenKind.Open)
        {
            return at;
        }

        int depth = 0;
        for (int j = at; j < tokens.Count; j++)
        {
            depth += tokens[j].Kind switch { StudyTokenKind.Open => 1, StudyTokenKind.Close => -1, _ => 0 };
            if (depth == 0)
            {
                return j + 1;
            }
        }

        return at;
    }

    public static StudyToken At(List<StudyToken> tokens, int i) => i >= 0 && i < tokens.Count ? tokens[i] : default;

    public static bool Says(string text, List<StudyToken> tokens, int i, string word) =>
        i >= 0 && i < tokens.Count && tokens[i].Span.In(text).Equals(word, StringComparison.OrdinalIgnoreCase);
}
