using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Study designs by the guideline's names: "in this open-label, single-arm trial". Every wording is a mention; the one of
/// the highest confidence is the design of the study, so that the special design stands above the general one and the
/// title and the methods above the background.
/// </summary>
public sealed partial class DesignTagger(DesignTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(DesignMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<DesignMention> found = [];
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            double share = Share(sentence.Section);
            if (sentence.Language == Language.English && share > 0)
            {
                found.AddRange(Wording.In(doc.Text.Text, sentence.Span).Select(mention => mention with { Confidence = mention.Confidence * share }).Where(mention => mention.Confidence >= options.Least));
            }
        }

        return found.Count == 0 ? doc : doc.With(found);
    }

    /// <summary>How much a section speaks of this study.</summary>
    internal static double Share(SectionKind section) => section switch
    {
        SectionKind.Title or SectionKind.Methods or SectionKind.Objective => 1,
        SectionKind.Background or SectionKind.Conclusions => 0.8, // where earlier studies and later ones are spoken of
        SectionKind.Results or SectionKind.Other or SectionKind.Registration => 0.9,
        _ => 0,
    };

    /// <summary>The groups of a pattern in either language, the design's name, and how surely the words speak of this study.</summary>
    private static readonly (string Group, string Design, double Confidence)[] Designs =
    [
        ("cluster", "cluster randomised controlled trial", 0.98), ("cross", "randomised crossover trial", 0.97), ("meta", "meta-analysis", 0.96), ("pooled", "pooled analysis", 0.95), ("review", "systematic review", 0.94),
        ("nonrandom", "non-randomised controlled trial", 0.96), ("animals", "animal", 0.955), ("single", "single-arm trial", 0.95), ("series", "case series", 0.95), ("report", "case report", 0.93), ("casecontrol", "case-control", 0.95),
        ("sectional", "cross-sectional", 0.94), ("retro", "retrospective cohort", 0.93), ("randomised", "randomised controlled trial", 0.92), ("beforeafter", "before-after study", 0.9), ("prospective", "prospective cohort", 0.9),
        ("phase1", "phase I trial", 0.88), ("cohort", "cohort", 0.85), ("vitro", "in vitro", 0.8), ("animal", "animal", 0.86), ("qualitative", "qualitative study", 0.85), ("trial", "clinical trial", 0.6),
    ];

    public static Pattern<DesignMention> Wording { get; } = new("design.words", WordingRegex(), match => Read(match, "design.words"))
    {
        Cues = SearchValues.Create(["random", "cluster", "stepped", "cross", "quasi", "rct", "meta", "pooled", "systematic", "e arm", "e-arm", "e group", "e-group", "case s", "case r", "case c", "case-c", "rospective", "before", "prepost", "pre-post", "pre post", "pre- post",
            "first-in", "phase ", "cohort", "observational", "qualitative", "focus", "rats ", "mice ", "rabbits ", "dogs ", "pigs ", "piglets ", "sheep ", "in vitro", " trial", " study"], StringComparison.OrdinalIgnoreCase),
        Starts = new WordStarts("clu", "ste", "gro", "cro", "non", "qua", "ran", "wer", "rct", "met", "poo", "sys", "sin", "one", "unc", "cas", "a c", "thi", "our", "ret", "bef", "pre", "pro", "fir", "pha", "coh", "obs", "lon", "foc", "rat", "mic", "rab", "dog", "pig", "she", "in ", "cli", "con", "dou", "ope").Next,
        Finds = ["a randomized, double-blind trial", "were randomly assigned to", "a cluster-randomised trial", "in a randomised, placebo-controlled crossover study", "this retrospective review of records", "a single-arm trial",
            "a prospective cohort study", "case-control study", "cross-sectional survey", "systematic review", "a meta-analysis of", "pooled analysis", "a case series", "a case report", "thirty rats were", "cultured in vitro",
            "a non-randomised controlled study", "first-in-human study", "phase I trial"],
        Ignores = ["trials are needed", "the reported cases", "a random sample of households", "the prospective benefit", "cross the membrane"],
    };

    /// <summary>The design of the group that matched, or null.</summary>
    internal static DesignMention? Read(Match match, string rule)
    {
        foreach ((string group, string design, double confidence) in Designs)
        {
            if (match.Groups[group].Success)
            {
                return new DesignMention(match.Span(), rule, confidence, design);
            }
        }

        return null;
    }

    // The special wordings stand first: of two that begin together the first is taken.
    [GeneratedRegex("""
        \G(?:
            (?<cluster>cluster[- ](?:randomi[sz]ed|randomi[sz]ation)|stepped[- ]wedge|group[- ]randomi[sz]ed)
          | (?<cross>(?:randomi[sz]ed[ ,;a-z-]{0,60}?)?cross-?[ ]?over(?=[ ,;a-z-]{0,30}(?:trial|study|design|fashion|manner)))
          | (?<nonrandom>non-?[ ]?randomi[sz]ed|quasi-?[ ]?experimental|quasi-?[ ]?randomi[sz]ed)
          | (?<randomised>randomi[sz]ed|randomly[ ](?:assigned|allocated|divided|selected[ ]to[ ]receive|distributed|grouped)|were[ ]randomi[sz]ed|RCT(?=[ .,;:)]))
          | (?<meta>meta-?[ ]?analys[ie]s)
          | (?<pooled>pooled[ ]analys[ie]s)
          | (?<review>systematic[ ](?:literature[ ])?review)
          | (?<single>(?:single|one)[- ](?:arm|group)(?=[ ,;a-z-]{0,40}(?:trial|study|phase))|uncontrolled[ ](?:trial|study))
          | (?<series>case[ ]series)
          | (?<report>(?:a|this|our)[ ]case[ ]report)
          | (?<casecontrol>case[- ]control(?:led)?(?=[ ,;a-z-]{0,30}(?:study|design|analys)))
          | (?<sectional>cross-?[ ]?sectional)
          | (?<retro>retrospective(?:ly)?(?=[ ,;a-z-]{0,40}(?:study|cohort|review|reviewed|analys|chart|series|data|records|identified|collected|evaluat)))
          | (?<beforeafter>before[- ](?:and[- ])?after[ ](?:study|design|trial)|pre-?[ ]?post[ ](?:study|design))
          | (?<prospective>prospective(?:ly)?(?=[ ,;a-z-]{0,30}(?:cohort|observational|follow|registry)))
          | (?<phase1>first-in-human|phase[ ](?:I|1)(?:a|b)?(?![\p{L}\d/-])(?=[ ,;a-z-]{0,30}(?:trial|study)))
          | (?<cohort>cohort[ ]study|observational[ ](?:study|cohort)|longitudinal[ ]study)
          | (?<qualitative>qualitative[ ](?:study|interviews|analysis)|focus[ ]groups?)
          | (?<animal>(?:rats|mice|rabbits|dogs|pigs|piglets|sheep)(?=[ ](?:were|with|received|underwent|fed|treated|\()))
          | (?<vitro>in[ ]vitro)
          | (?<trial>(?:this|clinical|controlled|double-blind|open-label)[ ](?:trial|study)(?=[ ,;]))
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WordingRegex();
}
