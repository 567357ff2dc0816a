using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Stages;

public class PValueTaggerTest
{
    [Theory]
    [InlineData("Pain fell (P = 0.74, 0.32, and 0.49, respectively).", "P = 0.74|0.32|0.49", "a list is as many statements")]
    [InlineData("Levels rose (P < 0.0001-0.0107).", "P < 0.0001-0.0107", "a range is one")]
    [InlineData("Scores fell (P all <0.05 vs. baseline 10.8).", "P all <0.05", "all is inside, what follows is not")]
    [InlineData("Scores differed (p = 0.03, 95% CI 0.5-0.9).", "p = 0.03", "an interval is no list")]
    [InlineData("It was faster (p=0.02 and 0.5 mg more).", "p=0.02", "a dose is no list")]
    [InlineData("There was no difference (p = NS).", "p = NS", "not significant")]
    [InlineData("We found P values of 0.01 and 0.03.", "P values of 0.01|0.03", "in words")]
    [InlineData("Older age () and p53 (P2Y12) at pH 7.4.", "", "a lost value is none, nor is a gene")]
    public void ReadsStatements(string text, string expected, string reason)
    {
        AnnotatedAbstract doc = Read(text);
        string found = string.Join('|', doc.Of<PValueMention>().Select(p => doc.Text.Slice(p.Span)));
        Assert.True(found == expected, $"{reason}: {found}");
    }

    [Theory]
    [InlineData("Significance was set at P < 0.05.", true, PKind.Difference, "a level of the methods")]
    [InlineData("A P value < 0.05 was considered significant.", true, PKind.Difference, "a level of the methods, before its verb")]
    [InlineData("The difference was significant (P < 0.05).", false, PKind.Difference, "a result")]
    [InlineData("Risk rose by tertile (P for trend = 0.02).", false, PKind.Trend, "a trend across groups")]
    [InlineData("There was a trend towards fewer falls (P = 0.08).", false, PKind.Difference, "a trend that is none")]
    [InlineData("The group-by-time interaction was significant (P = 0.02).", false, PKind.Interaction, "an interaction")]
    public void TellsLevelsAndKinds(string text, bool threshold, PKind kind, string reason)
    {
        PValueMention p = Assert.Single(Read(text).Of<PValueMention>());
        Assert.True(p.IsThreshold == threshold && p.Kind == kind, reason);
    }

    private static AnnotatedAbstract Read(string text)
    {
        RawDocument raw = new("text.txt", null, text);
        return new PValueTagger(new()).Apply(new AnnotatedAbstract(raw, Segmenter.Segment(Normaliser.Normalise(raw)).Single()));
    }
}
