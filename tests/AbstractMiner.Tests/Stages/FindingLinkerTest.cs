using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Stages;

/// <summary>The links of findings, through the whole pipeline and the trained models: plain ways of writing that must stay right.</summary>
public class FindingLinkerTest
{
    private static readonly Pipeline.Pipeline Reading = Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));

    private const string Methods = "Laser against ointment in chronic wounds. We randomly assigned 120 adults to laser therapy (n = 60) or zinc ointment (n = 60). ";

    [Theory]
    [InlineData("The cure rate was 72% in the laser group and 20% in the ointment group (p < 0.001).", "72%", "laser", "p < 0.001")] // the first-named carries p
    [InlineData("The cure rate was 72% in the laser group and 20% in the ointment group (p < 0.001).", "20%", "ointment", null)] // and it alone
    [InlineData("The cure rate was higher in the laser group than in the ointment group (72% vs 20%, p = 0.01).", "72%", "laser", "p = 0.01")] // a pair in the order of the groups
    [InlineData("The cure rate was higher in the laser group than in the ointment group (72% vs 20%, p = 0.01).", "20%", "ointment", null)]
    public void LinksGroupsAndP(string results, string number, string group, string? p)
    {
        AnnotatedAbstract doc = Read(Methods + results);
        Finding finding = Assert.Single(doc.Findings, finding => finding.Estimate is { } estimate && doc.Text.Slice(estimate.Span) == number);
        Assert.Contains(group, finding.Group is null ? "" : doc.Text.Slice(finding.Group.Span), StringComparison.Ordinal);
        Assert.Equal(p, finding.P is null ? null : doc.Text.Slice(finding.P.Span));
        Assert.Contains("cure", finding.Outcome is null ? "" : doc.Text.Slice(finding.Outcome.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void APValueWithoutANumberIsAFindingOfItsOwn()
    {
        AnnotatedAbstract doc = Read(Methods + "Pain during the visits fell significantly (p = 0.03).");
        Finding finding = Assert.Single(doc.Findings);
        Assert.Null(finding.Estimate);
        Assert.Equal("p = 0.03", doc.Text.Slice(finding.P!.Span));
    }

    [Fact]
    public void ConfidenceIsAShare() =>
        Assert.All(Read(Methods + "The cure rate was 72% in the laser group and 20% in the ointment group (p < 0.001).").Findings, finding => Assert.InRange(finding.Confidence, 0, 1));

    private static AnnotatedAbstract Read(string text) => Assert.Single(Reading.Read(new RawDocument("test", null, text)));
}
