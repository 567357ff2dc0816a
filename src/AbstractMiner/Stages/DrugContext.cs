using System.Text.RegularExpressions;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>What the words around a name say of it.</summary>
internal enum DrugUse
{
    /// <summary>Nothing either way.</summary>
    Named,

    /// <summary>Given, prescribed or taken: "received insulin", "vitamin D supplementation".</summary>
    Given,

    /// <summary>Measured, or a part of another name: "serum insulin", "insulin resistance", "oestrogen receptor".</summary>
    Measured,
}

/// <summary>Tells a substance that is given from one that is only measured, by the words right before and after its name.</summary>
internal static partial class DrugContext
{
    private const int Window = 70;

    /// <summary>The use of the name at <paramref name="span"/>; looks no further than the sentence.</summary>
    public static DrugUse UseOf(string text, TextSpan sentence, TextSpan span)
    {
        ReadOnlySpan<char> before = Before(text, sentence, span.Start);
        ReadOnlySpan<char> after = BehindBracket(After(text, sentence, span.End));
        return MeasuredAfter.Begins(after) || UnitAfter.Fits(after) ? DrugUse.Measured
            : GivenAfter.Begins(after) || AmountAfter.Fits(after) ? DrugUse.Given
            : MeasuredBefore.Ends(before) ? DrugUse.Measured
            : GivenBefore.Ends(before) ? DrugUse.Given
            : DrugUse.Named;
    }

    /// <summary>What stands behind the short form in brackets: "interleukin-2 (IL-2) therapy".</summary>
    private static ReadOnlySpan<char> BehindBracket(ReadOnlySpan<char> after) =>
        after.StartsWith(" (") && after.IndexOf(')') is > 2 and < 12 and var end && !char.IsAsciiDigit(after[2]) && !after[2..end].ContainsAny(' ', '=', '/') ? after[(end + 1)..] : after;

    /// <summary>Whether the name is only part of another's: a receptor, an enzyme, a resistant germ; of a class, also what a drug does, and of what is abused, who abuses it.</summary>
    public static bool IsPartOfName(string text, TextSpan sentence, TextSpan span, Concept? concept = null)
    {
        ReadOnlySpan<char> after = After(text, sentence, span.End);
        return PartAfter.Fits(after) || Before(text, sentence, span.Start).EndsWith("non-", StringComparison.OrdinalIgnoreCase)
            || (concept?["level"] == "class" && EffectAfter.Fits(after))
            || (concept?.Flags.Contains("abused") == true && AbuseAfter.Fits(BehindBracket(after)));
    }

    internal static Pattern<string> EffectAfter { get; } = new("drug.effect-after", EffectAfterRegex(), match => match.Value)
    {
        Finds = [" effects of massage", " and sedative techniques", ", sedative and amnestic effects", " Activity of the extract", " properties", " stewardship"],
        Ignores = [" therapy", " use", " effectively", " was more effective"],
    };

    [GeneratedRegex(@"\A(?:(?:,\ [\p{L}-]{4,20}){0,2},?\ (?:and|or)\ [\p{L}-]{4,20})?[-\ ](?:effects?|efficacy|effectiveness|activit(?:y|ies)|propert(?:y|ies)|potency|potential|actions?|modalit(?:y|ies)|techniques?|management|qualit(?:y|ies)|durations?|onset|stewardship|outcomes?|success|benefits?|capacity|responses?\ to|combination\ of)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EffectAfterRegex();

    internal static Pattern<string> AbuseAfter { get; } = new("drug.abuse-after", AbuseAfterRegex(), match => match.Value)
    {
        Finds = ["-dependent patients", " abuse", "-abusing homeless persons", " use disorder", " craving", " addiction", " dependence", " program", " epidemic"],
        Ignores = [" consumption", " use", " patch", " maintenance"],
    };

    [GeneratedRegex(@"\A[-\ ](?:depend(?:ent|ence|ency)|abus(?:e|ers?|ing)|addict(?:s|ed|ion)?|misuse|use\ disorders?|using\b|users?|craving|overdoses?|withdrawal|(?:treatment\ |maintenance\ )?programs?|crisis|epidemic)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AbuseAfterRegex();

    /// <summary>Whether what grows or is eaten is taken as a remedy here: an extract, a capsule, a dose.</summary>
    public static bool IsRemedy(string text, TextSpan sentence, TextSpan span) =>
        RemedyAfter.Fits(After(text, sentence, span.End)) || RemedyBefore.Fits(Before(text, sentence, span.Start));

    /// <summary>Whether what grows is a food here: a bread, a juice, an allergen.</summary>
    public static bool IsFood(string text, TextSpan sentence, TextSpan span) =>
        FoodAfter.Fits(After(text, sentence, span.End));

    internal static Pattern<string> FoodAfter { get; } = new("drug.food-after", FoodAfterRegex(), match => match.Value)
    {
        Finds = [" bread", " juice", " allergy", " consumption", "-fed", " pie"],
        Ignores = [" extract", " in diabetes", " versus placebo"],
    };

    [GeneratedRegex(@"\A[-\ ](?:bread|juices?|milk|flour|meals?|diets?|beverages?|drinks?|consumption|intake|allerg|pollen|sensiti|fed|pie|protein|products?|snacks?|breakfast|noodles?|cakes?|leaves|farm|field|plants?|workers|dust|mites?|fortified|sauce|seeds?\ in|intolerance)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex FoodAfterRegex();

    internal static ReadOnlySpan<char> Before(string text, TextSpan sentence, int start) =>
        text.AsSpan(Math.Max(sentence.Start, start - Window), Math.Min(Window, start - sentence.Start));

    internal static ReadOnlySpan<char> After(string text, TextSpan sentence, int end) =>
        text.AsSpan(end, Math.Max(0, Math.Min(Window, sentence.End - end)));

    internal static CuePhrases GivenBefore { get; } = new("drug.given-before", """
        receiv(e|es|ed|ing) given giving gave administ(ered|ering|ration_of) treat(ed|ing|ment)_(with|by) therapy_with (infusions?|injections?|instillations?|inhalation|application|use|addition|installation|supplementation|ingestion|prescription|provision|delivery)_of
        dos(e|es|ing|age)(_of)? (composed|consist(s|ed|ing)?|mixtures?)_of (enriched|fortified)_with supplement(ation|ed|s)?_(with|of|containing) (randomi(s|z)ed|assigned|allocated)_to(_receive)? plus combined_with (combination|association)_(with|of) addition_to
        (efficacy|effectiveness|safety|effects?|benefits?|tolerability)_of inhaled oral(ly)? intravenous topical subcutaneous intramuscular intranasal intrathecal intravitreal transdermal vaginal sublingual nebuli(s|z)ed recombinant exogenous
        (high|low|full|single|standard|fixed)(-|_)dose prescribed (effective|superior|inferior|efficacious|equivalent|comparable)_(than|to) taking took infused injected (immuni(s|z)|vaccinat)ed_with
        (premedicat|anesthetiz|anaesthetis|sedat|induc|maintain|pretreat)(ion|ed)_with adjuvant supplemental p(ro|re)biotics?(_(strain|bacteri(um|a)))? containing using IV i.v. IM SC 1(:|/)(10|50|80|100|200|400|500|800|1,?000),?000(_of)?
        #_(mg|g|(u|µ|μ)g|mcg|ng|ml|IU|U|units?|%|mmol|mEq|ppm)(/(kg|day|d|m2))?(_(of|daily|oral|intravenous|per_day))?
        """, """
        the a an either both daily oral intravenous intramuscular subcutaneous topical inhaled vaginal recombinant human additional long-acting short-acting high-dose low-dose weekly standard placebo_or
        """, mostFillers: 3)
    {
        Finds = ["patients received ", "were randomised to receive either ", "treatment with oral ", "a single dose of ", "supplemented with 500 mg of ", "an infusion of "],
        Ignores = ["patients with high ", "a rise in ", "levels of ", "the action of "],
    };

    internal static FollowingPhrases GivenAfter { get; } = new("drug.given-after", " -", """
        supplement(s|ation|ed)? infusions? injections? administration therap(y|ies) treatments? treated tablets? capsules? pills? creams? gels? ointments? sprays? patch(es)? vaccin(e|es|ation) prophylaxis groups? arms? bolus(es)?
        (dose|dosage)s? dosing inhalation powders? solutions? syrup drops lozenges? suppositor(y|ies) extract(s|ed)? lotions? mouth(wash|rinse)(es|s)? rinses? varnish (tooth)?pastes? dentifrice foam lacquer depot split_dose enemas? pumps? analogues?
        premedication replacement monotherapy inhalers? support (versus|vs|or|and|plus)_(a_)?placebo (was|were)_(given|administered|injected|infused|started|added|prescribed)
        """)
    {
        Finds = [" supplementation for a year", "-treated rats", " infusion", " or placebo", " vs. placebo", " group"],
        Ignores = [" rose at month 6", " levels", " was lower", " and lactate"],
    };

    internal static Pattern<string> AmountAfter { get; } = new("drug.amount-after", AmountAfterRegex(), match => match.Value)
    {
        Needs = after => after is [' ' or '-', '(' or (>= '0' and <= '9'), ..],
        Finds = [" 500 mg daily", " (10 mg/kg)", " 5-10 IU"],
        Ignores = [" 3 mg/dL", " 12 patients", " (mg)"],
    };

    [GeneratedRegex(@"\A[-\ ]\(?\d[\d.,]{0,9}\s?(?:-\s?\d[\d.,]{0,9}\s?)?(?:mg|g|[uµμ]g|mcg|ng|m[lL]|IU|U|units?|%|mmol|mEq|ppm)(?![\p{L}]|/d?[lL])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AmountAfterRegex();

    internal static CuePhrases MeasuredBefore { get; } = new("drug.measured-before", """
        serum plasma urin(e|ary) fasting blood circulating endogenous salivary saliva postprandial capillary intracellular arterial venous hepatic dietary tissue ioni(s|z)ed total free two-hour 2-h
        (secretion|(level|concentration|amount|measurement|marker|value|determination|assay|precursor|metabolite|source|rate|increase|decrease|reduction|change)s?|expression|production|release)_(of|in|on)
        (deficiency|excretion|synthesis|intake|uptake|metabolism|clearance|action|role|consumption|lack|absorption|loss|content|generation|partial_pressure|fraction)_(of|in|on)
        (lower|higher|increased|decreased|reduced|elevated|low|high|impaired|abnormal|raised)(_(in|of))?
        """, """
        the total free serum plasma mean fasting blood and
        """, mostFillers: 2)
    {
        Finds = ["serum ", "fasting plasma ", "urinary excretion of ", "concentrations of ", "levels of total "],
        Ignores = ["received ", "doses of ", "effect of "],
    };

    internal static FollowingPhrases MeasuredAfter { get; } = new("drug.measured-after", " -/", """
        levels? concentrations? status resistan(ce|t) sensitiv(e|ity) secretion deficien(cy|t) insufficien(cy|t) receptors? release synthesis production expression intakes? metabolism clearance excretion (in)?tolerance binding
        saturations? consumption uptake homeostasis dependen(t|ce) respons(e|es|iveness) requirements? transport(ers?)? channels? balance contents? ratios? AUC area ind(ex|ices) scores? desaturation tension extraction abundance
        activit(y|ies) pathways? signal(l?ing)? genes? mRNA polymorphisms? lowering values? control excursions? kinetics (auto)?antibod(y|ies) assay test(ing)? monitor(ing)? oxidation turnover utili(s|z)ation disposal clamp bearing
        (challenge|breath)_test profiles? fluctuations? variability deposition stores? overload an(a)?emia density scan mass species radicals? in_(the_)?(serum|plasma|blood|urine|diet)
        """)
    {
        Finds = [" levels", " resistance", "-sensitive", " concentrations fell", " breath test"],
        Ignores = [" supplementation", " 10 mg", " injection", " group"],
    };

    internal static Pattern<string> UnitAfter { get; } = new("drug.unit-after", UnitAfterRegex(), match => match.Value)
    {
        Needs = after => after is ['(' or '[', ..] or [' ', '(' or '[', ..],
        Finds = [" (mg/dL)", " [mmol/L]", "(ng/ml)"],
        Ignores = [" (10 mg/kg)", " (mg)"],
    };

    [GeneratedRegex(@"\A\ ?[\(\[](?:[munpµμ]?g|[mµμ]?mol|IU|pg|ng)/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex UnitAfterRegex();

    internal static Pattern<string> PartAfter { get; } = new("drug.part-after", PartAfterRegex(), match => match.Value)
    {
        Finds = [" receptor", "-resistant Staphylococcus", "-sensitive S. aureus", " synthase", " allergy", " physical status II", " (GnRH) analogues", "-125 seeds"],
        Ignores = [" 10 mg", "-resistant disease", " therapy", " receptor antagonist", " was effective"],
    };

    [GeneratedRegex("""
        \A [-\ ]? (?: (?:and|or)\ \p{L}{4,14}\ receptors?\b | receptors?(?![-\ ](?:antagonist|agonist|blocker|modulator|inhibitor)) | 1\d\d\ (?:seeds?|brachytherapy|implants?|labell?ed)\b | (?:resistant|sensitive)\ (?:[A-Z]\.\ [a-z] | [Ss]taphylococc | [Ee]nterococc | [Ee]nterobacter | strain | bacteri | Escherichia | Klebsiella | isolate | pathogen | organism | tubercul | malaria)
          | synthases? | synthetases? | reductases? | dehydrogenases? | oxidases? | kinases? | transporters? | decarboxylase | hydroxylase | deaminase | transferases? | allerg(?:y|ies|ic) | binding\ (?:protein|globulin)
          | susceptib(?:le|ility) | MIC | physical\ status | (?:class\ |grade\ |score\ )?I{1,3}(?![\p{L}\d]) | FEV | forced\ expiratory
          | resistance\ (?:rates?|has|of|patterns?|genes?) | \([A-Za-z-]{2,6}\)\ (?:analog|agonist|antagonist) )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex PartAfterRegex();

    internal static Pattern<string> RemedyAfter { get; } = new("drug.remedy-after", RemedyAfterRegex(), match => match.Value)
    {
        Finds = [" extract", " oil capsules", " 500 mg", " (250 mg daily)", " supplements"],
        Ignores = [" bread", " juice", " consumption", " diet"],
    };

    [GeneratedRegex(@"\A[-\ ](?:(?:(?:leaf|root|seed|fruit|bark|flower|oil|rhizome|berry)\ )?(?:extracts?|supplement(?:s|ation|ed)?|capsules?|tablets?|powder|cream|gel|ointment|mouthwash|essential\ oil|vaccine|immunotherapy|lozenges?|syrup|tincture)\b|\(?\d[\d.,]{0,9}\s?(?:mg|g|[uµμ]g|mcg|IU|m[lL])(?:/(?:day|d|kg))?(?![\p{L}/]))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RemedyAfterRegex();

    internal static Pattern<string> RemedyBefore { get; } = new("drug.remedy-before", RemedyBeforeRegex(), match => match.Value)
    {
        Finds = ["an extract of ", "capsules of ", "supplementation with ", "500 mg of "],
        Ignores = ["consumption of ", "a diet rich in ", "intake of "],
    };

    [GeneratedRegex(@"\b(?:extracts?\ of|capsules?\ of|supplementation\ (?:with|of)|supplemented\ with|tablets?\ of|intravenous|injections?\ of|infusions?\ of|combination\ of|received|treated\ with|treatment\ with|topical|\d[\d.,]{0,9}\s?(?:mg|g|[uµμ]g|mcg|IU)(?:/(?:day|d|kg))?(?:\ of)?|(?:efficacy|effectiveness)\ of)\ (?:(?:oral|the|a|topical)\ ){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex RemedyBeforeRegex();

    /// <summary>Whether a span is not a part of a longer word.</summary>
    public static bool IsWhole(string text, TextSpan span) =>
        (span.Start == 0 || NameWords.IsBoundary(text[span.Start - 1], text[span.Start])) && (span.End == text.Length || NameWords.IsBoundary(text[span.End - 1], text[span.End]));
}
