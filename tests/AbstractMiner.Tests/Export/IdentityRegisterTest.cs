using AbstractMiner.Export;
using AbstractMiner.Ingest;
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

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void EveryAbstractHasItsOwnBytes(string charset)
    {
        System.Text.Encoding encoding = EncodingDetector.Named(charset)!;
        string dump = string.Concat(Enumerable.Range(1, 5).Select(i => $"PS{i}:13{i} 方法 OF TREATMENT NUMBER {i} IN LUPUS\n\nBackground: Many patients (≥{i}0%) relapse.\nResults: Of {i}0 patients, {i} improved (p≤0.0{i}).\nConclusions: It works.\n\n"));
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(dump)];
        IdentityRegister register = new();
        RawDocument document = Assert.IsType<RawDocument>(ReaderCatalog.Read(new InputFile("dump.txt", "dump.txt", null, () => new MemoryStream(bytes)), new ReadOptions()).First());
        int count = 0;
        foreach (var doc in AbstractMiner.Pipeline.Pipeline.Segment(document))
        {
            count++;
            Identity identity = register.Enter(doc);
            Assert.Equal(doc.Text.Map.ToRaw(doc.Text.Whole).Of(document.Raw), encoding.GetString(bytes.AsSpan((int)identity.ByteStart, (int)(identity.ByteEnd - identity.ByteStart))));
        }

        Assert.True(count > 1, "the dump holds several");
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
