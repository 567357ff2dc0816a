using AbstractMiner.Ingest;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Ingest;

public class SegmenterTest
{
    private static IReadOnlyList<AbstractText> Segment(string raw) => [.. Segmenter.Segment(Normaliser.Normalise(raw))];

    private static string Kinds(AbstractText text) => string.Join(' ', text.Sections.Select(section => section.Kind));

    private const string Headed = "Background: Little is known of the herb.\nMethods: We gave it to 40 patients.\nResults: Of these, 12 got better.\nConclusions: It helps some.";

    public static TheoryData<string, string, string> HeadingForms => new()
    {
        { "Background: Known.\nMethods: Done.\nResults: Seen.\nConclusions: Told.", "Background Methods Results Conclusions", "with colons" },
        { "ABSTRACT.BACKGROUND/AIMS:\nKnown.\n\nABSTRACT.METHODS.\nDone.\n\nABSTRACT.RESULTS::\nSeen.\n\nABSTRACT.CONCLUSION:.\nTold.", "Background Methods Results Conclusions", "of an export" },
        { "Background and aims Sleep is poor.\n\nMethods Retrospective review.\n\nResults Fifty slept.\n\nConclusions Sleep more.", "Background Methods Results Conclusions", "without a colon" },
        { "OBJECTIVE To see. METHODS We looked at 40 people. RESULTS Twelve were seen. CONCLUSIONS It can be seen.", "Objective Methods Results Conclusions", "in capitals within a paragraph" },
        { "Objectives. To see. Methods. We looked. Results. Twelve were seen. Conclusions. It can be seen.", "Objective Methods Results Conclusions", "as sentences" },
        { "Purpose - To see.\nPatients and methods - We looked.\nResults - Seen.", "Objective Methods Results", "with dashes" },
        { "Methods\nWe looked at 40 people.\nResults\nTwelve were seen.", "Methods Results", "alone on their lines" },
        { "Context: Known. Main outcome measures: Pain. Main results: Less. Interpretation: Good.", "Background Methods Results Conclusions", "other names" },
        { "Methods Subjects were 40 men.\nResults In all, 12 got well.", "Methods Results", "before a word that might belong to the heading" },
        { "目的 探讨疗效.方法 将40例患者分组.结果 总有效率为80%.结论 疗效好.", "Objective Methods Results Conclusions", "Chinese, glued by full stops" },
        { "【目的】探讨疗效。【方法】将40例患者分组。【结果】总有效率为80%。【结论】疗效好。", "Objective Methods Results Conclusions", "Chinese, boxed" },
        { "目的：探讨疗效。方法：分组。结果：结果显示有效。结论：好。", "Objective Methods Results Conclusions", "Chinese, with colons" },
    };

    [Theory]
    [MemberData(nameof(HeadingForms))]
    public void ReadsHeadings(string raw, string kinds, string reason)
    {
        AbstractText text = Assert.Single(Segment(raw));
        Assert.True(Kinds(text) == kinds, $"{reason}: {Kinds(text)}");
    }

    [Theory]
    [InlineData("In both arms results were good. The methods of care differ. Patients were seen.", "words that head nothing")]
    [InlineData("Results of the survey came late and the background noise was high.", "a sentence that begins with such a word")]
    [InlineData("结果显示有效。方法的选择很重要。", "Chinese sentences that begin with such a word")]
    public void IgnoresWordsOfHeadings(string raw, string reason)
    {
        AbstractText text = Assert.Single(Segment(raw));
        Assert.True(text.Sections.All(section => section.Heading is null), reason);
    }

    [Fact]
    public void ReadsARecordOfASupplement()
    {
        IReadOnlyList<AbstractText> texts = Segment(
            "**XY2:041 HERBS HELP SOME PATIENTS WITH SHORT-\nLASTING PAIN**\n\nA Example, B Sample. *Pain Clinic, Northern University, Hilltown*\n\n10.5555/pain-2031.041\n\n" + Headed
            + "\n\n**XY2:042 HERBS IN THE LONG RUN**\n\nC Person. *Pain Clinic, Harbour University*\n\n10.5555/pain-2031.042\n\n" + Headed.Replace("40", "50", StringComparison.Ordinal) + " We followed them for");
        Assert.Equal(2, texts.Count);
        Assert.Equal("XY2:041", texts[0].AbstractNumber);
        Assert.Equal("10.5555/pain-2031.042", texts[1].Doi);
        Assert.Equal("HERBS HELP SOME PATIENTS WITH SHORT-LASTING PAIN", texts[0].Slice(texts[0].Title!.Value));
        Assert.Equal("Identifier Title Authors Affiliations Identifier Background Methods Results Conclusions", Kinds(texts[0]));
        Assert.False(texts[0].TruncatedEnd);
        Assert.True(texts[1].TruncatedEnd);
    }

    [Fact]
    public void ReadsAbstractsGluedWithoutTitles()
    {
        IReadOnlyList<AbstractText> texts = Segment(" arm had more pain than the other one.\nConclusions: It hurts.\n " + Headed + "\n " + Headed);
        Assert.Equal(3, texts.Count);
        Assert.True(texts[0].TruncatedStart);
        Assert.False(texts[1].TruncatedStart);
        Assert.Equal("Background Methods Results Conclusions", Kinds(texts[2]));
    }

    [Fact]
    public void KeepsTheFurnitureOfAPageApart()
    {
        AbstractText text = Assert.Single(Segment(
            "Session Information\nSession Type: Poster\n" + Headed + "\nDisclosure:\nA. Example,\nNone;\nB. Sample,\nNone.\n« Back to 2031 Annual Meeting\nMeeting Abstracts - https://abstracts.example.org/abstract/herbs-help-some-patients-with-pain/"));
        Assert.Equal("Matter Background Methods Results Conclusions Disclosure Matter Title Matter", Kinds(text));
        Assert.Equal("herbs-help-some-patients-with-pain", text.Slice(text.Title!.Value));
        Assert.DoesNotContain(text.Sentences, sentence => sentence.Section is SectionKind.Conclusions && text.Slice(sentence.Span).Contains("Example", StringComparison.Ordinal));
    }

    [Fact]
    public void KeepsTheBodyOfAPaperApart()
    {
        string prose = string.Concat(Enumerable.Repeat("We saw forty patients in the clinic and asked them all how they felt. ", 8));
        IReadOnlyList<AbstractText> texts = Segment($" Abstract. \n{prose}\n\n1. Introduction\n{prose}\n2. Methods\n2.1. Patients\n{prose}\n3. Results\nTable 1: Pain\n\tHerb\tNone\nBetter\t12 (30%)\t4 (10%)\n4. Discussion\n{prose}");
        Assert.Equal(2, texts.Count);
        Assert.False(texts[0].IsBody);
        Assert.True(texts[1].IsBody);
        Assert.Contains(texts[1].Sections, section => section.Kind is SectionKind.Table);
        Assert.Contains(texts[1].Sentences, sentence => sentence.Section is SectionKind.Methods);
    }

    [Fact]
    public void ATranslationBelongsToItsAbstract()
    {
        AbstractText text = Assert.Single(Segment(
            "# 草药治疗疼痛的临床研究\n\n摘要：目的 探讨草药的疗效。方法 将120例患者随机分组。结果 有效率为45.8%和28.3%。结论 草药有效。\n\n关键词：草药；疼痛\n\n# Herbs for pain\n\nAbstract: Objective To see whether herbs help. Methods We divided 120 patients. Results It helped 45.8% and 28.3%. Conclusion Herbs help.\n\nKey words: herbs; pain"));
        Assert.Contains(text.Sentences, sentence => sentence.Language is Language.Chinese);
        Assert.Contains(text.Sentences, sentence => sentence.Language is Language.English && sentence.Section is SectionKind.Results);
    }

    [Fact]
    public void ATitleMayBeTheFirstSentence()
    {
        AbstractText text = Assert.Single(Segment("Herbs versus rest for short-lasting pain: a randomised trial. Pain is common. We gave herbs to 40 patients and rest to 40. Pain was less in 12 and 4 patients. Herbs may help."));
        Assert.Equal("Herbs versus rest for short-lasting pain: a randomised trial.", text.Slice(text.Title!.Value));
    }

    [Fact]
    public void SpansLeadBackToTheRawText()
    {
        string raw = "TITLE:\n\uFB01rst title of the trial\n\nABSTRACT.RESULTS:\nA share of 12·5% (p<0,05) was seen in 40 patients.";
        AbstractText text = Assert.Single(Segment(raw));
        int at = text.Text.IndexOf("12.5%", StringComparison.Ordinal);
        TextSpan back = text.Map.ToRaw(new TextSpan(at, at + 5));
        Assert.Equal("12·5%", back.Of(raw));
    }

    [Fact]
    public void RemembersWhereTwoSpacesShowALoss()
    {
        string sentence = "Patients with an index of activity (IDX)  at baseline were asked by the nurse of the clinic in the first year and in every year after it.";
        AbstractText text = Assert.Single(Segment(sentence));
        int gap = Assert.Single(text.Gaps);
        Assert.Equal("(IDX) at", text.Text.Substring(gap - 5, 8));
        Assert.Empty(Assert.Single(Segment(sentence.Replace("  ", " ", StringComparison.Ordinal))).Gaps);
    }

    [Fact]
    public void TellsThePartsWhereHeadingsWereDropped()
    {
        AbstractText text = Assert.Single(Segment(
            "Herbs for short-lasting pain: a randomised trial. Pain is common, and little is known about herbs. Relief remains poor in many people. The aim of this study was to evaluate the efficacy of herbs compared with rest. In a randomised trial, 80 patients were assigned to herbs or rest for 12 weeks. "
            + "The primary outcome was pain on a scale. Pain was significantly lower with herbs than with rest (3.1 vs 4.2, P = 0.03). There was no difference in sleep between the groups (P = 0.41). "
            + "In conclusion, these findings suggest that herbs may help people with pain. Further studies are needed."));
        Assert.Equal("Title Background Objective Methods Results Conclusions", Kinds(text));
        Assert.All(text.Sections, section => Assert.True(section.Inferred));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n ")]
    [InlineData("\u200b")]
    public void NothingGivesNothing(string raw) => Assert.Empty(Segment(raw));
}
