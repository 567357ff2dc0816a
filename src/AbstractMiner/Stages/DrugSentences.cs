using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>What a whole sentence, or its beginning, says of the drugs in it: who was randomised, what all received, who was left out.</summary>
internal static partial class DrugSentences
{
    internal static Pattern<string> Excluded { get; } = new("role.excluded", ExcludedRegex(), match => match.Value)
    {
        Cues = SearchValues.Create(["xclu", "not scheduled", "neligible"], StringComparison.Ordinal),
        Finds = ["Patients on opioids were excluded.", "Exclusion criteria were use of steroids.", "those not scheduled for chemotherapy"],
        Ignores = ["including opioids", "patients took opioids"],
    };

    [GeneratedRegex(@"\b(?:[Ee]xclu(?:ded|sion|ding)|not\ scheduled|ineligible)\b", RegexOptions.CultureInvariant)]
    private static partial Regex ExcludedRegex();

    internal static Pattern<string> Besides { get; } = new("role.besides", BesidesRegex(), match => match.Value)
    {
        Cues = SearchValues.Create(["nesthesia", "naesthesia", "edation ", "rescue", "needed", "required", "necessary", "demand"], StringComparison.Ordinal),
        Finds = ["Anesthesia was induced in all patients by injecting", "for induction of anaesthesia", "4 mg of morphine was given as a rescue", "if needed"],
        Ignores = ["anaesthesia was longer", "labour was induced", "patients were rescued"],
    };

    // Whatever such a sentence of the methods names is given beside what is studied.
    [GeneratedRegex(@"\b(?:[Aa]na?esthesia|[Ss]edation)\ (?:was|were)\ (?:then\ )?(?:induced|maintained|administered)\b|\b(?:induction|maintenance)\ of\ (?:general\ )?ana?esthesia\b|\b(?:as\ (?:a\ )?|for\ )rescue\b|\brescue\ (?:analge|medication|doses?|opioid)|\b(?:if|as|when)\ (?:needed|required|necessary)\b|\bon\ demand\b", RegexOptions.CultureInvariant)]
    private static partial Regex BesidesRegex();

    /// <summary>The aim of a study often ends its introduction.</summary>
    internal static Pattern<string> Aim { get; } = new("role.aim", AimRegex(), match => match.Value)
    {
        Finds = ["The aim of this study was to compare A with B.", "We sought to test A.", "In this randomised trial, A was compared with B.", "To determine the effect of A."],
        Ignores = ["A is used to treat B.", "Studies have shown that A lowers B.", "We know little of A."],
    };

    [GeneratedRegex(@"\b(?:aims?|objectives?|purpose|goal)\b.{0,40}\b(?:was|is|were|of)\b|\b[Ww]e\ (?:therefore\ |thus\ |also\ )?(?:aimed|sought|hypothesi[sz]ed|investigated|evaluated|examined|assessed|compared|studied|tested|conducted|performed|undertook)\b|\b(?:[Tt]his|present|current)\ (?:[\p{L}-]{3,16}\ ){0,3}(?:study|trial|paper|report|analysis)\b|\ATo\ (?:compare|evaluate|determine|assess|investigate|examine|study|test)\b", RegexOptions.CultureInvariant)]
    private static partial Regex AimRegex();

    internal static Pattern<string> AllReceived { get; } = new("role.all-received", AllReceivedRegex(), match => match.Value)
    {
        Cues = SearchValues.Create(["ll ", "oth ", "ach ", "ither ", "oncurren", "oncomitant"], StringComparison.Ordinal),
        Finds = ["All patients received 4 mg of A, B and ", "Both groups were given A for 4 weeks, and ", "Each arm also received ", "concurrently with A followed by ", "Patients in both arms received "],
        Ignores = ["Patients received ", "All patients were randomised to ", "after A, all of them had less pain than with "],
    };

    [GeneratedRegex(@"\b(?:[Aa]ll\ (?:the\ |of\ the\ )?(?:patients|subjects|participants|women|men|children|infants|animals|rats|dogs|groups)|[Bb]oth\ (?:the\ )?(?:groups|arms)|[Ee]ach\ (?:treatment\ |study\ )?(?:group|arm)|in\ (?:both|all|each|either)\ (?:groups?|arms?))\ (?:also\ |then\ |first\ )?(?:received|were\ (?:given|treated\ with|administered|prescribed)|took)\b|\b(?:concurrently|concomitantly)\ with\b", RegexOptions.CultureInvariant)]
    private static partial Regex AllReceivedRegex();

    internal static Pattern<string> ScheduledFor { get; } = new("role.scheduled-for", ScheduledForRegex(), match => match.Value)
    {
        Cues = SearchValues.Create(["eceiv", "chedul", "ndergo", "reated with", "andidates"], StringComparison.Ordinal),
        Finds = ["women scheduled for four courses of adjuvant ", "patients receiving combination chemotherapy with A and "],
        Ignores = ["women received ", "patients were treated for "],
    };

    [GeneratedRegex(@"\b(?:scheduled\ (?:for|to\ receive)|receiving|undergoing|(?<!were\ )treated\ with|candidates\ for)\b[^.;:]{0,90}\z", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex ScheduledForRegex();

    internal static Pattern<string> Randomised { get; } = new("role.randomised", RandomisedRegex(), match => match.Value)
    {
        Cues = SearchValues.Create(["andomi", "ssigned", "llocated", "ivided", "NDOMI"], StringComparison.Ordinal),
        Finds = ["were randomized to immediate therapy with ", "were randomly assigned to a group given "],
        Ignores = ["a randomised trial of ", "patients received "],
    };

    [GeneratedRegex(@"\b(?:randomi[sz]ed|(?:randomly\ )?(?:assigned|allocated|divided))\ (?:(?:equally|either|1:1|in(?:to)?)\ ){0,2}(?:to|into|between)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RandomisedRegex();

    internal static Pattern<string> SecondGroupBefore { get; } = new("role.second-group-before", SecondGroupBeforeRegex(), match => match.Value)
    {
        Needs = DrugRoles.IsInMidst,
        Cues = SearchValues.Create(["group", "arm"], StringComparison.OrdinalIgnoreCase),
        Finds = ["the second group was given ", "group B received 5 mg "],
        Ignores = ["the first group received ", "group B had fewer children with "],
    };

    [GeneratedRegex("""
        \b(?:(?:second|other|third)\ (?:group|arm)|group\ (?:B|C|2|3|II|III))\b[^.;:]{0,30}\b(?:received|given|treated\ with|had|administered)\ (?:(?:a|an|the|oral|intravenous|intravitreal|topical|single|dose|of|\d[\d.,]{0,6}\ ?(?:mg|g|[uµμ]g|IU)(?:/kg)?)\ ){0,4}\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex SecondGroupBeforeRegex();

    internal static Pattern<string> GroupBefore { get; } = new("role.group-before", GroupBeforeRegex(), match => match.Value)
    {
        Needs = DrugRoles.IsInMidst,
        Finds = ["higher in patients receiving ", "Women treated with oral "],
        Ignores = ["all patients received ", "stable on "],
    };

    // In the results, "patients receiving A" are an arm.
    [GeneratedRegex(@"\b(?:patients|women|subjects|men|children|participants|those|individuals|adults)\ (?:who\ (?:were|are)\ )?(?:receiving|on|taking|treated\ with|using|given)\ (?:oral\ |the\ )?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex GroupBeforeRegex();
}
