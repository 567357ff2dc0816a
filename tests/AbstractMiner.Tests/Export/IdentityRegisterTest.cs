using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Export;

public class IdentityRegisterTest
{
    private static readonly AbstractMiner.Pipeline.Pipeline Pipeline = AbstractMiner.Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));

    private const string Plain = "Methods: We randomised 62 patients to tacrolimus (n=31) or placebo (n=31). Results: Complete remission was seen in 14/31 (45.2%) and 6/31 (19.4%) patients (p=0.03). The median time to remission was 4.5 months.";

    private static ExportedAbstract[] Mine(params string[] texts)
    {
        IdentityRegister register = new();
        return [.. texts.SelectMany(text => Pipeline.Read(new RawDocument("a.txt", null, text))).Select(doc => new ExportedAbstract(doc, register.Enter(doc)))];
    }

    [Theory]
    [InlineData("14/31 (45.2%)", "14/31\n(45.2%)", "a line is wrapped")]
    [InlineData("Complete remission", "Complete remis-\nsion", "a word is hyphenated")]
    [InlineData("62 patients", "62  patients", "a blank is doubled")]
    [InlineData("p=0.03", "p = 0.03", "blanks round an operator")]
    public void IdsSurviveALayout(string from, string to, string reason)
    {
        ExportedAbstract before = Mine(Plain).Single();
        ExportedAbstract after = Mine(Plain.Replace(from, to, StringComparison.Ordinal)).Single();
        Assert.True(before.Id == after.Id, reason);
        Assert.NotEmpty(before.EvidenceIds);
        Assert.Equal(before.EvidenceIds.AsEnumerable(), after.EvidenceIds);
    }

    [Fact]
    public void OtherWordsAreAnotherAbstract() => Assert.NotEqual(Mine(Plain).Single().Id, Mine(Plain.Replace("62", "63", StringComparison.Ordinal)).Single().Id);

    [Fact]
    public void TheSameTextTwiceHasIdsOfItsOwn()
    {
        ExportedAbstract[] twice = Mine(Plain, Plain);
        Assert.Equal($"{twice[0].Id}-2", twice[1].Id);
        Assert.Equal(twice[0].Id, twice[1].DuplicateOf);
        string[] ids = [.. twice.SelectMany(item => item.EvidenceIds)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
