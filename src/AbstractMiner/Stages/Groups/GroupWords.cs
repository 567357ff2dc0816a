using System.Collections.Frozen;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Groups;

/// <summary>What a word does where groups are told.</summary>
[Flags]
internal enum GroupWord
{
    None = 0,

    /// <summary>What stands behind the name of a group: arm, cohort.</summary>
    Head = 1 << 0,

    /// <summary>Patients, women, rats.</summary>
    Person = 1 << 1,

    /// <summary>What tells how many groups there are or which, and names none: both, other, first.</summary>
    Quantity = 1 << 2,

    /// <summary>Study, treatment.</summary>
    Studied = 1 << 3,

    /// <summary>Receiving, given, taking.</summary>
    Treated = 1 << 4,

    /// <summary>With, aged.</summary>
    Having = 1 << 5,

    /// <summary>Names of arms that stand alone: placebo, controls.</summary>
    Plain = 1 << 6,

    /// <summary>In, for, with: a group may follow a number so.</summary>
    Near = 1 << 7,

    /// <summary>Than, versus.</summary>
    Against = 1 << 8,

    /// <summary>Randomised, compared.</summary>
    Assigning = 1 << 9,
}

/// <summary>The words by which groups are told, and those that are never a group's name.</summary>
internal static class GroupWords
{
    private static readonly FrozenDictionary<string, GroupWord>.AlternateLookup<ReadOnlySpan<char>> Known = Build().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All that a word is, in any case.</summary>
    public static GroupWord Of(ReadOnlySpan<char> word) => Known.TryGetValue(word, out GroupWord kinds) ? kinds : GroupWord.None;

    public static bool IsHead(ReadOnlySpan<char> word) => (Of(word) & GroupWord.Head) != 0;

    public static readonly WordSet Numbers = WordSet.Of("two three four five six seven eight");

    public static readonly WordSet Generic = WordSet.Of("willingness continuing others comparisons hazard follow-up completion analysis questionnaire treatment study intervention test active experimental standard therapy drug dose control trial first second results low high care patients and group arm age the both trials one two three four mg placebo-controlled early late baseline male female years year months month weeks days day p hr or rr ci auc vs versus versus. difference differences risk odds ratio mean median death deaths harm loss gain increase decrease reduction change significant no none only main interval hazard confidence incidence efficacy safety use effect effects group groups arms cohort minutes hours");

    /// <summary>Acronyms of statistics and of what all trials measure.</summary>
    public static readonly WordSet Statistics = WordSet.Of("CI OR HR RR SD SE SEM IQR AUC P BMI DNA RNA MRI CT ITT RCT AE AEs SAE SAEs USA UK US NS VAS ANOVA QOL HRQOL OS PFS DFS EFS ORR pCR");

    /// <summary>Words of how results are reckoned and written: a name that begins or ends with one is none.</summary>
    public static readonly WordSet Reckoned = WordSet.Of("CI CIs IRR SMR SMD IQR AUROC min max interval ratio ratios analysis analyses regression");

    /// <summary>Units of time that stand behind a number: "90-day", "12 weeks".</summary>
    public static readonly WordSet Times = WordSet.Of("day days week weeks month months year years hour hours h min minute minutes");

    /// <summary>At least two capitals, and no statistic.</summary>
    public static bool IsAcronym(ReadOnlySpan<char> word, int longest) => word.Length >= 2 && word.Length <= longest && Capitals(word) >= 2 && !Statistics.Holds(word);

    public static int Capitals(ReadOnlySpan<char> word)
    {
        int capitals = 0;
        foreach (char c in word)
        {
            capitals += char.IsAsciiLetterUpper(c) ? 1 : 0;
        }

        return capitals;
    }

    /// <summary>Words that stand for a name and are none.</summary>
    public static readonly WordSet Pronouns = WordSet.Of("them they those others us whom which");

    /// <summary>Words of a study's design: "double-blind" is no arm.</summary>
    public static readonly WordSet Design = WordSet.Of("double-blind double-blinded single-blind open-label placebo-controlled placebocontrolled controlled uncontrolled parallel-group two-group two-arm three-arm parallel prospective retrospective multicenter multicentre single-center single-centre single-arm crossover cross-over randomized randomised non-randomised non-randomized pilot phase intention intention-to-treat per-protocol trial trials blinded");

    /// <summary>What a study does or aims at: "randomised to assess" names no arm.</summary>
    public static readonly WordSet Reporting = WordSet.Of("compare comparing compared evaluate evaluating assess assessing determine determining investigate investigating examine examining explore exploring test testing study establish identify identifying describe describing measure estimate understand verify receive undergo take continue have be use see find whether conducted collected followed carry carried implemented continue continued reduce reducing improve improving increase increasing decrease decreasing prevent preventing facilitate facilitating participate provide");

    /// <summary>"Kanagawa Breast Oncology Group" is an institution.</summary>
    public static readonly WordSet Bodies = WordSet.Of("assessment oncology cooperative study research working collaborative trialists interest consensus investigators");

    private static FrozenDictionary<string, GroupWord> Build()
    {
        Dictionary<string, GroupWord> words = new(StringComparer.OrdinalIgnoreCase);
        Add(GroupWord.Head, "group groups arm arms cohort cohorts subgroup subgroups");
        Add(GroupWord.Person, "patients patient women men children subjects participants individuals volunteers adults infants girls boys people persons recipients users smokers survivors nonsurvivors non-survivors responders non-responders mothers students families rats mice animals neonates cases eyes physicians nurses girls adolescents athletes partners prescribers dyads");
        Add(GroupWord.Quantity, "two three four five six both all each these other same different age number total remaining comparing compared between our entire whole parallel one first second third randomised randomized eligible evaluable consecutive enrolled individual subject patient between-group intervention-group per");
        Add(GroupWord.Studied, "study treatment treated intervention active");
        Add(GroupWord.Treated, "receiving received receive treated given taking undergoing using assigned randomised randomized allocated");
        Add(GroupWord.Having, "with without in on aged under over");
        Add(GroupWord.Plain, "placebo control controls vehicle sham observation");
        Add(GroupWord.Near, "in for with among on by of from amongst");
        Add(GroupWord.Against, "than versus vs v compared to");
        Add(GroupWord.Assigning, "randomised randomized randomly assigned allocated divided randomisation randomization compare comparing compared versus vs");
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(GroupWord kind, string list)
        {
            foreach (string word in list.Split(' '))
            {
                words[word] = words.GetValueOrDefault(word) | kind;
            }
        }
    }
}
