using System.Collections.Frozen;
using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <summary>What a word does in a sentence: just enough grammar to find where a noun phrase ends.</summary>
public enum WordClass
{
    Word,
    Number,
    Determiner,
    Preposition,
    Conjunction,
    Verb,
    Adverb,
    Comma,
    Stop,
    Open,
    Close,
    Sign,
}

public readonly record struct Token(TextSpan Span, WordClass Class)
{
    /// <summary>A word or a number that can stand inside a name.</summary>
    public bool IsName => Class is WordClass.Word or WordClass.Number;
}

/// <summary>Splits a sentence into words and signs, each with its class.</summary>
public static class Tokens
{
    private static readonly FrozenDictionary<string, WordClass> Classes = Of(
        (WordClass.Determiner, "the a an this these those each both all any some its their our such no every either neither another most half many few several"),
        (WordClass.Preposition, "of in on at for with by from to into among amongst between during after before within over under than as per versus vs v without against through via following until since across about above below despite due including receiving compared using toward towards throughout upon"),
        (WordClass.Conjunction, "and or but while whereas although however nor though when where which that who whom whose if because so then therefore thus moreover furthermore additionally also plus"),
        (WordClass.Verb, "was were is are be been being had has have having did do does showed shown show shows demonstrated demonstrates revealed found observed reported experienced achieved developed occurred received remained increased increases decreased decreases improved improves reduced declined fell rose dropped changed differed ranged reached averaged suffered underwent noted seen recorded detected measured resulted resulting led caused exhibited gained lost required attained obtained yielded indicated suggested evidenced identified estimated calculated lowered attenuated worsened became differ differs differing can could may might would will should must appeared tended gave given got took taken included excluded fulfilled saw represented represents representing favored favoured displayed evaluated assessed analysed analyzed involved involving documented examined determined confirmed considered"),
        (WordClass.Adverb, "not only respectively significantly statistically more less greater higher lower better worse similar similarly longer shorter fewer slightly markedly approximately nearly almost overall there it they we he she very significant non-significant nonsignificant insignificant comparable unchanged smaller larger respective together still even however again later thereafter"));

    private static readonly FrozenDictionary<string, WordClass>.AlternateLookup<ReadOnlySpan<char>> Lookup = Classes.GetAlternateLookup<ReadOnlySpan<char>>();

    public static List<Token> In(string text, TextSpan within)
    {
        List<Token> tokens = new(within.Length / 4);
        for (int i = within.Start; i < within.End;)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }

            int end = i + 1;
            if (char.IsLetterOrDigit(c))
            {
                bool letters = char.IsLetter(c);
                while (end < within.End && (char.IsLetterOrDigit(text[end]) || JoinsAt(text, end, within.End)))
                {
                    letters |= char.IsLetter(text[end]);
                    end++;
                }

                ReadOnlySpan<char> word = text.AsSpan(i, end - i);
                WordClass kind = !letters ? WordClass.Number : word.Length <= 14 && Lookup.TryGetValue(word, out WordClass known) ? known : word.Length > 4 && word.EndsWith("ly", StringComparison.Ordinal) ? WordClass.Adverb : WordClass.Word;
                tokens.Add(new Token(new TextSpan(i, end), kind));
            }
            else
            {
                WordClass kind = c switch
                {
                    '(' or '[' => WordClass.Open,
                    ')' or ']' => WordClass.Close,
                    ',' => WordClass.Comma,
                    ';' or ':' or '.' or '?' or '!' or '\t' or '\n' => WordClass.Stop,
                    _ => WordClass.Sign,
                };
                tokens.Add(new Token(new TextSpan(i, end), kind));
            }

            i = end;
        }

        return tokens;
    }

    /// <summary>The index of the first token that ends after a position; the count where there is none.</summary>
    public static int IndexAt(List<Token> tokens, int position)
    {
        int low = 0;
        int high = tokens.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (tokens[middle].Span.End > position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Hyphens, slashes, points and plus signs inside a word belong to it.</summary>
    private static bool JoinsAt(string text, int at, int end) =>
        text[at] is '-' or '/' or '\'' or '’' or '+' or '.' or ',' && at + 1 < end && char.IsLetterOrDigit(text[at + 1]) && char.IsLetterOrDigit(text[at - 1])
        && (text[at] is not ('.' or ',') || (char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1])));

    private static FrozenDictionary<string, WordClass> Of(params (WordClass Class, string Words)[] lists)
    {
        Dictionary<string, WordClass> classes = new(StringComparer.OrdinalIgnoreCase);
        foreach ((WordClass kind, string words) in lists)
        {
            foreach (string word in words.Split(' '))
            {
                classes.TryAdd(word, kind);
            }
        }

        return classes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
