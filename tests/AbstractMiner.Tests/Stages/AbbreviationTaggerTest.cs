using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;
using AbstractMiner.Text;

namespace AbstractMiner.Tests;

public class AbbreviationTaggerTest
{
    [Theory]
    [InlineData("The major clinical response (MCR) was seen.", "MCR", "major clinical response")] // one letter a word
    [InlineData("We measured forced expiratory volume in one second (FEV1).", "FEV1", null)] // "one" is no 1: rather nothing than a wrong pair
    [InlineData("Serum haemoglobin (Hb) fell.", "Hb", "haemoglobin")] // letters inside one word
    [InlineData("Patients took methotrexate (MTX; 10 mg weekly).", "MTX", "methotrexate")] // more in the same bracket
    [InlineData("Body mass indices (BMIs) were similar.", "BMIs", "Body mass indices")] // the plural's s is no letter of it
    [InlineData("It was given in the morning (AM).", "AM", null)] // letters that the words do not have in order
    [InlineData("Pain (VAS) and then nausea.", "VAS", null)] // no words to stand for
    public void ReadsDefinitions(string text, string shortForm, string? longForm)
    {
        AnnotatedAbstract doc = new AbbreviationTagger(new()).Apply(Annotated(text));
        AbbreviationMention? found = doc.Of<AbbreviationMention>().SingleOrDefault(mention => doc.Text.Slice(mention.Span) == shortForm);
        Assert.Equal(longForm, found is null ? null : doc.Text.Slice(found.LongForm));
    }

    private static AnnotatedAbstract Annotated(string text)
    {
        RawDocument raw = new("test", null, text);
        AbstractText segmented = Assert.Single(Segmenter.Segment(Normaliser.Normalise(raw)));
        return new AnnotatedAbstract(raw, segmented);
    }
}
