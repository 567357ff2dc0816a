using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>The shapes of drugs that no vocabulary knows: "AMG 386", "treated with novaxiline 10 mg/kg", "Huoxue Injection", "an anti-IL-6 monoclonal antibody".</summary>
internal static partial class UnknownDrugs
{
    internal static Pattern<Capture> Code { get; } = new("drug.unknown-code", CodeRegex(), match => match)
    {
        Needs = text => text.ContainsAnyInRange('0', '9'),
        Starts = NextCode,
        Finds = ["treated with AMG 386", "BAY 94-8862 (20 mg)", "MLC601 or placebo", "BRN-01 tablets", "the Q75 vaccine", "biosimilar KT-P6"],
        Ignores = ["NCT01234567", "in the SF-36", "HLA-B27", "IL-6 receptor", "COVID-19", "Ki-67", "CD20", "(AS+AQ 13.3%", "NS 440 mg"],
    };

    // A sponsor's letters and a number of three digits or more (two after a hyphen): questionnaires, genes, antigens and registries have other shapes.
    [GeneratedRegex("""
        \G(?<![\p{L}\d-]|[Ee]xtract\ )(?!(?:NCT|ISRCTN|ACTRN|UMIN|EORTC|CI|SPSS|VAS|VYC|PMC|NSABP|SWOG|ECOG|CALGB|IBCSG|RTOG|NCIC|COVID|ICD|DSM|SF|EQ|CA|CD|HLA|PS|BILAG|DAS|ACR|MRC|ISO|GOG|TIC|SCL|WHO|UK|US|QLQ|PHQ|HPV|BIG|MA|ATAC|NRG|FDA|ALTTO|JAPIC|CTRI|KCT|ANZCTR|IRCT|DRKS|PACTR|HIV|HCV|HBV|KPS|IDC|HL|THP|MCF|CCK|RAW)[- ]?[A-Z]?\d)
        (?:[A-Z]{1,4}-?[A-Z]?\d{1,5}(?=\)?\ (?:peptide\ )?vaccine)|[A-Z]{2,5}(?:[\ -]\d{2,6}-\d{2,6}|\ \d{3,6}|-\d{2,6}|-[A-Z]\d{1,3}|\d{3,6})[A-Z]?)(?![\p{L}\d/%]|\.\d|\ mg\b)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex CodeRegex();

    /// <summary>The next word that begins with a capital and goes on with another, a digit or a hyphen.</summary>
    private static int NextCode(ReadOnlySpan<char> text, int from)
    {
        for (int at = from; at + 1 < text.Length; at++)
        {
            if (char.IsAsciiLetterUpper(text[at]) && (char.IsAsciiLetterUpper(text[at + 1]) || char.IsAsciiDigit(text[at + 1]) || text[at + 1] == '-') && (at == 0 || !char.IsLetterOrDigit(text[at - 1])))
            {
                return at;
            }
        }

        return -1;
    }

    internal static Pattern<Capture> Dosed { get; } = new("drug.dosed", DosedRegex(), match => IsWord(match.Groups["name"].ValueSpan) ? match.Groups["name"] : null)
    {
        Needs = text => text.ContainsAnyInRange('0', '9'),
        Cues = SearchValues.Create(["treated with ", "receive", "receiving ", "given ", "administered ", "assigned to ", "randomi"], StringComparison.Ordinal),
        Finds = ["were treated with novaxiline 10 mg/kg", "randomised to receive Zorbelan (20 mg daily)", "given tirabrol 5 mg"],
        Ignores = ["treated with doses of 10 mg", "received a dose 10 mg", "given daily 5 mg", "received either 20 mg", "received placebo (20 mg)"],
    };

    private static bool IsWord(ReadOnlySpan<char> word) => !NoNames.Holds(word) && !word.EndsWith("ly") && !word.EndsWith("ing");

    private static readonly WordSet NoNames = WordSet.Of(
        "receive patches caudal spinal epidural dose doses daily either placebo about approximately total least single oral intravenous weekly group groups infusion injection treatment therapy patients once twice tablets tablet capsules capsule saline another between additional "
        + "alone solution control extract diet supplement supplements water protein formula powder nothing radiation cells carbohydrate vehicle standard higher lower median medium cream drug drugs medication product juice products solutions fluid radiotherapy boost beverage drink milk bolus");

    [GeneratedRegex("""
        \b(?:treated\ with|received?|receiving|given|administered|assigned\ to(?:\ receive)?|randomi[sz]ed\ to(?:\ receive)?)\ (?:(?:either|oral|intravenous|subcutaneous|topical)\ ){0,2}
        (?<name>\p{L}[\p{Ll}-]{4,24})\ \(?(?:at\ )?\d[\d.,]{0,9}\s?(?:mg|[uµμ]g|mcg|g|IU)(?:/(?:kg|day|d|m2))?(?![\p{L}/])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex DosedRegex();

    internal static Pattern<Capture> Product { get; } = new("drug.product", ProductRegex(), match => match.Groups["name"])
    {
        Needs = NamesForm,
        Finds = ["the Memorin Plus® supplement", "Dolofin™ tablets", "Huoxue Injection", "Shenlin granules"],
        Ignores = ["the Biomat® dynamometer", "SPSS® software", "The injection was", "Routine tablets"],
    };

    private static bool NamesForm(ReadOnlySpan<char> text) => text.ContainsAny('®', '™') || text.ContainsAny(Forms);

    private static readonly SearchValues<string> Forms = SearchValues.Create(["njection", "apsule", "ablet", "ranule", "ecoction", "iquid", "Pill", "pill", "ormula"], StringComparison.Ordinal);

    // A trade mark before a form that drugs come in; Chinese patent medicines are known by form alone.
    [GeneratedRegex(@"(?<![\p{L}\d-])(?:(?<name>(?!The\ |A\ )[A-Z][\p{L}\d-]{2,20}(?:\ [A-Z][\p{L}\d-]{2,20}){0,2})\ ?(?:®|™)\ (?:[a-z]{4,12}\ )?(?:supplements?|tablets?|capsules?|creams?|gels?|ointments?|vaccines?|syrup|lozenges?|granules|drops)|(?<name>[A-Z][a-z]{1,14}(?:ning|xin|xue|tang|shen|hong|wan|tong|long|kang|lin|ping|gan|pi|san|qi|mai|zhi))\ (?:[Ii]njection|[Cc]apsules?|[Tt]ablets?|[Gg]ranules?|[Dd]ecoction|[Oo]ral\ [Ll]iquid|[Pp]ills?|[Ff]ormula))\b", RegexOptions.CultureInvariant)]
    private static partial Regex ProductRegex();

    internal static Pattern<Capture> PlaceboPartner { get; } = new("drug.placebo-partner", PlaceboPartnerRegex(), match => match.Groups["name"])
    {
        Cues = SearchValues.Create(["lacebo", "biosimilar"], StringComparison.Ordinal),
        Finds = ["safety of XB4 (a trastuzumab biosimilar)", "received XKB4 or placebo", "placebo and RLX2 tablets", "NX7 and matching placebo"],
        Ignores = ["trough FEV1 versus placebo", "FEV1 and placebo", "group A2 or placebo", "between TENS or placebo", "HbA1c and placebo", "at T2 and placebo"],
    };

    // A sponsor's letters with one digit are a drug where placebo is the other choice.
    [GeneratedRegex(@"(?<![\p{L}\d-]|group\ |arm\ |at\ )(?:(?!FEV|GOLD)(?<name>[A-Z]{2,5}\d)\ (?:or|and)\ (?:(?:matching|identical|a)\ )?placebo\b|[Pp]lacebo\ (?:or|and)\ (?!FEV|GOLD)(?<name>[A-Z]{2,5}\d)(?![\p{L}\d])|(?<name>[A-Z]{2,4}\d{1,2})\ \((?:an?|the)\ (?:[\p{L}-]{3,16}\ ){1,3}biosimilar)", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceboPartnerRegex();

    internal static Pattern<Capture> Plant { get; } = new("drug.plant", PlantRegex(), match => match.Groups["name"])
    {
        Cues = SearchValues.Create(["xtract", " oil", "powder", "apsule", "incture", " gel", " cream", "outhwash"], StringComparison.Ordinal),
        Finds = ["Polyantha minima extract", "Lavia officinalis L. essential oil", "Herbia longifolia root extract"],
        Ignores = ["Virgin olive oil", "Topical estrogen cream", "Candida albicans growth", "Daily garlic powder"],
    };

    // A genus and a species before what is made of a plant.
    [GeneratedRegex(@"(?<![\p{L}\d-])(?<name>[A-Z][a-z]{2,12}(?:a|us|um|is|on|os|ax|ix|er)\ [a-z]{3,13}(?:a|us|um|is|ii|ae|ens|or|iflora))(?:\ \(?L(?:inn)?\.?\)?)?\ (?:(?:leaf|leaves|root|seed|fruit|bark|flower|rhizome|aqueous|ethanolic|hydroalcoholic|dry)\ ){0,2}(?:extracts?|essential\ oil|oil|powder|capsules?|tincture|gel|cream|mouthwash)\b", RegexOptions.CultureInvariant)]
    private static partial Regex PlantRegex();

    internal static Pattern<Capture> Antibody { get; } = new("drug.antibody", AntibodyRegex(), match => match)
    {
        Cues = SearchValues.Create(["antibod"], StringComparison.Ordinal),
        Finds = ["IFN beta neutralising antibody", "an anti-IL-6 monoclonal antibody", "a CD20 blocking antibody"],
        Ignores = ["anti-dsDNA antibodies", "neutralising antibody titres", "anti-CCP antibody"],
    };

    [GeneratedRegex(@"(?<![\p{L}\d-])(?:anti-(?<target>[A-Z][\p{L}\d-]{1,12})\ (?:(?:monoclonal|neutrali[sz]ing|blocking)\ ){1,2}|(?<target>[A-Z]{2,5}[\d-]{0,3}(?:\ ?(?:alpha|beta|gamma|[αβγ]))?)\ (?:neutrali[sz]ing|blocking)\ (?:monoclonal\ )?)antibod(?:y|ies)(?!\ (?:tit|level|response))", RegexOptions.CultureInvariant)]
    private static partial Regex AntibodyRegex();
}
