using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AbstractMiner.Export;

/// <summary>A table as CSV by RFC 4180: UTF-8 without a mark, CRLF, quotes where needed.</summary>
/// <param name="rows">The rows that an abstract has in the table.</param>
public sealed class CsvExporter<TRow>(Table<TRow> table, Func<ExportedAbstract, IEnumerable<TRow>> rows) : IExporter
{
    public string FileName => table.FileName;

    public void WriteHead(Stream output) => Csv.WriteHead(table, output);

    public void Write(ExportedAbstract item, Stream output) => Csv.WriteRows(table, rows(item), output);
}

/// <summary>Writes the rows of tables.</summary>
public static class Csv
{
    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture) { NewLine = "\r\n", Mode = CsvMode.RFC4180 };

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What makes a spreadsheet take a cell for a formula.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n");

    public static void WriteHead(Table table, Stream output) => Write(output, csv =>
    {
        foreach (Column column in table.Head)
        {
            csv.WriteField(column.Name);
        }

        csv.NextRecord();
    });

    public static void WriteRows<TRow>(Table<TRow> table, IEnumerable<TRow> rows, Stream output) => Write(output, csv =>
    {
        foreach (TRow row in rows)
        {
            foreach (Column<TRow> column in table.Columns)
            {
                csv.WriteField(column.Type is ColumnType.String ? Defuse(column.Cell(row)) : column.Cell(row));
            }

            csv.NextRecord();
        }
    });

    /// <summary>An apostrophe before what a spreadsheet would run; a negative number stays a number.</summary>
    public static string? Defuse(string? cell) =>
        cell is { Length: > 0 } && FormulaStarts.Contains(cell[0]) && !decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? $"'{cell}" : cell;

    private static void Write(Stream output, Action<CsvWriter> write)
    {
        using StreamWriter text = new(output, Utf8, bufferSize: -1, leaveOpen: true);
        using CsvWriter csv = new(text, Rfc4180, leaveOpen: true);
        write(csv);
    }
}
