using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Patterns;

public class NumberScanTest
{
    [Theory]
    [InlineData("81", "81", "digits")]
    [InlineData("35.0", "35.0", "printed digits stay")]
    [InlineData(".05", "0.05", "no leading zero")]
    [InlineData("-1.5", "-1.5", "a minus")]
    [InlineData("1,203", "1203", "thousands after a comma")]
    [InlineData("1 203", "1203", "thousands after a space")]
    [InlineData("12,345,678", "12345678", "two commas")]
    [InlineData("Eighty-one", "81", "capital and hyphen")]
    [InlineData("Fifty six", "56", "without its hyphen")]
    [InlineData("SIXTY THREE", "63", "a title in capitals")]
    [InlineData("three hundred fifty-one", "351", "American hundreds")]
    [InlineData("one hundred and twenty-nine", "129", "British hundreds")]
    [InlineData("two thousand four hundred", "2400", "thousands in words")]
    [InlineData("one thousand and six", "1006", "and after a thousand")]
    [InlineData("a dozen", "12", "an article for one")]
    [InlineData("two dozen", "24", "dozens")]
    [InlineData("a hundred and five", "105", "an article before a hundred")]
    [InlineData("one million", "1000000", "a million")]
    [InlineData("1.5 million", "1500000", "digits and a word")]
    [InlineData("1.20×10-4", "0.000120", "a lowered minus, digits of the mantissa kept")]
    [InlineData("1.2 x 10(-4)", "0.00012", "a bracket for the raised place")]
    [InlineData("10^6", "1000000", "a caret")]
    [InlineData("3 × 10⁻³", "0.003", "raised characters")]
    [InlineData("5e-8", "0.00000005", "an exponent as computers print it")]
    [InlineData("10(-3)", "0.001", "a negative exponent needs no unit")]
    [InlineData("1×106", "1000000", "a flattened exponent")]
    [InlineData("8.82 × 10-16", "0.000000000000000882", "a mantissa with a point is no range of minutes")]
    public void ReadsAWholeNumber(string written, string printed, string reason) =>
        Assert.True(NumberReader.Read(written)?.Printed == printed, $"{reason}: {written} gave {NumberReader.Read(written)?.Printed}");

    [Theory]
    [InlineData("twenty-first", "an ordinal")]
    [InlineData("two thirds", "a fraction")]
    [InlineData("five six", "two numbers")]
    [InlineData("twenty and six", "two numbers")]
    [InlineData("hundred", "a hundred of what")]
    [InlineData("2.5.1", "the number of a section")]
    [InlineData("someone", "a word that ends in one")]
    [InlineData("", "nothing")]
    [InlineData("99999999999999999999999999999999", "more digits than a value can hold")]
    public void RefusesWhatIsNoNumber(string written, string reason) => Assert.True(NumberReader.Read(written) is null, reason);

    [Theory]
    [InlineData("Thirty-two of 1,040 women (3.1%) left", "32 1040 3.1", "words, thousands, decimals")]
    [InlineData("IL-6, CD4 and 500 mg/m2 with 5% CO2", "500 5", "digits of names are passed over")]
    [InlineData("PlaceboPost19.4 and version2", "19.4", "a decimal behind a long word lost its space")]
    [InlineData("Erk1/2 and Smad1/5/8 in 12 mice", "12", "names go on after a slash")]
    [InlineData("14/40 (35.0%)", "14 40 35.0", "both sides of a slash")]
    [InlineData("from -3.5 to 2.1 (-0.5--0.1)", "-3.5 2.1 -0.5 -0.1", "a minus after the dash of a range")]
    [InlineData("aged 18-65 years", "18 65", "a range has no minus")]
    [InlineData("on the 3rd day, the 21st and the second", "", "ordinals")]
    [InlineData("one-to-one, two-thirds, one and a half", "", "ratios and fractions in words")]
    [InlineData("a two-fold rise, a twofold rise", "2 2", "a factor")]
    [InlineData("groups of twenty, six had fever", "20 6", "a comma parts two numbers")]
    [InlineData("2 x 100 mg for 3 x 10-15 min", "2 100 3 10 15", "no powers")]
    [InlineData("10(6)/L but 10 (6) and 10(6%)", "1000000 10 6 10 6", "a power has a unit behind it")]
    [InlineData("共40例", "40", "Chinese characters are no names")]
    [InlineData("one hundred and one hundred twenty", "100 120", "a hundred is not under a hundred")]
    [InlineData("95% CI 0.5-1.2", "95 0.5 1.2", "an interval")]
    public void FindsTheNumbersOfASentence(string text, string expected, string reason)
    {
        string found = string.Join(' ', NumberScan.In(text).Select(number => number.Number.Printed));
        Assert.True(found == expected, $"{reason}: {found}");
    }

    [Fact]
    public void SpansAreTheNumberAsWritten()
    {
        const string Text = "Eighty-one patients lost -2.5 kg in 1 203 days";
        Assert.Equal(["Eighty-one", "-2.5", "1 203"], NumberScan.In(Text).Select(number => number.Span.Of(Text)));
    }

    [Fact]
    public void ReadsOnlyInsideTheSpan() =>
        Assert.Equal("12", Assert.Single(NumberScan.In("9 and 12345", new TextSpan(2, 8))).Number.Printed);
}
