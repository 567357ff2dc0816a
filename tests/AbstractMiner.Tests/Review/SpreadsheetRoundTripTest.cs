using System.Diagnostics;
using System.Globalization;
using AbstractMiner.Export;
using AbstractMiner.Review;
using CsvHelper;

namespace AbstractMiner.Tests.Review;

/// <summary>A sheet that went through a real spreadsheet program and came back.</summary>
public sealed class SpreadsheetRoundTripTest : IDisposable
{
    private const int Rows = 300;
    private const int Edits = 200;

    private readonly ReviewRun _run = new([.. Enumerable.Range(0, 80).Select(i => ($"dump{i}.txt", ReviewRun.Trial(i)))]);
    private readonly string _folder = Directory.CreateTempSubdirectory("sheets").FullName;

    public void Dispose()
    {
        _run.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // Filter options of LibreOffice: separator, quote, character set (76 is UTF-8, 1 is Windows-1252), first line, columns, language (1031 is German).
    [Theory]
    [InlineData("ods", "44,34,76,1,,0,false,true", "44,34,76,1,,0,false,true,false")] // commas
    [InlineData("ods", "44,34,76,1,,0,false,true", "59,34,76,1,,0,true,true,false")] // semicolons, all texts quoted
    [InlineData("xlsx", "44,34,76,1,,1033,false,true", "9,34,76,1,,0,false,false,false")] // through Excel's format, tabs, numbers unformatted
    [InlineData("xlsx", "44,34,76,1,,0,false,true", "59,34,1,1,,1031,false,true,false")] // through Excel's format, semicolons, Windows-1252
    public void ExactlyTheEditsOfAPersonReachTheLedger(string format, string import, string export)
    {
        if (Soffice is null)
        {
            Console.WriteLine("Not run: there is no LibreOffice on this machine.");
            return;
        }

        using (FileStream stream = File.Create(_run.Sheet))
        {
            Assert.Equal(Rows, ReviewSheet.Export(_run.Folder, stream, new SheetFilter { Sample = Rows, Seed = 7 }));
        }

        Dictionary<string, (string Column, string Value)> edits = Edit(Path.Combine(_folder, "sheet.csv"));
        Convert("sheet.csv", $"--infilter=CSV:{import}", format);
        Convert($"sheet.{format}", null, $"csv:Text - txt - csv (StarCalc):{export}");

        SheetReading reading = new SheetReader(_run.Folder, "first", TimeProvider.System).Read(Path.Combine(_folder, "sheet.csv"));
        Assert.Empty(reading.Refused);
        Assert.Empty(reading.Doubtful);
        Assert.Equal(
            edits.OrderBy(edit => edit.Key, StringComparer.Ordinal).Select(edit => (edit.Key, edit.Value.Column, Plain(edit.Value.Value))),
            reading.Corrections.OrderBy(item => item.Anchor.EvidenceId, StringComparer.Ordinal)
                .Select(item => (item.Anchor.EvidenceId, Assert.Single(item.Corrected).Key, Plain(item.Corrected.Single().Value!))));

        Ledger ledger = new(Path.Combine(_folder, Ledger.FileName));
        Assert.Equal(Edits, ledger.Append(reading.Corrections).Length);
        Assert.Empty(ledger.Append(reading.Corrections));
        Assert.Equal(Edits, Replay.Apply(_run.Folder, ledger.Read().Corrections).Applied);
    }

    /// <summary>Changes one cell in each of 200 rows, as a person would, and shuffles the rows.</summary>
    private Dictionary<string, (string Column, string Value)> Edit(string path)
    {
        Random random = new(11);
        List<Dictionary<string, string>> rows = [];
        string[] head;
        using (CsvReader csv = CsvReader.FromFile(_run.Sheet, CsvReaderOptions.Default with { Separator = ',' }))
        {
            head = [.. csv.Headers];
            while (csv.Read())
            {
                rows.Add(Enumerable.Range(0, head.Length).ToDictionary(i => head[i], csv.GetString, StringComparer.Ordinal));
            }
        }

        Dictionary<string, (string, string)> edits = new(StringComparer.Ordinal);
        foreach (Dictionary<string, string> row in rows.OrderBy(_ => random.Next()).Take(Edits))
        {
            (string column, string value) = random.Next(5) switch
            {
                0 => ("outcome", "response rate or pain score"),
                1 => ("group", row["group"] == "placebo" ? "the placebo group" : "placebo"),
                2 => ("p_value", "0.0" + random.Next(100, 999).ToString(CultureInfo.InvariantCulture)),
                3 => ("time", row["time"] == "week" ? "At week" : "week"),
                _ => ("value", (random.Next(1000, 9999) / 100m).ToString(CultureInfo.InvariantCulture) + "7"),
            };
            // What a row says already is no edit.
            if (row[column] == value)
            {
                (column, value) = ("value", (random.Next(1000, 9999) / 100m).ToString(CultureInfo.InvariantCulture) + "7");
            }

            row[column] = value;
            edits[row["evidence_id"]] = (column, value);
        }

        using FileStream output = File.Create(path);
        using CsvWriter writer = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (IEnumerable<string> cells in rows.OrderBy(_ => random.Next()).Select(row => head.Select(column => row[column])).Prepend(head))
        {
            foreach (string cell in cells)
            {
                writer.WriteField(Csv.Defuse(cell));
            }

            writer.EndRecord();
        }

        return edits;
    }

    private static string Plain(string value) => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
        ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : value;

    private static string? Soffice { get; } = new[] { "/usr/bin/soffice", "/usr/bin/libreoffice" }.FirstOrDefault(File.Exists);

    private void Convert(string file, string? import, string target)
    {
        ProcessStartInfo start = new(Soffice!) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { $"-env:UserInstallation=file://{_folder}/profile", "--headless", import, "--convert-to", target, "--outdir", _folder, Path.Combine(_folder, file) }.OfType<string>())
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string told = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && told.Contains("convert", StringComparison.Ordinal), told);
    }
}
