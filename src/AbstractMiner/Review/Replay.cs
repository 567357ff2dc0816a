using System.Collections.Immutable;
using AbstractMiner.Export;
using AbstractMiner.Text;
using CsvHelper;

namespace AbstractMiner.Review;

/// <summary>A decision whose finding is not in this run; it stays in the ledger and counts again when the text comes back.</summary>
/// <param name="Nearest">The row of this run whose quote is most alike, if any is.</param>
public sealed record Orphan(Correction Correction, EvidenceRecord? Nearest);

/// <summary>Reviewers whose last words on one finding differ.</summary>
public sealed record Conflict(ImmutableArray<Correction> Decisions);

/// <summary>What a replay did.</summary>
public sealed record ReplayResult(int Applied, int Reanchored, ImmutableArray<Orphan> Orphans, ImmutableArray<Conflict> Conflicts);

/// <summary>
/// Puts the decisions of a ledger into the evidence table of a run. A decision belongs to the row with its evidence_id;
/// where a newer program or another edition of the text gave the row another id, to the row at the same words. It is applied
/// once or told as an orphan; what two reviewers contest is told as a conflict and not applied.
/// </summary>
public sealed class Replay
{
    private readonly Dictionary<string, Effect> _byRow = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Effect>> _added = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Conflict> _conflicts;
    private readonly List<Correction> _lost = [];
    private int _reanchored;

    /// <summary>A decision and the row that it goes to.</summary>
    private sealed record Effect(Correction Correction, ReviewedAbstract? Abstract, TextSpan Place, bool Contested);

    private Replay(string runFolder, IReadOnlyList<Correction> corrections)
    {
        (List<Correction> settled, _conflicts) = Settle(corrections);
        List<Correction> contested = [.. _conflicts.Select(conflict => conflict.Decisions[0])];
        Dictionary<string, (Correction Correction, bool Contested)> waiting = new(StringComparer.Ordinal);
        foreach (Correction correction in settled)
        {
            waiting[correction.Anchor.EvidenceId] = (correction, false);
        }

        foreach (Correction correction in contested)
        {
            waiting[correction.Anchor.EvidenceId] = (correction, true);
        }

        if (waiting.Count == 0)
        {
            return;
        }

        // First by id, over the whole run, so that a decision never moves to another row while its own is there.
        foreach (ReviewedAbstract item in RunFolder.Abstracts(runFolder))
        {
            foreach (Highlight place in item.Places)
            {
                if (place.EvidenceId is { } id && waiting.Remove(id, out (Correction Correction, bool Contested) found))
                {
                    _byRow[id] = new Effect(found.Correction, item, new TextSpan(place.Start, place.End), found.Contested);
                }
            }
        }

        if (waiting.Count > 0)
        {
            Reanchor(runFolder, waiting);
        }

        _lost.AddRange(waiting.Values.Select(item => item.Correction).OrderBy(correction => correction.Anchor.EvidenceId, StringComparer.Ordinal));
    }

    /// <summary>Rewrites evidence.csv of a run folder, and writes orphans.csv and conflicts.csv beside it.</summary>
    /// <exception cref="RunFolderException">The folder is not the output of a run.</exception>
    public static ReplayResult Apply(string runFolder, IReadOnlyList<Correction> corrections)
    {
        Replay replay = new(runFolder, corrections);
        int applied = replay.Rewrite(Path.Combine(runFolder, "evidence.csv"), runFolder);
        ImmutableArray<Orphan> orphans = Nearest.To(replay._lost, runFolder);
        ReviewReports.WriteOrphans(Path.Combine(runFolder, ReviewReports.Orphans), orphans);
        ReviewReports.WriteConflicts(Path.Combine(runFolder, ReviewReports.Conflicts), replay._conflicts);
        return new ReplayResult(applied, replay._reanchored, orphans, replay._conflicts);
    }

    /// <summary>
    /// The last word on each finding: of one reviewer the latest; an adjudication outranks the reviewers' words before it;
    /// reviewers who differ are a conflict.
    /// </summary>
    public static (List<Correction> Settled, ImmutableArray<Conflict> Conflicts) Settle(IReadOnlyList<Correction> corrections)
    {
        List<Correction> settled = [];
        ImmutableArray<Conflict>.Builder conflicts = ImmutableArray.CreateBuilder<Conflict>();
        foreach (IGrouping<string, Correction> finding in corrections.GroupBy(correction => correction.Anchor.EvidenceId, StringComparer.Ordinal))
        {
            Dictionary<string, Correction> last = new(StringComparer.Ordinal);
            foreach (Correction correction in finding)
            {
                if (correction.Adjudicates)
                {
                    last.Clear();
                }

                last[correction.Reviewer] = correction;
            }

            Correction[] words = [.. last.Values.Where(correction => correction.Decision is not Decision.Withdraw)];
            if (words.Length == 0)
            {
                continue;
            }

            if (words.All(word => word.SaysTheSameAs(words[0])))
            {
                settled.Add(words[0]);
            }
            else
            {
                conflicts.Add(new Conflict([.. words]));
            }
        }

        return (settled, conflicts.ToImmutable());
    }

    private void Reanchor(string runFolder, Dictionary<string, (Correction Correction, bool Contested)> waiting)
    {
        // Of several abstracts with the same words the one of the same id is meant, then one of the same file, then the first.
        Dictionary<string, (int Rank, Effect Effect, string? Row)> best = new(StringComparer.Ordinal);
        foreach (ReviewedAbstract item in RunFolder.Abstracts(runFolder))
        {
            LetterText letters = new(item.Text);
            foreach ((string id, (Correction correction, bool contested)) in waiting)
            {
                Anchor anchor = correction.Anchor;
                int rank = anchor.AbstractId == item.AbstractId ? 0 : anchor.Source == item.Source ? 1 : 2;
                if (best.TryGetValue(id, out (int Rank, Effect Effect, string? Row) before) && before.Rank <= rank)
                {
                    continue;
                }

                if (letters.Find(anchor.Prefix, anchor.Exact, anchor.Suffix) is [TextSpan place])
                {
                    Highlight? row = item.Places.FirstOrDefault(highlight => highlight.EvidenceId is { } row && !_byRow.ContainsKey(row)
                        && place.Overlaps(new TextSpan(highlight.Start, highlight.End)));
                    best[id] = (rank, new Effect(correction, item, place, contested), row?.EvidenceId);
                }
            }
        }

        foreach ((string id, (_, Effect effect, string? row)) in best.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            waiting.Remove(id);
            if (row is not null && _byRow.TryAdd(row, effect))
            {
                _reanchored++;
            }
            else if (effect.Correction.Decision is not Decision.Reject)
            {
                // The words are there but the program reads no finding in them (or never did): the reviewer's row stands.
                Add(effect.Abstract!.AbstractId, effect);
                _reanchored += effect.Correction.Decision is Decision.Missing ? 0 : 1;
            }
        }
    }

    private int Rewrite(string path, string runFolder)
    {
        string beside = path + ".reviewed";
        int applied = 0;
        using (FileStream output = File.Create(beside))
        using (CsvWriter csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true))
        {
            ReviewSheet.WriteRow(csv, EvidenceRow.Table.Columns.Select(column => column.Name));
            EvidenceRecord? last = null;
            foreach (EvidenceRecord row in RunFolder.Evidence(runFolder))
            {
                if (last is not null && last.AbstractId != row.AbstractId)
                {
                    applied += WriteAdded(csv, last);
                }

                last = row;
                if (_byRow.TryGetValue(row.EvidenceId, out Effect? effect))
                {
                    applied += effect.Contested ? 0 : 1;
                    ReviewSheet.WriteRow(csv, Corrected(row, effect).Cells);
                }
                else
                {
                    ReviewSheet.WriteRow(csv, row.Cells);
                }
            }

            if (last is not null)
            {
                applied += WriteAdded(csv, last);
            }

            // Abstracts in which the program found nothing, but a reviewer did.
            foreach (List<Effect> effects in _added.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Value).ToArray())
            {
                EvidenceRecord blank = new([.. EvidenceRow.Table.Columns.Select(column => column.Name)], [.. EvidenceRow.Table.Columns.Select(_ => "")]);
                applied += WriteAdded(csv, blank.With("abstract_id", effects[0].Abstract!.AbstractId).With("source", effects[0].Abstract!.Source).With("title", effects[0].Abstract!.Title));
            }
        }

        File.Move(beside, path, overwrite: true);
        return applied;
    }

    private static EvidenceRecord Corrected(EvidenceRecord row, Effect effect)
    {
        if (effect.Contested)
        {
            return row.With("review_status", ReviewStatus.Conflict);
        }

        foreach ((string column, string? value) in effect.Correction.Corrected)
        {
            row = row.With(column, value);
        }

        return row.With("review_status", ReviewStatus.Of(effect.Correction.Decision));
    }

    /// <summary>Writes the rows that reviewers added to the abstract of <paramref name="row"/>, with what its rows share.</summary>
    private int WriteAdded(CsvWriter csv, EvidenceRecord row)
    {
        if (!_added.Remove(row.AbstractId, out List<Effect>? effects))
        {
            return 0;
        }

        int applied = 0;
        foreach (Effect effect in effects.OrderBy(effect => effect.Place))
        {
            EvidenceRecord added = row;
            foreach (string column in new[] { "group_n", "time_days", "p_kind", "significant", "flags" })
            {
                added = added.With(column, "");
            }

            foreach (ReviewField column in ReviewField.All)
            {
                added = added.With(column.Name, effect.Correction.Machine.GetValueOrDefault(column.Name));
            }

            added = added.With("evidence_id", effect.Correction.Anchor.EvidenceId).With("quote", effect.Correction.Anchor.Exact)
                .With("language", added["language"] is { Length: > 0 } language ? language : "en").With("rule", "reviewer").With("confidence", "1");
            added = Corrected(added, effect);
            added = added["statistic"].Length == 0 ? added.With("statistic", added["value"].Length > 0 ? "value" : added["n"].Length > 0 ? "count" : "p_only") : added;
            ReviewSheet.WriteRow(csv, Placed(added, effect).Cells);
            applied += effect.Contested ? 0 : 1;
        }

        return applied;
    }

    private static EvidenceRecord Placed(EvidenceRecord row, Effect effect)
    {
        int before = effect.Abstract!.Text.AsSpan(0, effect.Place.Start).ToString().EnumerateRunes().Count();
        int length = effect.Place.Of(effect.Abstract.Text).EnumerateRunes().Count();
        int start = effect.Abstract.Start + before;
        return row.With("start", Words.Of(start)).With("end", Words.Of(start + length));
    }

    private void Add(string abstractId, Effect effect)
    {
        if (!_added.TryGetValue(abstractId, out List<Effect>? list))
        {
            _added[abstractId] = list = [];
        }

        list.Add(effect);
    }
}

/// <summary>The words of the column <c>review_status</c>.</summary>
public static class ReviewStatus
{
    public const string Unreviewed = "unreviewed";
    public const string Conflict = "conflict";

    public static string Of(Decision decision) => decision switch
    {
        Decision.Accept => "accepted",
        Decision.Edit => "corrected",
        Decision.Reject => "rejected",
        Decision.Missing => "added",
        _ => Unreviewed,
    };
}
