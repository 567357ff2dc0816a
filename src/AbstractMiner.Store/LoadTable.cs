using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AbstractMiner.Store;

internal enum LoadType
{
    Text,
    Integer,
    Long,
    Number,
    Boolean,
}

/// <param name="Name">Of the column in the database.</param>
/// <param name="From">Of the column in the run's table.</param>
internal sealed record LoadColumn(string Name, LoadType Type, string From)
{
    public LoadColumn(string name, LoadType type = LoadType.Text)
        : this(name, type, name)
    {
    }

    /// <exception cref="StoreException">The cell is no value of the type.</exception>
    public object? Read(IReadOnlyDictionary<string, string> row, string file, int number)
    {
        if (!row.TryGetValue(From, out string? cell) || cell.Length == 0)
        {
            return null;
        }

        object? value = Type switch
        {
            LoadType.Text => cell,
            LoadType.Integer => int.TryParse(cell, CultureInfo.InvariantCulture, out int whole) ? whole : null,
            LoadType.Long => long.TryParse(cell, CultureInfo.InvariantCulture, out long whole) ? whole : null,
            LoadType.Number => double.TryParse(cell, CultureInfo.InvariantCulture, out double real) ? real : null,
            _ => cell switch { "true" => true, "false" => false, _ => null },
        };
        return value ?? throw new StoreException($"{file}, row {number}: '{cell}' in column {From} is not what the column holds. Run mine again into this folder.");
    }
}

/// <summary>A table of a run and the table of the database that it goes to.</summary>
/// <param name="File">Of the run.</param>
/// <param name="Key">The columns that name a row.</param>
internal sealed record LoadTable(string Name, string File, IReadOnlyList<string> Key, IReadOnlyList<LoadColumn> Columns)
{
    private static readonly LoadColumn Hash = new("row_hash");

    /// <summary>Stands for the number of the row among those of its abstract: the order of the text.</summary>
    private const string Counted = "#";

    public string Staging => $"staging_{Name}";

    /// <summary>With the hash by which a changed row is known.</summary>
    public IReadOnlyList<LoadColumn> Stored { get; } = [.. Columns, Hash];

    public static LoadTable Abstracts { get; } = new("abstracts", "abstracts.csv", ["abstract_id"],
    [
        new("abstract_id"), new("source"), new("record"), new("abstract_no"), new("doi"), new("registry_ids"), new("title"), new("condition"), new("condition_ids"),
        new("design"), new("languages"), new("sample_size_total", LoadType.Integer), new("truncated_start", LoadType.Boolean), new("truncated_end", LoadType.Boolean), new("duplicate_of"),
    ]);

    public static LoadTable Findings { get; } = new("findings", "evidence.csv", ["evidence_id"],
    [
        new("evidence_id"), new("abstract_id"), new("entry", LoadType.Integer, Counted), new("outcome"), new("arm", LoadType.Text, "group"), new("arm_n", LoadType.Integer, "group_n"), new("comparator"), new("time"),
        new("time_days", LoadType.Number), new("statistic"), new("value", LoadType.Number), new("value_printed", LoadType.Text, "value"), new("unit"),
        new("events", LoadType.Number, "n"), new("total", LoadType.Number, "N"), new("spread_kind"),
        new("spread_low", LoadType.Number), new("spread_low_printed", LoadType.Text, "spread_low"), new("spread_high", LoadType.Number), new("spread_high_printed", LoadType.Text, "spread_high"),
        new("ci_level", LoadType.Number), new("p_operator"), new("p_value", LoadType.Number), new("p_value_printed", LoadType.Text, "p_value"), new("p_kind"), new("direction"),
        new("significant", LoadType.Boolean), new("language"), new("quote"), new("start_at", LoadType.Long, "start"), new("end_at", LoadType.Long, "end"),
        new("rule"), new("confidence", LoadType.Number), new("flags"), new("review_status"),
    ]);

    /// <summary>The tables that hang on an abstract, findings apart.</summary>
    public static IReadOnlyList<LoadTable> Parts { get; } =
    [
        new("drugs", "drugs.csv", ["abstract_id", "name"],
            [new("abstract_id"), new("name"), new("ids"), new("level"), new("role"), new("doses"), new("text"), new("start_at", LoadType.Long, "start")]),
        new("cells", "cells.csv", ["abstract_id", "entry"],
        [
            new("abstract_id"), new("entry", LoadType.Integer), new("cell_type"), new("tissue"), new("donor"), new("ids"), new("role"), new("dose", LoadType.Number), new("dose_unit"),
            new("infusions", LoadType.Integer), new("route"), new("text"), new("start_at", LoadType.Long, "start"),
        ]),
        new("samples", "sample_sizes.csv", ["abstract_id", "entry"],
            [new("abstract_id"), new("entry", LoadType.Integer), new("value", LoadType.Integer), new("role"), new("arm", LoadType.Text, "group"), new("text"), new("start_at", LoadType.Long, "start")]),
        new("flags", "abstracts.jsonl", ["abstract_id", "entry"],
            [new("abstract_id"), new("entry", LoadType.Integer), new("kind"), new("text"), new("note"), new("start_at", LoadType.Long, "at")]),
    ];

    public IEnumerable<object?[]> Read(IEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        int number = 1;
        int entry = 0;
        string last = "";
        StringBuilder all = new();
        foreach (IReadOnlyDictionary<string, string> row in rows)
        {
            number++;
            string of = row.GetValueOrDefault("abstract_id", "");
            entry = of == last ? entry + 1 : 1;
            last = of;
            object?[] cells = new object?[Columns.Count + 1];
            all.Clear();
            for (int i = 0; i < Columns.Count; i++)
            {
                if (Columns[i].From == Counted)
                {
                    // No part of the hash: a new finding does not change those behind it.
                    cells[i] = entry;
                    continue;
                }

                cells[i] = Columns[i].Read(row, File, number);
                all.Append(CultureInfo.InvariantCulture, $"{cells[i]}\u001f");
            }

            cells[^1] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())).AsSpan(0, 12));
            yield return cells;
        }
    }
}
