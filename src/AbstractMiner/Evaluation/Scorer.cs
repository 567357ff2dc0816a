using System.Globalization;
using System.Text.RegularExpressions;

namespace AbstractMiner.Evaluation;

/// <summary>Right, missed and extra entries of one kind.</summary>
public readonly record struct Tally(int Right, int Missed, int Extra)
{
    public int Gold => Right + Missed;

    public int Found => Right + Extra;

    public double Precision => Found == 0 ? 0 : (double)Right / Found;

    public double Recall => Gold == 0 ? 0 : (double)Right / Gold;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static Tally operator +(Tally a, Tally b) => new(a.Right + b.Right, a.Missed + b.Missed, a.Extra + b.Extra);
}

/// <summary>How many of the entries that were found have an attribute right.</summary>
public readonly record struct Accuracy(int Right, int Of)
{
    public double Share => Of == 0 ? 0 : (double)Right / Of;
}

/// <param name="Kind">Missed, or extra.</param>
public sealed record Miss(string Field, string File, string Kind, string Text, int? At);

/// <summary>All that a comparison with gold says.</summary>
public sealed record Score(IReadOnlyDictionary<string, Tally> Tallies, IReadOnlyDictionary<string, Accuracy> Accuracies, IReadOnlyList<Miss> Misses)
{
    /// <summary>Every mined result but those whose gold is optional.</summary>
    public required IReadOnlyList<Judged> Judged { get; init; }
}

/// <summary>
/// Compares mined abstracts with gold. A p-value is right where operator and value agree and the places touch; a sample size
/// where the value agrees and the places touch; a result where statistic and value agree and the places touch, and a row
/// where all that is linked to it is right too. Drugs and cells are sets per file.
/// </summary>
public sealed partial class Scorer
{
    /// <summary>The fields in the order in which tables show them.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["segment", "p_value", "sample_size", "total_n", "drug", "drug.substance", "cell", "result", "row"];

    /// <summary>Places touch where the starts lie within this many characters, or the spans overlap.</summary>
    private const int Near = 6;

    /// <summary>An abstract begins where the gold says so, give or take a heading.</summary>
    private const int NearStart = 40;

    private readonly SortedDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Accuracy> _accuracies = new(StringComparer.Ordinal);
    private readonly List<Miss> _misses = [];
    private readonly List<Judged> _judged = [];

    private Scorer()
    {
    }

    public static Score Compare(IReadOnlyList<GoldFile> gold, ILookup<string, Entry> mined)
    {
        Scorer scorer = new();
        foreach (GoldFile file in gold)
        {
            IReadOnlyList<Entry> found = [.. mined[file.Id]];
            scorer.PValues(file, found);
            scorer.SampleSizes(file, found);
            scorer.Drugs(file, found);
            scorer.Cells(file, found);
            scorer.Results(file, found);
            scorer.Segments(file, found);
        }

        return new Score(scorer._tallies, scorer._accuracies, scorer._misses) { Judged = scorer._judged };
    }

    private void PValues(GoldFile file, IReadOnlyList<Entry> found)
    {
        var (pairs, _, _) = Match("p_value", file, All(file.Abstracts, "p_values"), All(found, "p_values"),
            (g, p) => Operator(g.Text("op")) == Operator(p.Text("op")) && SameNumber(g, p, "value") && Touch(g, p), entry => entry.Text("text"));
        foreach ((Entry g, Entry p) in pairs)
        {
            string role = g.Text("role") ?? "result";
            Count("p_value.role", role == (p.Text("role") ?? "result"));
            if (!string.IsNullOrEmpty(g.Text("outcome")) && role == "result")
            {
                Count("p_value.outcome", Agree(g.Text("outcome"), p.Text("outcome")));
            }
        }
    }

    private void SampleSizes(GoldFile file, IReadOnlyList<Entry> found)
    {
        IReadOnlyList<Entry> gold = All(file.Abstracts, "sample_sizes");
        IReadOnlyList<Entry> mined = All(found, "sample_sizes");
        foreach ((Entry g, Entry p) in Match("sample_size", file, gold, mined, (g, p) => SameNumber(g, p, "value") && Touch(g, p), entry => entry.Text("text")).Pairs)
        {
            Count("sample_size.role", g.Text("role") == p.Text("role"));
        }

        Sets("total_n", file, Totals(gold), Totals(mined), tell: false);

        static HashSet<string> Totals(IEnumerable<Entry> entries) =>
            [.. entries.Where(entry => entry.Text("role") == "total").Select(entry => entry.Number("value")?.ToString(CultureInfo.InvariantCulture) ?? "")];
    }

    private void Drugs(GoldFile file, IReadOnlyList<Entry> found)
    {
        Dictionary<string, Entry> gold = ByName(All(file.Abstracts, "drugs"));
        Dictionary<string, Entry> mined = ByName(All(found, "drugs"));
        Sets("drug", file, [.. gold.Keys], [.. mined.Keys], tell: true);
        Sets("drug.substance", file, Substances(gold), Substances(mined), tell: false);
        foreach ((string name, Entry entry) in gold)
        {
            if (mined.TryGetValue(name, out Entry? other))
            {
                Count("drug.role", entry.Text("role") == other.Text("role"));
            }
        }

        static Dictionary<string, Entry> ByName(IEnumerable<Entry> entries)
        {
            Dictionary<string, Entry> names = new(StringComparer.Ordinal);
            foreach (Entry entry in entries)
            {
                string name = BlanksRegex().Replace((entry.Text("name") ?? "").ToLowerInvariant(), " ").Trim();
                names[name.Length > 4 && name.EndsWith('s') ? name[..^1] : name] = entry;
            }

            return names;
        }

        static HashSet<string> Substances(Dictionary<string, Entry> drugs) => [.. drugs.Where(drug => drug.Value.Text("level") != "class").Select(drug => drug.Key)];
    }

    private void Cells(GoldFile file, IReadOnlyList<Entry> found)
    {
        Sets("cell", file, Keys(file.Abstracts), Keys(found), tell: true);

        static HashSet<string> Keys(IReadOnlyList<Entry> abstracts) => [.. All(abstracts, "cells").Select(cell =>
            string.Join('/', Lower(cell, "cell_type"), Lower(cell, "tissue").Replace('\'', '’'), Lower(cell, "donor")))];

        static string Lower(Entry cell, string key) => (cell.Text(key) ?? "").ToLowerInvariant();
    }

    private void Results(GoldFile file, IReadOnlyList<Entry> found)
    {
        IReadOnlyList<Entry> gold = [.. All(file.Abstracts, "results").Where(entry => entry.Text("value") is not null)];
        IReadOnlyList<Entry> mined = [.. All(found, "results").Where(entry => entry.Text("value") is not null)];
        var (pairs, missed, extra) = Match("result", file, gold, mined, (g, p) => SameStatistic(g, p) && SameSize(g, p) && Touch(g, p),
            entry => $"{entry.Text("stat")} {entry.Text("text")} | {entry.Text("outcome")}");
        int whole = 0;
        foreach ((Entry g, Entry p) in pairs)
        {
            bool ofN = (g.Text("n") is null || SameNumber(g, p, "n")) && (g.Text("N") is null || SameNumber(g, p, "N"));
            bool spread = Spread(g) == Spread(p);
            bool pValue = P(g) == P(p);
            bool time = Agree(g.Text("time"), p.Text("time"));
            bool group = Agree(g.Text("group"), p.Text("group"));
            bool outcome = Agree(g.Text("outcome"), p.Text("outcome"));
            CountIf(g.Text("n") is not null || g.Text("N") is not null, "result.n_N", ofN);
            CountIf(Spread(g) is not null || Spread(p) is not null, "result.interval", spread);
            CountIf(P(g) is not null || P(p) is not null, "result.p", pValue);
            CountIf(!string.IsNullOrEmpty(g.Text("time")) || !string.IsNullOrEmpty(p.Text("time")), "result.time", time);
            Count("result.group", group);
            Count("result.outcome", outcome);
            bool row = ofN && spread && pValue && time && group && outcome;
            whole += row ? 1 : 0;
            _judged.Add(new Judged(p.Number("confidence") ?? 0, Value: true, row));
        }

        _judged.AddRange(extra.Select(p => new Judged(p.Number("confidence") ?? 0, Value: false, Row: false)));

        // A row is missed where its result is, or where anything linked to it is wrong.
        Add("row", new Tally(whole, pairs.Count + missed - whole, pairs.Count + extra.Count - whole));
    }

    private void Segments(GoldFile file, IReadOnlyList<Entry> found)
    {
        if (file.Abstracts.Count == 1 && file.Abstracts[0].Number("start") is null)
        {
            return;
        }

        int hit = file.Abstracts.Count(gold => found.Any(mined => mined.Number("start") is { } start && Math.Abs(gold.Number("start")!.Value - start) <= NearStart));
        Add("segment", new Tally(hit, file.Abstracts.Count - hit, Math.Max(0, found.Count - hit)));
    }

    /// <summary>Pairs each gold entry with the nearest mined one that is the same; an optional gold entry counts neither way.</summary>
    private (IReadOnlyList<(Entry Gold, Entry Mined)> Pairs, int Missed, IReadOnlyList<Entry> Extra) Match(string field, GoldFile file, IReadOnlyList<Entry> gold, IReadOnlyList<Entry> mined,
        Func<Entry, Entry, bool> same, Func<Entry, string?> tell)
    {
        List<(Entry Gold, Entry Mined)> pairs = [];
        HashSet<int> used = [];
        int missed = 0;
        foreach (Entry g in gold)
        {
            int best = -1;
            double distance = double.MaxValue;
            for (int i = 0; i < mined.Count; i++)
            {
                double apart = Math.Abs((g.Number("at") ?? 0) - (mined[i].Number("at") ?? 0));
                if (apart < distance && !used.Contains(i) && same(g, mined[i]))
                {
                    (best, distance) = (i, apart);
                }
            }

            if (best >= 0)
            {
                used.Add(best);
            }

            if (g.Is("optional"))
            {
                continue;
            }

            if (best >= 0)
            {
                pairs.Add((g, mined[best]));
            }
            else
            {
                missed++;
                _misses.Add(new Miss(field, file.Id, "missed", tell(g) ?? "", (int?)g.Number("at")));
            }
        }

        IReadOnlyList<Entry> extra = [.. mined.Where((_, i) => !used.Contains(i))];
        _misses.AddRange(extra.Select(entry => new Miss(field, file.Id, "extra", tell(entry) ?? "", (int?)entry.Number("at"))));
        Add(field, new Tally(pairs.Count, missed, extra.Count));
        return (pairs, missed, extra);
    }

    private void Sets(string field, GoldFile file, HashSet<string> gold, HashSet<string> mined, bool tell)
    {
        if (field == "total_n" && gold.Count + mined.Count == 0)
        {
            return;
        }

        string[] missed = [.. gold.Except(mined).Order(StringComparer.Ordinal)];
        string[] extra = [.. mined.Except(gold).Order(StringComparer.Ordinal)];
        Add(field, new Tally(gold.Count - missed.Length, missed.Length, extra.Length));
        if (tell)
        {
            _misses.AddRange(missed.Select(text => new Miss(field, file.Id, "missed", text, null)));
            _misses.AddRange(extra.Select(text => new Miss(field, file.Id, "extra", text, null)));
        }
    }

    private void Add(string field, Tally tally) => _tallies[field] = _tallies.GetValueOrDefault(field) + tally;

    private void Count(string attribute, bool right)
    {
        Accuracy before = _accuracies.GetValueOrDefault(attribute);
        _accuracies[attribute] = new Accuracy(before.Right + (right ? 1 : 0), before.Of + 1);
    }

    private void CountIf(bool stated, string attribute, bool right)
    {
        if (stated)
        {
            Count(attribute, right);
        }
    }

    private static IReadOnlyList<Entry> All(IReadOnlyList<Entry> abstracts, string key) => [.. abstracts.SelectMany(item => item.List(key))];

    private static bool Touch(Entry a, Entry b)
    {
        if (a.Number("at") is not { } startA || b.Number("at") is not { } startB)
        {
            return false;
        }

        return Math.Abs(startA - startB) <= Near || (startA < startB + Length(b) && startB < startA + Length(a));

        static int Length(Entry entry) => Math.Max(1, CodePoints(entry.Text("text") ?? ""));
    }

    private static int CodePoints(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static bool SameNumber(Entry a, Entry b, string key) => SameNumber(a.Text(key), b.Text(key), a.Number(key), b.Number(key));

    private static bool SameNumber(string? textA, string? textB, double? a, double? b) => (textA is null || textB is null)
        ? textA is null && textB is null
        : a is { } x && b is { } y ? Math.Abs(x - y) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y))) : textA == textB;

    /// <summary>Equal but for the sign, which direction tells as well.</summary>
    private static bool SameSize(Entry g, Entry p) => SameNumber(g, p, "value")
        || (g.Number("value") is { } a && p.Number("value") is { } b && SameNumber("", "", Math.Abs(a), Math.Abs(b)));

    private static string? Operator(string? op) => op switch
    {
        "≤" or "le" => "<=",
        "≥" or "ge" => ">=",
        "eq" => "=",
        "lt" or "＜" => "<",
        "gt" or "＞" => ">",
        _ => op,
    };

    private static string? Statistic(string? statistic) => statistic switch
    {
        "value" => "mean",
        "rate" => "percent",
        _ => statistic,
    };

    /// <summary>Equal, or a change within a group told as a mean or as a difference from baseline.</summary>
    private static bool SameStatistic(Entry g, Entry p)
    {
        (string? a, string? b) = (Statistic(g.Text("stat")), Statistic(p.Text("stat")));
        return a == b || ((a, b) is ("mean", "mean_difference") or ("mean_difference", "mean")
            && new[] { g, p }.Any(entry => new[] { "comparator", "outcome", "direction" }.Any(key => entry.Text(key) is { } text && ChangeRegex().IsMatch(text.ToLowerInvariant()))));
    }

    private static (string, double, double)? Spread(Entry entry)
    {
        foreach (string key in new[] { "sd", "se" })
        {
            if (entry.Number(key) is { } value)
            {
                return (key, value, 0);
            }
        }

        foreach (string key in new[] { "ci", "iqr", "range" })
        {
            if (entry.Part(key) is { } part && part.Number("low") is { } low && part.Number("high") is { } high)
            {
                return (key, low, high);
            }
        }

        return null;
    }

    private static (string?, double?)? P(Entry entry) => entry.Part("p") is { } p ? (Operator(p.Text("op")), p.Number("value")) : null;

    /// <summary>Half of the shorter text's words are shared, and a fifth of the longer's: a whole sentence is no outcome.</summary>
    private static bool Agree(string? gold, string? mined)
    {
        if (string.IsNullOrEmpty(gold) || string.IsNullOrEmpty(mined))
        {
            return string.IsNullOrEmpty(gold) && string.IsNullOrEmpty(mined);
        }

        HashSet<string> a = WordsOf(gold);
        HashSet<string> b = WordsOf(mined);
        if (a.Count == 0 || b.Count == 0)
        {
            return gold.Trim().ToLowerInvariant() == mined.Trim().ToLowerInvariant();
        }

        int shared = a.Count(b.Contains);
        return (double)shared / Math.Min(a.Count, b.Count) >= 0.5 && (double)shared / Math.Max(a.Count, b.Count) >= 0.2;
    }

    private static readonly HashSet<string> Small =
    [
        "the", "a", "an", "of", "in", "at", "for", "and", "or", "to", "with", "group", "groups", "patients", "score", "scores", "rate", "mean", "median", "level", "levels",
    ];

    private static HashSet<string> WordsOf(string text) =>
        [.. WordRegex().Matches(text.ToLowerInvariant()).Select(match => match.Value).Where(word => !Small.Contains(word))];

    [GeneratedRegex(@"[a-z0-9]{1,100}|[\u4e00-\u9fff]", RegexOptions.CultureInvariant)]
    private static partial Regex WordRegex();

    [GeneratedRegex(@"[\s\-]{1,100}", RegexOptions.CultureInvariant)]
    private static partial Regex BlanksRegex();

    [GeneratedRegex("baseline|chang|decreas|increas|reduc|improve|gain|loss|before|基线|治疗前", RegexOptions.CultureInvariant)]
    private static partial Regex ChangeRegex();
}
