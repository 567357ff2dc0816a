using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>The dose that stands beside a drug: "oral prednisone 0.5-1.0 mg/kg per day", "10 mg of morphine", "rituximab (1 g every 6 months)".</summary>
internal static partial class DrugDoses
{
    /// <param name="before">Where the drug before this one ends: no dose is taken from behind it.</param>
    /// <param name="after">Where the next drug begins.</param>
    public static Dose? Beside(string text, TextSpan sentence, TextSpan drug, int before, int after)
    {
        TextSpan left = new(Math.Max(before, Math.Max(sentence.Start, drug.Start - 60)), drug.Start);
        TextSpan right = new(drug.End, Math.Max(drug.End, Math.Min(after, Math.Min(sentence.End, drug.End + 90))));
        string? route = RouteIn(text, left) ?? RouteIn(text, right);
        return (After.MayBeIn(right.In(text)) ? Read(After.Regex.Match(text, right.Start, right.Length), route) : null) ?? (Before.MayBeIn(left.In(text)) ? Read(Before.Regex.Match(text, left.Start, left.Length), route) : null);
    }

    private static Dose? Read(Match match, string? route)
    {
        if (!match.Success)
        {
            return null;
        }

        Group value = match.Groups["value"];
        Group last = match.Groups["per"].Success ? match.Groups["per"] : match.Groups["body"].Success ? match.Groups["body"] : match.Groups["unit"];
        string unit = match.Groups["unit"].Value + match.Groups["body"].Value.Replace("m^2", "m2", StringComparison.Ordinal);
        return new Dose(new TextSpan(value.Index, last.Index + last.Length), value.Value, unit, Per(match.Groups["per"].Value), match.Groups["schedule"] is { Success: true } schedule ? schedule.Value : null, route);
    }

    private static string? Per(string written) => written.Trim().TrimStart('/') switch
    {
        "" => null,
        "d" or "day" or "per day" or "a day" or "daily" => "day",
        "h" or "hr" or "hour" or "per hour" => "hour",
        "min" or "minute" or "per minute" => "min",
        "wk" or "week" or "per week" or "a week" or "weekly" => "week",
        var other => other,
    };

    private static string? RouteIn(string text, TextSpan span)
    {
        if (!Route.MayBeIn(span.In(text)) || Route.Regex.Match(text, span.Start, span.Length) is not { Success: true } match)
        {
            return null;
        }

        string written = match.Value.ToLowerInvariant();
        return written switch
        {
            "i.v." or "iv" => "intravenous",
            "inhaled" => "inhaled",
            _ => written.EndsWith("ally", StringComparison.Ordinal) && written != "orally" ? written[..^2] : written.EndsWith("ly", StringComparison.Ordinal) ? written[..^2] : written,
        };
    }

    private const string Amount = @"(?<value>\d[\d.,]{0,9}(?:\s?(?:-|to|or)\s?\d[\d.,]{0,9})?)\s?-?(?<unit>mg|g|kg|[uµμ]g|mcg|ng|IU|U|units?|m[lL]|mmol|mEq|MBq|ppm|%)(?<body>/(?:kg|m2|m\^2))?(?![\p{L}\d^])"
        + @"(?<per>\ ?/\ ?(?:day|d|hour|hr|h|min|week|wk)(?![\p{L}])|\ (?:per|a)\ (?:day|hour|minute|week)|\ daily)?";

    private const string Schedule = @"(?<schedule>(?:once|twice|three\ times|four\ times|two\ times)\ (?:a\ |per\ |every\ |)(?:daily|day|weekly|week|month(?:ly)?)|every\ (?:\d{1,2}\ |other\ |two\ |three\ |four\ |six\ )?(?:hours?|days?|weeks?|months?)|[qQ]\d{1,2}[hdwHDW]|[bt]\.?i\.?d\b\.?|q\.?i\.?d\b\.?|weekly|monthly|(?:a\ )?single\ dose|for\ \d{1,3}\ (?:days|weeks|months))";

    internal static Pattern<string> After { get; } = new("dose.after", AfterRegex(), match => match.Value)
    {
        Needs = text => text is [' ' or ',' or ':', ..] && text.ContainsAnyInRange('0', '9'),
        Finds = [" 40 mg b.i.d.", " (10 mg/kg every 4 weeks)", " at a dose of 0.5-1.0 mg/kg per day", " 20 mg daily"],
        Ignores = [" was given to 40 patients", " levels of 3", " fell by 10%"],
    };

    [GeneratedRegex(@"\G(?:\ (?:hydrochloride|sodium|tablets?|capsules?|gel|cream))?(?:,|:)?\ \(?(?:at\ |of\ |in\ )?(?:a\ )?(?:single\ |daily\ |total\ )?(?:doses?\ of\ |dosage\ of\ )?" + Amount + @"(?:\)?,?\ " + Schedule + ")?", RegexOptions.CultureInvariant)]
    private static partial Regex AfterRegex();

    internal static Pattern<string> Before { get; } = new("dose.before", BeforeRegex(), match => match.Value)
    {
        Needs = text => text.EndsWith(' ') && text.ContainsAnyInRange('0', '9'),
        Finds = ["10 mg of ", "0.5% hyperbaric ", "20 mg/day oral "],
        Ignores = ["10 mg of morphine and ", "in 20 "],
    };

    [GeneratedRegex(@"(?<![\d.,-])" + Amount + @"(?:\ of)?\ (?:(?:oral|intravenous|hyperbaric|isobaric|topical|inhaled|intramuscular|subcutaneous)\ )?\z", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeRegex();

    internal static Pattern<string> Route { get; } = new("dose.route", RouteRegex(), match => match.Value)
    {
        Cues = SearchValues.Create(["oral", "ntra", "i.v.", "IV", "subcut", "topical", "inhaled", "epidural", "transderm", "subling", "vaginal", "rectal"], StringComparison.Ordinal),
        Finds = ["oral ", " 10 mg intravenously", "subcutaneous "],
        Ignores = ["temporal ", "an aurally given task"],
    };

    [GeneratedRegex(@"\b(?:oral(?:ly)?|intravenous(?:ly)?|i\.v\.|IV|subcutaneous(?:ly)?|intramuscular(?:ly)?|topical(?:ly)?|inhaled|intranasal(?:ly)?|intrathecal(?:ly)?|epidural(?:ly)?|transdermal(?:ly)?|sublingual(?:ly)?|intravitreal(?:ly)?|intraperitoneal(?:ly)?|vaginal(?:ly)?|rectal(?:ly)?)(?![\p{L}])", RegexOptions.CultureInvariant)]
    private static partial Regex RouteRegex();
}
