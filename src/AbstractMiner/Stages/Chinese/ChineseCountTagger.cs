using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Counts of events in Chinese: "治愈20例", "两组分别有7、10例病人死亡", "40例均未发生感染".</summary>
public sealed partial class ChineseCountTagger(ChineseCountTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [typeof(GroupMention), typeof(SampleSizeMention)];

    public IReadOnlyList<Type> Adds => [typeof(EstimateMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<Sentence> reporting = doc.ReportingSentences();
        if (reporting.Count == 0)
        {
            return doc;
        }

        EstimateMention[] estimates = [.. doc.Of<EstimateMention>()];
        int most = doc.Of<SampleSizeMention>().Where(sample => sample.Role == SampleRole.Total).Select(sample => sample.Value).DefaultIfEmpty(int.MaxValue).Max();
        List<EstimateMention> found = [];
        List<Flag> flags = [];
        foreach (ChineseCount count in ChineseCounts.In(doc))
        {
            if (count.Role is null && count.Rule != "zh.count.percent" && reporting.Exists(sentence => sentence.Span.Covers(count.Phrase))
                && !Array.Exists(estimates, estimate => estimate.Events?.Span.Overlaps(count.Number) == true || estimate.Span.Overlaps(count.Number)))
            {
                if (count.Value > most)
                {
                    flags.Add(new Flag(FlagKind.AmbiguousN, count.Number, $"{count.Value} of {most} subjects: the numbers may be two that ran together."));
                    continue;
                }

                foreach (TextSpan item in ListBefore(text, count.Number))
                {
                    found.Add(Of(item, ChineseNumerals.Read(item.In(text))!.Value, count.Rule, count.Confidence));
                }

                found.Add(Of(count.Number, count.Value, count.Rule, count.Confidence));
            }
        }

        foreach (SampleSizeMention sample in doc.Of<SampleSizeMention>())
        {
            if (reporting.Find(sentence => sentence.Span.Covers(sample.Span)) is { } sentence
                && NoneRegex().Match(text[sample.Span.End..sentence.Span.End]) is { Success: true } match)
            {
                TextSpan none = match.Groups["none"].Span().Shift(sample.Span.End);
                found.Add(new EstimateMention(none, "zh.count.none", 0.7, Statistic.Count, new Number(0, "0"), null, new Quantity(none, new Number(0, "0")),
                    new Quantity(sample.Span, Number.Of(sample.Value)), null, Comparison.Equal, null));
            }
        }

        found.RemoveAll(mention => mention.Confidence < options.Least);
        return found.Count + flags.Count == 0 ? doc : doc.With(found).With(flags);
    }

    private static EstimateMention Of(TextSpan span, decimal value, string rule, double confidence) =>
        new(span, rule, confidence, Statistic.Count, Number.Of(value), null, new Quantity(span, Number.Of(value)), null, null, Comparison.Equal, null);

    /// <summary>The items before the last of "9、12例".</summary>
    private static List<TextSpan> ListBefore(string text, TextSpan last)
    {
        int from = Math.Max(0, last.Start - 40);
        Match match = ListRegex().Match(text[from..last.Start]);
        return [.. match.Groups["value"].Captures.Select(capture => capture.Span().Shift(from))];
    }

    [GeneratedRegex(@"(?:[有为]|分别)\s?(?:(?<value>\d{1,5})\s?[、,和]\s?){1,7}$", RegexOptions.CultureInvariant)]
    private static partial Regex ListRegex();

    [GeneratedRegex(@"^\s?(?:例|名|人|只)(?:患者|患儿)?,?\s?(?:均|术后|全部|都)?(?<none>未发生|未出现|未见|无一例|无)", RegexOptions.CultureInvariant)]
    private static partial Regex NoneRegex();
}
