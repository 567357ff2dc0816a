using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Groups;

/// <summary>The words by which groups are told, and those that are never a group's name.</summary>
internal static class GroupWords
{
    /// <summary>What stands behind the name of a group.</summary>
    public static readonly WordSet Heads = WordSet.Of("group groups arm arms cohort cohorts subgroup subgroups");

    public static readonly WordSet People = WordSet.Of("patients patient women men children subjects participants individuals volunteers adults infants girls boys people persons recipients users smokers survivors nonsurvivors non-survivors responders non-responders mothers students families rats mice animals neonates cases eyes physicians nurses girls adolescents athletes partners prescribers dyads");

    public static readonly WordSet Quantities = WordSet.Of("two three four five six both all each these other same different age number total remaining comparing compared between our entire whole parallel one first second third randomised randomized eligible evaluable consecutive enrolled individual subject patient between-group intervention-group per");

    public static readonly WordSet Numbers = WordSet.Of("two three four five six seven eight");

    public static readonly WordSet Studied = WordSet.Of("study treatment treated intervention active");

    public static readonly WordSet Treated = WordSet.Of("receiving received receive treated given taking undergoing using assigned randomised randomized allocated");

    public static readonly WordSet Having = WordSet.Of("with without in on aged under over");

    public static readonly WordSet Plain = WordSet.Of("placebo control controls vehicle sham observation");

    public static readonly WordSet Near = WordSet.Of("in for with among on by of from amongst");

    public static readonly WordSet Against = WordSet.Of("than versus vs v compared to");

    public static readonly WordSet Assigning = WordSet.Of("randomised randomized randomly assigned allocated divided randomisation randomization compare comparing compared versus vs");

    public static readonly WordSet Generic = WordSet.Of("willingness continuing others comparisons hazard follow-up completion analysis questionnaire treatment study intervention test active experimental standard therapy drug dose control trial first second results low high care patients and group arm age the both trials one two three four mg placebo-controlled early late baseline male female years year months month weeks days day p hr or rr ci auc vs versus versus. difference differences risk odds ratio mean median death deaths harm loss gain increase decrease reduction change significant no none only main interval hazard confidence incidence efficacy safety use effect effects group groups arms cohort minutes hours");

    /// <summary>Acronyms of statistics and of what all trials measure.</summary>
    public static readonly WordSet Statistics = WordSet.Of("CI OR HR RR SD SE SEM IQR AUC P BMI DNA RNA MRI CT ITT RCT AE AEs SAE SAEs USA UK US NS VAS ANOVA QOL HRQOL OS PFS DFS EFS ORR pCR");

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
}
