using System.Text;
using AbstractMiner.Export;

namespace AbstractMiner.Tests.Export;

public class CsvTest
{
    [Theory]
    [InlineData("=1+1", "'=1+1", "a formula")]
    [InlineData("+SUM(A1)", "'+SUM(A1)", "a formula that begins with a plus")]
    [InlineData("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0", "a formula that begins like a number")]
    [InlineData("@import", "'@import", "a function call")]
    [InlineData("\tx", "'\tx", "a tab is skipped before the formula is seen")]
    [InlineData("-0.35", "-0.35", "a negative number stays a number")]
    [InlineData("- 3 points", "'- 3 points", "a dash before words")]
    [InlineData("p<0.05", "p<0.05", "nothing to defuse")]
    [InlineData("", "", "an empty cell")]
    public void CellsThatASpreadsheetWouldRunAreDefused(string cell, string expected, string reason)
    {
        Assert.True(expected == Csv.Defuse(cell), reason);
        Assert.Equal(cell, Csv.Fuse(expected));
    }

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        Table<string> table = new("t", "A test.", [new("a", ColumnType.String, "", row => row), new("b", ColumnType.String, "", _ => null)]);
        string[] rows = ["plain", "a,b", "say \"so\"", "two\r\nlines", "=1+1", " blanks ", "环磷酰胺"];
        string file = Path.GetTempFileName();
        using (FileStream stream = File.Create(file))
        {
            Csv.WriteHead(table, stream);
            Csv.WriteRows(table, rows, stream);
        }

        Assert.Equal(rows, Csv.Read(file).Select(row => row["a"]));
        Assert.All(Csv.Read(file), row => Assert.False(row.ContainsKey("b"), "an empty cell is missing"));
        Assert.StartsWith("a,b\r\nplain,\r\n\"a,b\",\r\n", Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
        File.Delete(file);
    }
}
