using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>The words that name the group a count belongs to: "the <c>control group</c> (n = 40)", "40 received <c>tacrolimus</c>".</summary>
internal static class SampleGroupLabel
{
    private const int Longest = 8;

    /// <summary>Null where the count has no name beside it.</summary>
    public static TextSpan? Of(string text, DescribedCount described)
    {
        (SubjectCount count, _, List<StudyToken> tokens, _) = described;
        switch (count.Form)
        {
            case CountForm.Equals or CountForm.Sex:
                int open = count.Index;
                while (open > 0 && tokens[open].Kind is not StudyTokenKind.Open)
                {
                    open--;
                }

                return count.Form is CountForm.Equals && open > 0 ? Before(tokens, open - 1) : count.Noun >= 0 ? tokens[count.Noun].Span : null;
            case CountForm.Label:
                return After(text, tokens, count.After) ?? (count.Index > 0 ? Before(tokens, tokens[count.Index - 1].Kind is StudyTokenKind.Comma or StudyTokenKind.Colon ? count.Index - 2 : count.Index - 1) : null);
            case CountForm.Verb or CountForm.Noun:
                for (int k = count.After; k < Math.Min(tokens.Count, count.After + 8); k++)
                {
                    if (tokens[k].Kind is StudyTokenKind.Semicolon)
                    {
                        break;
                    }

                    if (SubjectCounts.InGroup(text, tokens, k) || SubjectCounts.Says(text, tokens, k, "to") || (tokens[k].Is(StudyWord.Treat) && k > count.Index))
                    {
                        return After(text, tokens, k + 1);
                    }
                }

                return null;
            default:
                return null;
        }
    }

    /// <summary>The noun phrase that ends at a token.</summary>
    private static TextSpan? Before(List<StudyToken> tokens, int last)
    {
        int first = last + 1;
        while (first > 0 && last - first < Longest && tokens[first - 1].Kind is StudyTokenKind.Word or StudyTokenKind.Other && !IsEdge(tokens[first - 1]))
        {
            first--;
        }

        return first <= last ? tokens[first].Span.Hull(tokens[last].Span) : null;
    }

    /// <summary>The noun phrase that begins at a token, without its article.</summary>
    private static TextSpan? After(string text, List<StudyToken> tokens, int first)
    {
        if (SubjectCounts.Says(text, tokens, first, "the") || SubjectCounts.Says(text, tokens, first, "a") || SubjectCounts.Says(text, tokens, first, "receive"))
        {
            first++;
        }

        int end = first;
        while (end < tokens.Count && end - first < Longest && tokens[end].Kind is StudyTokenKind.Word or StudyTokenKind.Count or StudyTokenKind.Quantity && !IsEdge(tokens[end]))
        {
            end++;
        }

        return end > first ? tokens[first].Span.Hull(tokens[end - 1].Span) : null;
    }

    private static bool IsEdge(StudyToken token) => token.Is(StudyWord.Function | StudyWord.Assign | StudyWord.Treat | StudyWord.Enrol) || (token.Kind is StudyTokenKind.Other && token.Span.Length == 1);
}
