using AbstractMiner.Text;

namespace AbstractMiner.Tests.Text;

public class NumberTest
{
    [Theory]
    [InlineData("35.0", "35.0", "trailing zeros carry meaning")]
    [InlineData("03", "3", "a leading zero does not")]
    [InlineData("-007.50", "-7.50", "nor behind a sign")]
    [InlineData(".05", "0.05", "a bare point")]
    [InlineData("-.5", "-0.5", "a bare point behind a sign")]
    [InlineData("0", "0", "zero itself")]
    [InlineData("0.000", "0.000", "a zero with digits")]
    public void PrintedDigitsAreANumberInEveryFormat(string printed, string expected, string reason) =>
        Assert.True(expected == new Number(0, printed).Printed, reason);
}
