using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Groups;

/// <summary>The words of a sentence, with the questions that a reader of names asks of them.</summary>
internal sealed class PhraseTokens(string text, List<Token> tokens, int longestName)
{
    private readonly GroupWord[] _kinds = KindsOf(text, tokens);

    public static PhraseTokens None { get; } = new("", [], 0);

    public int Count => tokens.Count;

    public Token this[int at] => tokens[at];

    public ReadOnlySpan<char> Word(int at) => tokens[at].Span.In(text);

    public int NameStart(int end)
    {
        int start = end;
        while (start > 0 && end - start < longestName)
        {
            Token token = tokens[start - 1];
            if (token.Class == WordClass.Close && start == end)
            {
                int open = start - 1;
                while (open > 0 && tokens[open].Class != WordClass.Open)
                {
                    open--;
                }

                if (open > 0 && tokens[open - 1].IsName)
                {
                    start = open;
                    end = open;
                    continue;
                }
            }

            bool sign = token.Class == WordClass.Sign && text[token.Span.Start] is '+' or '-' or '/';
            if (!token.IsName && !sign && !(token.Class == WordClass.Conjunction && IsWord(start - 1, "plus")))
            {
                break;
            }

            start--;
        }

        return start;
    }

    public int NameEnd(int from)
    {
        int end = from;
        while (end < Count && end - from < longestName)
        {
            Token token = tokens[end];
            bool joint = end > from && (IsWord(end, "plus") || IsWord(end, "of") || (IsWord(end, "by") && IsWord(end - 1, "followed")) || (token.Class == WordClass.Sign && text[token.Span.Start] is '+' or '/' or '<' or '>' or '≥' or '≤' or '='));
            if (!token.IsName && !joint)
            {
                break;
            }

            end++;
        }

        while (end > from && !tokens[end - 1].IsName)
        {
            end--;
        }

        return end;
    }

    public bool Label(int at)
    {
        if (at >= Count)
        {
            return false;
        }

        ReadOnlySpan<char> word = tokens[at].Span.In(text);
        return tokens[at].Class != WordClass.Comma && word.Length <= 3
            && (word.Length == 1 ? char.IsAsciiLetterUpper(word[0]) || char.IsAsciiDigit(word[0]) : word.TrimStart("IVX").IsEmpty || (char.IsAsciiLetterUpper(word[0]) && char.IsAsciiDigit(word[1])));
    }

    /// <summary>"group ML": two to five capitals and digits behind a head that has no other name.</summary>
    public bool ShortLabel(int head) => head + 1 < Count && NameStart(head) == head && GroupWords.IsAcronym(Word(head + 1), longest: 5);

    public bool IsJoint(int at) => tokens[at].Class == WordClass.Comma || IsWord(at, "and") || IsWord(at, "or") || IsWord(at, "vs") || IsWord(at, "versus")
        || (tokens[at].Class == WordClass.Stop && at > 0 && IsWord(at - 1, "vs")) || (tokens[at].Class == WordClass.Sign && text[tokens[at].Span.Start] == '/');

    public bool IsValueEnd(int at) =>
        tokens[at].Class is WordClass.Number or WordClass.Close or WordClass.Sign
        || (at > 0 && tokens[at - 1].Class is WordClass.Number or WordClass.Sign) || (at > 1 && tokens[at - 2].Class is WordClass.Number or WordClass.Close)
        || (at > 2 && tokens[at - 3].Class == WordClass.Number);

    public bool AllQuantities(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (tokens[i].Class == WordClass.Word && !Is(i, GroupWord.Quantity))
            {
                return false;
            }
        }

        return true;
    }

    public int HeadOfCompound(int at)
    {
        int hyphen = text.LastIndexOf('-', tokens[at].Span.End - 1, tokens[at].Span.Length);
        return hyphen > tokens[at].Span.Start && GroupWords.IsHead(text.AsSpan(hyphen + 1, tokens[at].Span.End - hyphen - 1))
            && !tokens[at].Span.In(text).StartsWith("between", StringComparison.OrdinalIgnoreCase) && !tokens[at].Span.In(text).StartsWith("within", StringComparison.OrdinalIgnoreCase)
            && !tokens[at].Span.In(text).StartsWith("sub", StringComparison.OrdinalIgnoreCase) && !tokens[at].Span.In(text).StartsWith("inter", StringComparison.OrdinalIgnoreCase) ? hyphen : 0;
    }

    public bool WordEnds(int at, char c) => text[tokens[at].Span.End - 1] == c;

    public bool Is(int at, GroupWord kind) => (_kinds[at] & kind) != 0;

    public bool IsWord(int at, string word) => tokens[at].Span.In(text).Equals(word, StringComparison.OrdinalIgnoreCase);

    private static GroupWord[] KindsOf(string text, List<Token> tokens)
    {
        GroupWord[] kinds = new GroupWord[tokens.Count];
        for (int i = 0; i < kinds.Length; i++)
        {
            kinds[i] = GroupWords.Of(tokens[i].Span.In(text));
        }

        return kinds;
    }
}
