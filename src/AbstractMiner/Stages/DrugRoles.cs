using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>What the words beside a drug say of its part in the study.</summary>
internal enum RoleCue
{
    None,

    /// <summary>"refractory to X", "X-naive".</summary>
    Prior,

    /// <summary>"in addition to X", "X consumption", "X-induced".</summary>
    Background,

    /// <summary>"compared with X", "X (control group)".</summary>
    Comparator,

    /// <summary>"randomised to X", "the efficacy of X", "X group": an arm.</summary>
    Studied,

    /// <summary>"received X": an arm, or what all of them had.</summary>
    Given,

    /// <summary>"X 40 mg b.i.d.": a protocol.</summary>
    Dosed,

    /// <summary>"drugs such as X": named for an example.</summary>
    Example,
}

/// <summary>Reads the part that a drug plays from the words around it.</summary>
internal static partial class DrugRoles
{
    /// <param name="head">The first drug of the list that the drug stands in: its words go for the whole list.</param>
    /// <param name="tail">The last drug of that list.</param>
    public static RoleCue At(string text, TextSpan sentence, TextSpan drug, TextSpan head, TextSpan tail)
    {
        ReadOnlySpan<char> before = DrugContext.Before(text, sentence, head.Start);
        ReadOnlySpan<char> after = DrugContext.After(text, sentence, tail.End);
        return ExampleBefore.Fits(before) ? RoleCue.Example
            : PriorBefore.Ends(before) || PriorAfter.Begins(after) ? RoleCue.Prior
            : InducedAfter.Fits(after) ? RoleCue.Background
            : ComparatorBefore.Ends(before.TrimEnd('(')) || SetAgainstBefore.Fits(before) || ComparatorAfter.Begins(after) ? RoleCue.Comparator
            : BackgroundBefore.Ends(before) || BackgroundAfter.Begins(after) ? RoleCue.Background
            : StudiedBefore.Ends(before) || StudiedAfter.Begins(after) || ComparedAfter.Begins(after) || ArmAfter.Fits(after) ? RoleCue.Studied
            : DosedAfter.Fits(DrugContext.After(text, sentence, drug.End)) || DosedBefore.Fits(DrugContext.Before(text, sentence, drug.Start)) ? RoleCue.Dosed
            : BasedAfter.Fits(after) ? RoleCue.Background
            : GivenBefore.Ends(before) ? RoleCue.Given
            : RoleCue.None;
    }

    /// <summary>What ends with a word: every cue before a name ends with a space.</summary>
    public static bool IsInMidst(ReadOnlySpan<char> before) => before is [.., ' '];

    internal static Pattern<string> ExampleBefore { get; } = new("role.example-before", ExampleBeforeRegex(), match => match.Value)
    {
        Cues = SearchValues.Create(["such as", "e.g.", "for example", "ubsequent", "time to"], StringComparison.OrdinalIgnoreCase),
        Finds = ["time to first subsequent ", "medication such as ", "drugs (e.g. ", "agents, for example "],
        Ignores = ["including ", "as ", "such as in patients on "],
    };

    [GeneratedRegex(@"(?:\bsuch\ as|\be\.g\.,?|\bfor\ example,?|\b(?:time\ to|subsequent))\ \z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex ExampleBeforeRegex();

    internal static Pattern<string> OtherChoiceBefore { get; } = new("role.other-choice-before", OtherChoiceBeforeRegex(), match => match.Value)
    {
        Needs = before => IsInMidst(before) && before.Contains(" or ", StringComparison.OrdinalIgnoreCase),
        Finds = ["weeks, or to ", "either acupuncture or ", "tablets or oral "],
        Ignores = ["placebo or ", "with or ", "more or less "],
    };

    [GeneratedRegex("""
        (?<!placebo|saline|control|sham|vehicle|treatment|with|and|more)\ or\ (?:to\ |with\ )?(?:(?:a|an|the|oral|intravenous|topical|standard|daily|weekly|\d[\d.,]{0,6}\ ?(?:mg|g|[uµμ]g|IU)(?:\ of)?)\ ){0,3}\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex OtherChoiceBeforeRegex();

    internal static Pattern<string> MeansBefore { get; } = new("role.means-before", MeansBeforeRegex(), match => match.Value)
    {
        Needs = IsInMidst,
        Finds = ["intranasal sedation using ", "analgesia with oral "],
        Ignores = ["patients sedated ", "after anaesthesia "],
    };

    [GeneratedRegex(@"\b(?:ana?esthesia|sedation|analgesia|induction|intubation|premedication)\ (?:with|using|by)\ (?:(?:oral|intravenous|intranasal|intrathecal|epidural|low-dose|high-dose)\ )?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex MeansBeforeRegex();

    internal static Pattern<string> ReceivingBefore { get; } = new("role.receiving-before", ReceivingBeforeRegex(), match => match.Value)
    {
        Needs = IsInMidst,
        Finds = ["in Alzheimer's disease receiving ", "in children undergoing intensive "],
        Ignores = ["a group given ", "received "],
    };

    // Behind the drug that a title is about, what its patients receive.
    [GeneratedRegex(@"\b(?:receiving|undergoing|taking|maintained\ on|stabili[sz]ed\ on)\ (?:(?:oral|intensive|adjuvant|neoadjuvant|stable|chronic|standard|treatment|therapy|with|first-line|maintenance)\ ){0,3}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex ReceivingBeforeRegex();

    internal static Pattern<string> UsingBefore { get; } = new("role.using-before", UsingBeforeRegex(), match => match.Value)
    {
        Finds = ["on agitation using ", "analgesia using oral ", "during "],
        Ignores = ["sedation by ", "not used "],
    };

    // Behind the drug that a title is about, what else is used.
    [GeneratedRegex(@"\b(?:using|under|during)\ (?:(?:oral|intravenous|intrathecal|epidural|inhaled|general|standard)\ ){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex UsingBeforeRegex();

    internal static Pattern<string> AfterBefore { get; } = new("role.after-before", AfterBeforeRegex(), match => match.Value)
    {
        Needs = IsInMidst,
        Finds = ["cognition after ", "who were, following "],
        Ignores = ["before and after ", "hours after "],
    };

    // In a title or an aim, what a study comes after was given before it.
    [GeneratedRegex(@"(?<!before\ and|hours|minutes|days|weeks|h|min|immediately|shortly)\ (?:after|following)\ \z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex AfterBeforeRegex();

    internal static CuePhrases PriorBefore { get; } = new("role.prior-before", """
        (refractory|resistant|intolerant|unresponsive|contraindications?|non-?respon(ders|sive)|na(i|ï)ve)_to (inadequate|insufficient|incomplete|poor|suboptimal|no)_(response|responders?|control)_(to|on|with)
        (previous|prior|earlier|past|recent)(ly)?(_(treated|treatment|exposure|therapy|exposed|received|use|failed))?(_(with|to|of|by|on))? pre-?treated_with despite history_of
        fail(ed|ures?|ing)(_(of|on|to|with|to_respond_to))?(_at_least_(one|two|1|2))? (uncontrolled|(inadequately|insufficiently|poorly|not|incompletely)_controlled)_(on|by|with|despite)
        not_achiev(e|ed|ing)(_*)?(_*)?(_*)?(_*)?_(goals?|targets?|control|responses?|remission)_(with|on|to|by) (had|have|having)_(received|been_treated_with|completed)
        progress(ed|ion|ing)_(on|after|during|following) discontinu(ed|ation_of) withdrawal_(of|from) switch(ed|ing)?_from stopp(ed|ing)
        after_(completion_of|failure_of|completing|discontinuation_of) (after|following)_(neo)?adjuvant (after|following)_(the_)?(initial|first-line|second-line)
        (lack|absence)_of_response_to (recurred|relapsed|recurrence|relapse|responding|responders)_(after|following|to)
        """, "*", mostFillers: 4)
    {
        Finds = ["refractory to ", "an inadequate response to ", "previously treated with ", "despite ", "had failed at least one ", "did not achieve the goal with ", "inadequately controlled on "],
        Ignores = ["treated with ", "after randomisation to ", "in response to "],
    };

    internal static FollowingPhrases PriorAfter { get; } = new("role.prior-after", " -", """
        refractory resistan(t|ce) na(i|ï)ve experienced exposure pre_?treated intoleran(t|ce) unresponsive ((therapy|treatment)_)?failures?
        """)
    {
        Finds = ["-refractory disease", "-naive patients", " failure", "-experienced patients", "-pretreated"],
        Ignores = ["-treated patients", " therapy", " group"],
    };

    internal static Pattern<string> InducedAfter { get; } = new("role.induced-after", InducedAfterRegex(), match => match.Value)
    {
        Needs = after => after is ['-', ..],
        Finds = ["-induced emergence agitation", "-associated arthralgia", "-related cardiotoxicity"],
        Ignores = [" induced remission", " group", "-based regimens"],
    };

    [GeneratedRegex(@"\A-(?:induced|associated|related)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InducedAfterRegex();

    internal static Pattern<string> BasedAfter { get; } = new("role.based-after", BasedAfterRegex(), match => match.Value)
    {
        Cues = SearchValues.Create(["based", "containing"], StringComparison.OrdinalIgnoreCase),
        Finds = ["-based chemotherapy", "-containing adjuvant regimens"],
        Ignores = ["-based gel", " based on", " group"],
    };

    [GeneratedRegex(@"\A[-\ ](?:based|containing)\ (?:[\p{L}-]{3,14}\ ){0,2}(?:chemo\p{L}*|regimens?|therap(?:y|ies)|treatments?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex BasedAfterRegex();

    internal static CuePhrases ComparatorBefore { get; } = new("role.comparator-before", """
        (as_)?compared_(with|to|against)(_standard_of_care)? in_comparison_(with|to) versus(_standard_of_care)? vs vs. than(_(with|in|for|that_of|those_of))? relative_to (inferior|superior|equivalent|similar|comparable|noninferior)_to
        with_(that|those)_of (active_)?(comparator|control)(_group)?(_(received|receiving|of|treated_with))? over against instead_of rather_than alternative_to continu(e|ed|ing)(_(with|on))?
        """, """
        the a an oral intravenous standard reference originator daily weekly monthly once-daily twice-daily subcutaneous inhaled single-agent treatment therapy with of alone conventional monotherapy topical in low-dose using combination
        high-dose patients those women subjects receiving treated #_(mg|g|IU|(u|µ|μ)g|%)(/(day|kg|d))?(_daily)?
        """, mostFillers: 4)
    {
        Finds = ["compared with ", "versus ", "vs. oral ", "more effective than ", "non-inferior to ", "as compared to the ", "with that of "],
        Ignores = ["combined with ", "comparing ", "treated with "],
    };

    internal static Pattern<string> SetAgainstBefore { get; } = new("role.set-against-before", SetAgainstBeforeRegex(), match => match.Value)
    {
        Needs = IsInMidst,
        Cues = SearchValues.Create(["compar"], StringComparison.OrdinalIgnoreCase),
        Finds = ["to compare the new tablets with ", "a comparison of early surgery to "],
        Ignores = ["comparing ", "to compare with ", "compared the tablets. Treatment with "],
    };

    [GeneratedRegex(@"\bcompar(?:e|ing|ison\ of)\b(?:(?!\ to\b|\ with\b)[^.;:]){4,50}\ (?:to|with)\ (?:[\p{L}-]{1,14}\ ){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex SetAgainstBeforeRegex();

    internal static FollowingPhrases ComparatorAfter { get; } = new("role.comparator-after", " (", """
        (reference|originator) as_((the|an)_)?(active_)?(control|comparator) (active_)?(controls?|comparator)
        """)
    {
        Finds = [" (control group)", " control arm", " as active control", " reference product"],
        Ignores = [" group", " arm controlled"],
    };

    internal static CuePhrases BackgroundBefore { get; } = new("role.background-before", """
        in_addition_to (added|add-on|adjunct|adjunctive)_((treatment|therapy)_)?to stable(_(doses?|regimens?|background))?(_of)? background in_(the|a)_setting_of concomitant(ly)?(_(with|use_of|therapy_with|treatment_with))? concurrent(ly)?(_(with|use_of))?
        (all|both)_(the_)?(patients|subjects|participants|women|children|groups|infants|arms|men|animals|rats)_(also_)?(were_(given|treated_with|prescribed)|received|underwent|had|were_on|took)
        (patients|women|subjects|men|children|adults|survivors|participants|individuals|those|people)_(who_(were|are)_)?(receiving|on|taking|undergoing|treated_with|using|prescribed|maintained_on|managed_with|initiating|starting|already_receiving|receiving_stable)
        while_(receiving|on|taking) during undergoing pre-?medicat(ion|ed)_(with|was) (ana?esthesia|sedation|analgesia|induction|intubation)_(was_(induced|maintained|provided|performed|achieved|administered|given)_)?(with|by|using) (induced|maintained)_(with|by)
        (induction|maintenance)_of_ana?esthesia_with rescue(_(with|use_of|doses?_of|medication))? supplemented_by optimi(s|z)ed standard(_(of_care|therapy|treatment|doses?))?(_(with|of))? conventional routine alongside along_with on_top_of
        (use|usage|need|requirements?|consumption|doses?|reduction|tapering|discontinuation|withdrawal)_(of|for|in)_(rescue|concomitant|additional|postoperative|oral|daily) (need|requirements?|consumption)_(of|for) taper(ed|ing)? requir(e|ed|ing) co-?treated_with
        (cumulative|average|mean|median|total|maintenance)_(daily_)?(doses?|dosages?)(_of)? number_of induced_by uncontrolled_on (not|neither)_receiving
        """, """
        the a an of oral intravenous adjuvant neoadjuvant standard conventional daily dose doses therapy treatment with systemic stable maintenance low-dose high-dose fixed inhaled general spinal and or any additional concomitant chemotherapy radiotherapy regimens? immunotherapy
        ana?esthesia liposomal pegylated nanoparticle intramuscular subcutaneous topical epidural intrathecal nasal myelosuppressive \(neo\)adjuvant first-line cytotoxic (a|two|three|four|six|eight|#)_(dose|doses|cycles|courses|weeks|months|years)_of #_(mg|g|IU|(u|µ|μ)g|mcg|ml)(/(kg|day|m2?))?
        """, mostFillers: 4)
    {
        Finds = ["in addition to ", "stable doses of ", "all patients received ", "premedication with ", "anaesthesia was induced with ", "patients receiving ", "concomitant ", "undergoing adjuvant "],
        Ignores = ["randomised to receive ", "the addition of ", "efficacy of "],
    };

    internal static FollowingPhrases BackgroundAfter { get; } = new("role.background-after", " -", """
        consumption requirements? required requested usage users? use sparing induced associated related rescue ana?esthesia premedication background dose_reduction dosage tapering administration_was_similar
        (was|were)_(allowed|permitted|continued|tapered|(used|given)_as_rescue|given_to_all|given_in_(each|both|all)_(group|arm)s?) as_needed on_demand as_(rescue|background) for_(rescue|induction)
        """)
    {
        NotBefore = " of",
        Finds = [" consumption", " requirements", "-induced colitis", " use", " anaesthesia", " was allowed", " as needed", " background therapy"],
        Ignores = [" group", " was more effective", " therapy", " dosage of 5 mg"],
    };

    internal static CuePhrases StudiedBefore { get; } = new("role.studied-before", """
        (randomi(s|z)ed|assigned|allocated)(_(equally|either|1:1))?_(to|into|between)(_(receive|take))? (effects?|efficacy|effectiveness|safety|tolerability|benefits?|impact|role|value|activity|superiority)_(and_(safety|efficacy|effectiveness|tolerability|impact|value|benefits?|cost|toxicity|activity|feasibility|acceptability|tolerance|durability|immunogenicity|pharmacokinetics)_)?(of|for)
        compar(e|ed|ing|ison_of|ison_between) investigat(e|ed|ing) evaluat(e|ed|ing|ion_of) assess(ed|ing)? (study|trial|comparison|use)_of either addition_of adding plus combined_with combination_(of|with) supplementation_with arms?:? treatment_arm
        """, """
        the a an of oral intravenous adding using intramuscular subcutaneous topical inhaled daily either dose doses single low-dose high-dose treatment therapy with adjuvant neoadjuvant both two three once twice weekly combination combined
        #_(mg|g|IU|(u|µ|μ)g|%|ml|U)(/(day|kg|d|m2?))?
        """, mostFillers: 5)
    {
        Finds = ["were randomised to ", "randomly assigned to receive either ", "effects of oral ", "efficacy and safety of ", "comparing ", "the addition of "],
        Ignores = ["patients with ", "levels of ", "in women on ", "received "],
    };

    internal static FollowingPhrases StudiedAfter { get; } = new("role.studied-after", " -", "groups? arms? treated recipients plus monotherapy supplementation supplements? gel cream containing")
    {
        Finds = [" group", "-treated patients", " arm"],
        Ignores = [" levels", " in women", " consumption", " 10 mg"],
    };

    internal static FollowingPhrases ComparedAfter { get; } = new("role.compared-after", " ,)", "(or|versus|vs|and|compared_(with|to))_((a|matching|identical)_)?(placebo|no_treatment|control|sham|saline)")
    {
        Finds = [" or placebo", " versus placebo", ") and a placebo", ", compared with no treatment"],
        Ignores = [" or standard care", " placebo"],
    };

    internal static Pattern<string> ArmAfter { get; } = new("role.arm-after", ArmAfterRegex(), match => match.Value)
    {
        Needs = after => after is [' ', '(' or 'n' or 'N', ..],
        Finds = [" (n = 40)", " (arm IV)", " N=20"],
        Ignores = [" (10 mg)", " no more"],
    };

    [GeneratedRegex(@"\A\ (?:\((?:arm|group)\b|\(?n\ ?=)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ArmAfterRegex();

    internal static CuePhrases GivenBefore { get; } = new("role.given-before", """
        receiv(e|ed|ing) administ(ered|ration_of) treat(ed|ment|ing)_with therapy_with given injections?_of infusions?_of prescribed dos(e|es)_of
        """, """
        the a an of oral intravenous intramuscular subcutaneous topical inhaled daily dose doses single low-dose high-dose adjuvant neoadjuvant both two three once twice weekly
        #_(mg|g|IU|(u|µ|μ)g|%|ml|U)(/(day|kg|d|m2?))?
        """, mostFillers: 5)
    {
        Finds = ["received ", "treated with oral ", "an infusion of ", "given a single "],
        Ignores = ["in patients with ", "levels of ", "randomised to "],
    };

    internal static Pattern<string> DosedAfter { get; } = new("role.dosed-after", DosedAfterRegex(), match => match.Value)
    {
        Needs = after => after[..Math.Min(after.Length, 22)].ContainsAnyInRange('0', '9'),
        Finds = [" 40 mg b.i.d.", " (10 mg/kg)", " at 0.5 mg", " hydrochloride 20 mg"],
        Ignores = [" levels of 3 mg/dL", " in 40 women", " (n = 40)"],
    };

    [GeneratedRegex(@"\A(?:\ [a-z]{5,14})?\ \(?(?:at\ )?\d[\d.,]{0,9}(?:\ ?(?:-|to|or)\ ?\d[\d.,]{0,9})?\s?(?:mg|g|[uµμ]g|mcg|IU|U|units?|%|m[lL]|MBq)(?![\p{L}]|/d?[lL])", RegexOptions.CultureInvariant)]
    private static partial Regex DosedAfterRegex();

    internal static Pattern<string> DosedBefore { get; } = new("role.dosed-before", DosedBeforeRegex(), match => match.Value)
    {
        Needs = before => before[Math.Max(0, before.Length - 36)..].ContainsAnyInRange('0', '9'),
        Finds = ["20 mg ", "0.5% hyperbaric ", "10 mg/kg of "],
        Ignores = ["12% ", "in 20 ", "rose by 3 mg/dL with "],
    };

    [GeneratedRegex(@"(?<![\d.])\d[\d.,]{0,9}\s?(?:(?:mg|g|[uµμ]g|mcg|IU|U|units?|MBq)(?:/(?:kg|day|d|m2))?\ (?:of\ )?(?:oral\ |intravenous\ |daily\ )?|%\ (?:hyperbaric\ |isobaric\ |heavy\ |topical\ ))\z", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex DosedBeforeRegex();
}
