using System.Collections.Immutable;
using System.Text.Json;
using AbstractMiner.Export;
using CsvHelper;

namespace AbstractMiner.Review;

/// <summary>What a replay leaves for people: orphans to look for and conflicts to adjudicate.</summary>
public static class ReviewReports
{
    public const string Orphans = "orphans.csv";
    public const string Conflicts = "conflicts.csv";

    public static string[] FileNames { get; } = [Orphans, Conflicts];

    public static void WriteOrphans(string path, IEnumerable<Orphan> orphans)
    {
        using FileStream output = File.Create(path);
        using CsvWriter csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
        ReviewSheet.WriteRow(csv, ["evidence_id", "abstract_id", "source", "decision", "reviewer", "quote", "corrected", "nearest_evidence_id", "nearest_quote"]);
        foreach ((Correction correction, EvidenceRecord? nearest) in orphans)
        {
            Anchor anchor = correction.Anchor;
            ReviewSheet.WriteRow(csv,
            [
                anchor.EvidenceId, anchor.AbstractId, anchor.Source, Words.Of(correction.Decision), correction.Reviewer,
                $"{anchor.Prefix}[[{anchor.Exact}]]{anchor.Suffix}".ReplaceLineEndings(" "), Written(correction), nearest?.EvidenceId ?? "", nearest?["quote"] ?? "",
            ]);
        }
    }

    /// <summary>Conflicts in the form of a review sheet: fill decision (and values), and apply it to settle them.</summary>
    public static void WriteConflicts(string path, IEnumerable<Conflict> conflicts)
    {
        using FileStream output = File.Create(path);
        using CsvWriter csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
        ReviewSheet.WriteRow(csv, [.. ReviewSheet.Before, "adjudicates", "words", .. ReviewField.All.Select(field => field.Name), ReviewSheet.AnchorColumn]);
        foreach (Conflict conflict in conflicts)
        {
            Correction first = conflict.Decisions[0];
            ImmutableSortedDictionary<string, string?> values = ReviewField.All.ToImmutableSortedDictionary(
                column => column.Name, column => first.Machine.GetValueOrDefault(column.Name), StringComparer.Ordinal);
            ReviewSheet.WriteRow(csv,
            [
                first.Anchor.EvidenceId, first.Anchor.AbstractId, first.Anchor.Source, "", "", "",
                $"{first.Anchor.Prefix}[[{first.Anchor.Exact}]]{first.Anchor.Suffix}".ReplaceLineEndings(" "), ReviewSheet.Summary(values), "", "", "yes",
                string.Join(" | ", conflict.Decisions.Select(word => $"{word.Reviewer}: {Words.Of(word.Decision)} {Written(word)}".Trim())),
                .. ReviewField.All.Select(column => values[column.Name] ?? ""),
                JsonSerializer.Serialize(new ReviewSheet.Kept(first.Anchor, first.Machine), Correction.Json),
            ]);
        }
    }

    private static string Written(Correction correction) =>
        string.Join(", ", correction.Corrected.Select(item => $"{item.Key} = {item.Value ?? "(empty)"}"));
}
