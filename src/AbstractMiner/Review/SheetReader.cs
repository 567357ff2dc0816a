using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using CsvHelper;

namespace AbstractMiner.Review;

/// <summary>A sheet that cannot be read at all: the file, the place and the remedy are in the message.</summary>
public sealed class SheetException(string message, Exception? inner = null) : Exception(message, inner);

/// <param name="Row">Of the sheet as a spreadsheet counts: the head is row 1.</param>
public sealed record RowNote(int Row, string EvidenceId, string Column, string Reason)
{
    public override string ToString() => $"row {Row}{(Column.Length > 0 ? $", column {Column}" : "")}: {Reason}";
}

/// <summary>What a returned sheet says.</summary>
/// <param name="Corrections">The decisions of a reviewer.</param>
/// <param name="Doubtful">Rows held back: a spreadsheet may have changed them.</param>
/// <param name="Refused">Edits that cannot be true. With one of these nothing of the sheet should be recorded.</param>
public sealed record SheetReading(int Rows, ImmutableArray<Correction> Corrections, ImmutableArray<RowNote> Doubtful, ImmutableArray<RowNote> Refused);

/// <summary>
/// Reads a review sheet as people save it: with or without a byte order mark, in the encodings of spreadsheets, separated by
/// commas, semicolons or tabs, with rows sorted, deleted or added and columns moved or added.
/// </summary>
public sealed partial class SheetReader
{
    private readonly Dictionary<string, ReviewedAbstract> _abstracts;
    private readonly string? _reviewer;
    private readonly DateTimeOffset _now;

    /// <param name="runFolder">The run that the sheet was exported from: its texts are what an edit must agree with.</param>
    /// <param name="reviewer">Of rows that name none.</param>
    /// <exception cref="RunFolderException">The folder is not the output of a run.</exception>
    public SheetReader(string runFolder, string? reviewer, TimeProvider time)
    {
        _abstracts = RunFolder.Abstracts(runFolder).ToDictionary(item => item.AbstractId, StringComparer.Ordinal);
        _reviewer = string.IsNullOrWhiteSpace(reviewer) ? null : reviewer.Trim();
        _now = time.GetUtcNow();
    }

    /// <exception cref="SheetException">The file is no review sheet.</exception>
    public SheetReading Read(string path)
    {
        List<Row> rows = [];
        foreach (Dictionary<string, string> cells in Cells(path))
        {
            rows.Add(new Row(rows.Count + 2, cells));
        }

        HashSet<string> twice = rows.GroupBy(row => row["evidence_id"], StringComparer.Ordinal)
            .Where(group => group.Key.Length > 0 && group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Correction>.Builder corrections = ImmutableArray.CreateBuilder<Correction>();
        List<RowNote> doubtful = [];
        List<RowNote> refused = [];
        foreach (Row row in rows)
        {
            if (row.IsEmpty)
            {
                continue;
            }

            Outcome outcome = twice.Contains(row["evidence_id"]) ? Outcome.Refuse(row, "evidence_id", "the same finding stands in two rows: keep one") : ReadRow(row);
            doubtful.AddRange(outcome.Doubtful);
            refused.AddRange(outcome.Refused);
            if (outcome.Correction is { } correction && outcome.Doubtful.Count == 0 && outcome.Refused.Count == 0)
            {
                corrections.Add(correction);
            }
        }

        return new SheetReading(rows.Count, corrections.ToImmutable(), [.. doubtful], [.. refused]);
    }

    private Outcome ReadRow(Row row)
    {
        string written = row["decision"].Trim().ToLowerInvariant();
        Decision? decision = written switch
        {
            "" => null,
            "accept" or "accepted" or "ok" => Decision.Accept,
            "edit" or "edited" => Decision.Edit,
            "reject" or "rejected" => Decision.Reject,
            "missing" => Decision.Missing,
            _ => Decision.Withdraw,
        };
        if (decision is Decision.Withdraw)
        {
            return Outcome.Refuse(row, "decision", $"'{row["decision"]}' is none of accept, edit, reject, missing");
        }

        return row["evidence_id"].Length == 0 || decision is Decision.Missing ? ReadMissing(row) : ReadDecided(row, decision);
    }

    private Outcome ReadDecided(Row row, Decision? decision)
    {
        ReviewSheet.Kept? kept = Kept(row);
        if (kept is null || kept.Anchor.EvidenceId != row["evidence_id"])
        {
            return Outcome.Refuse(row, ReviewSheet.AnchorColumn, "the anchor was changed, so the row cannot be told from others: export the sheet again");
        }

        Outcome outcome = new();
        Dictionary<string, string?> corrected = new(StringComparer.Ordinal);
        foreach (ReviewField column in ReviewField.All)
        {
            if (!row.Has(column.Name))
            {
                continue;
            }

            CellReading cell = SheetCell.Read(column, kept.Machine.GetValueOrDefault(column.Name), row[column.Name], meant: decision is Decision.Edit);
            switch (cell.Change)
            {
                case CellChange.Edited:
                    corrected[column.Name] = cell.Value;
                    break;
                case CellChange.Doubtful:
                    outcome.Doubtful.Add(row.Note(column.Name, cell.Note!));
                    break;
                case CellChange.Invalid:
                    outcome.Refused.Add(row.Note(column.Name, cell.Note!));
                    break;
            }
        }

        Decision? meant = decision ?? (corrected.Count > 0 ? Decision.Edit : null);
        if (meant is null)
        {
            return outcome;
        }

        if (meant is Decision.Accept && corrected.Count > 0)
        {
            outcome.Refused.Add(row.Note("decision", $"accepted and changed ({string.Join(", ", corrected.Keys)}): write edit, or undo the change"));
            return outcome;
        }

        if (meant is Decision.Edit && corrected.Count == 0)
        {
            if (outcome.Doubtful.Count == 0 && outcome.Refused.Count == 0)
            {
                outcome.Refused.Add(row.Note("decision", "edit, but no value differs from what the program wrote"));
            }

            return outcome;
        }

        corrected = meant is Decision.Edit ? corrected : [];
        Check(row, kept.Machine, corrected, _abstracts.GetValueOrDefault(kept.Anchor.AbstractId), outcome);
        return Decide(row, meant.Value, Fresh(kept.Anchor), kept.Machine, corrected, outcome);
    }

    private Outcome ReadMissing(Row row)
    {
        Outcome outcome = new();
        Dictionary<string, string?> values = new(StringComparer.Ordinal);
        foreach (ReviewField column in ReviewField.All)
        {
            CellReading cell = SheetCell.Read(column, null, row[column.Name], meant: true);
            if (cell.Change is CellChange.Edited && cell.Value is not null)
            {
                values[column.Name] = cell.Value;
            }
            else if (cell.Note is not null)
            {
                outcome.Refused.Add(row.Note(column.Name, cell.Note));
            }
        }

        string quote = row["quote"].Trim();
        string? number = values.GetValueOrDefault("value") ?? values.GetValueOrDefault("p_value") ?? values.GetValueOrDefault("n");
        if (quote.Length == 0 || number is null)
        {
            outcome.Refused.Add(row.Note("quote", "a missing finding needs the words of the source in quote, and its value (or n, or p_value)"));
            return outcome;
        }

        if (Locate(row, quote, number, out string reason) is not { } found)
        {
            outcome.Refused.Add(row.Note("quote", reason));
            return outcome;
        }

        Check(row, ImmutableSortedDictionary<string, string?>.Empty, values, found.Abstract, outcome);
        return Decide(row, Decision.Missing, MissingAnchor(found.Abstract, found.Start, found.End), ImmutableSortedDictionary<string, string?>.Empty, values, outcome);
    }

    /// <summary>The anchor in the characters of the run: a sheet that was saved in a small character set has lost some.</summary>
    private Anchor Fresh(Anchor kept) => _abstracts.TryGetValue(kept.AbstractId, out ReviewedAbstract? item)
        && item.Places.FirstOrDefault(place => place.EvidenceId == kept.EvidenceId) is { } place ? item.AnchorOf(kept.EvidenceId, place.Start, place.End) : kept;

    /// <summary>The anchor of a finding that only a person saw. Its id says where it stands, so adding it twice is one finding.</summary>
    public static Anchor MissingAnchor(ReviewedAbstract item, int start, int end)
    {
        int before = item.Text.AsSpan(0, start).ToString().Count(char.IsLetterOrDigit);
        return item.AnchorOf($"m{IdentityRegister.Fingerprint($"{item.AbstractId}|{before}|{item.Text[start..end]}"):x16}", start, end);
    }

    private Outcome Decide(Row row, Decision decision, Anchor anchor, ImmutableSortedDictionary<string, string?> machine, Dictionary<string, string?> corrected, Outcome outcome)
    {
        string? reviewer = row["reviewer"].Trim() is { Length: > 0 } named ? named : _reviewer;
        if (reviewer is null)
        {
            outcome.Refused.Add(row.Note("reviewer", "who decided? Fill the column, or name the reviewer with --reviewer"));
            return outcome;
        }

        outcome.Correction = new Correction(decision, anchor, reviewer, _now, machine, corrected.ToImmutableSortedDictionary(StringComparer.Ordinal),
            row["comment"].Trim() is { Length: > 0 } comment ? comment : null, row["adjudicates"].Trim().Equals("yes", StringComparison.OrdinalIgnoreCase));
        return outcome;
    }

    /// <summary>What can be known to be wrong of a row as it would stand.</summary>
    private static void Check(Row row, ImmutableSortedDictionary<string, string?> machine, Dictionary<string, string?> corrected, ReviewedAbstract? source, Outcome outcome)
    {
        foreach ((string column, string reason) in Impossible(machine.SetItems(corrected)))
        {
            if (corrected.ContainsKey(column))
            {
                outcome.Refused.Add(row.Note(column, reason));
            }
        }

        foreach ((string column, string? value) in corrected)
        {
            if (value is not null && source is not null && ReviewField.ByName[column].Kind is FieldKind.Words && !IsOfTheText(value, source.Text))
            {
                outcome.Refused.Add(row.Note(column, $"'{value}' is not in the source: use its words"));
            }
        }
    }

    /// <summary>Values that contradict each other or what they can be, each with the columns that may be at fault.</summary>
    public static IEnumerable<(string Column, string Reason)> Impossible(IReadOnlyDictionary<string, string?> values)
    {
        decimal? Of(string column) => decimal.TryParse(values.GetValueOrDefault(column), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? value : null;
        if (Of("p_value") is < 0 or > 1)
        {
            yield return ("p_value", $"a p-value lies between 0 and 1, not at {values["p_value"]}");
        }

        if (Of("n") is { } n && Of("N") is { } total && n > total)
        {
            yield return ("n", $"n = {n} is more than N = {total}");
            yield return ("N", $"N = {total} is less than n = {n}");
        }

        if (Of("spread_low") is { } low && Of("spread_high") is { } high && low > high)
        {
            yield return ("spread_low", $"the lower end {low} lies above the upper end {high}");
            yield return ("spread_high", $"the upper end {high} lies below the lower end {low}");
        }

        if (Of("ci_level") is <= 0 or >= 100)
        {
            yield return ("ci_level", $"a confidence level lies between 0 and 100 percent, not at {values["ci_level"]}");
        }
    }

    /// <summary>Whether every word stands in the text; "baseline" is the table's own word for a change within a group.</summary>
    public static bool IsOfTheText(string value, string text) => Word().EnumerateMatches(value) is var words && AllStand(words, value, text);

    private static bool AllStand(Regex.ValueMatchEnumerator words, string value, string text)
    {
        foreach (ValueMatch word in words)
        {
            string one = value.Substring(word.Index, word.Length);
            if (one is not ("baseline" or "vs") && !text.Contains(one, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private (ReviewedAbstract Abstract, int Start, int End)? Locate(Row row, string quote, string number, out string reason)
    {
        string plain = quote.Replace("[[", "", StringComparison.Ordinal).Replace("]]", "", StringComparison.Ordinal).Trim('.', ' ');
        IEnumerable<ReviewedAbstract> candidates = _abstracts.Values;
        if (row["abstract_id"].Length > 0)
        {
            candidates = candidates.Where(item => item.AbstractId == row["abstract_id"]);
        }
        else if (row["source"].Length > 0)
        {
            candidates = candidates.Where(item => item.Source == row["source"]);
        }

        List<(ReviewedAbstract Abstract, int Start, int End)> places = [];
        foreach (ReviewedAbstract item in candidates)
        {
            LetterText letters = new(item.Text);
            places.AddRange(letters.Find(plain).Select(place => (item, place.Start, place.End)));
        }

        if (places.Count != 1)
        {
            reason = places.Count == 0 ? "these words are not in the source" : $"these words stand {places.Count} times in the source: quote more of them, or fill abstract_id";
            return null;
        }

        (ReviewedAbstract found, int start, int end) = places[0];
        string marked = Marked().Match(quote) is { Success: true } mark ? mark.Groups["value"].Value : number;
        List<int> at = [];
        for (int i = found.Text.IndexOf(marked, start, end - start, StringComparison.Ordinal); i >= 0; i = found.Text.IndexOf(marked, i + 1, end - i - 1, StringComparison.Ordinal))
        {
            bool alone = (i == 0 || !char.IsAsciiDigit(found.Text[i - 1])) && (i + marked.Length >= found.Text.Length || !char.IsAsciiDigit(found.Text[i + marked.Length]));
            if (alone)
            {
                at.Add(i);
            }
        }

        if (at.Count != 1)
        {
            reason = at.Count == 0 ? $"'{marked}' is not in the quoted words" : $"'{marked}' stands {at.Count} times in the quoted words: mark the one that is meant with [[ ]]";
            return null;
        }

        reason = "";
        return (found, at[0], at[0] + marked.Length);
    }

    private static ReviewSheet.Kept? Kept(Row row)
    {
        try
        {
            return JsonSerializer.Deserialize<ReviewSheet.Kept>(row[ReviewSheet.AnchorColumn], Correction.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<Dictionary<string, string>> Cells(string path)
    {
        string text = Decode(path);
        List<Dictionary<string, string>> rows = [];
        try
        {
            using CsvReader csv = CsvReader.FromText(text, new CsvReaderOptions());
            string[] head = [];
            while (csv.Read())
            {
                if (head.Length == 0)
                {
                    head = [.. csv.Headers.Select(name => name.Trim().TrimStart('\ufeff'))];
                    if (!head.Contains("evidence_id") || !head.Contains(ReviewSheet.AnchorColumn))
                    {
                        throw new SheetException($"{path}: not a review sheet (the columns evidence_id and anchor are missing). Use a sheet that review export wrote.");
                    }
                }

                Dictionary<string, string> cells = new(StringComparer.Ordinal);
                for (int i = 0; i < head.Length && i < csv.FieldCount; i++)
                {
                    cells.TryAdd(head[i], csv.GetString(i));
                }

                rows.Add(cells);
            }
        }
        catch (CsvFormatException error)
        {
            throw new SheetException($"{path}: {error.Message} Save the sheet as CSV again.", error);
        }

        return rows;
    }

    private static string Decode(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            return EncodingDetector.Detect(bytes)?.Decode(bytes) ?? throw new SheetException($"{path}: not a text file. Save the sheet as CSV.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SheetException($"{path}: cannot be read ({error.Message}). Close it in the spreadsheet program and try again.", error);
        }
    }

    private sealed record Row(int Number, Dictionary<string, string> Cells)
    {
        public string this[string column] => Cells.GetValueOrDefault(column, "");

        public bool IsEmpty => Cells.Values.All(string.IsNullOrWhiteSpace);

        public bool Has(string column) => Cells.ContainsKey(column);

        public RowNote Note(string column, string reason) => new(Number, this["evidence_id"], column, reason);
    }

    private sealed class Outcome
    {
        public Correction? Correction { get; set; }

        public List<RowNote> Doubtful { get; } = [];

        public List<RowNote> Refused { get; } = [];

        public static Outcome Refuse(Row row, string column, string reason)
        {
            Outcome outcome = new();
            outcome.Refused.Add(row.Note(column, reason));
            return outcome;
        }
    }

    [GeneratedRegex(@"\[\[(?<value>[^\]]+)\]\]", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
