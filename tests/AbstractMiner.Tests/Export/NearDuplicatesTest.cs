using AbstractMiner.Export;

namespace AbstractMiner.Tests.Export;

public class NearDuplicatesTest
{
    private const string First = """
        Background: Many patients with lupus nephritis do not respond to cyclophosphamide. We tested whether mesenchymal stem cells add to its effect.
        Methods: Eighty patients were randomised to umbilical cord cells or placebo, with cyclophosphamide every two weeks in both groups. The primary
        outcome was renal remission at twelve months, judged by two readers who did not know the group. Results: Remission was reached by 26 patients
        in the cell group and 16 in the placebo group. Mean proteinuria fell in both groups, and more so with cells. Infections were as frequent.
        Conclusion: Cells from umbilical cord raised the rate of renal remission and were safe in refractory lupus nephritis.
        """;

    public static TheoryData<string, string> Same => new()
    {
        { "wrapped otherwise", First.Replace("\n", " ", StringComparison.Ordinal) },
        { "other headings", First.Replace("Background:", "Introduction", StringComparison.Ordinal).Replace("Conclusion:", "Interpretation", StringComparison.Ordinal) },
        { "American spelling", First.Replace("randomised", "randomized", StringComparison.Ordinal).Replace("judged", "assessed", StringComparison.Ordinal) },
        { "in capitals", First.ToUpperInvariant() },
        { "cut off at the end", First[..(First.Length * 3 / 4)] },
        { "with a title before it", "Cells from umbilical cord in lupus nephritis: a trial of eighty patients\n" + First },
        { "later results", First.Replace("26 patients", "31 patients", StringComparison.Ordinal).Replace("twelve", "eighteen", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void TheSameStudyIsFoundAgain(string reason, string text)
    {
        _ = reason;
        NearDuplicates known = new();
        Assert.Null(known.Enter(First, 1));
        NearDuplicate found = Assert.NotNull(known.Enter(text, 2));
        Assert.Equal(1UL, found.Fingerprint);
        Assert.InRange(found.Similarity, NearDuplicates.Threshold, 1);
    }

    [Theory]
    [InlineData("another study", "Background: Rheumatoid arthritis often resists methotrexate. Methods: We gave tofacitinib or placebo to two hundred adults for half a year and counted swollen joints. Results: The response was better with the drug, at three and at six months. Serious infections were rare. Conclusion: The drug works where methotrexate fails, and its harms can be borne by most.")]
    [InlineData("too short to tell", "Background: Many patients with lupus nephritis do not respond to cyclophosphamide.")]
    [InlineData("empty", "")]
    public void AnotherTextIsNot(string reason, string text)
    {
        _ = reason;
        NearDuplicates known = new();
        known.Enter(First, 1);
        Assert.Null(known.Enter(text, 2));
    }

    [Fact]
    public void ADuplicateOfADuplicateLeadsToTheFirst()
    {
        NearDuplicates known = new();
        known.Enter(First, 1);
        known.Enter(First.Replace("placebo", "saline", StringComparison.Ordinal), 2);
        Assert.Equal(1UL, known.Enter(First.Replace("placebo", "saline", StringComparison.Ordinal).Replace("Eighty", "Ninety", StringComparison.Ordinal), 3)!.Value.Fingerprint);
    }

    [Fact]
    public void ChineseIsComparedByCharacters()
    {
        const string Chinese = "目的：探讨脐带间充质干细胞治疗难治性狼疮肾炎的疗效与安全性。方法：纳入八十例患者，随机分为两组，均给予环磷酰胺治疗，随访十二个月。结果：治疗组缓解率高于对照组，差异有统计学意义。";
        NearDuplicates known = new();
        known.Enter(Chinese, 1);
        Assert.NotNull(known.Enter(Chinese.Replace("八十", "九十", StringComparison.Ordinal), 2));
    }
}
