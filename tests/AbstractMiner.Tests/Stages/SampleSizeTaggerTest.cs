using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Patterns;
using AbstractMiner.Stages;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Stages;

/// <summary>Sentences read with the trained model that travels with the library; every text is one abstract.</summary>
public class SampleSizeTaggerTest
{
    private static readonly SampleSizeTagger Tagger = new(new(), new StageResources(AppContext.BaseDirectory).Model(new SampleSizeTagger.Options().Model));

    [Theory]
    [InlineData("Methods: Eighty-one patients with lupus were randomised to tacrolimus (n=40) or placebo (n = 41).", "81 total, 40 arm, 41 arm", "numbers in words, arms in brackets")]
    [InlineData("Methods: A total of 1,203 women were enrolled in the study.", "1203 total", "thousands")]
    [InlineData("Methods: We randomly assigned three hundred fifty-one adults to two groups.", "351 total", "American hundreds")]
    [InlineData("Methods: Sixty children were divided into two groups of 30 each.", "60 total, 30 arm", "one entry for both groups")]
    [InlineData("Methods: Participants (n = 90) were allocated to yoga (n = 45) or control (n = 45).", "90 total, 45 arm, 45 arm", "a whole in a bracket")]
    [InlineData("Methods: Forty CRC survivors were randomised to a walking group (WG = 21) or a control group (CG = 19).", "40 total, 21 arm, 19 arm", "the letters of a group before its size")]
    [InlineData("Methods: Ninety rats were studied for 8 weeks.", "90 total", "animals; weeks are no subjects")]
    [InlineData("Methods: Patients aged 18-65 years from 12 centres took 40 mg daily for 3 months.", "", "ages, centres, doses, times")]
    [InlineData("Results: Of the 64 patients, 12 (19%) died and 5/32 relapsed.", "64 total", "events and denominators are results")]
    [InlineData("Results: A total of 50 patients were enrolled and 46 completed the study.", "50 total, 46 analysed", "completed")]
    [InlineData("Methods: In 2012 the grade 3 tumours of type 2 were counted at week 24.", "", "years and labels")]
    [InlineData("Methods: Healthy volunteers (23 women, 17 men) drank two glasses a day.", "23 subgroup, 17 subgroup", "neither sex is the whole")]
    public void ReadsSizesAndRoles(string text, string expected, string reason)
    {
        string found = string.Join(", ", Read(text).Of<SampleSizeMention>().Select(size => $"{size.Value} {size.Role.ToString().ToLowerInvariant()}"));
        Assert.True(found == expected, $"{reason}: {found}");
    }

    [Fact]
    public void SpansAreTheNumberAsWrittenAndGroupsAreNamed()
    {
        AnnotatedAbstract doc = Read("Methods: Eighty-one patients were randomised to tacrolimus (n=40) or to placebo (n = 41).");
        Assert.Equal(["Eighty-one", "n=40", "n = 41"], doc.Of<SampleSizeMention>().Select(size => doc.Text.Slice(size.Span)));
        Assert.Equal([null, "tacrolimus", "placebo"], doc.Of<SampleSizeMention>().Select(size => size.Group is { } group ? doc.Text.Slice(group) : null));
    }

    [Theory]
    [InlineData("40 healthy, untrained men ran", "40:Noun", "adjectives before the noun")]
    [InlineData("33 younger and 29 older adults", "33:Noun 29:Noun", "the noun of the second is that of the first")]
    [InlineData("n = 5/40 and 12% of 30", "", "a denominator is no count")]
    [InlineData("female:male = 59:4", "59:Sex 4:Sex", "a ratio of the sexes carries two counts")]
    [InlineData("53 received docetaxel and 50 received placebo", "53:Verb 50:Verb", "the noun is left out")]
    [InlineData("40 episodes in 30 eyes", "30:Noun", "episodes are no subjects, eyes are studied in their place")]
    [InlineData("31 of 322 eligible women participated", "31:Verb 322:Noun", "a word between the whole and its noun")]
    [InlineData("264 newly diagnosed stage II or IIIb lymphoma patients", "264:Noun", "a stage describes the patients")]
    [InlineData("80 ASA status 1 and 2 women", "80:Noun", "numbers that are labels")]
    [InlineData("212 BCS were evenly randomised", "212:Verb", "whoever was assigned is a subject")]
    [InlineData("a yoga group (YG = 18)", "18:Equals", "the letters of a group")]
    [InlineData("Hundred and forty patients", "140:Noun", "a hundred without its article")]
    [InlineData("at weeks 34 and 52 to assess adherence", "", "the second of two labels")]
    [InlineData("from October of 2005 to March", "", "a year")]
    [InlineData("with a mean age of 70 were assigned", "", "an age")]
    [InlineData("12-week courses of 3 sessions", "", "a compound and a measure")]
    public void FormsFindCandidates(string text, string expected, string reason)
    {
        string found = string.Join(' ', SubjectCounts.In(text, StudyTokens.Of(text, new TextSpan(0, text.Length))).Where(count => count.Form is not CountForm.Label).Select(count => $"{count.Value}:{count.Form}"));
        Assert.True(found == expected, $"{reason}: {found}");
    }

    private static AnnotatedAbstract Read(string text)
    {
        RawDocument raw = new("text.txt", null, text);
        return Tagger.Apply(new AnnotatedAbstract(raw, Segmenter.Segment(Normaliser.Normalise(raw)).Single()));
    }
}
