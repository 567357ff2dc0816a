using AbstractMiner.Patterns;

namespace AbstractMiner.Tests.Patterns;

public class CuePhrasesTest
{
    private static readonly CuePhrases Cues = new("test", @"receiv(e|ed) doses?_of treat(ed|ment)_with", @"oral \(neo\)adjuvant #_(mg|g)(/kg)? a_single", mostFillers: 2) { Finds = ["received "], Ignores = ["gave "] };

    [Theory]
    [InlineData("patients received ", true, "a cue of one word")]
    [InlineData("were Treated With ", true, "case is ignored")]
    [InlineData("a dose of ", true, "an optional letter")]
    [InlineData("(received ", true, "what stands before the first word is no matter")]
    [InlineData("received oral 10 mg/kg ", true, "two fillers, one of them a number with a unit")]
    [InlineData("received 10mg ", true, "a number and its unit in one word")]
    [InlineData("received (neo)adjuvant ", true, "a bracket of the text")]
    [InlineData("received a single ", true, "a filler of two words")]
    [InlineData("received oral oral oral ", false, "one filler too many")]
    [InlineData("received", false, "no space behind")]
    [InlineData("dose in ", false, "the second word is another")]
    [InlineData("of ", false, "half a cue")]
    [InlineData("", false, "nothing")]
    public void EndsInACueAndFillers(string before, bool expected, string reason) => Assert.True(Cues.Ends(before) == expected, reason);

    [Theory]
    [InlineData("receiv(e|ed")]
    [InlineData("receive)")]
    public void RefusesBracketsThatDoNotMatch(string cues) =>
        Assert.Throws<FormatException>(() => new CuePhrases("test", cues, "", mostFillers: 0) { Finds = [], Ignores = [] });
}
