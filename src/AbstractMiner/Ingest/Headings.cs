using System.Collections.Frozen;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>How sure the print of a heading makes it.</summary>
internal enum HeadingForm
{
    /// <summary>Followed by a colon or a full stop, or alone on its line.</summary>
    Marked,

    /// <summary>In capitals, and the text follows after a space.</summary>
    Capitals,

    /// <summary>A capital first letter, and the text follows after a space: counts only beside others.</summary>
    RunIn,
}

/// <param name="Span">The heading with its mark.</param>
/// <param name="Exported">Written by a text export (<c>ABSTRACT.METHODS:</c>).</param>
internal readonly record struct Heading(SectionKind Kind, TextSpan Span, HeadingForm Form, bool Exported);

/// <summary>
/// Section headings of every print: <c>Methods:</c>, <c>ABSTRACT.MATERIALS AND METHODS.</c>, <c>METHODS We ...</c>,
/// <c>2.1. Patients</c>, <c>【方法】</c>. A heading is a phrase made of nothing but heading words; which of them decides the kind.
/// </summary>
internal static class Headings
{
    private const int LongestHeading = 90;

    private const int MostWords = 10;

    /// <summary>The heading at a position, where a line or a sentence starts; null where there is none.</summary>
    public static Heading? At(string text, int at, int end, bool lineStart)
    {
        if (at >= end)
        {
            return null;
        }

        char first = text[at];
        return Folding.IsChinese(first) || first is '【' or '[' or '<' && at + 1 < end && Folding.IsChinese(text[at + 1])
            ? ChineseHeadings.At(text, at, end)
            : char.IsAsciiLetter(first) ? Latin(text, at, end, lineStart) : null;
    }

    /// <summary>The heading that a line begins with.</summary>
    public static Heading? At(string line) => At(line, 0, line.Length, lineStart: true);

    /// <summary>Whether a line begins with a heading.</summary>
    public static bool StartsLine(ReadOnlySpan<char> line)
    {
        string head = line[..Math.Min(line.Length, LongestHeading + 10)].ToString();
        return At(head, 0, head.Length, lineStart: true) is { } heading && (heading.Span.End < head.Length || head.Length == line.Length);
    }

    /// <summary>Whether a line is a heading and nothing else.</summary>
    public static bool IsWhole(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestHeading)
        {
            return false;
        }

        string whole = line.ToString();
        return At(whole, 0, whole.Length, lineStart: true) is { } heading && heading.Span.End >= whole.Length;
    }

    private static Heading? Latin(string text, int at, int end, bool lineStart)
    {
        if (!lineStart && !char.IsUpper(text[at]))
        {
            return null;
        }

        int start = at;
        bool exported = false;
        while (Export(text, at, end) is > 0 and var prefix)
        {
            at += prefix;
            exported = true;
            if (at >= end || text[at] is '\n' or ' ')
            {
                return new Heading(SectionKind.Other, new TextSpan(start, at), HeadingForm.Marked, true);
            }
        }

        // The longest phrase that print marks as a heading: "Methods Subjects were" heads with "Methods" alone.
        Span<Phrase> phrases = stackalloc Phrase[MostWords];
        for (int count = Read(text, at, Math.Min(end, at + LongestHeading), phrases); count > 0; count--)
        {
            if (Marked(text, start, at, end, phrases[count - 1], lineStart, exported) is { } heading)
            {
                return heading;
            }
        }

        return exported ? Custom(text, start, at, end) : null;
    }

    /// <summary>The phrase as a heading, where what follows it shows that it is one.</summary>
    private static Heading? Marked(string text, int start, int at, int end, Phrase phrase, bool lineStart, bool exported)
    {
        int stop = phrase.End;
        bool capitals = IsUpper(text.AsSpan(at, stop - at));
        int mark = stop;
        while (mark < end && text[mark] is ' ')
        {
            mark++;
        }

        if (mark >= end || text[mark] is '\n')
        {
            return char.IsUpper(text[at]) && (lineStart || exported) ? new Heading(phrase.Kind, new TextSpan(start, stop), HeadingForm.Marked, exported) : null;
        }

        if (text[mark] is ':' || text[mark] is '.' && (mark + 1 == end || text[mark + 1] is ' ' or '\n' or '.'))
        {
            if (text[mark] is '.' && !capitals && !(char.IsUpper(text[at]) && phrase.Core))
            {
                return null;
            }

            while (mark < end && text[mark] is ':' or '.' or ' ' && !(text[mark] is ' ' && mark + 1 < end && text[mark + 1] is not (':' or '.')))
            {
                mark++;
            }

            return new Heading(phrase.Kind, new TextSpan(start, Math.Min(mark, end)), HeadingForm.Marked, exported);
        }

        if (exported)
        {
            return null;
        }

        if (text[mark] is '-' && mark > stop && mark + 1 < end && text[mark + 1] is ' ' && phrase.Core && (capitals || lineStart && char.IsUpper(text[at])))
        {
            return new Heading(phrase.Kind, new TextSpan(start, mark + 1), HeadingForm.Marked, false);
        }

        // In a title of capitals "PATIENTS" is a word like the others: the text after a heading has small letters.
        // OCR may have lost the space: "ObjectiveTo explore".
        bool glued = mark == stop && !capitals && char.IsUpper(text[mark]) && mark + 1 < end && char.IsLower(text[mark + 1]);
        bool textFollows = (mark > stop || glued) && (char.IsUpper(text[mark]) || char.IsAsciiDigit(text[mark]) || text[mark] is '(' or '"' or '[')
            && !(capitals && LayoutPass.IsCapitals(Line(text, mark, end)));
        return phrase.Core && textFollows && char.IsUpper(text[at])
            ? new Heading(phrase.Kind, new TextSpan(start, stop), capitals && stop - at > 3 ? HeadingForm.Capitals : HeadingForm.RunIn, false)
            : null;
    }

    /// <summary>What follows on the line, as far as it takes to tell capitals from text.</summary>
    private static ReadOnlySpan<char> Line(string text, int at, int end)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at, Math.Min(end - at, 60));
        return rest.IndexOf('\n') is >= 0 and var stop ? rest[..stop] : rest;
    }

    /// <summary>The length of <c>ABSTRACT.</c>, <c>BODY.</c>, <c>SUMMARY.</c> or <c>Abstract:</c> at a position; 0 where there is none.</summary>
    private static int Export(string text, int at, int end)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at, Math.Min(10, end - at));
        foreach (string name in (ReadOnlySpan<string>)["ABSTRACT", "Abstract", "SUMMARY", "Summary", "BODY", "Synopsis", "SYNOPSIS"])
        {
            if (rest.StartsWith(name) && at + name.Length < end && text[at + name.Length] is '.' or ':')
            {
                int stop = at + name.Length + 1;
                while (stop < end && text[stop] is ':' or '.')
                {
                    stop++;
                }

                // "Abstract: Objective To ..." has its next heading after a space.
                return stop + 1 < end && text[stop] is ' ' && text[stop + 1] is not '\n' && Latin(text, stop + 1, end, true) is not null ? stop + 1 - at : stop - at;
            }
        }

        return 0;
    }

    /// <summary>A heading of the authors' own that an export labels: <c>ABSTRACT.WHY WAS THIS STUDY DONE?:</c>.</summary>
    private static Heading? Custom(string text, int start, int at, int end)
    {
        int line = text.IndexOf('\n', at, end - at);
        line = line < 0 ? end : line;
        return line - at <= LongestHeading && text[line - 1] is '.' or ':' && IsUpper(text.AsSpan(at, line - at))
            ? new Heading(SectionKind.Other, new TextSpan(start, line), HeadingForm.Marked, true)
            : new Heading(SectionKind.Other, new TextSpan(start, at), HeadingForm.Marked, true);
    }

    private readonly record struct Phrase(int End, SectionKind Kind, bool Core);

    /// <summary>The runs of heading words from a position, from the shortest to the longest; how many there are.</summary>
    private static int Read(string text, int at, int limit, Span<Phrase> phrases)
    {
        int count = 0;
        int words = 0;
        bool core = false;
        SectionKind kind = SectionKind.Other;
        bool capitals = at + 1 < limit && char.IsUpper(text[at + 1]);
        for (int i = at; i < limit && count < phrases.Length;)
        {
            int start = i;
            while (i < limit && char.IsAsciiLetter(text[i]) && !(i > start && char.IsUpper(text[i]) && char.IsLower(text[i - 1])))
            {
                i++;
            }

            if (i == start || !Words.TryGetValue(text.AsSpan(start, i - start), out Role role) || words > 0 && capitals && !(char.IsUpper(text[start]) && char.IsUpper(text[Math.Max(start, i - 1)])))
            {
                break;
            }

            if (i + 2 < limit && text[i] is '(' && text[i + 1] is 's' or 'S' && text[i + 2] is ')')
            {
                i += 3;
            }
            else if (i + 5 < limit && text.AsSpan(i, 6) is " ( S )")
            {
                i += 6;
            }

            words++;
            if (role.Kind is { } named)
            {
                kind = words == 1 || Rank(named) > Rank(kind) ? named : kind;
                core |= role.Core;
            }

            if (!role.Joins && (kind is not SectionKind.Other || role.Kind is not null))
            {
                phrases[count++] = new Phrase(i, kind, core);
            }

            int next = i;
            while (next < limit && text[next] is ' ' or '/' or '&' or ',' or '-' && next - i < 4)
            {
                next++;
            }

            if (next == i)
            {
                break;
            }

            i = next;
        }

        return count;
    }

    /// <summary>Of two kinds in one heading the one that matters more to a reader of results wins.</summary>
    private static int Rank(SectionKind kind) => kind switch
    {
        SectionKind.Other => 0,
        SectionKind.Objective => 1,
        SectionKind.Background => 2,
        SectionKind.Methods => 3,
        SectionKind.Conclusions => 4,
        SectionKind.Results => 5,
        _ => 6,
    };

    private static bool IsUpper(ReadOnlySpan<char> phrase)
    {
        foreach (char c in phrase)
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="Kind">The kind that the word names; null for words that only join or narrow.</param>
    /// <param name="Core">May stand as a heading by itself without a mark.</param>
    /// <param name="Joins">Never the last word of a heading.</param>
    private readonly record struct Role(SectionKind? Kind, bool Core, bool Joins);

    private static readonly FrozenDictionary<string, Role>.AlternateLookup<ReadOnlySpan<char>> Words = Lexicon().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static Dictionary<string, Role> Lexicon()
    {
        Dictionary<string, Role> words = new(StringComparer.OrdinalIgnoreCase);
        Add(SectionKind.Background, true, "background introduction context rationale importance");
        Add(SectionKind.Background, false, "premise problem");
        Add(SectionKind.Objective, true, "objective objectives aim aims purpose purposes goal goals hypothesis");
        Add(SectionKind.Objective, false, "hypotheses question questions");
        Add(SectionKind.Methods, true, "method methods methodology materials design participants patients setting settings interventions intervention measurements");
        Add(SectionKind.Methods, false, "material subjects population exposure exposures measure measures measurement procedure procedures analysis analyses statistics statistical "
            + "randomization randomisation outcome outcomes sampling sample animals protocol sources source selection extraction collection eligibility criteria experimental endpoint endpoints variables treatment treatments");
        Add(SectionKind.Results, true, "results result findings finding");
        Add(SectionKind.Results, false, "observations observation synthesis");
        Add(SectionKind.Conclusions, true, "conclusion conclusions interpretation discussion");
        Add(SectionKind.Conclusions, false, "implications implication significance relevance impact limitations limitation lessons comment comments commentary perspective summary");
        Add(SectionKind.Registration, false, "registration registrations registry identifier");
        Add(SectionKind.Funding, false, "funding sponsor sponsors sponsorship support grants grant acknowledgements acknowledgments acknowledgement acknowledgment");
        Add(SectionKind.Keywords, false, "keywords keyword");
        Add(SectionKind.Disclosure, false, "disclosure disclosures conflict conflicts declaration competing");
        Add(SectionKind.Matter, false, "supplementary supplemental supporting");
        foreach (string word in "editorial author authors plain language lay main primary secondary principal key study clinical trial trials research number numbers level evidence data practice overall interventional patient information design other take home message messages brief electronic reporting health public general interest interests words teaching".Split(' '))
        {
            words.TryAdd(word, new Role(null, false, false));
        }

        foreach (string word in "and or of the for with to in a on from by".Split(' '))
        {
            words[word] = new Role(null, false, true);
        }

        return words;

        void Add(SectionKind kind, bool core, string list)
        {
            foreach (string word in list.Split(' '))
            {
                words[word] = new Role(kind, core, false);
            }
        }
    }
}
