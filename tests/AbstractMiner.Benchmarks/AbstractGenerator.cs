using System.Globalization;

namespace AbstractMiner.Benchmarks;

/// <summary>Writes abstracts of trials that never were: as long and as full of numbers as real ones, and the same on every machine.</summary>
public sealed class AbstractGenerator(int seed)
{
    private static readonly string[] Drugs =
        ["tacrolimus", "rituximab", "metformin", "prednisone", "cyclophosphamide", "atorvastatin", "adalimumab", "methotrexate", "vitamin D", "losartan", "hydroxychloroquine", "belimumab"];

    private static readonly string[] Conditions =
        ["lupus nephritis", "type 2 diabetes", "rheumatoid arthritis", "hypertension", "systemic sclerosis", "chronic heart failure", "breast cancer", "asthma"];

    private static readonly string[] Outcomes =
        ["complete response", "clinical remission", "relapse", "progression", "serious infection", "hospital admission", "treatment failure"];

    private static readonly string[] Measures =
        ["disease activity score", "systolic blood pressure", "HbA1c", "pain score", "serum creatinine", "quality of life score", "walking distance"];

    private readonly Random _random = new(seed);

    /// <summary>A dump of several abstracts, one under the other.</summary>
    public string Dump(int first, int count) => string.Concat(Enumerable.Range(first, count).Select(number => $"{Abstract(number)}\n\n"));

    public string Abstract(int number)
    {
        (string drug, string other) = (Pick(Drugs), Pick(Drugs));
        string condition = Pick(Conditions);
        string measure = Pick(Measures);
        int treated = Next(20, 200);
        int control = Next(20, 200);
        int months = Next(1, 13) * 3;
        return $"""
            Abstract {number}
            {Capital(drug)} versus {other} in {condition}: a randomised controlled trial

            Background: {Capital(condition)} is treated with {other} in most centres, yet one patient in {Next(3, 9)} does not respond. We asked whether {drug} improves {Pick(Outcomes)} and {measure} without more adverse events than {other}.
            Methods: In this double-blind trial, {treated + control} patients with {condition} (mean age {Next(30, 70)}.{Next(0, 10)} ± {Next(5, 15)}.{Next(0, 10)} years) were randomly assigned to {drug} {Next(1, 20) * 25} mg daily (n={treated}) or {other} {Next(1, 20)} mg/kg weekly (n={control}) for {months} months. The primary endpoint was {Pick(Outcomes)} at {months} months. A p-value below 0.05 was considered significant.
            Results: {Sentences(drug, other, measure, treated, control, months)}
            Conclusions: In patients with {condition}, {drug} was {(Next(0, 2) == 0 ? "superior" : "not inferior")} to {other} after {months} months of treatment. Longer studies are needed. ClinicalTrials.gov NCT{Next(10_000_000, 99_999_999)}.
            """;
    }

    private string Sentences(string drug, string other, string measure, int treated, int control, int months)
    {
        string[] all =
        [
            Share(treated, control, drug, other),
            $"The mean {measure} fell from {Decimal(20, 90)} ± {Decimal(2, 9)} at baseline to {Decimal(10, 60)} ± {Decimal(2, 9)} at month {months} in the {drug} group (p<0.001) and from {Decimal(20, 90)} ± {Decimal(2, 9)} to {Decimal(15, 80)} ± {Decimal(2, 9)} in the {other} group (p=0.{Next(10, 99)}).",
            $"The hazard ratio for {Pick(Outcomes)} was 0.{Next(30, 99)} (95% CI 0.{Next(10, 30)} to 1.{Next(10, 60)}; P = 0.0{Next(1, 9)}).",
            $"Median time to {Pick(Outcomes)} was {Decimal(2, 20)} months (interquartile range {Decimal(1, 2)}-{Decimal(20, 40)}) with {drug}.",
            $"Adverse events occurred in {Next(1, treated)} patients ({Decimal(1, 99)}%) receiving {drug} and in {Next(1, control)} ({Decimal(1, 99)}%) receiving {other}.",
            $"The odds ratio for {Pick(Outcomes)} was {Decimal(1, 4)} (95% CI, 1.0{Next(1, 9)}-{Decimal(4, 9)}, p = 0.0{Next(10, 49)}) after adjustment for age and sex.",
            $"At {months} months, {measure} was reduced by {Decimal(5, 60)}% with {drug} compared with {Decimal(1, 30)}% with {other} (p for interaction 0.{Next(10, 99)}).",
        ];
        return string.Join(' ', all.OrderBy(_ => _random.Next()).Take(Next(4, 7)));
    }

    private string Share(int treated, int control, string drug, string other)
    {
        (int a, int b) = (Next(1, treated), Next(1, control));
        return string.Create(CultureInfo.InvariantCulture,
            $"{Capital(Pick(Outcomes))} was reached by {a}/{treated} ({100.0 * a / treated:0.0}%) patients in the {drug} group and {b}/{control} ({100.0 * b / control:0.0}%) in the {other} group (p=0.0{Next(1, 99):00}).");
    }

    private string Decimal(int low, int high) => $"{Next(low, high)}.{Next(0, 10)}";

    private int Next(int low, int high) => _random.Next(low, high);

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text[1..]);
}
