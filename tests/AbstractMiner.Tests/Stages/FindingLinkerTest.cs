using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;
using AbstractMiner.Stages.Linking;
using AbstractMiner.Text;

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
    [InlineData("The cure rate was higher in the laser group (72%) than in the ointment group (20%; p = 0.01).", "72%", "laser", "p = 0.01")] // the bracket of the second holds the test of both
    [InlineData("The cure rate was higher in the laser group (72%) than in the ointment group (20%; p = 0.01).", "20%", "ointment", null)]
    [InlineData("The cure score rose more in the laser group than in the ointment group (+6.3 vs +2.1 points, p = 0.02).", "6.3", "laser", "p = 0.02")] // two changes side by side are no contrast in one number
    public void LinksGroupsAndP(string results, string number, string group, string? p)
    {
        AnnotatedAbstract doc = Read(Methods + results);
        Finding finding = Assert.Single(doc.Findings, finding => finding.Estimate is { } estimate && doc.Text.Slice(estimate.Span) == number);
        Assert.Contains(group, finding.Group is null ? "" : doc.Text.Slice(finding.Group.Span), StringComparison.Ordinal);
        Assert.Equal(p, finding.P is null ? null : doc.Text.Slice(finding.P.Span));
        Assert.Contains("cure", finding.Outcome is null ? "" : doc.Text.Slice(finding.Outcome.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void ANumberOfGroupsIsNoGroup()
    {
        AnnotatedAbstract doc = Read(Methods + "The mean pain scores were 5.1 and 4.2 points in the two groups, and 3.3 and 3.1 in two arms of 24.");
        Assert.DoesNotContain(doc.Of<GroupMention>(), group => doc.Text.Slice(group.Span).StartsWith("two", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Mean pain scores were 5.1, 4.2, 3.0 and 2.9 at 1, 2, 3 and 6 months, respectively.", "5.1=1 month|4.2=2 months|3.0=3 months|2.9=6 months")]
    [InlineData("At 1, 3 and 12 minutes after the injection the mean pain scores were 5.1, 4.2 and 3.0.", "5.1=1 minute|4.2=3 minutes|3.0=12 minutes")] // before the numbers
    public void AListOfTimesGoesToAListOfNumbers(string results, string expected)
    {
        AnnotatedAbstract doc = Read(Methods + results);
        Assert.Equal(expected, string.Join('|', doc.Findings.Where(finding => finding.Estimate is not null).Select(finding => $"{doc.Text.Slice(finding.Estimate!.Span)}={(finding.Time is null ? "none" : finding.Time.Name ?? doc.Text.Slice(finding.Time.Span))}")));
    }

    [Fact]
    public void APValueWithoutANumberIsAFindingOfItsOwn()
    {
        AnnotatedAbstract doc = Read(Methods + "Pain during the visits fell significantly (p = 0.03).");
        Finding finding = Assert.Single(doc.Findings);
        Assert.Null(finding.Estimate);
        Assert.Equal("p = 0.03", doc.Text.Slice(finding.P!.Span));
    }

    [Theory]
    [InlineData("Cure was likelier with the laser than with the ointment (OR 2.1; 95% CI 1.2-3.4).", "2.1", "ointment", "than")]
    [InlineData("Smoking (OR 1.8; 95% CI 1.2-2.9) and diabetes (OR 2.6; 95% CI 1.3-5.1) predicted relapse.", "2.6", null, "factors in a row")]
    [InlineData("Pain fell by 31.4 mm in the laser group and by 22.0 mm in the ointment group.", "31.4", "baseline", "each group has its own change")]
    public void AComparatorIsWhatANumberIsSetAgainst(string results, string number, string? comparator, string reason)
    {
        AnnotatedAbstract doc = Read(Methods + results);
        Finding finding = Assert.Single(doc.Findings, finding => finding.Estimate is { } estimate && doc.Text.Slice(estimate.Span) == number);
        Assert.True(comparator == (finding.AgainstBaseline ? "baseline" : finding.Comparator is { } other ? doc.Text.Slice(other.Span) : null), reason);
    }

    [Fact]
    public void ConfidenceIsAShare() =>
        Assert.All(Read(Methods + "The cure rate was 72% in the laser group and 20% in the ointment group (p < 0.001).").Findings, finding => Assert.InRange(finding.Confidence, 0, 1));

    [Fact]
    public void ReasonsAreOfTheLinksThatWereMade()
    {
        FindingLinker? linker = null;
        AnnotatedAbstract? before = null;
        AnnotatedAbstract doc = Reading.Annotate(Assert.Single(Pipeline.Pipeline.Segment(new RawDocument("test", null, Methods + "The cure rate was 72% in the laser group and 20% in the ointment group (p < 0.001)."))),
            (stage, seen) => (linker, before) = stage is FindingLinker it ? (it, seen) : (linker, before));
        ImmutableArray<LinkReason> reasons = linker!.Reasons(before!);
        Assert.All(doc.Findings, finding =>
        {
            Assert.Equal(finding.Group?.Span, Of(LinkKind.Group, finding.Anchor.Span).Chosen?.Span);
            Assert.Equal(finding.Outcome?.Span, Of(LinkKind.Outcome, finding.Anchor.Span).Chosen?.Span);
        });
        Assert.Equal("72%", doc.Text.Slice(Of(LinkKind.PValue, doc.Of<PValueMention>().Single().Span).Chosen!.Span));
        Assert.All(reasons, reason =>
        {
            Assert.InRange(reason.Probability, 1.0 / reason.Options, 1); // the best of them
            Assert.Equal(reason.Weights.OrderByDescending(feature => Math.Abs(feature.Weight)), reason.Weights);
        });

        LinkReason Of(LinkKind kind, TextSpan number) => Assert.Single(reasons, reason => reason.Kind == kind && reason.Of == number);
    }

    /// <summary>A list that its sentence crosses with two lists of names is flagged with all its findings, and no other is.</summary>
    [Theory]
    [InlineData("Mean pain scores were 3.1, 4.2, 2.0 and 3.9 in the laser and ointment groups at 1 and 6 months.", 4, "arms or times may come first")]
    [InlineData("In the laser and ointment groups at 1 and 6 months the mean pain scores were 3.1, 4.2, 2.0 and 3.9, respectively.", 4, "which of the two is meant \"respectively\"?")]
    [InlineData("The 2- and 5-year healing rates were 68.5%, 41.4%, 56.8% and 26.2% in the laser and ointment groups.", 4, "times before the numbers")]
    [InlineData("Overall and disease-free survival rates were 95% and 89%, and 94% and 88%, respectively, in the laser and ointment groups.", 4, "the pairs may be of an outcome or of an arm")]
    [InlineData("The 1-, 3- and 5-year healing rates were 68%, 61%, 56%, 46%, 40% and 30% in the laser and ointment groups.", 6, "twos or threes")]
    [InlineData("The cure rate was 35% and 42% in the laser group and the ointment group at 3 and 6 months.", 2, "two arms and two times for two numbers")]
    [InlineData("Pain and itching scores were 3.1 and 4.2 in the laser and ointment groups.", 2, "two arms and two outcomes for two numbers")]
    [InlineData("The 1-, 3- and 5-year healing rates were 68%, 61%, 56% and 46%, 40% and 30% in the laser and ointment groups.", 0, "two blocks of three are two arms")]
    [InlineData("The cure rate was 35% and 42% in the laser group and the ointment group at 3 months.", 0, "one list of names")]
    [InlineData("The cure rate was 35% vs 42% in the laser group and the ointment group at 3 and 6 months.", 0, "set against each other: arms")]
    [InlineData("Mean pain scores were 3.1 and 4.2 in the laser and ointment groups at 1 and 6 months, respectively.", 0, "the order is told")]
    [InlineData("Mean pain scores were 3.1 and 4.2 in the laser group and the ointment group, respectively, at 3 months.", 0, "the order is told, of one list")]
    [InlineData("Among the women of the laser group more were cured at 3 months (35% vs 42%).", 2, "set against each other, and one group is named")]
    [InlineData("Mean pain scores were 3.1, 4.2, 2.0 and 3.9 at 1, 2, 3 and 6 months in the laser and ointment groups.", 0, "as many times as numbers")]
    [InlineData("Mean pain scores at 1 and 6 months were 3.1 and 4.2 in the laser group and 2.0 and 3.9 in the ointment group.", 0, "each arm with its numbers")]
    [InlineData("The cure rate was 35% and 42% at 3 and 6 months, and the relapse rate 5% and 8% in the laser and ointment groups.", 0, "each list with its numbers")]
    [InlineData("Nausea and vomiting occurred in 31% and 42% of the laser and ointment groups.", 0, "one outcome of two words")]
    public void FlagsCrossedLists(string results, int flagged, string reason)
    {
        AnnotatedAbstract doc = Read(Methods + results);
        Flag[] flags = [.. doc.Flags.Where(flag => flag.Kind is FlagKind.AmbiguousMapping)];
        Assert.True(flags.Length == (flagged > 0 ? 1 : 0), reason);
        Assert.Equal(flagged, doc.Findings.Count(finding => flags.Any(flag => flag.Span.Covers(finding.Anchor.Span))));
    }

    private static AnnotatedAbstract Read(string text) => Assert.Single(Reading.Read(new RawDocument("test", null, text)));
}
