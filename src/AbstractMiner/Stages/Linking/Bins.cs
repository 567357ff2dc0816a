using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>Axes that the features of several links share.</summary>
internal static class Bins
{
    public static readonly string[] Sides = ["before", "after", "inside"];
    public static readonly string[] Brackets = ["same bracket", "heads the bracket", "estimate in bracket", "mention in bracket", "brackets apart"];
    public static readonly string[] YesNo = ["no", "yes"];
    public static readonly string[] Distances = ["0", "1", "2", "3-4", "5-8", "9-16", "17+"];
    public static readonly string[] Joints = ["alone", "first of list", "later in list", "first of versus", "later in versus"];
    public static readonly string[] Prepositions = ["none", "in", "for", "with", "among", "of", "by", "than", "versus", "at", "after", "during", "over", "from", "to", "and", "comma", "bracket", "semicolon", "colon", "determiner", "word", "verb", "number", "adverb"];
    /// <summary>Places in <see cref="Prepositions"/>.</summary>
    public const int Than = 7;
    public const int Versus = 8;
    public const int AfterNumber = 23;

    public static readonly string[] Followers = ["end", "verb", "bracket", "comma", "versus", "and", "preposition", "word", "number", "sign", "stop", "than"];

    public static readonly string[] Sections = ["title", "background", "objective", "methods", "results", "conclusions", "other"];

    /// <summary>The place of a section in <see cref="Sections"/>.</summary>
    public static int Section(SectionKind section) =>
        section switch { SectionKind.Title => 0, SectionKind.Background => 1, SectionKind.Objective => 2, SectionKind.Methods => 3, SectionKind.Results => 4, SectionKind.Conclusions => 5, _ => 6 };

    /// <summary>The place of a word in <see cref="Prepositions"/>; 0 for a word that is none.</summary>
    public static int PrepositionOf(ReadOnlySpan<char> word)
    {
        for (int i = 1; i < 15; i++)
        {
            if (word.Equals(Prepositions[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return 0;
    }

    public static int Distance(int tokens) => tokens switch { 0 => 0, 1 => 1, 2 => 2, <= 4 => 3, <= 8 => 4, <= 16 => 5, _ => 6 };

    public static int Joint(ListPlace place) => place.Size == 1 ? 0 : (place.Versus ? 3 : 1) + (place.Index > 0 ? 1 : 0);

    /// <summary>The word before a mention, articles apart.</summary>
    public static int Before(SentenceFrame frame, int token)
    {
        int at = token - 1;
        while (at >= 0 && frame.Words[at].Class == WordClass.Determiner)
        {
            at--;
        }

        if (at < 0)
        {
            return 0;
        }

        switch (frame.Words[at].Class)
        {
            case WordClass.Comma: return 16;
            case WordClass.Open: return 17;
            case WordClass.Stop: return frame.Text[frame.Words[at].Span.Start] == ':' ? 19 : 18;
            case WordClass.Word: return 21;
            case WordClass.Verb: return 22;
            case WordClass.Adverb: return 24;
            case WordClass.Number or WordClass.Sign or WordClass.Close: return 23;
        }

        // "than in the placebo group", "compared with controls": the first word says more.
        if (at > 0 && (frame.Is(at - 1, "than") || frame.Is(at - 1, "compared") || frame.Is(at - 1, "versus") || frame.Is(at - 1, "vs")))
        {
            return frame.Is(at - 1, "than") ? 7 : 8;
        }

        for (int i = 1; i < 16; i++)
        {
            if (frame.Is(at, Prepositions[i]))
            {
                return i;
            }
        }

        return frame.Is(at, "vs") || frame.Is(at, "compared") ? 8 : frame.Is(at, "following") ? 10 : frame.Is(at, "within") || frame.Is(at, "on") ? 9 : 0;
    }

    public static int After(SentenceFrame frame, int token)
    {
        int at = token + 1;
        if (at >= frame.Words.Count)
        {
            return 0;
        }

        return frame.Words[at].Class switch
        {
            WordClass.Verb or WordClass.Adverb => 1,
            WordClass.Open => 2,
            WordClass.Comma => 3,
            WordClass.Number => 8,
            WordClass.Sign => 9,
            WordClass.Stop or WordClass.Close => 10,
            WordClass.Word => 7,
            _ => frame.Is(at, "vs") || frame.Is(at, "versus") || frame.Is(at, "compared") ? 4 : frame.Is(at, "than") ? 11 : frame.Is(at, "and") || frame.Is(at, "or") ? 5 : 6,
        };
    }
}
