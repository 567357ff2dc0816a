using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Estimates;

/// <summary>The names of contrasts and of what else has a name of its own: "HR", "odds ratio [OR]:", "r =", "AUC".</summary>
internal static partial class Contrasts
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>One of these stands in every longer name that <see cref="ContrastRegex"/> finds.</summary>
    private static readonly SearchValues<string> Names = SearchValues.Create(
        ["atio", "isk", "HR", "OR", "RR", "MD", "AUC", "AUROC", "c-index", "c-statistic", "area", "RD", "rho", "Pearson", "Spearman", "orrelation", "ES", "effect", "kappa", "ICC", "difference"], StringComparison.Ordinal);

    /// <summary>Words that stand directly before the value: "HR", "odds ratio [OR]:", "r =".</summary>
    public static Statistic? Before(ReadOnlySpan<char> before)
    {
        if (before is not [.., var last] || !(char.IsWhiteSpace(last) || last is '=' or ':' or ',' or '-' or '+'))
        {
            return null; // what stands behind a bracket or a slash has no name of its own
        }

        if (!before.ContainsAny(Names) && !before.ContainsAny('ρ', 'κ') && !EndsWithLetter(before))
        {
            return null;
        }

        foreach (ValueMatch match in ContrastRegex().EnumerateMatches(before))
        {
            ReadOnlySpan<char> words = before.Slice(match.Index, match.Length).TrimStart();
            return words switch
            {
                _ when HazardRegex().IsMatch(words) => Statistic.HazardRatio,
                _ when OddsRegex().IsMatch(words) => Statistic.OddsRatio,
                _ when RiskRegex().IsMatch(words) => Statistic.RiskRatio,
                _ when CorrelationRegex().IsMatch(words) => Statistic.Correlation,
                _ when DifferenceNameRegex().IsMatch(words) => Statistic.MeanDifference,
                _ when AreaRegex().IsMatch(words) => Statistic.Auc,
                _ => Statistic.Value,
            };
        }

        return null;
    }

    /// <summary>Whether a name of one letter may end here, before a sign, a copula or a bracket: "r = ", "Cohen's d was ".</summary>
    private static bool EndsWithLetter(ReadOnlySpan<char> before)
    {
        ReadOnlySpan<char> words = before.TrimEnd("-+").TrimEnd().TrimEnd("=:,").TrimEnd();
        foreach (string copula in (ReadOnlySpan<string>)["of", "was", "is", "were", "being"])
        {
            words = words.EndsWith(copula, StringComparison.Ordinal) ? words[..^copula.Length].TrimEnd() : words;
        }

        int end = words.Length;
        while (end > 0 && char.IsAsciiLetterLower(words[end - 1]))
        {
            end--;
        }

        return words is [.., ')' or ']'] || words[end..] is "r" or "rs" or "d" or "g" or "gs";
    }

    /// <summary>The ratio that the words before a value speak of last, where no other statistic has been named since; null for none.</summary>
    public static Statistic? Governing(ReadOnlySpan<char> before)
    {
        Statistic? found = null;
        foreach (ValueMatch match in RatioWordRegex().EnumerateMatches(before))
        {
            ReadOnlySpan<char> words = before.Slice(match.Index, match.Length);
            if (!Statistics.ClosesBracket(before[match.Index..]))
            {
                found = HazardRegex().IsMatch(words) ? Statistic.HazardRatio : OddsRegex().IsMatch(words) ? Statistic.OddsRatio : RiskRegex().IsMatch(words) ? Statistic.RiskRatio : words is [.., 'C'] || words[0] is 'a' ? Statistic.Auc : null;
            }
        }

        return found;
    }

    [GeneratedRegex("""
        (?<![\p{L}\d])(?:
           (?:adjusted\s|unadjusted\s|crude\s|pooled\s|stratified\s)?(?:(?:sub)?[hH]azards?|[oO]dds?|[rR]isk|[rR]ate|[rR]elative|[pP]revalence|[iI]ncidence(?:\s[rR]ate)?|[iI]ncident\s[rR]ate)(?:\s(?:[rR]ation?s?|[rR]isks?))(?:\s(?:for|of)\s(?!\d)[\w\s\-/,]{1,80}?)?
         | [aAcCuUsm]?(?:HR|OR|RR)(?:s|adj|a)? | a?IRRs? | SMD | W?MD | AUC | AUROC | c-(?:index|statistic) | area\sunder\sthe\s(?:ROC\s|receiver\soperating\scharacteristic\s)?curve
         | A?RD | r | rs | rho | ρ | (?:Pearson|Spearman)\w{0,4} | correlation(?:\scoefficients?)? | d | gs? | ES | effect\ssizes? | kappa | κ | ICC | (?:standardi[sz]ed\s)?mean\sdifferences?
        )
        (?:\s?[\(\[][^\)\]]{1,40}[\)\]]){0,2}(?:\s?\(\d{1,3}\))?
        (?:\s?[=:,]{1,2}\s?|\s(?:of|was|is|were|being)\s|\s(?![a-z]))[-+]?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex ContrastRegex();

    [GeneratedRegex(@"^(?:\w+\s)?(?:sub)?hazard|^[acusm]?HR|^a?IRR|^(?:incidence\s)?rate\sratio", Options)]
    private static partial Regex HazardRegex();

    [GeneratedRegex(@"^(?:\w+\s)?odds?\b|^[acusm]?OR", Options)]
    private static partial Regex OddsRegex();

    [GeneratedRegex(@"^(?:\w+\s)?(?:[rR]isk|[rR]ate|[rR]elative|[pP]revalence|[iI]ncidence)|^[aAcCuUsm]?RR", RegexOptions.CultureInvariant)]
    private static partial Regex RiskRegex();

    [GeneratedRegex(@"^(?:r\b|rs\b|rho|ρ|Pearson|Spearman|correlation)", RegexOptions.CultureInvariant)]
    private static partial Regex CorrelationRegex();

    [GeneratedRegex(@"^(?:SMD|W?MD\b|A?RD\b|(?:standardi[sz]ed\s)?mean\sdifference)", Options)]
    private static partial Regex DifferenceNameRegex();

    [GeneratedRegex("^(?:AU|c-|area)", Options)]
    private static partial Regex AreaRegex();

    [GeneratedRegex(@"(?<![\p{L}\d])(?:[hH]azards?\sratios?|[oO]dds\sratios?|(?:[rR]elative\s)?[rR]isk(?:\sratios?|s)|[rR]elative\srisk|[rR]ate\sratios?|[aAcCuU]?(?:HR|OR|RR)(?:s|adj)?|a?IRRs?|AUROC|AUC|[aA]rea\sunder|[dD]ifferences?|[mM]eans?|[mM]edians?)(?![\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex RatioWordRegex();
}
