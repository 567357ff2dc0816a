using System.Globalization;
using System.Text.Json;
using AbstractMiner.Export;

namespace AbstractMiner.Tests.Store;

/// <summary>A run folder that a test writes cell by cell.</summary>
internal sealed class StoreRun : IDisposable
{
    private readonly List<Dictionary<string, string>> _abstracts = [];
    private readonly List<Dictionary<string, string>> _evidence = [];
    private readonly List<Dictionary<string, string>> _drugs = [];
    private readonly List<Dictionary<string, string>> _cells = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("storerun").FullName;

    public StoreRun Abstract(string id, params (string Column, string Value)[] more)
    {
        _abstracts.Add(Row(more, ("abstract_id", id), ("source", "dump.txt"), ("title", $"Trial {id}"), ("truncated_start", "false"), ("truncated_end", "false"), ("findings", "0"), ("start", "0"), ("end", "9")));
        return this;
    }

    public StoreRun Finding(string id, string of, string outcome, string? arm, string statistic, string value, params (string Column, string Value)[] more)
    {
        _evidence.Add(Row(more, ("evidence_id", id), ("abstract_id", of), ("source", "dump.txt"), ("outcome", outcome), ("group", arm ?? ""), ("statistic", statistic), ("value", value),
            ("quote", $"{outcome} {value}"), ("start", _evidence.Count.ToString(CultureInfo.InvariantCulture)), ("end", "99"), ("language", "en"), ("rule", "test"), ("confidence", "0.9"), ("review_status", "unreviewed")));
        return this;
    }

    public StoreRun Drug(string of, string name, string role = "intervention")
    {
        _drugs.Add(Row([], ("abstract_id", of), ("entry", "1"), ("name", name), ("level", "substance"), ("role", role), ("mentions", "1"), ("text", name), ("start", "0")));
        return this;
    }

    public StoreRun Cell(string of, string type, string tissue, string dose)
    {
        _cells.Add(Row([], ("abstract_id", of), ("entry", "1"), ("cell_type", type), ("tissue", tissue), ("donor", "allogeneic"), ("role", "product"), ("dose", dose), ("dose_unit", "cells/kg"), ("text", type), ("start", "0")));
        return this;
    }

    public string Write()
    {
        Write("abstracts.csv", _abstracts, "abstract_id");
        Write("evidence.csv", _evidence, "evidence_id");
        Write("drugs.csv", _drugs, "abstract_id");
        Write("cells.csv", _cells, "abstract_id");
        Write("sample_sizes.csv", [], "abstract_id");
        File.WriteAllLines(Path.Combine(Folder, "abstracts.jsonl"), _abstracts.Select(row =>
            JsonSerializer.Serialize(new { abstract_id = row["abstract_id"], @abstract = new { flags = new[] { new { kind = "p_zero", text = "p=0.000", at = 3, note = "a p-value of zero" } } } })));
        File.WriteAllText(Path.Combine(Folder, "run.json"), """{"version": "1.0.0", "configuration": "abc", "inputs": [{"source": "dump.txt", "format": "text", "bytes": 10, "sha256": "00", "documents": 1, "rejected": 0}]}""");
        return Folder;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static Dictionary<string, string> Row((string Column, string Value)[] more, params (string Column, string Value)[] cells)
    {
        Dictionary<string, string> row = new(StringComparer.Ordinal);
        foreach ((string column, string value) in cells.Concat(more))
        {
            row[column] = value;
        }

        return row;
    }

    private void Write(string name, List<Dictionary<string, string>> rows, string first)
    {
        string[] head = [.. rows.SelectMany(row => row.Keys).Prepend(first).Distinct()];
        File.WriteAllLines(Path.Combine(Folder, name), rows.Select(row => string.Join(",", head.Select(column => Quoted(Csv.Defuse(row.GetValueOrDefault(column, "")) ?? "")))).Prepend(string.Join(",", head)));
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
