using System.Globalization;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// How many cells were given: "1 × 10^6 cells/kg", "one million cells per kilogram", "1 million/kg". A typesetter flattens the
/// exponent ("1×106/kg" is read as 1e6 and flagged) or loses it ("1×10 MSCs/kg" has no value and a flag).
/// </summary>
internal static partial class CellDoses
{
    /// <summary>The dose of the sentence that names the cells, with the infusions and the route it states; null where it states none.</summary>
    public static CellDose? Near(AnnotatedAbstract doc, TextSpan cells, TextSpan sentence)
    {
        string text = doc.Text.Text;
        CellDose? dose = Dose.In(text, sentence).OrderBy(found => found.Span.DistanceTo(cells)).FirstOrDefault();
        string? route = Route.Regex.Match(text, sentence.Start, sentence.Length) is { Success: true } place ? RouteOf(place.Value) : null;
        int? infusions = Infusions.Regex.Match(text, sentence.Start, sentence.Length) is { Success: true } count ? InfusionsOf(count) : null;
        return dose is null ? infusions is null || !Given(text, sentence) ? null : new CellDose(cells, null, null, infusions, route) : dose with { Infusions = infusions, Route = route };
    }

    /// <summary>The doses whose exponent the text flattened or lost.</summary>
    public static IEnumerable<Flag> Flags(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        if (!text.AsSpan().ContainsAny('×', '*') && !text.Contains(" x 10", StringComparison.Ordinal) && !text.Contains("x10", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (Sentence sentence in doc.Text.Sentences)
        {
            foreach (Match match in Power.In(text, sentence.Span))
            {
                Group exponent = match.Groups["exponent"];
                if (!exponent.Success)
                {
                    yield return new Flag(FlagKind.LostExponent, match.Span(), "The power of ten is lost: the number of cells is not known.");
                }
                else if (!match.Groups["caret"].Success)
                {
                    yield return new Flag(FlagKind.FlattenedExponent, match.Span(), $"Read as {match.Groups["value"].Value} times ten to the {exponent.Value}: the exponent stands on the line.");
                }
            }
        }
    }

    private static bool Given(string text, TextSpan sentence) => text.AsSpan(sentence.Start, sentence.Length).ContainsAny(GivenWords);

    private static readonly System.Buffers.SearchValues<string> GivenWords = System.Buffers.SearchValues.Create(["infus", "inject", "transplant", "administ", "implant"], StringComparison.OrdinalIgnoreCase);

    private static string RouteOf(string written) => written.ToLowerInvariant() switch
    {
        "intravenous" or "intravenously" or "i.v." or "iv" => "intravenous",
        var other => other.EndsWith("ly", StringComparison.Ordinal) ? other[..^2] : other,
    };

    private static int? InfusionsOf(Match match) => NumberReader.Read(match.Groups["count"].ValueSpan) is { IsWhole: true, Value: > 0 and < 100 } number ? (int)number.Value : match.Groups["count"].Value.ToLowerInvariant() switch
    {
        "one" or "a" or "single" or "a single" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        _ => null,
    };

    internal static Pattern<Match> Power { get; } = new("cell.power-of-ten", PowerRegex(), match => match)
    {
        Finds = ["1×106 UC-MSCs/kg", "2 x 10^6 cells", "6 × 106 hADSCs", "1×10 MSCs/kg", "5 × 10(7) CD34+ cells"],
        Ignores = ["10 × 20 cm", "3 x 10 mg", "platelets 150 × 109/L"],
    };

    // Lazy optional words one by one: the generated code of a lazy counted loop (SDK 10) reads past its stack where it fails.
    [GeneratedRegex("""
        (?<value>\d{1,3}(?:\.\d{1,3})?)\ ?[×x*]\ ?10(?:(?<caret>\ ?\^\ ?|\()?(?<exponent>(?:[4-9]|1[0-2]))\)?)?
        (?<noun>\ (?:[A-Za-z\d+-]{2,12}\ )??(?:[A-Za-z\d+-]{2,12}\ )??(?:[A-Za-z\d+-]{2,12}\ )??(?:[Cc]ells|[\p{L}-]{0,8}(?:SCs?|MNCs?|MSCs?))\b|(?=/kg))(?<per>\ ?/\ ?kg|\ per\ kilogram|\ per\ kg)?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex PowerRegex();

    internal static Pattern<CellDose> Dose { get; } = new("cell.dose", DoseRegex(), ReadDose)
    {
        Finds = ["1×106 UC-MSCs/kg", "one million cells per kilogram", "(1 million/kg)", "1×10 MSCs/kg", "2 x 10^6 cells"],
        Ignores = ["one million people", "10 × 20 cm", "a ratio of 1:4"],
    };

    private static CellDose? ReadDose(Match match)
    {
        string unit = match.Value.Contains("kg", StringComparison.Ordinal) || match.Value.Contains("kilogram", StringComparison.Ordinal) ? "cells/kg" : "cells";
        if (match.Groups["million"].Success)
        {
            decimal? millions = match.Groups["million"].Value.ToLowerInvariant() switch
            {
                "one" => 1,
                "two" => 2,
                "three" => 3,
                "five" => 5,
                "ten" => 10,
                var digits => NumberReader.Read(digits)?.Value,
            };
            return millions is null ? null : new CellDose(match.Span(), millions * 1_000_000, unit, null, null);
        }

        Match power = PowerRegex().Match(match.Value);
        if (!power.Groups["exponent"].Success)
        {
            return new CellDose(match.Span(), null, unit, null, null);
        }

        decimal value = decimal.Parse(power.Groups["value"].Value, CultureInfo.InvariantCulture);
        for (int i = int.Parse(power.Groups["exponent"].Value, CultureInfo.InvariantCulture); i > 0; i--)
        {
            value *= 10;
        }

        return new CellDose(match.Span(), value, unit, null, null);
    }

    [GeneratedRegex("""
        (?<power>\d{1,3}(?:\.\d{1,3})?\ ?[×x*]\ ?10(?:(?:\ ?\^\ ?|\()?(?:[4-9]|1[0-2])\)?)?
          (?:\ (?:[A-Za-z\d+-]{2,12}\ )??(?:[A-Za-z\d+-]{2,12}\ )??(?:[A-Za-z\d+-]{2,12}\ )??(?:[Cc]ells|[\p{L}-]{0,8}(?:SCs?|MNCs?|MSCs?))\b|(?=/kg))(?:\ ?/\ ?kg|\ per\ kilogram|\ per\ kg)?)
        | (?<![\p{L}\d.])(?<million>one|two|three|five|ten|\d{1,3}(?:\.\d{1,2})?)\ million(?:\ (?:[\p{L}+-]{2,12}\ )??(?:[\p{L}+-]{2,12}\ )??(?:cells|[\p{L}-]{0,8}SCs))?(?:\ ?/\ ?kg|\ per\ kilogram|\ per\ kg|(?<=cells|SCs))
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex DoseRegex();

    internal static Pattern<string> Route { get; } = new("cell.route", RouteRegex(), match => match.Value)
    {
        Finds = ["infused intravenously", "an intravenous infusion", "intra-articular injection", "in the portal vein"],
        Ignores = ["intravenous drug users were", "oral prednisone"],
    };

    [GeneratedRegex(@"\b(?:intravenous(?:ly)?|i\.v\.|intra-?articular(?:ly)?|intramyocardial(?:ly)?|intracoronary|intrathecal(?:ly)?|intramuscular(?:ly)?|intraportal(?:ly)?|intralesional(?:ly)?|portal vein|peripheral vein)\b(?! drug)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RouteRegex();

    internal static Pattern<string> Infusions { get; } = new("cell.infusions", InfusionsRegex(), match => match.Value)
    {
        Finds = ["a total of four peripheral intravenous infusions", "one intravenous infusion", "two injections", "a single injection"],
        Ignores = ["each infusion", "one or two infusions", "1 g infusion"],
    };

    [GeneratedRegex(@"(?<!\bor )\b(?<count>a single|single|one|two|three|four|five|six|[1-9])(?! or)\ (?:(?:peripheral|intravenous|successive|intra-articular|consecutive|cell)\ ){0,3}(?:infusions?|injections?|transplantations?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InfusionsRegex();
}
