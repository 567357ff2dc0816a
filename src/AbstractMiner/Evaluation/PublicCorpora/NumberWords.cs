using System.Text.RegularExpressions;
using AbstractMiner.Text;

namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>The words that misses of numbers are told in.</summary>
internal static partial class NumberWords
{
    public static string Of(NumberKind kind) => kind switch
    {
        NumberKind.Total => "total n",
        NumberKind.Arm => "n of an arm",
        NumberKind.StandardDeviation => "standard deviation",
        NumberKind.HazardRatio => "hazard ratio",
        NumberKind.OddsRatio => "odds ratio",
        NumberKind.RiskRatio => "risk ratio",
        NumberKind.Value => "plain value",
        NumberKind.OtherSubjects => "n of other subjects",
        NumberKind.Other => "another statistic",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The kind that a label's type stands for, in whatever corpus; null where it is none of a number.</summary>
    public static NumberKind? KindOf(string type) => type switch
    {
        "total-participants" => NumberKind.Total,
        "intervention-participants" or "control-participants" => NumberKind.Arm,
        "iv-bin-percent" or "cv-bin-percent" => NumberKind.Percent,
        "iv-bin-abs" or "cv-bin-abs" => NumberKind.Count,
        "iv-cont-mean" or "cv-cont-mean" => NumberKind.Mean,
        "iv-cont-median" or "cv-cont-median" => NumberKind.Median,
        "iv-cont-sd" or "cv-cont-sd" => NumberKind.StandardDeviation,
        "HR" => NumberKind.HazardRatio,
        "OR" => NumberKind.OddsRatio,
        "RR" => NumberKind.RiskRatio,
        _ => null,
    };

    /// <summary>What became of a labelled number that was not found as what it is.</summary>
    public static KindOfMiss Missed(NumberKind kind, Label label, LabelledText text, MinedText mined)
    {
        MinedNumber? read = mined.Numbers.FirstOrDefault(number => Pairing.Same(label, number) && number.Kind != kind)
            ?? mined.Numbers.FirstOrDefault(number => number.Span.Overlaps(label.Span));
        string fate = read is null ? "not read as a number"
            : read.Value != label.Value ? "read with another value"
            : read.Kind == kind ? "read once, labelled twice"
            : $"read as {Of(read.Kind)}";
        return new KindOfMiss(Of(kind), Missed: true, $"{fate}{WordOf(kind, label, text, mined)}", Around(label.Span, text.Text));
    }

    /// <summary>What the annotators say of a number that they do not label as it was found.</summary>
    public static KindOfMiss Extra(MinedNumber number, LabelledText text)
    {
        Label? other = text.Labels.FirstOrDefault(label => label.Value is not null && label.Span.Overlaps(number.Span));
        string fate = other is null || KindOf(other.Type) is not { } kind ? "not labelled"
            : other.Value != number.Value ? "labelled with another value"
            : kind == number.Kind ? "labelled once, read twice"
            : $"labelled as {Of(kind)}";
        return new KindOfMiss(Of(number.Kind), Missed: false, fate, Around(number.Span, text.Text));
    }

    /// <summary>The words on either side, with every digit a 0: "( # /", "of # women".</summary>
    private static string Around(TextSpan span, string text)
    {
        string before = LastWordRegex().Match(text, Math.Max(0, span.Start - Reach), Math.Min(Reach, span.Start)).Value;
        string after = FirstWordRegex().Match(text, span.End, Math.Min(Reach, text.Length - span.End)).Value;
        return DigitsRegex().Replace($"{before.Trim()} # {after.Trim()}".Trim().ToLowerInvariant(), "0");
    }

    private const int Reach = 40;

    /// <summary>Means and medians are told by a word: where it stands decides whether they can be read as what they are.</summary>
    private static string WordOf(NumberKind kind, Label label, LabelledText text, MinedText mined)
    {
        if (kind is not (NumberKind.Mean or NumberKind.Median))
        {
            return "";
        }

        Regex word = kind is NumberKind.Mean ? MeanRegex() : MedianRegex();
        return mined.Sentences.Any(sentence => sentence.Overlaps(label.Span) && word.IsMatch(sentence.In(text.Text))) ? "; the word in its sentence"
            : word.IsMatch(text.Text) ? "; the word elsewhere"
            : "; no such word";
    }

    [GeneratedRegex(@"\b(?:means?|averaged?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MeanRegex();

    [GeneratedRegex(@"\bmedians?\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MedianRegex();

    [GeneratedRegex(@"(?:[\w\-]{1,20}|[^\w\s])\s{0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex LastWordRegex();

    [GeneratedRegex(@"^\s{0,3}(?:[\w\-]{1,20}|[^\w\s])", RegexOptions.CultureInvariant)]
    private static partial Regex FirstWordRegex();

    [GeneratedRegex(@"\d{1,20}", RegexOptions.CultureInvariant)]
    private static partial Regex DigitsRegex();
}
