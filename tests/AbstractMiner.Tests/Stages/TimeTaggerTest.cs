using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Stages;

public class TimeTaggerTest
{
    [Theory]
    [InlineData("Pain fell at 6 months.", "6 months=183")] // months of 30.4 days
    [InlineData("Remission was seen after 1, 3, and 12 months.", "1=30|3=91|12 months=365")] // the unit belongs to all
    [InlineData("SLEDAI fell at 3 (7.4) and 6 months (6.3).", "3=91|6 months=183")] // values stand between
    [InlineData("At week 52 it was higher.", "week 52=364")] // the unit leads
    [InlineData("Samples were taken 4 to 6 weeks later.", "4 to 6 weeks=42")] // one stretch, told by its end
    [InlineData("HbA1c at baseline was high.", "baseline=0")]
    [InlineData("Adults aged 18 to 65 years took part.", "")] // an age
    [InlineData("They took 10 mg every 3 weeks.", "")] // a rhythm
    [InlineData("Pain fell over 24 weeks.", "24 weeks=168")] // a stretch
    [InlineData("Women over 50 years took part.", "")] // an age again
    [InlineData("Parasites were seen on d7 in two.", "d7=7")] // a letter for the day
    [InlineData("Mood was measured at 3 (T1) and 6 months (T2). It was better at T2.", "3=91|6 months=183|T2=183")] // a name that the text gives it
    [InlineData("Staging was T2 after 6 months (T2).", "6 months=183")] // one alone may be a stage
    public void ReadsTimes(string text, string expected)
    {
        AnnotatedAbstract doc = Tagged(text);
        Assert.Equal(expected, string.Join('|', doc.Of<TimeMention>().Select(time => $"{doc.Text.Slice(time.Span)}={time.Days:0.#}")));
    }

    [Theory]
    [InlineData("Remission was seen after 1, 3, and 12 months.", "1 month|3 months|")] // a member of a list is named with the unit of its list
    [InlineData("It was measured at weeks 4 and 12.", "|week 12")]
    [InlineData("Samples were taken 4 to 6 weeks later.", "")] // words of the text are name enough
    public void NamesMembersOfLists(string text, string expected)
    {
        AnnotatedAbstract doc = Tagged(text);
        Assert.Equal(expected, string.Join('|', doc.Of<TimeMention>().Select(time => time.Name)));
    }

    private static AnnotatedAbstract Tagged(string text)
    {
        RawDocument raw = new("test", null, text);
        return new TimeTagger(new()).Apply(new AnnotatedAbstract(raw, Assert.Single(Segmenter.Segment(Normaliser.Normalise(raw)))));
    }
}
