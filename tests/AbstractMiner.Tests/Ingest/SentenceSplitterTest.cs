using AbstractMiner.Ingest;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Ingest;

public class SentenceSplitterTest
{
    public static TheoryData<string, int, string> Rows => new()
    {
        { "It worked. It was safe.", 2, "plain sentences" },
        { "Response was 41% vs. 28% in controls.", 1, "vs." },
        { "As shown by Smith et al. [11], it works.", 1, "et al. before a number in brackets" },
        { "As Smith et al. We agree.", 2, "et al. at the end of a sentence" },
        { "Drugs, e.g. Methotrexate, i.e. MTX, were given.", 1, "e.g. and i.e. before a capital" },
        { "Dr. Jones and Prof. Meyer read Fig. 2 and no. 7.", 1, "titles and labels" },
        { "M. Okada and J. R. Smith took part.", 1, "initials" },
        { "He had hepatitis B. Patients were treated.", 2, "a letter that is no initial" },
        { "They took vitamin D. The dose was 400 IU.", 2, "a vitamin" },
        { "St. Luke's hospital took part.", 1, "a saint" },
        { "In the U.S. Army 43 soldiers took part.", 1, "an abbreviation with stops inside" },
        { "It was given i.v. Patients lived.", 2, "the same at the end of a sentence" },
        { "B. clausii and S. aureus grew.", 1, "species" },
        { "P = .05 and p < .001 were found.", 1, "decimals without a zero" },
        { "It rose to 3.5 mg. 29 patients died.", 2, "a sentence that begins with a number" },
        { "It fell . . . and rose.", 1, "an ellipsis" },
        { "p < 0.05 . The rest did not differ .", 2, "tokens joined by spaces" },
        { "Was it safe? Yes! It was.", 3, "other ends" },
        { "It was low (n = 3). (See below.) Good.", 3, "brackets" },
        { "It was analysed in 2016.Results Among all, none died.", 2, "a lost space before a heading" },
        { "mRNA rose. p53 fell.", 2, "names that begin in lower case" },
        { "疗效显著。无不良反应。", 2, "Chinese full stops" },
        { "疗效显著.方法 将患者分组.", 2, "ASCII full stops in Chinese" },
        { "差异有统计学意义(P<0.05).结论 有效.", 2, "after a bracket" },
        { "剂量为0.5 mg,每日1次。", 1, "a decimal in Chinese" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Counts(string text, int sentences, string reason)
    {
        List<Sentence> found = [];
        SentenceSplitter.Split(text, new TextSpan(0, text.Length), SectionKind.Other, found);
        Assert.True(found.Count == sentences, $"{reason}: {string.Join(" | ", found.Select(sentence => sentence.Span.Of(text)))}");
    }

    [Theory]
    [InlineData("Patients were treated.", Language.English)]
    [InlineData("患者接受治疗。", Language.Chinese)]
    [InlineData("MSC 组与对照组比较(P<0.05)。", Language.Chinese)]
    [InlineData("The herb (黄芪) was given to all patients of the group.", Language.English)]
    public void TellsTheLanguageByScript(string text, Language language) => Assert.Equal(language, SentenceSplitter.LanguageOf(text));
}
