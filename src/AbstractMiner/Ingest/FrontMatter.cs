using System.Text.RegularExpressions;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>What stands above an abstract and below it: title, authors, institutions, citation, session, navigation.</summary>
internal static partial class FrontMatter
{
    [GeneratedRegex(@"(?<!\p{L})(?:University|Universit|Hospital|Hospitals|Department|Dept|Division|Institute|Institut|Clinic|Center|Centre|School|College|Faculty|Laboratory|Medical|Foundation|Inc|Ltd|GmbH|Hôpital|Klinik|Clinique|Ospedale|Research)\b|大学|医院|研究所|学院|科室", RegexOptions.CultureInvariant)]
    private static partial Regex Institution();

    [GeneratedRegex(@"\b(?:is|are|was|were|has|have|had|we|our|can|could|may|might|will|did|does|showed|shown|found|been|this|these|there|it)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex FiniteWord();

    [GeneratedRegex(@"^(?:Session (?:Information|Type|Title|Time|Date|Number|ID)|Meeting:|Date:|Time:|Location:|Category:|Category &|Program:|Track:|Topic:|Abstract (?:Number|Submission|ID|Type)\b|Presentation (?:Type|Time|Number)|Poster Session|Oral Session|First published|Published|Received|Accepted|Citation|To cite|Cite this|Volume\b|Issue\b|Home\b|Skip to|Menu\b|Search\b|Log in|Login|Sign in|Share\b|Print\b|Download\b|View \b|Back to|« |» |‹|›|←|→|Copyright|©|All rights reserved|https?://|www\.|ACR Meeting Abstracts|Accept (?:all )?cookies|We use cookies|Privacy|Terms of|Contact|Previous\b|Next\b|PMID|PMCID|Conference\b|Email\b|E-mail\b|Correspond|Author information|Comment in|\d{1,4}$)", RegexOptions.CultureInvariant)]
    private static partial Regex Navigation();

    [GeneratedRegex(@"\b(?:19|20)\d\d\b[^\n]{0,40}[;:]\s?\d{1,4}\s?[(:]|\bdoi:|\bDOI:|[Ee]pub\b", RegexOptions.CultureInvariant)]
    private static partial Regex CitationSign();

    [GeneratedRegex(@"^(?:The )?(?:(?:clinical )?trial (?:was )?registr\w{2,6}\b|registered (?:at|with|in|on|under)|(?:ClinicalTrials\.gov|clinicaltrials\.gov|NCT\d{8}|ISRCTN|EudraCT|ChiCTR|UMIN|ACTRN|CTRI|IRCT|PACTR|DRKS|NTR\d))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Registration();

    [GeneratedRegex(@"^(?:Disclosures?\b|Conflicts? of [Ii]nterests?\b|Competing [Ii]nterests?\b|Declarations? of\b|[A-Z][\p{L}.' -]{1,40}, ?(?:None|Nothing)\b|None\b|.{0,60}\bNone declared\b|.{0,80}\bdeclares? no\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Disclosure();

    [GeneratedRegex(@"^(?:Key ?[Ww]ords?|KEY ?WORDS?|MeSH terms|Subject terms|关键词|关键字)\s?[:：]", RegexOptions.CultureInvariant)]
    private static partial Regex Keywords();

    [GeneratedRegex(@"^(?:Funding|Funded by|Supported by|Sponsor|Grant|Acknowledg|This (?:study|work|trial|research) was (?:funded|supported|sponsored)|(?:基金项目|资助))", RegexOptions.CultureInvariant)]
    private static partial Regex Funding();

    /// <summary>The length of a title label with its mark; 0 where the line has none.</summary>
    public static int TitleLabel(ReadOnlySpan<char> line)
    {
        bool named = line.StartsWith("TITLE:") || line.StartsWith("TITLE.") || line.StartsWith("Title:") || line.StartsWith("TITLE :");
        return named ? line.IndexOfAny(':', '.') + 1 : 0;
    }

    /// <summary>Whether a phrase reads as a title: some words, no finite verb, not a sentence.</summary>
    public static bool IsTitle(ReadOnlySpan<char> line)
    {
        line = line.Trim("*# ");
        return line.Length is >= 6 and <= 400 && (line.Length >= 12 || Folding.IsChinese(line[^1])) && (line.Contains(' ') || line.IndexOfAnyInRange('\u4e00', '\u9fff') >= 0) && line[^1] is not (':' or ';' or ',')
            && (LayoutPass.IsCapitals(line) || line[^1] is '?' || !FiniteWord().IsMatch(line)) && !Navigation().IsMatch(line);
    }

    /// <summary>A title that ends with a full stop, as citations write it; a line of one sentence that tells nothing.</summary>
    public static bool IsStoppedTitle(ReadOnlySpan<char> line) =>
        line.Length >= 25 && line[^1] is '.' && line.Count(' ') >= 3 && line.IndexOf(". ", StringComparison.Ordinal) < 0 && !line.ContainsAny("=<>±") && Matter(line) is null && IsTitle(line[..^1]);

    /// <summary>A sentence says something of its subject: "The aim was".</summary>
    public static bool HasVerb(ReadOnlySpan<char> line) => FiniteWord().IsMatch(line);

    /// <summary>Words by which a work is found: no line is their continuation, and an abstract ends with them.</summary>
    public static bool IsKeywords(ReadOnlySpan<char> line) => Keywords().IsMatch(line);

    /// <summary>A second sentence of a title: what kind of study, or whose.</summary>
    public static bool IsSubtitle(ReadOnlySpan<char> sentence) =>
        sentence.Length <= 140 && (sentence.StartsWith("A ") || sentence.StartsWith("An ") || sentence.StartsWith("Results of ") || sentence.TrimEnd(". ").EndsWith("Group") || sentence.TrimEnd(". ").EndsWith("Investigators"))
        && !FiniteWord().IsMatch(sentence) && !sentence.ContainsAny("0123456789=<>")
        && (sentence.Contains("study", StringComparison.OrdinalIgnoreCase) || sentence.Contains("trial", StringComparison.OrdinalIgnoreCase) || sentence.Contains("Group", StringComparison.Ordinal)
            || sentence.Contains("report", StringComparison.OrdinalIgnoreCase) || sentence.Contains("review", StringComparison.OrdinalIgnoreCase) || sentence.Contains("Investigators", StringComparison.Ordinal));

    public static bool IsAffiliation(ReadOnlySpan<char> line) =>
        line.Length <= 1500 && Institution().IsMatch(line) && !FiniteWord().IsMatch(line) && !IsChineseProse(line);

    /// <summary>Chinese prose names hospitals too ("本院" ...): it is told by its full stops, or by its headings.</summary>
    private static bool IsChineseProse(ReadOnlySpan<char> line) =>
        line.Contains('。') || line.Contains("目的", StringComparison.Ordinal) || line.Contains("结果", StringComparison.Ordinal) || line.Contains("患者", StringComparison.Ordinal) || line.Contains("我们", StringComparison.Ordinal);

    /// <summary>Names with commas between them: most words begin with a capital, and there is no verb.</summary>
    public static bool IsAuthors(ReadOnlySpan<char> line)
    {
        if (line.Length is < 4 or > 1500 || FiniteWord().IsMatch(line) || line[^1] is ':' || line.ContainsAny('%', '=', '<'))
        {
            return false;
        }

        if (Folding.IsChinese(line[0]))
        {
            return line.Contains(',') && line.Length < 120 && !line.Contains('。');
        }

        int words = 0;
        int names = 0;
        foreach (Range range in line.Split(' '))
        {
            ReadOnlySpan<char> word = line[range].Trim("0123456789,;.*()¹²³⁴⁵⁶⁷⁸⁹-'†‡§¶#");
            if (!word.IsEmpty)
            {
                words++;
                names += char.IsUpper(word[0]) || word is "de" or "van" or "der" or "von" or "and" or "la" or "del" or "den" or "di" or "el" or "al" or "da" or "dos" ? 1 : 0;
            }
        }

        return words >= 2 && names == words && (line.Contains(',') || words <= 4 || line.Contains(';')) && !LayoutPass.IsCapitals(line.Length > 60 ? line : "");
    }

    [GeneratedRegex(@"^(?:(?:(?:[A-Z]{1,3} ){1,2}|(?:[A-Z]\.[ -]?){1,3})\p{L}[\p{L}'’-]{1,40}|\p{Lu}[\p{L}'’-]{1,40} [A-Z]{1,3})[\d*†‡ ]{0,6}[,;] ?\p{Lu}", RegexOptions.CultureInvariant)]
    private static partial Regex FirstAuthor();

    /// <summary>Names of which the first has its initials: <c>A Gale, B Hill</c>, <c>Gale AB, Hill C</c>.</summary>
    public static bool IsInitialled(ReadOnlySpan<char> line) => FirstAuthor().IsMatch(line) && IsAuthors(line.TrimEnd(','));

    /// <summary>What a line that is no report belongs to; null for prose and unknown lines.</summary>
    public static SectionKind? Matter(ReadOnlySpan<char> line)
    {
        if (line.Length > 600)
        {
            return null;
        }

        if (IsKeywords(line))
        {
            return SectionKind.Keywords;
        }

        if (Disclosure().IsMatch(line))
        {
            return SectionKind.Disclosure;
        }

        if (Registration().IsMatch(line) && line.Length < 250)
        {
            return SectionKind.Registration;
        }

        if (Funding().IsMatch(line))
        {
            return SectionKind.Funding;
        }

        if (Identifiers.IsDoi(line))
        {
            return SectionKind.Identifier;
        }

        return Navigation().IsMatch(line) || line.Length < 300 && line.Contains("://", StringComparison.Ordinal) && !LayoutPass.EndsSentence(line) || line.Length < 200 && CitationSign().IsMatch(line) && !FiniteWord().IsMatch(line) ? SectionKind.Matter : null;
    }

    /// <summary>Whether a line above a heading may belong to the heading's abstract: title, authors, institution, number.</summary>
    public static bool MayStandAbove(ReadOnlySpan<char> line) =>
        Identifiers.IsWhole(line) || Identifiers.StartsLine(line) || (Matter(line) is not (SectionKind.Disclosure or SectionKind.Keywords or SectionKind.Registration or SectionKind.Funding or SectionKind.Matter) && !line.Contains('\t')
        && (LayoutPass.IsCapitals(line) || IsAffiliation(line) || IsAuthors(line) || (!LayoutPass.EndsSentence(line) || line[^1] is '?') && line.Length is >= 12 and <= 350 || Folding.IsChinese(line[0]) && line.Length < 60));
}
