using AbstractMiner.Review;

namespace AbstractMiner.Tests.Review;

public class SheetCellTest
{
    [Theory]
    // field, exported, returned, what happened, new value
    [InlineData("value", "0.050", "0.05", CellChange.Same, null)] // a trailing zero that the spreadsheet dropped
    [InlineData("value", "35.0", "35", CellChange.Same, null)]
    [InlineData("value", "35.0", "35,0", CellChange.Same, null)] // a German spreadsheet
    [InlineData("p_value", "0.047", "0,047", CellChange.Same, null)]
    [InlineData("p_value", "0.0001", "1E-04", CellChange.Same, null)] // shown in scientific form
    [InlineData("value", "0.3", "0.30000000000000004", CellChange.Same, null)] // binary noise
    [InlineData("value", "-2.6", "\u22122.6", CellChange.Same, null)] // a typed minus sign
    [InlineData("value", "54.2", "54.2%", CellChange.Same, null)] // formatted as a percent by hand
    [InlineData("N", "1203", "1,203", CellChange.Same, null)] // shown with a thousands mark
    [InlineData("value", "1.234", "1,234", CellChange.Same, null)] // the same digits as a decimal
    [InlineData("value", "12.345", "12.35", CellChange.Doubtful, null)] // shown with two digits
    [InlineData("value", "1-2", "02.01.2026", CellChange.Doubtful, null)] // the classic
    [InlineData("spread_low", "1.2", "01. Feb", CellChange.Doubtful, null)]
    [InlineData("value", "7.5", "#NAME?", CellChange.Doubtful, null)]
    [InlineData("value", "7.5", "####", CellChange.Doubtful, null)]
    [InlineData("value", "7.5", "2,345", CellChange.Doubtful, null)] // 2.345 or 2345
    [InlineData("value", "7.5", "75", CellChange.Edited, "75")]
    [InlineData("value", "7.5", "7.50", CellChange.Same, null)]
    [InlineData("value", "7.5", "8.10", CellChange.Edited, "8.10")] // printed digits of an edit are kept
    [InlineData("value", "7.5", "8,1", CellChange.Edited, "8.1")]
    [InlineData("value", "7.5", "", CellChange.Edited, null)] // emptied
    [InlineData("value", "7.5", "about 7", CellChange.Invalid, null)]
    [InlineData("n", "12", "12.5", CellChange.Invalid, null)]
    [InlineData("n", "12", "-3", CellChange.Invalid, null)]
    [InlineData("statistic", "mean", "Median", CellChange.Edited, "median")]
    [InlineData("statistic", "mean", "average", CellChange.Invalid, null)]
    [InlineData("outcome", "patients' global score", "patients\u2019 global  score", CellChange.Same, null)] // smart quote, double space
    [InlineData("outcome", "week 4-8 change", "week 4\u20138 change", CellChange.Same, null)] // smart dash
    [InlineData("outcome", "=remission", "'=remission", CellChange.Same, null)] // the guard against formulas
    [InlineData("outcome", "remission", "complete remission", CellChange.Edited, "complete remission")]
    [InlineData("group", "007", "7", CellChange.Same, null)] // lost leading zeros
    [InlineData("group", "1-2", "02.01.2026", CellChange.Doubtful, null)]
    [InlineData("time", "week 12", "week\r\n12", CellChange.Same, null)]
    public void TellsAPersonFromASpreadsheet(string field, string exported, string returned, CellChange change, string? value)
    {
        CellReading reading = SheetCell.Read(ReviewField.ByName[field], exported, returned, meant: false);
        Assert.Equal((change, value), (reading.Change, reading.Change == CellChange.Edited ? reading.Value : null));
        Assert.Equal(change is CellChange.Doubtful or CellChange.Invalid, reading.Note is not null);
    }

    [Fact]
    public void ARoundingThatIsMeantIsAnEdit() =>
        Assert.Equal(new CellReading(CellChange.Edited, "12.35", null), SheetCell.Read(ReviewField.ByName["value"], "12.345", "12.35", meant: true));

    [Fact]
    public void ATextCutByAnOldFormatIsDoubtful() =>
        Assert.Equal(CellChange.Doubtful, SheetCell.Read(ReviewField.ByName["outcome"], new string('a', 300), new string('a', 255), meant: false).Change);
}
