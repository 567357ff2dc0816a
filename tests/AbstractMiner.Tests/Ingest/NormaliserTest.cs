using AbstractMiner.Ingest;

namespace AbstractMiner.Tests.Ingest;

/// <summary>Every kind of damage that dumps show, with the reading that a person gives it.</summary>
public class NormaliserTest
{
    public static TheoryData<string, string, string> Characters => new()
    {
        { "a fall of −3.2 points", "a fall of -3.2 points", "minus sign" },
        { "range 2–15, 95% CI 1.2‒3.4", "range 2-15, 95% CI 1.2-3.4", "dashes of a range" },
        { "dose of 1.2\u00a0g in\u20095\u202fmL", "dose of 1.2 g in 5 mL", "fixed and thin spaces" },
        { "two  blanks", "two blanks", "spaces are single" },
        { "e\ufb03cacy and \ufb01brosis", "efficacy and fibrosis", "ligatures" },
        { "ran\u00addom\u200bised", "randomised", "soft hyphen and zero-width space" },
        { "“low” dose of Crohn’s", "\"low\" dose of Crohn's", "curly quotes" },
        { "P＜0．05（n＝12），30％", "P<0.05(n=12),30%", "full-width forms" },
        { "hazard ratio 0·84 (0∙71–0⋅99)", "hazard ratio 0.84 (0.71-0.99)", "raised decimal points" },
        { "5 mg·kg", "5 mg·kg", "a raised dot between letters is no point" },
        { "age </=65, n<or=4, score < or = 3, dose <=2", "age ≤65, n≤4, score ≤ 3, dose ≤2", "typed signs: at most" },
        { "age >/=65, n>or=4, ≧3, ⩾2", "age ≥65, n≥4, ≥3, ≥2", "typed signs: at least" },
        { "12.1 +/- 3.4, 5 +-2, 6 (+/-) 1", "12.1 ± 3.4, 5 ±2, 6 ± 1", "plus or minus" },
        { "1 × 10⁸ cells, 10⁻³, m², kg·m⁻²", "1 × 10^8 cells, 10^-3, m2, kg·m-2", "raised digits of powers" },
        { "p<0.05² and in 12³ patients", "p<0.05² and in 12³ patients", "a footnote mark never becomes a digit" },
        { "CO₂ and VO₂ peak", "CO2 and VO2 peak", "lowered digits" },
        { "CD4⁺ cells", "CD4+ cells", "raised plus" },
        { "5 µg and 5 μg", "5 μg and 5 μg", "micro sign and mu" },
        { "p &lt; 0.05 &plusmn; &#177; &#x2264; &nbsp;x", "p < 0.05 ± ± ≤ x", "entities by name and number" },
        { "p &amp;lt; 0.05, R&amp;D", "p < 0.05, R&D", "entities escaped twice" },
        { "AT&T; and A&B", "AT&T; and A&B", "an ampersand that is no entity" },
        { "5.1 Â± 2.0, â‰¤3, 4â€“6, 2 Ã— 3, SjÃ¶gren", "5.1 ± 2.0, ≤3, 4-6, 2 × 3, Sjögren", "UTF-8 read as Windows-1252" },
        { "Ângela and Åsa", "Ângela and Åsa", "letters that only look so" },
        { "10<sup>6</sup> cells of <i>S. aureus</i>", "10^6 cells of S. aureus", "tags that an export left" },
        { "p<b and x<y>z", "p<b and x<y>z", "comparisons are no tags" },
        { "Ⅲ期 35％～40％", "III期 35%-40%", "Roman numerals, a wave as a range" },
    };

    public static TheoryData<string, string, string> Mathematics => new()
    {
        { "rose ($p<0.01$; $n=12$)", "rose (p<0.01; n=12)", "formulas of an export" },
        { "a share of $4 5 . 5 \\%$ of", "a share of 45.5% of", "spaced digits of OCR" },
        { "$( 6 . 1 { \\pm } 2 . 2 \\ \\mathrm { m m o l / L } )$", "(6.1±2.2 mmol/L)", "spaced letters of a unit" },
        { "$P { < } 0 . 0 5$ and P{<}0.01", "P<0.05 and P<0.01", "braces round an operator" },
        { "$\\scriptstyle P = 0 . 1 2$", "P=0.12", "commands that only set type" },
        { "the $\\beta$ -chain and $\\mathfrak { p H }$", "the β -chain and pH", "letters" },
        { "2015\\~2016, 5 \\pm 2, 30\\%", "2015-2016, 5 ± 2, 30%", "commands without dollars" },
        { "$1 0 ^ { 6 }$ cells, $\\mathrm { m } ^ { 2 }$, $3 7 ^ { \\circ } C$", "10^6 cells, m2, 37°C", "powers and degrees" },
        { "cost $5,000 (n=20) against $6,000", "cost $5,000 (n=20) against $6,000", "money is no formula" },
        { "$2 0 . 1 \\%$ Us $3 0 . 2 \\%$", "20.1% vs 30.2%", "the italic vs of OCR" },
        { "a path C:\\data", "a path C:\\data", "a backslash that commands nothing" },
    };

    public static TheoryData<string, string, string> Numerals => new()
    {
        { "纳入4 0例,有效率5 0 . 0 %", "纳入40例,有效率50.0 %", "digits set apart before a counter or a sign" },
        { "A、B组4 5.0 %,第1 2 3页", "A、B组4 5.0 %,第1 2 3页", "numbers that no counter joins" },
        { "p=0,047", "p=0.047", "a comma after an operator and a zero" },
        { "41,8% against 28,7%", "41.8% against 28.7%", "a comma in a percent" },
        { "0,61±0,52", "0.61±0.52", "commas round a plus-minus" },
        { "p=0,01, p=0,02 and a mean age of 51,4 years", "p=0.01, p=0.02 and a mean age of 51.4 years", "in a document of commas" },
        { "a mean age of 51,4 years", "a mean age of 51,4 years", "one comma alone may be anything" },
        { "52 of 100,000 people", "52 of 100,000 people", "thousands" },
        { "after 3,6,12 h", "after 3,6,12 h", "a list" },
        { "1,234.5 mg", "1,234.5 mg", "thousands before a point" },
        { "2 x 10(6) cells and 3x10(9)/L", "2 × 10^6 cells and 3×10^9/L", "exponents in brackets" },
        { "10(6) cells/kg, 25 kg/m(2), mL min(-1)", "10^6 cells/kg, 25 kg/m2, mL min-1", "powers in brackets" },
        { "group A(2) of 10(12)", "group A(2) of 10(12)", "brackets that are counts" },
        { "CYP2C19*2 carriers", "CYP2C19*2 carriers", "a gene variant is no product" },
        { "12\u2009400 women, 1 120例", "12400 women, 1120例", "thousands parted by spaces" },
        { "in group 1 120 patients", "in group 1 120 patients", "a group's name before a count" },
        { "P = 0 .03, p < 0. 05", "P = 0.03, p < 0.05", "a blank inside a decimal" },
        { "p < 0. The rest", "p < 0. The rest", "the end of a sentence" },
    };

    public static TheoryData<string, string, string> Lines => new()
    {
        { "cell differenti-\nation was", "cell differentiation was", "the hyphen of a broken word goes" },
        { "HUMAN BM-\nMSC DEFECTS", "HUMAN BM-MSC DEFECTS", "before a capital it stays" },
        { "the long-\nterm outcome", "the long-term outcome", "a compound keeps its hyphen" },
        { "a placebo-\ncontrolled study", "a placebo-controlled study", "so does this one" },
        { "range 12-\n24", "range 12-24", "so does a range" },
        { "the efficacy of\n\nearly treatment", "the efficacy of early treatment", "a column break inside a sentence" },
        { "a 300\nmg dose", "a 300 mg dose", "a wrap between number and unit" },
        { "It was safe.\n\nResults: All lived.", "It was safe.\n\nResults: All lived.", "a section is a block of its own" },
        { "It was safe.\nResults: All lived.", "It was safe.\nResults: All lived.", "also without a blank line" },
        { "A TITLE OF SOME LENGTH IN\nCAPITAL LETTERS\n\nA. Author", "A TITLE OF SOME LENGTH IN CAPITAL LETTERS\n\nA. Author", "a wrapped title" },
        { "before\n\t\t\t\n\t\t\n\t\tafter", "before\n\n\t\tafter", "lines of tabs" },
        { "Group\tn\tMean\nA\t12\t3.4", "Group\tn\tMean\nA\t12\t3.4", "rows and cells stay" },
        { "one\r\ntwo\r\n\r\nThree", "one two\n\nThree", "line ends of Windows" },
        { "**A bold\ntitle here**\n\nText", "A bold title here\n\nText", "a wrapped title in bold" },
        { "*In vitro* work, CYP2D6*4, *p<0.05", "In vitro work, CYP2D6*4, *p<0.05", "italics, a variant, a footnote" },
        { "## Methods\n\nWe did", "Methods\n\nWe did", "a heading of Markdown" },
        { "| a | b |\n|---|---|\n| 1 | 2 |", "a\tb\n\n1\t2", "a table of Markdown" },
        { "see [the page](https://example.org/x) now", "see the page now", "a link" },
        { "细胞治疗在\n系统性红斑狼疮", "细胞治疗在\n系统性红斑狼疮", "Chinese lines that were not wrapped" },
    };

    [Theory]
    [MemberData(nameof(Characters))]
    [MemberData(nameof(Mathematics))]
    [MemberData(nameof(Numerals))]
    [MemberData(nameof(Lines))]
    public void Reads(string raw, string expected, string reason)
    {
        string normalised = Normaliser.Normalise(raw).Text;
        Assert.True(expected == normalised, $"{reason}: {normalised.Replace("\n", "\\n", StringComparison.Ordinal)}");
    }

    [Fact]
    public void HardWrappedParagraphsAreJoined()
    {
        string raw = """
            Background: Little is known of the course of the disease in people who were treated
            early. We followed all who came to the clinic. They were seen every year by the same
            physician and had a scan at each visit.
            Methods: In all, 37
            patients had scans.
            """;
        Assert.Equal(
            "Background: Little is known of the course of the disease in people who were treated early. We followed all who came to the clinic. They were seen every year by the same physician and had a scan at each visit.\nMethods: In all, 37 patients had scans.",
            Normaliser.Normalise(raw).Text);
    }

    [Fact]
    public void RunningHeadersAndPageNumbersAreDropped()
    {
        string raw = "Congress of Testing 2031 Abstracts\n\nAim: To see whether pages part what\nbelongs together in a base-\n12\nCongress of Testing 2031 Abstracts\n\nline visit of all patients.";
        Assert.Equal("Aim: To see whether pages part what belongs together in a baseline visit of all patients.", Normaliser.Normalise(raw).Text);
    }

    public static TheoryData<string, string, string> Wrapped => new()
    {
        {
            """
            The grafts were kept under oil for one night, as was told for other tissues by
            [7]. Six clinics of the valley sent all of their patients to the same bench for the
            rinsing, the cutting and the counting, and none of them knew what the others sent in.
            """,
            "The grafts were kept under oil for one night, as was told for other tissues by [7]. Six clinics of the valley sent all of their patients to the same bench for the rinsing, the cutting and the counting, and none of them knew what the others sent in.",
            "a reference at the start of a line"
        },
        {
            """
            The plaster was changed each week by a nurse who had not seen the list, and the
            methods: taping, gluing or both, were noted in a book of the ward. No wound was closed. PATIENTS
            AND METHODS: Forty sailors wore it at sea for at least a month, in all kinds of wind
            and weather, and came back to the same harbour clinic to have it taken off again.
            """,
            "The plaster was changed each week by a nurse who had not seen the list, and the methods: taping, gluing or both, were noted in a book of the ward. No wound was closed. PATIENTS AND METHODS: Forty sailors wore it at sea for at least a month, in all kinds of wind and weather, and came back to the same harbour clinic to have it taken off again.",
            "words of headings inside a sentence, and a heading that the line end cuts"
        },
        {
            """
            Nobody had counted the hours of sleep in the house, and nobody was asked to.
            The lamps were lit at dusk and the sleepers were watched until the first of them
            Annals of Night Work 2031;4(2)
            118
            woke. A second watch was kept in the spring, with the lamps turned down by half in
            every other room of the house.
            """,
            "Nobody had counted the hours of sleep in the house, and nobody was asked to. The lamps were lit at dusk and the sleepers were watched until the first of them woke. A second watch was kept in the spring, with the lamps turned down by half in every other room of the house.",
            "a header that stands once, beside its page number"
        },
        {
            """
            Nobody had counted the hours of sleep in the house, and nobody was asked to.
            The lamps were lit at dusk and the sleepers were watched until the first of them
            Abstracts · 118 | Journal of Night Work
            woke. A second watch was kept in the spring, with the lamps turned down by half in
            every other room of the house.
            """,
            "Nobody had counted the hours of sleep in the house, and nobody was asked to. The lamps were lit at dusk and the sleepers were watched until the first of them woke. A second watch was kept in the spring, with the lamps turned down by half in every other room of the house.",
            "a header that stands once, inside a sentence"
        },
        {
            "Sleep was counted in each of the two\f12\nNight Work 2031 Vol. 4\n\nrooms by a nurse.\nPage 2 of 9\nNobody woke.",
            "Sleep was counted in each of the two rooms by a nurse.\nNobody woke.",
            "what a page prints at its edges"
        },
        {
            """
            Evening lamps and the sleep of sailors who stand the first watch of the night
            A. Gale, B. Hill
            Clinic of Sleep, Harbour Hospital, Northbridge on the Lower Sound, Westhaven
            The lamps of forty ships were dimmed for a month, and the sailors were asked in
            the morning how long they had slept, and once a week whether they felt rested at all.
            Key words: sleep, sailors, lamps
            """,
            "Evening lamps and the sleep of sailors who stand the first watch of the night\nA. Gale, B. Hill\nClinic of Sleep, Harbour Hospital, Northbridge on the Lower Sound, Westhaven\nThe lamps of forty ships were dimmed for a month, and the sailors were asked in the morning how long they had slept, and once a week whether they felt rested at all.\nKey words: sleep, sailors, lamps",
            "lines that are full and yet end: a title, an address, the text above keywords"
        },
        {
            "目的 评价灯光对睡眠的影响.方法 将40名夜班护士随机分为两组,分别在暖光与冷光下休息.结\n果 暖光组总分(12.4±3.1)分,冷光组(10.2±2.8)分,差异有统计学意义(t=2.41,P=0.018),(r=0.41,P\n<0.05).其余各项指标比较差异均无统计学意义.结论 暖光可改善睡眠.",
            "目的 评价灯光对睡眠的影响.方法 将40名夜班护士随机分为两组,分别在暖光与冷光下休息.结果 暖光组总分(12.4±3.1)分,冷光组(10.2±2.8)分,差异有统计学意义(t=2.41,P=0.018),(r=0.41,P <0.05).其余各项指标比较差异均无统计学意义.结论 暖光可改善睡眠.",
            "Chinese lines of one width, some of them of digits"
        },
        { "病房暖光与冷光对夜班护士睡眠质量的影响。目的\n评价病房灯光对睡眠的影响,并比较两种灯光。方法\n将40名夜班护士随机分为两组,分别在暖光与冷光\n的病房中休息两小时,记录入睡时间。", "病房暖光与冷光对夜班护士睡眠质量的影响。目的 评价病房灯光对睡眠的影响,并比较两种灯光。方法 将40名夜班护士随机分为两组,分别在暖光与冷光的病房中休息两小时,记录入睡时间。", "a Chinese heading at the end of a line" },
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void JoinsWhatThePageParted(string raw, string expected, string reason) => Reads(raw, expected, reason);

    [Fact]
    public void AVeryLongLineTakesLinearTime()
    {
        string raw = string.Concat(Enumerable.Repeat("a ﬁeld of 12·5 mg (p<0,05) $x$ and so on. ", 50_000));
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        NormalisedLength(raw);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed} for {raw.Length} characters");
    }

    private static int NormalisedLength(string raw) => Normaliser.Normalise(raw).Text.Length;
}
