using System.Collections.Frozen;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Ends sentences at full stops that are none of an abbreviation, an initial or a number, at Chinese full stops, and at
/// line feeds.
/// </summary>
internal static class SentenceSplitter
{
    private const int LongestSentence = 5000;

    /// <summary>The sentences of a stretch of text, without the blanks between them.</summary>
    public static void Split(string text, TextSpan within, SectionKind section, IList<Sentence> sentences)
    {
        int start = within.Start;
        for (int i = within.Start; i < within.End; i++)
        {
            i += Math.Max(0, text.AsSpan(i, within.End - i).IndexOfAny(Ends) is var hop && hop < 0 ? within.End - i : hop);
            if (i >= within.End || !IsEnd(text, i, start, within.End))
            {
                continue;
            }

            int end = i + 1;
            while (end < within.End && text[end] is '.' or ')' or ']' or '"' or '\'' && text[i] is not '\n' && (text[end] is '.' || end + 1 == within.End || text[end + 1] is ' ' or '\n'))
            {
                end++;
            }

            Add(text, start, text[i] is '\n' ? i : end, section, sentences);
            start = end;
            i = end - 1;
        }

        Add(text, start, within.End, section, sentences);
    }

    /// <summary>The language of a stretch of text, by its script: a Chinese character says about as much as two letters.</summary>
    public static Language LanguageOf(ReadOnlySpan<char> text)
    {
        if (Folding.IndexOfChinese(text) < 0)
        {
            return Language.English;
        }

        int chinese = 0;
        int letters = 0;
        foreach (char c in text)
        {
            chinese += Folding.IsChinese(c) ? 1 : 0;
            letters += char.IsAsciiLetter(c) ? 1 : 0;
        }

        return chinese * 3 > letters && chinese > 0 ? Language.Chinese : Language.English;
    }

    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create(".?!。！？\n\t");

    private static void Add(string text, int start, int end, SectionKind section, IList<Sentence> sentences)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        // A text without full stops is cut at a space, so that what reads sentence by sentence stays fast.
        while (end - start > LongestSentence && text.AsSpan(start + LongestSentence, end - start - LongestSentence).IndexOf(' ') is >= 0 and var space)
        {
            int cut = start + LongestSentence + space;
            sentences.Add(new Sentence(new TextSpan(start, cut), section, LanguageOf(text.AsSpan(start, cut - start))));
            start = cut + 1;
        }

        if (end > start)
        {
            sentences.Add(new Sentence(new TextSpan(start, end), section, LanguageOf(text.AsSpan(start, end - start))));
        }
    }

    private static bool IsEnd(string text, int at, int start, int limit)
    {
        char c = text[at];
        if (c is '\n' or '。' or '！' or '？')
        {
            return true;
        }

        if (c is '\t')
        {
            return false;
        }

        int next = at + 1;
        while (next < limit && text[next] is ')' or ']' or '"' or '\'' or '.' && next - at < 4)
        {
            next++;
        }

        if (next >= limit || text[next] is '\n')
        {
            return true;
        }

        // A full stop with no space after it: between Chinese clauses, or where the space was lost ("2016.Results Among").
        if (text[next] is not ' ')
        {
            char before = at > start ? text[at - 1] : ' ';
            return c is '.' or '?' && next == at + 1 && (Folding.IsChinese(text[next]) && !char.IsAsciiDigit(before)
                || Folding.IsChinese(text[next]) && ChineseHeadings.At(text, next, limit) is not null
                || Folding.IsChinese(before) && char.IsLetterOrDigit(text[next])
                || char.IsAsciiDigit(before) && char.IsUpper(text[next]) && Headings.At(text, next, limit, false) is not null
                || (char.IsLower(before) || before is ')' or '%' or ']') && IsCapitalised(text, next, limit) && !IsInsideToken(text, at, start));
        }

        int word = next;
        while (word < limit && text[word] is ' ')
        {
            word++;
        }

        if (word >= limit)
        {
            return true;
        }

        char follows = text[word];
        int skip = word;
        while (skip < limit && text[skip] is '(' or '[' or '"' or '\'' && skip - word < 2)
        {
            skip++;
        }

        bool upper = skip < limit && (char.IsUpper(text[skip]) || Folding.IsChinese(text[skip]) || text[skip] is '【' or '≥' or '≤' or '<' or '>');
        bool digit = skip < limit && char.IsAsciiDigit(text[skip]);
        if (c is '?' or '!')
        {
            // "3.38 ? 1.41": a sign that an encoding lost, not a question.
            return upper || digit && at > start && text[at - 1] is not ' ';
        }

        if (!upper && !digit && !(char.IsLower(follows) && IsLowercaseStarter(text, word, limit)))
        {
            return false;
        }

        return !IsAbbreviation(text, at, start, word, limit, digit);
    }

    /// <summary>Whether the full stop at a position belongs to the word before it.</summary>
    private static bool IsAbbreviation(string text, int at, int start, int word, int limit, bool digitFollows)
    {
        int from = at;
        while (from > start && (char.IsLetter(text[from - 1]) || text[from - 1] is '.' && from - 1 > start && char.IsLetter(text[from - 2])))
        {
            from--;
        }

        ReadOnlySpan<char> token = text.AsSpan(from, at - from);
        if (token.IsEmpty)
        {
            // "2. Methods": a number that starts its line is a label, not a sentence.
            int number = at;
            while (number > start && (char.IsAsciiDigit(text[number - 1]) || text[number - 1] is '.'))
            {
                number--;
            }

            return number < at && text.AsSpan(start, number - start).Trim().IsEmpty;
        }

        bool starter = IsStarter(text, word, limit);
        if (token.Length == 1)
        {
            // "J. Smith" is an initial; "hepatitis B. Patients" ends a sentence.
            if (!char.IsUpper(token[0]))
            {
                return token is "p" or "c" or "n" or "s" && digitFollows;
            }

            ReadOnlySpan<char> before = text.AsSpan(start, from - start).TrimEnd();
            int space = before.LastIndexOf(' ');
            ReadOnlySpan<char> previous = before[(space + 1)..];
            bool initials = word + 1 < limit && char.IsUpper(text[word]) && text[word + 1] is '.';
            bool named = initials || previous.IsEmpty || char.IsUpper(previous[0]) && !Lettered.Contains(previous) || previous[^1] is ',' or '.' or '&' or '(';
            return named && !starter && !digitFollows || token[0] is 'P' && digitFollows && text[word] is '0' && word + 1 < limit && text[word + 1] is '.';
        }

        if (token.Contains('.'))
        {
            return !starter;
        }

        if (BeforeNumbers.Contains(token))
        {
            return digitFollows;
        }

        return Always.Contains(token) || Usually.Contains(token) && !starter;
    }

    private static bool IsInsideToken(string text, int at, int start)
    {
        int from = at;
        while (from > start && text[from - 1] is not (' ' or '\n' or '('))
        {
            from--;
        }

        ReadOnlySpan<char> token = text.AsSpan(from, at - from);
        return token.Contains('/') || token.Contains('@') || token.StartsWith("www", StringComparison.OrdinalIgnoreCase) || Always.Contains(token) || token is "al" || token.Length == 1;
    }

    private static bool IsCapitalised(string text, int at, int limit) =>
        at + 2 < limit && char.IsUpper(text[at]) && (char.IsLower(text[at + 1]) && char.IsLower(text[at + 2]) || char.IsUpper(text[at + 1]) && Headings.At(text, at, limit, false) is not null);

    /// <summary>Gene names and the like that start a sentence in lower case.</summary>
    private static bool IsLowercaseStarter(string text, int at, int limit) =>
        at + 2 < limit && (text[at] is 'm' or 'p' or 'n' or 'h' or 'i' or 'e' or 'c' or 'r' or 'd') && (char.IsUpper(text[at + 1]) || char.IsAsciiDigit(text[at + 1]));

    /// <summary>Words that begin sentences and hardly ever a name: after them even an abbreviation's full stop ends the sentence.</summary>
    private static bool IsStarter(string text, int at, int limit)
    {
        int end = at;
        while (end < limit && char.IsLetter(text[end]))
        {
            end++;
        }

        return Starters.Contains(text.AsSpan(at, end - at));
    }

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Always = Set(
        "vs e.g i.e eg ie cf Dr Drs Prof Mr Mrs Ms St Ste Mt viz approx ca resp Fig Figs Eq Eqs Ref Refs Tab Sect Suppl vol Vol ed eds Inc Ltd Corp Jr Sr sp spp subsp var Univ Dept Hosp Natl Int Med");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Usually = Set("al etc Co No Nos Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec min max avg est incl excl subj pts diff");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeNumbers = Set("No Nos no nos Fig Figs fig figs Table Tab pp vol Vol Ref ref art Art v ver vers version approx ca");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Starters = Set(
        "The A An In We Our This These Those It They There Their At After Before During For From To Of On By With Without Among Between Both All Each Every No None Not Of Only Most Many Some Two Three Four Five Six Seven Eight Nine Ten "
        + "Patients Participants Subjects Women Men Children Adults Results Methods Conclusion Conclusions Background Objective Objectives Aim Data However Although While When Whereas If Since As Also Additionally Moreover Furthermore Finally Overall "
        + "Thus Therefore Hence Compared Further Future Such Using Here Mean Median Secondary Primary Adverse Treatment Significant Serious One Other Outcome Outcomes Both Nevertheless Conversely Similarly Study Analysis");

    /// <summary>Words after which a single capital is a letter of a kind, not an initial.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lettered = Set(
        "Group Groups Arm Arms Type Grade Class Vitamin Hepatitis Factor Part Phase Stage Cohort Regimen Treatment Protein Level Category Pugh Child-Pugh Study Trial Sequence Panel Influenza Score Child And Or Versus Team Model Protocol Schedule Cytochrome Immunoglobulin Botulinum Amphotericin Cyclosporin Ciclosporin Plan Table Figure");

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').Distinct().ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
