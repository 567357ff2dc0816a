using AbstractMiner.Text;

namespace AbstractMiner.Tests.Text;

public class OffsetMapTest
{
    /// <summary>"ab", a ligature of three letters, then "c" after a dropped character.</summary>
    private static OffsetMap Sample()
    {
        OffsetMap.Builder builder = new();
        builder.Add(2, new TextSpan(0, 2));
        builder.Add(3, new TextSpan(2, 3));
        builder.Add(1, new TextSpan(4, 5));
        return builder.Build();
    }

    [Theory]
    [InlineData(0, 2, 0, 2, "copied characters lead to themselves")]
    [InlineData(2, 3, 2, 3, "the first letter of a ligature leads to the ligature")]
    [InlineData(4, 5, 2, 3, "so does its last letter")]
    [InlineData(1, 6, 1, 5, "a span over all of them covers what was dropped in between")]
    [InlineData(5, 6, 4, 5, "after a dropped character the map goes on")]
    [InlineData(6, 6, 5, 5, "an empty span at the end stays empty")]
    public void LeadsBack(int start, int end, int rawStart, int rawEnd, string reason)
    {
        Assert.True(Sample().ToRaw(new TextSpan(start, end)) == new TextSpan(rawStart, rawEnd), reason);
    }

    [Fact]
    public void RefusesCharactersFromNowhere()
    {
        OffsetMap.Builder builder = new();
        Assert.Throws<ArgumentException>(() => builder.Add(1, new TextSpan(3, 3)));
    }

    [Fact]
    public void RefusesToTurnRound()
    {
        OffsetMap.Builder builder = new();
        builder.Add(2, new TextSpan(4, 6));
        Assert.Throws<ArgumentException>(() => builder.Add(1, new TextSpan(2, 3)));
    }

    [Fact]
    public void LettersOfOneLigatureMayComeOneByOne()
    {
        OffsetMap.Builder builder = new();
        builder.Add(1, new TextSpan(0, 1));
        builder.Add(1, new TextSpan(0, 1));
        Assert.Equal(new TextSpan(0, 1), builder.Build().ToRaw(new TextSpan(1, 2)));
    }

    [Fact]
    public void RefusesASpanOutsideTheText() => Assert.Throws<ArgumentOutOfRangeException>(() => Sample().ToRaw(new TextSpan(3, 7)));
}
