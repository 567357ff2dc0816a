using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Decides whether a value is a finding of the study, and not a trait of its subjects, a criterion, a plan or what others found.</summary>
internal static partial class Reported
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>Whether a section may hold findings at all; where a results section stands, the conclusions only repeat it.</summary>
    public static bool In(SectionKind section, bool hasResults) => hasResults
        ? section is SectionKind.Results or SectionKind.Other or SectionKind.Body
        : section is not (SectionKind.Title or SectionKind.Background or SectionKind.Objective or SectionKind.Registration or SectionKind.Table);

    /// <summary>Whether a sentence reckons a sample size, whatever section it stands in.</summary>
    public static bool IsReckoning(ReadOnlySpan<char> sentence) => sentence.ContainsAny(Reckoning) && SampleSizeRegex().IsMatch(sentence);

    public static bool Is(NumberLine line, Draft draft, Statistic statistic)
    {
        SectionKind section = line.Sentence.Section;
        int at = draft.At;
        ReadOnlySpan<char> before = line.Before(at, 120);
        ReadOnlySpan<char> after = line.After(draft.Spread is null ? at : draft.Last, 120);
        ReadOnlySpan<char> sentence = line.Sentence.Span.In(line.Text);
        if (section is not SectionKind.Results and not SectionKind.Conclusions && !ResultRegex().IsMatch(sentence)
            && (PlanRegex().IsMatch(sentence) || (AssignedRegex().IsMatch(sentence) && statistic is Statistic.Count or Statistic.Value or Statistic.Mean)))
        {
            return false;
        }

        bool contrast = statistic is Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio or Statistic.Correlation
            || (statistic == Statistic.MeanDifference && draft.Spread?.Kind == SpreadKind.ConfidenceInterval);
        if (contrast)
        {
            return line[at].Bound == Comparison.Equal;
        }

        if (TraitRegex().IsMatch(before) || (statistic != Statistic.Count && TraitAfterRegex().IsMatch(after)) || PowerRegex().IsMatch(before) || PowerAfterRegex().IsMatch(after))
        {
            return false;
        }

        if (line.Before(at, 200) is var widely && widely.ContainsAny(Demography) && DemographyRegex().IsMatch(widely))
        {
            return false;
        }

        if ((line.IsTime(at) || line.IsTime(draft.Last)) && (FollowedRegex().IsMatch(before) || FollowedAfterRegex().IsMatch(after)))
        {
            return false;
        }

        if (statistic is Statistic.Mean or Statistic.Value && CriterionRegex().IsMatch(after))
        {
            return false;
        }

        if (statistic is Statistic.Percent && (draft.Events is not null || draft.Rule == Values.Percent.Name) && FlowRegex().IsMatch(after))
        {
            return false;
        }

        if (statistic == Statistic.Count && CountFlowRegex().IsMatch(after))
        {
            return false;
        }

        if (statistic == Statistic.Percent && before.ContainsAny(Flow) && FlowBeforeRegex().IsMatch(before))
        {
            return false;
        }

        return line[at].Bound == Comparison.Equal || (statistic == Statistic.Percent && BoundedShareRegex().IsMatch(after))
            || statistic is Statistic.PercentChange && !line.Text.AsSpan(line[at].Reach.Start, 1).ContainsAny("<>≤≥")
            || (statistic == Statistic.Percent && line.Gap(at).EndsWith("(", StringComparison.Ordinal));
    }

    /// <summary>One of these stands in all that <see cref="SampleSizeRegex"/> finds.</summary>
    private static readonly SearchValues<string> Reckoning = SearchValues.Create(["sample", "power", "detect", "error", "dropout", "drop-out", "attrition"], StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\bsample\ssize\b.{0,30}\b(?:calculated|estimated|required|needed)|\b(?:power\slevel|power\sof\s\d|to\sdetect\san?\s(?!signal)|\d\s?%\spower|type[\s-](?:I|1|one)\serror|(?:drop-?out|attrition)\srate\sof)\b", Options)]
    private static partial Regex SampleSizeRegex();

    [GeneratedRegex(@"\brandom(?:ly|i[sz]ed)\b|\b(?:to\sreceive|were\s(?:enrolled|recruited|included|allocated|assigned|treated\swith)|this\s(?:study|trial)|aim(?:ed|s)?\b|end\s?points?\s(?:was|were|included)|outcomes?\s(?:was|were)\b|the\sstudy\s(?:included|enrolled|cohort|population)|we\s(?:conducted|studied|performed|enrolled|recruited|randomi[sz]ed))\b", Options)]
    private static partial Regex AssignedRegex();

    [GeneratedRegex(@"\bp\s?[<>=]|\b(?:significant\w{0,2}|versus|vs|compared\swith|compared\sto|higher|lower|ratio|achieved|responded|improved|relapsed|died|showed|demonstrated|resulted|median)\b", Options)]
    private static partial Regex ResultRegex();

    [GeneratedRegex(@"\b(?:was\scalculated|were\scalculated|sample\ssize|power|will\sbe|defined|was\sset|considered\s(?:statistically\s)?significant|inclusion|criteria|eligible|were\srequired|designed\sto|hypothes)", Options)]
    private static partial Regex PlanRegex();

    [GeneratedRegex(@"\b(?:younger|older)\s[\(\[]\s?$|\b(?:(?:fe)?males?\s?/\s?(?:fe)?males?|(?:wo)?men\s?/\s?(?:wo)?men|M\s?/\s?F|F\s?/\s?M)[\s:,=\(]{0,4}$|\b(?:ages?d?|body\smass\sindex|BMI)\b(?:[\s\w\[\(\)\],:=±/\.-]){0,34}$|\b(?:power|margin|alpha|significance)\s[\w\s]{0,12}$", Options | RegexOptions.RightToLeft)]
    private static partial Regex TraitRegex();

    /// <summary>One of these stands in all that <see cref="DemographyRegex"/> finds.</summary>
    private static readonly SearchValues<string> Demography = SearchValues.Create(["age", "years", "male,"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Traits that follow the age of the subjects in one sentence.</summary>
    [GeneratedRegex(@"\b(?:(?:mean|median|average)\s(?:patient\s|subject\s)?age|age\s(?:of|range)|years\sold|female,|male,)(?:(?!\b(?:achiev|improv|respon|develop|experienc|relaps|died|surviv|complet|rate|score)\w{0,5}\b)[^;]|;){0,190}$", Options | RegexOptions.RightToLeft)]
    private static partial Regex DemographyRegex();

    [GeneratedRegex(@"\b(?:follow[\s-]?ups?|followed(?:\sup)?|observed\b[^;\.]{0,30}\bfor|observation(?:\stime|\speriod))\b(?:\s(?:time|period|duration))?(?:\s(?:was|of|were|is|for|at|an?|the|median|mean|average|total)|[\s,:=\(\[]){0,6}\s?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex FollowedRegex();

    [GeneratedRegex(@"^'?\s?(?:of\s)?(?:(?:median|mean|average)\s)?follow", Options)]
    private static partial Regex FollowedAfterRegex();

    [GeneratedRegex(@"^\s?[\)\]]?\s?(?:of\s(?:the\s)?(?:study\s)?(?:patients|population|participants|subjects)\s)?(?:(?:were|was)\s(?:(?:wo)?men|boys|girls)\b|(?:were\s|was\s)?(?:old\b|females?\b|males?\b|white|black|caucasian|african|hispanic|years?\sold|years?\sof\sage|y\.?o\.?\b))", Options)]
    private static partial Regex TraitAfterRegex();

    [GeneratedRegex(@"\b(?:power|alpha|α|significance\slevel|confidence|(?:at|with)\s(?:an?\s|the\s)?(?:\w+\s)?level\sof)\s(?:\w+\s){0,3}$", Options | RegexOptions.RightToLeft)]
    private static partial Regex PowerRegex();

    /// <summary>"a T-score of -2.0 or more".</summary>
    [GeneratedRegex(@"^\sor\s(?:more|less|higher|greater|lower|above|below|better|worse)\b", Options)]
    private static partial Regex CriterionRegex();

    [GeneratedRegex(@"^\s?(?:power\b|CI\b|confidence|level\b|dropout|solution|ethanol|bupivacaine|lidocaine|saline|cream|gel|glucose\b)", Options)]
    private static partial Regex PowerAfterRegex();

    [GeneratedRegex(@"^\s?[\)\]]\s?(?:(?:were|are|was)\s)?(?:randomi[sz]ed|enrolled|included|recruited)\b|^\s?[\)\]]?\s?(?:(?!achiev|had\b|experienc|develop|show|report|improv|were\b|was\b)[\w\-\(\)\.%]{1,20}\s){0,14}?(?:(?:were|was|who)\s)?(?:completed|(?:were|was)\s(?:included|enrolled|analy[sz]ed|randomi[sz]ed|evaluable|eligible|recruited|screened|excluded|lost|retained)|participated|consented|agreed\sto\s(?:participate|random\w+)|returned|continued|responded\sto\sthe|remained\sin)\b", Options)]
    private static partial Regex FlowRegex();

    [GeneratedRegex(@"^\s(?:[\w-]{1,14}\s){0,3}(?:was|were)\s(?:excluded|enrolled|included|randomi[sz]ed|assigned|allocated|screened|recruited|analy[sz]ed|treated\swith)\b", Options)]
    private static partial Regex CountFlowRegex();

    /// <summary>One of these stands in all that <see cref="FlowBeforeRegex"/> finds.</summary>
    private static readonly SearchValues<string> Flow = SearchValues.Create(["enrolled", "complete", "randomi", "included", "analy", "recruit", "retained", "screened", "took", "participat", "retention", "available", "obtained", "male"], StringComparison.OrdinalIgnoreCase);

    /// <summary>"were enrolled (early: 167 [57.2%]; late: ...".</summary>
    [GeneratedRegex(@"\b(?:enrolled|completed|randomi[sz]ed|included|analy[sz]ed|recruited|retained|screened)\b[^\.;\(]{0,30}\([^\)\d]{2,30}[^\)]{0,60}$|\b(?:took\spart|participated|completed)\b[^\.;\(]{0,80}\(\d{1,4}/\d{1,4},\s$|\b(?:retention|participation|recruitment)\srates?\s(?:was|were|of)\b[^;]{0,60}$|\bfollow-?up\s(?:was|were)\s(?:obtained|available|complete\w?)\s(?:in|for)\s$|\b(?:fe)?male\s\(\s?$", Options | RegexOptions.RightToLeft)]
    private static partial Regex FlowBeforeRegex();

    [GeneratedRegex(@"^\s?(?:of\s(?:the\s)?(?:patients|subjects|women|men|children|participants|cases)|reported|experienced)", Options)]
    private static partial Regex BoundedShareRegex();
}
