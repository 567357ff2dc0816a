using System.Collections.Immutable;
using System.Globalization;

namespace AbstractMiner.Review;

/// <summary>A decision that cannot be recorded: why, in a sentence for the reviewer.</summary>
public sealed class DecisionException(string message) : Exception(message);

/// <summary>A finding as a reviewer sees it now.</summary>
/// <param name="Start">In UTF-16 units from the start of the abstract's text.</param>
/// <param name="Values">With the corrections so far.</param>
public sealed record ReviewedFinding(string Id, int Start, int End, IReadOnlyDictionary<string, string?> Values, double Confidence, ImmutableArray<string> Flags, string Rule, string Status);

/// <summary>An abstract in the list of a review.</summary>
/// <param name="Open">Findings that nobody decided yet.</param>
/// <param name="Confidence">The least of its findings.</param>
public sealed record ReviewedItem(string Id, string Title, int Open, int Total, double Confidence, ImmutableArray<string> Flags);

/// <summary>A run under review: what it found, and the ledger that each decision goes to at once. Safe for many threads.</summary>
public sealed class ReviewSession
{
    private readonly Lock _turn = new();
    private readonly Ledger _ledger;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, ReviewedAbstract> _abstracts;
    private readonly List<string> _order;
    private readonly Dictionary<string, List<EvidenceRecord>> _rows;
    private readonly Dictionary<string, EvidenceRecord> _byId;
    private readonly Dictionary<string, List<Correction>> _said = new(StringComparer.Ordinal);

    /// <summary>Ids of findings that the run does not have, by abstract.</summary>
    private readonly Dictionary<string, List<string>> _added = new(StringComparer.Ordinal);

    /// <exception cref="RunFolderException">The folder is not the output of a run.</exception>
    /// <exception cref="LedgerException">The ledger is damaged.</exception>
    public ReviewSession(string runFolder, Ledger ledger, TimeProvider time)
    {
        _ledger = ledger;
        _time = time;
        _abstracts = RunFolder.Abstracts(runFolder).ToDictionary(item => item.AbstractId, StringComparer.Ordinal);
        // A run that replayed the ledger shows corrected values; the machine's own are in the ledger's entries.
        _rows = RunFolder.Evidence(runFolder).Where(row => row["rule"] != "reviewer").GroupBy(row => row.AbstractId, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.ToList(), StringComparer.Ordinal);
        _byId = _rows.Values.SelectMany(rows => rows).ToDictionary(row => row.EvidenceId, StringComparer.Ordinal);
        _order = [.. _abstracts.Keys.Where(id => _rows.ContainsKey(id)), .. _abstracts.Keys.Where(id => !_rows.ContainsKey(id))];
        foreach (Correction correction in ledger.Read().Corrections)
        {
            Remember(correction);
        }
    }

    public IReadOnlyList<ReviewedItem> Items
    {
        get
        {
            lock (_turn)
            {
                return [.. _order.Select(Item)];
            }
        }
    }

    /// <summary>Findings that someone decided, of all there are.</summary>
    public (int Decided, int Total) Progress
    {
        get
        {
            lock (_turn)
            {
                int decided = 0;
                int added = 0;
                foreach ((string id, List<Correction> said) in _said)
                {
                    bool counts = Now(id, said[0].Machine).Status != ReviewStatus.Unreviewed && _abstracts.ContainsKey(said[0].Anchor.AbstractId);
                    decided += counts ? 1 : 0;
                    added += counts && !_byId.ContainsKey(id) ? 1 : 0;
                }

                return (decided, _byId.Count + added);
            }
        }
    }

    public ReviewedAbstract? Abstract(string id) => _abstracts.GetValueOrDefault(id);

    public IReadOnlyList<ReviewedFinding> Findings(string abstractId)
    {
        lock (_turn)
        {
            return Listed(abstractId);
        }
    }

    /// <summary>Records a decision and returns the finding as it stands now; null where a missing finding was taken back.</summary>
    /// <exception cref="DecisionException">The finding is unknown, or a value cannot be true.</exception>
    /// <exception cref="LedgerException">The ledger cannot be written.</exception>
    public ReviewedFinding? Decide(string evidenceId, Decision decision, IReadOnlyDictionary<string, string?> corrected, string reviewer)
    {
        lock (_turn)
        {
            (Anchor anchor, ImmutableSortedDictionary<string, string?> machine) = _byId.TryGetValue(evidenceId, out EvidenceRecord? row)
                ? (AnchorOf(row), MachineOf(row))
                : _said.TryGetValue(evidenceId, out List<Correction>? before) ? (before[0].Anchor, before[0].Machine)
                : throw new DecisionException("This finding is not in the run: load the page again.");
            Record(new Correction(decision, anchor, Named(reviewer), _time.GetUtcNow(), machine, Values(corrected, machine, decision is Decision.Edit ? _abstracts[anchor.AbstractId] : null)));
            return Listed(anchor.AbstractId).FirstOrDefault(finding => finding.Id == evidenceId);
        }
    }

    /// <summary>Records a finding that the program did not see.</summary>
    /// <param name="start">Of the number, in UTF-16 units from the start of the abstract's text.</param>
    /// <exception cref="DecisionException">The place is not in the text, or a value cannot be true.</exception>
    /// <exception cref="LedgerException">The ledger cannot be written.</exception>
    public ReviewedFinding Add(string abstractId, int start, int end, IReadOnlyDictionary<string, string?> values, string reviewer)
    {
        lock (_turn)
        {
            if (!_abstracts.TryGetValue(abstractId, out ReviewedAbstract? item) || start < 0 || end <= start || end > item.Text.Length)
            {
                throw new DecisionException("Select the number in the text of the abstract.");
            }

            if (!new[] { "value", "n", "p_value" }.Any(column => values.GetValueOrDefault(column) is { Length: > 0 }))
            {
                throw new DecisionException("A finding needs a value, an n or a p-value.");
            }

            Anchor anchor = SheetReader.MissingAnchor(item, start, end);
            ImmutableSortedDictionary<string, string?> none = ImmutableSortedDictionary<string, string?>.Empty;
            Record(new Correction(Decision.Missing, anchor, Named(reviewer), _time.GetUtcNow(), none, Values(values, none, item)));
            return Listed(abstractId).Single(finding => finding.Id == anchor.EvidenceId);
        }
    }

    private void Record(Correction correction)
    {
        _ledger.Append([correction]);
        Remember(correction);
    }

    private void Remember(Correction correction)
    {
        if (!_said.TryGetValue(correction.Anchor.EvidenceId, out List<Correction>? said))
        {
            _said[correction.Anchor.EvidenceId] = said = [];
            if (!_byId.ContainsKey(correction.Anchor.EvidenceId))
            {
                if (!_added.TryGetValue(correction.Anchor.AbstractId, out List<string>? added))
                {
                    _added[correction.Anchor.AbstractId] = added = [];
                }

                added.Add(correction.Anchor.EvidenceId);
            }
        }

        said.Add(correction);
    }

    private ReviewedItem Item(string id)
    {
        IReadOnlyList<ReviewedFinding> findings = Listed(id);
        ReviewedAbstract item = _abstracts[id];
        return new ReviewedItem(id, item.Title is { Length: > 0 } title ? title : item.Source, findings.Count(finding => finding.Status == ReviewStatus.Unreviewed), findings.Count,
            findings.Count == 0 ? 1 : findings.Min(finding => finding.Confidence), [.. findings.SelectMany(finding => finding.Flags).Distinct(StringComparer.Ordinal)]);
    }

    private List<ReviewedFinding> Listed(string abstractId)
    {
        List<ReviewedFinding> findings = [];
        ReviewedAbstract item = _abstracts[abstractId];
        foreach (EvidenceRecord row in _rows.GetValueOrDefault(abstractId) ?? [])
        {
            Highlight? place = item.Places.FirstOrDefault(place => place.EvidenceId == row.EvidenceId);
            (string status, IReadOnlyDictionary<string, string?> values) = Now(row.EvidenceId, MachineOf(row));
            findings.Add(new ReviewedFinding(row.EvidenceId, place?.Start ?? 0, place?.End ?? 0, values,
                double.TryParse(row["confidence"], NumberStyles.Float, CultureInfo.InvariantCulture, out double confidence) ? confidence : 0,
                [.. row["flags"].Split("; ", StringSplitOptions.RemoveEmptyEntries)], row["rule"], status));
        }

        foreach (string id in _added.GetValueOrDefault(abstractId) ?? [])
        {
            List<Correction> said = _said[id];
            Anchor anchor = said[0].Anchor;
            if (Now(id, said[0].Machine) is { Status: not ReviewStatus.Unreviewed } now
                && new LetterText(item.Text).Find(anchor.Prefix, anchor.Exact, anchor.Suffix) is [var place, ..])
            {
                findings.Add(new ReviewedFinding(id, place.Start, place.End, now.Values, 1, [], "reviewer", now.Status));
            }
        }

        return [.. findings.OrderBy(finding => finding.Start).ThenBy(finding => finding.Id, StringComparer.Ordinal)];
    }

    private (string Status, IReadOnlyDictionary<string, string?> Values) Now(string id, ImmutableSortedDictionary<string, string?> machine)
    {
        if (!_said.TryGetValue(id, out List<Correction>? said))
        {
            return (ReviewStatus.Unreviewed, machine);
        }

        (List<Correction> settled, ImmutableArray<Conflict> conflicts) = Replay.Settle(said);
        return settled is [Correction word] ? (ReviewStatus.Of(word.Decision), machine.SetItems(word.Corrected))
            : (conflicts.Length > 0 ? ReviewStatus.Conflict : ReviewStatus.Unreviewed, machine);
    }

    private ImmutableSortedDictionary<string, string?> MachineOf(EvidenceRecord row) =>
        _said.TryGetValue(row.EvidenceId, out List<Correction>? said) && said[0].Machine.Count > 0 ? said[0].Machine : row.Values;

    private Anchor AnchorOf(EvidenceRecord row)
    {
        ReviewedAbstract item = _abstracts[row.AbstractId];
        return item.Places.FirstOrDefault(place => place.EvidenceId == row.EvidenceId) is { } place
            ? item.AnchorOf(row.EvidenceId, place.Start, place.End) : new Anchor(row.EvidenceId, row.AbstractId, item.Source, row["value"], "", "");
    }

    private static string Named(string reviewer) => reviewer.Trim() is { Length: > 0 } name ? name : throw new DecisionException("Who reviews? Type a name first.");

    private static ImmutableSortedDictionary<string, string?> Values(IReadOnlyDictionary<string, string?> given, ImmutableSortedDictionary<string, string?> machine, ReviewedAbstract? source)
    {
        ImmutableSortedDictionary<string, string?>.Builder values = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        foreach ((string column, string? value) in given)
        {
            if (!ReviewField.ByName.TryGetValue(column, out ReviewField? known))
            {
                throw new DecisionException($"{column} is no column that can be changed.");
            }

            CellReading cell = SheetCell.Read(known, machine.GetValueOrDefault(column), value, meant: true);
            if (cell.Note is { } note)
            {
                throw new DecisionException($"{column}: {note}.");
            }

            if (cell.Change is CellChange.Edited)
            {
                if (source is not null && cell.Value is { } words && known.Kind is FieldKind.Words && !SheetReader.IsOfTheText(words, source.Text))
                {
                    throw new DecisionException($"{column}: '{words}' is not in the source: use its words.");
                }

                values[column] = cell.Value;
            }
        }

        foreach ((string column, string reason) in SheetReader.Impossible(machine.SetItems(values)).Where(item => values.ContainsKey(item.Column)))
        {
            throw new DecisionException($"{column}: {reason}.");
        }

        return values.ToImmutable();
    }
}
