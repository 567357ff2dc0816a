using System.Globalization;
using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;
using AbstractMiner.Text;

namespace AbstractMiner.Tests;

public class EstimateTaggerTest
{
    [Theory]
    [InlineData("Nine of 40 patients (22.5%) relapsed.", "percent 22.5 n9 N40", "a share carries the counts that it comes from")]
    [InlineData("Cure was seen in 83.5% (71/85) and 87.7% (71/81).", "percent 83.5 n71 N85; percent 87.7 n71 N81", "counts behind the percent")]
    [InlineData("Of 57 lesions, 20 (35.1%) were spontaneous and 14 (24.6%) were due to trauma.", "percent 35.1 n20 N57; percent 24.6 n14 N57", "the total that opens the sentence holds for all of its shares")]
    [InlineData("Response was 11 vs. 16% in the arms.", "percent 11; percent 16", "the sign behind the last serves both")]
    [InlineData("Grade 3/4 neutropenia (33%) was common.", "percent 33", "a grade is no count")]
    [InlineData("The score fell from 9.1 ± 1.0 to 7.3 ± 0.9.", "mean 9.1 u1.0; mean 7.3 u0.9", "± without a name")]
    [InlineData("The mean (SD) score was 1.75 (1.59) in controls.", "mean 1.75 sd1.59", "the bracket is announced")]
    [InlineData("Median survival was 8.2 months (90% CI, 5.9-8.9) in the first arm.", "median 8.2 ci5.9-8.9", "an interval with its level")]
    [InlineData("The stay was 9 [8-13] days, median [IQR].", "median 9 iqr8-13", "the usual spread of a median")]
    [InlineData("Survival was longer (HR, 0.65; 95% CI, 0.50 to 0.80).", "hazard_ratio 0.65 ci0.50-0.80", "an abbreviation before the value")]
    [InlineData("The odds ratios for the first and second genotype were 1.98 (95% CI 1.01-3.89) and 17.79 (95% CI 2.26-140.22).", "odds_ratio 1.98 ci1.01-3.89; odds_ratio 17.79 ci2.26-140.22", "the name stands far before")]
    [InlineData("There was no difference in costs (£95, 95% CI -£1410 to £1599) between arms.", "mean_difference 95 ci-1410-1599", "money has its sign before the number")]
    [InlineData("There was no difference in survival (51.0% versus 49.5%).", "percent 51.0; percent 49.5", "a pair behind the word difference is two values")]
    [InlineData("Weight was reduced by 27% in the diet group.", "percent_change 27 decrease", "a change and its direction")]
    [InlineData("Expression was increased 5 fold.", "fold_change 5 increase", "a fold without a hyphen")]
    [InlineData("Medication use was over 40% lower than with placebo.", "percent_change 40 decrease", "a bound of a change is reported")]
    [InlineData("Thirteen patients died.", "count 13 n13", "a count in words")]
    [InlineData("Three subjects were withdrawn (one before and two after surgery).", "count 3 n3; count 1 n1; count 2 n2", "parts are told by their sum")]
    [InlineData("Sixty patients were randomised and 52 completed the study.", "", "the flow of subjects is no result")]
    [InlineData("The mean age was 44.4 ± 8.6 years.", "", "a trait is no result")]
    [InlineData("They received tramadol 50 mg for 6 weeks.", "", "doses and times are none")]
    [InlineData("Injection of ropivacaine 0.5% was safe.", "", "a concentration is none")]
    [InlineData("The effect was significant (F(1, 23) = 4.5, p = 0.04).", "", "a test statistic is none")]
    [InlineData("More reached HbA1c < 7.0% (72% vs 19%).", "percent 72; percent 19", "a limit is no result")]
    [InlineData("Enzyme activity decreased 31% in the first arm and 12% in the second.", "percent_change 31 decrease; percent_change 12 decrease", "a verb of change right before, and the member beside it")]
    [InlineData("Walking time improved more with training (-1.8 vs 0.3 s).", "mean_difference -1.8 decrease; mean_difference 0.3 increase", "a signed value in a change, and what it is set against")]
    [InlineData("The T-score was -2.5 in women.", "value -2.5", "a sign alone makes no change")]
    [InlineData("Mortality was reduced by the drug (12% versus 20%).", "percent 12; percent 20", "shares that are set against each other stay shares")]
    [InlineData("Blood pressure was 128/76 mmHg at entry.", "value 128; value 76", "both pressures")]
    [InlineData("Total blood loss was 310 mL.", "value 310", "an amount that is no dose")]
    [InlineData("Treatment costs were 1,200 francs.", "value 1200", "money without a sign")]
    [InlineData("Severe fever occurred at 0.42 (0.31, 0.56) per child per year.", "rate 0.42 ci0.31-0.56", "bounds with a comma between")]
    [InlineData("Infection was rarer (OR 0.71 [95% IC: 0.52-0.96]).", "odds_ratio 0.71 ci0.52-0.96", "the interval's name in another order")]
    [InlineData("Glucose fell in both arms (new drug -1.14, old drug -0.95 mmol/L).", "mean_difference -1.14 decrease; mean_difference -0.95 decrease", "each value behind its arm")]
    [InlineData("The average volume of fluid in the joint of 12.4 ml was high.", "mean 12.4", "the value behind the thing measured")]
    [InlineData("The mean anxiety scores were BAT, 22.3; LUX, 21.1; and CTL, 23.9.", "mean 22.3; mean 21.1; mean 23.9", "each value behind the letters of its arm")]
    [InlineData("Median half-life was ≈37 hours with the old drug and ≈41 with the new.", "median 37; median 41", "an approximation")]
    [InlineData("The median stay was 12 days for the first arm (95% CI, 9 to 15 days) and 14 days for the second (95% CI, 10 to 17).", "median 12 ci9-15; median 14 ci10-17", "a bracket between two members")]
    [InlineData("The median number of attacks was 3.5 in the old arm and 2 in the new arm.", "median 3.5; median 2", "a whole number in the words of one with a fraction")]
    [InlineData("Mean drainage was 280 mL in the treated arm and 390 mL in the control arm.", "mean 280; mean 390", "an amount like the one before it is no dose")]
    [InlineData("The median remission of the new drug was longer than that of the old, 29.1 weeks vs 15.0 weeks (P = 0.01).", "median 29.1; median 15.0", "a pair behind a comma")]
    [InlineData("Median pain scores were 1/10 and 3/10 in the arms.", "median 1; median 3", "points of a scale are no share")]
    [InlineData("The new aid gave better knowledge (66.9 vs 58.7; P < .001).", "mean 66.9; mean 58.7", "what two groups scored in fractions is an average")]
    [InlineData("The new aid gave less pain (1 vs 3; P = .04).", "value 1; value 3", "whole numbers may be medians")]
    [InlineData("The new drug delayed the time to relapse (9.7 months vs 5.8 months).", "value 9.7; value 5.8", "a time to an event may be either")]
    [InlineData("Relapse was rarer (cumulative incidence, 0.28 vs 0.16).", "value 0.28; value 0.16", "a probability is no average")]
    [InlineData("Relapses were fewer (11.6 v 23.9 per 1,000 person-years).", "rate 11.6; rate 23.9", "the unit of a rate serves both")]
    [InlineData("There was a cumulative rate of 5.9 versus 37.5 versus 18.4% in the arms.", "percent 5.9; percent 37.5; percent 18.4", "a sign behind the last outweighs a name")]
    [InlineData("The adjusted difference at 12 months of 3.9 ± 0.7 points was large.", "mean_difference 3.9 u0.7", "a time between the name and its value")]
    [InlineData("Line infections were rarer (RD 0.3 (0.1, 0.8)).", "mean_difference 0.3 ci0.1-0.8", "a risk difference")]
    [InlineData("There was a 12% (7.1 to 6.2) decrease in one arm and a 75% to 78% reduction in the other.", "percent_change 12 decrease; percent_change 75 decrease; percent_change 78 decrease", "the word of change behind a bracket or a range")]
    [InlineData("Pain fell by 2.1 points with training versus a 0.4-point increase without.", "mean_difference 2.1 decrease; mean_difference 0.4 increase", "a hyphen before the unit")]
    [InlineData("Fitness and weight were correlated with age (r = -0.64 to 0.63).", "correlation -0.64; correlation 0.63", "both ends of a range")]
    [InlineData("Risk ratios (95% CIs) for users were 0.71 (0.40 to 1.58) for angina and 1.25 (0.32 to 5.18) for stroke.", "risk_ratio 0.71 ci0.40-1.58; risk_ratio 1.25 ci0.32-5.18", "an interval that is announced")]
    [InlineData("Relapse was rare (hazard ratio 1.3, 0.6 to 2.5; P = 0.49).", "hazard_ratio 1.3 ci0.6-2.5", "bounds without a name")]
    [InlineData("Satisfaction was higher (mean 8.2 [on a scale of 0-10]) with the aid.", "mean 8.2", "the ends of a scale are none")]
    [InlineData("Pain fell with a 95% CI for the ratio of 2 means (1.1-3.6).", "", "an interval alone is none")]
    [InlineData("They included women with baseline scores of 2.5 or more.", "", "a criterion is none")]
    [InlineData("The p values for the strains were 0.037, 0.02 and 0.002.", "", "listed values of p are none")]
    [InlineData("The response rate was 61% (leuprolide 7.5 mg) in one arm.", "percent 61", "a dose in brackets is none")]
    [InlineData("Of the 28 late deaths (17 with the old drug, 11 with the new), most were sudden.", "count 17 n17; count 11 n11", "parts of events that the text has told before")]
    [InlineData("There were 27 relapses in the surgery group and 106 in the drug group.", "count 27 n27; count 106 n106", "a number in a group behind a number of events is no size of it")]
    [InlineData("Two old-drug and three new-drug patients died.", "count 2 n2; count 3 n3", "one noun for both")]
    [InlineData("Women older than 50 had less pain.", "", "an age is no count")]
    [InlineData("A total of 410 had evaluable records.", "", "nor who was counted in")]
    [InlineData("Side effects came in 9/310 (2.9%) with FL, 12/300 (4%) with CL, 15/305 (4.9%) with PL.", "percent 2.9 n9 N310; percent 4 n12 N300; percent 4.9 n15 N305", "letters of an arm that may mean limits")]
    [InlineData("Flushes were commoner in the new arm: 63 patients (24.6%) versus 35 patients (13.8%).", "percent 24.6 n63; percent 13.8 n35", "a colon behind an arm")]
    [InlineData("Fever was seen in three from 20 patients.", "count 3 n3 N20", "a whole behind from")]
    [InlineData("The median deviation in size was 61% (P25=24, P75=98) with the new scan.", "median 61 iqr24-98", "percentiles with their signs")]
    [InlineData("Knowledge rose from an entry level of 54% (IQR: 46-59%) to 68% (IQR: 59-76%).", "median 54 iqr46-59; median 68 iqr59-76", "a level is no level of significance")]
    [InlineData("A reduction in cancer remained after 5 years (50 vs 76 new cases).", "count 50 n50; count 76 n76", "the noun behind the second")]
    [InlineData("Fever occurred in three bevacizumab-treated patients.", "count 3 n3", "a long name before the noun")]
    [InlineData("Two patients were excluded from the analysis.", "", "who left the study is no result")]
    [InlineData("Retention rates were 81% and 79%.", "", "nor who stayed")]
    [InlineData("Tumours were irradiated with (60)Co.", "", "a nuclide is none")]
    [InlineData("The changes were - 7.4 and - 6.8 mm in the two arms.", "mean_difference -7.4; mean_difference -6.8", "a minus that a space parts from its number")]
    [InlineData("The odds ratio was 4.11 (95% confidence interval [95% CI]: 3.60-4.69).", "odds_ratio 4.11 ci3.60-4.69", "a level said twice")]
    [InlineData("At a mean 2.5 years' follow-up the risk was higher (female/male: 633/871).", "", "follow-up and the sexes are no results")]
    [InlineData("Group 1 consisted of 139 patients and group 2 of 196.", "", "the number of a group is no count")]
    [InlineData("Heterogeneity was high (I 2 = 89.0%).", "", "a test statistic")]
    public void ReadsResults(string sentence, string expected, string reason)
    {
        string text = $"Background: Little is known.\nMethods: It was a trial.\nResults: {sentence}";
        RawDocument raw = new("test", null, text);
        AnnotatedAbstract doc = new(raw, Assert.Single(Segmenter.Segment(Normaliser.Normalise(raw))));
        doc = new EstimateTagger(new()).Apply(new PValueTagger(new()).Apply(doc));
        string found = string.Join("; ", doc.Of<EstimateMention>().Select(Told));
        Assert.True(expected == found, $"{reason}: {found}");
    }

    [Fact]
    public void ReadsNoResultsBeforeTheResultsSection()
    {
        RawDocument raw = new("test", null, "Background: It affects 10% of adults.\nMethods: Power was 80%.\nResults: Cure was seen in 35%.\nConclusions: It cures 35%.");
        AnnotatedAbstract doc = new EstimateTagger(new()).Apply(new AnnotatedAbstract(raw, Assert.Single(Segmenter.Segment(Normaliser.Normalise(raw)))));
        EstimateMention only = Assert.Single(doc.Of<EstimateMention>());
        Assert.Equal(SectionKind.Results, doc.Text.SectionAt(only.Span.Start)?.Kind);
    }

    private static string Told(EstimateMention estimate)
    {
        string statistic = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(estimate.Statistic.ToString());
        string spread = estimate.Spread switch
        {
            null => "",
            { High: null, Kind: var kind, Low.Number: var low } => $" {(kind == SpreadKind.Unnamed ? "u" : kind == SpreadKind.StandardError ? "se" : "sd")}{low}",
            { Kind: var kind, Low.Number: var low, High.Number: var high } => $" {(kind == SpreadKind.ConfidenceInterval ? "ci" : kind == SpreadKind.InterquartileRange ? "iqr" : "range")}{low}-{high}",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{statistic} {estimate.Value}{(estimate.Events is { } n ? $" n{n.Number}" : "")}{(estimate.Total is { } total ? $" N{total.Number}" : "")}{spread}{(estimate.Direction is { } direction ? $" {direction.ToString().ToLowerInvariant()}" : "")}");
    }
}
