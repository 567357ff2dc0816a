using AbstractMiner.Text;

namespace AbstractMiner.Tests.Text;

public class FoldingTest
{
    [Theory]
    [InlineData('\u2212', "-", "minus sign")]
    [InlineData('\u2013', "-", "en dash")]
    [InlineData('\u2011', "-", "non-breaking hyphen")]
    [InlineData('\u2009', " ", "thin space")]
    [InlineData('\u3000', " ", "ideographic space")]
    [InlineData('\uff05', "%", "full-width percent")]
    [InlineData('\uff08', "(", "full-width bracket")]
    [InlineData('\uff10', "0", "full-width digit")]
    [InlineData('\uff0c', ",", "full-width comma")]
    [InlineData('\u3002', "\u3002", "a Chinese full stop ends sentences and stays")]
    [InlineData('\u3001', "\u3001", "so does the comma of lists")]
    [InlineData('\ufb03', "ffi", "ligature")]
    [InlineData('\u2266', "≤", "another form of less or equal")]
    [InlineData('\u2a7e', "≥", "slanted greater or equal")]
    [InlineData('\u00b5', "μ", "micro sign is the Greek letter")]
    [InlineData('\u2019', "'", "curly apostrophe")]
    [InlineData('\u2162', "III", "a Roman numeral of one character")]
    [InlineData('\u00b2', "\u00b2", "a raised digit may be a footnote mark and stays")]
    [InlineData('β', "β", "letters stay")]
    public void Folds(char c, string expected, string reason) => Assert.True(Folding.Fold(in c).SequenceEqual(expected), reason);

    [Fact]
    public void FoldingTwiceChangesNothing()
    {
        for (int i = 0; i < char.MaxValue; i++)
        {
            char c = (char)i;
            foreach (char folded in Folding.Fold(in c))
            {
                Assert.True(Folding.Fold(in folded) is [var same] && same == folded, $"U+{i:X4} folds to U+{(int)folded:X4}, which folds again");
            }
        }
    }
}
