using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;
using AbstractMiner.Text;

namespace AbstractMiner.Tests;

/// <summary>What the text contradicts is flagged, and what only looks odd is not.</summary>
public class ConsistencyChecksTest
{
    private static readonly IStage[] Stages =
    [
        new PValueTagger(new()), new EstimateTagger(new()), new PercentCheck(new()), new IntervalCheck(new()), new PValueCheck(new()),
        new SampleSizeCheck(new()), new DirectionCheck(new()), new DamageCheck(new()), new SpreadCheck(new()),
    ];

    [Theory]
    [InlineData("Cure was seen in 72/84 (87.7%).", "PercentMismatch", "72 of 84 is 85.7%")]
    [InlineData("Cure was seen in 72/84 (85.7%).", "", "right within its rounding")]
    [InlineData("Cure was seen in 1/8 (13%).", "", "a half may be rounded up")]
    [InlineData("Relapse did not differ (risk ratio 1.0, 95% CI 0.7-0.32).", "CiExcludesEstimate", "the ends are the wrong way round")]
    [InlineData("Death was rarer (HR 0.45, 95% CI 0.50-0.80).", "CiExcludesEstimate", "below its interval")]
    [InlineData("Death was rarer (HR 0.63, 95% CI 0.50-0.80).", "", "in the middle of the scale of ratios")]
    [InlineData("Death was rarer (HR 0.79, 95% CI 0.30-0.80).", "CiAsymmetric", "at the very end of its interval")]
    [InlineData("Groups differed (p = 0.000).", "PZero", "no p-value is nothing")]
    [InlineData("Groups differed (p = 1.26).", "POutOfRange", "no p-value is above one")]
    [InlineData("The score decreased from 3.1 ± 0.2 (SD) to 4.5 ± 0.3 (SD).", "DirectionContradictsWording", "it rose")]
    [InlineData("The score decreased from 4.5 ± 0.2 (SD) to 3.1 ± 0.3 (SD).", "", "it fell")]
    [InlineData("Older age () was a predictor.", "LostSymbol", "an empty bracket")]
    [InlineData("Older age (p = 0.02) was a predictor.", "", "a full one")]
    [InlineData("The score was 7.4 ± 3.9 and 6.3 ± 3.6.", "SpreadUnnamed", "once for all")]
    public void Flags(string sentence, string expected, string reason)
    {
        RawDocument raw = new("test", null, $"Background: Little is known.\nMethods: It was a trial.\nResults: {sentence}");
        AnnotatedAbstract doc = Stages.Aggregate(new AnnotatedAbstract(raw, Assert.Single(Segmenter.Segment(Normaliser.Normalise(raw)))), (state, stage) => stage.Apply(state));
        string found = string.Join(" ", doc.Flags.Select(flag => flag.Kind));
        Assert.True(expected == found, $"{reason}: {found}");
    }

    [Theory]
    [InlineData(116, 56, 57, true, "113 were assigned of 116")]
    [InlineData(113, 56, 57, false, "the arms are the total")]
    [InlineData(400, 56, 57, false, "other groups than the total's")]
    public void ArmsAgainstTotal(int total, int first, int second, bool flagged, string reason)
    {
        string text = $"After randomisation {total} patients began with drug A (n = {first}) or drug B (n = {second}).";
        RawDocument raw = new("test", null, text);
        AbstractText segmented = new(text, OffsetMap.Identity(text.Length)) { Sentences = [new Sentence(new TextSpan(0, text.Length), SectionKind.Methods, Language.English)] };
        AnnotatedAbstract doc = new AnnotatedAbstract(raw, segmented).With([Size(text, total, SampleRole.Total), Size(text, first, SampleRole.Arm), Size(text, second, SampleRole.Arm)]);
        Assert.True(flagged == new SampleSizeCheck(new()).Apply(doc).Flags.Any(), reason);
    }

    private static SampleSizeMention Size(string text, int value, SampleRole role)
    {
        string written = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        int at = text.IndexOf(written, StringComparison.Ordinal);
        return new SampleSizeMention(new TextSpan(at, at + written.Length), "test", 1, value, role, null);
    }
}
