using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Export;

public class EvidenceRowTest
{
    private const string Raw = "Response was 35.0% with A.";

    private static EvidenceRow Row(PValueMention? p, Spread? spread, Statistic statistic = Statistic.Percent)
    {
        EstimateMention estimate = new(new TextSpan(13, 18), "test", 0.9, statistic, new Number(35m, "35.0"), "%", null, null, spread, Comparison.Equal, null);
        AbstractText text = new(Raw, OffsetMap.Identity(Raw.Length)) { Sentences = [new Sentence(new TextSpan(0, Raw.Length), SectionKind.Results, Language.English)] };
        AnnotatedAbstract doc = new AnnotatedAbstract(new RawDocument("a.txt", null, Raw), text).With([new Finding(estimate, p, null, null, null, null, 0.9)]);
        return EvidenceRow.Of(new ExportedAbstract(doc, new IdentityRegister().Enter(doc))).Single();
    }

    private static PValueMention P(Comparison comparison, string? value) => new(new TextSpan(0, 1), "test", 0.9, comparison,
        value is null ? null : new Number(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), value), PKind.Difference, IsThreshold: false, ForAll: false);

    [Theory]
    [InlineData(Comparison.Equal, "0.049", true, "below the level")]
    [InlineData(Comparison.Equal, "0.05", false, "the level itself is not below it")]
    [InlineData(Comparison.Less, "0.05", true, "less than the level")]
    [InlineData(Comparison.Less, "0.1", null, "less than 0.1 may be either")]
    [InlineData(Comparison.Greater, "0.05", false, "more than the level")]
    [InlineData(Comparison.Greater, "0.01", null, "more than 0.01 may be either")]
    [InlineData(Comparison.NotSignificant, null, false, "the text says so")]
    public void AStatedPValueDecides(Comparison comparison, string? value, bool? expected, string reason) =>
        Assert.True(expected == Row(P(comparison, value), null).Significant, reason);

    [Theory]
    [InlineData(Statistic.OddsRatio, 1.1, 3.2, true, "an interval of a ratio without 1")]
    [InlineData(Statistic.OddsRatio, 0.4, 3.2, false, "an interval of a ratio with 1")]
    [InlineData(Statistic.MeanDifference, -3.0, -0.5, true, "an interval of a difference without 0")]
    [InlineData(Statistic.Mean, 30.0, 40.0, null, "an interval of a mean tests nothing")]
    public void AnIntervalDecidesWhereNoPValueIsStated(Statistic statistic, double low, double high, bool? expected, string reason)
    {
        Spread spread = new(SpreadKind.ConfidenceInterval, new Quantity(new TextSpan(0, 1), Number.Of((decimal)low)), new Quantity(new TextSpan(1, 2), Number.Of((decimal)high)), 95);
        Assert.True(expected == Row(null, spread, statistic).Significant, reason);
    }

    [Fact]
    public void PrintedDigitsStayAndTheQuoteIsTheSource()
    {
        EvidenceRow row = Row(null, null);
        Assert.Equal("35.0", row.Value?.Printed);
        Assert.Equal(Raw, row.Quote);
        Assert.Equal(new Place(0, Raw.Length), row.Place);
        Assert.Equal("unreviewed", row.ReviewStatus);
    }

    [Fact]
    public void APValueWithoutANumberIsARowOfItsOwn()
    {
        AbstractText text = new(Raw, OffsetMap.Identity(Raw.Length));
        AnnotatedAbstract doc = new AnnotatedAbstract(new RawDocument("a.txt", null, Raw), text).With([new Finding(null, P(Comparison.Less, "0.05"), null, null, null, null, 0.9)]);
        EvidenceRow row = EvidenceRow.Of(new ExportedAbstract(doc, new IdentityRegister().Enter(doc))).Single();
        Assert.Equal("p_only", EvidenceRow.Table.Columns.Single(column => column.Name == "statistic").Cell(row));
        Assert.Null(row.Value);
    }
}
