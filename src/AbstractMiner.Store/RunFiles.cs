using System.Security.Cryptography;
using System.Text.Json;
using AbstractMiner.Export;
using AbstractMiner.Review;

namespace AbstractMiner.Store;

/// <summary>The files that a run left, as the load reads them.</summary>
internal sealed class RunFiles
{
    private readonly string _folder;

    /// <exception cref="StoreException">The folder is not the output of a run.</exception>
    public RunFiles(string folder)
    {
        _folder = folder;
        string report = PathOf("run.json");
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(report));
            Version = json.RootElement.GetProperty("version").GetString()!;
            Configuration = json.RootElement.GetProperty("configuration").GetString()!;
            Documents = [.. json.RootElement.GetProperty("inputs").EnumerateArray().Select(input => new Document(
                input.GetProperty("source").GetString()!, input.GetProperty("format").GetString(), input.GetProperty("bytes").GetInt64(), input.GetProperty("sha256").GetString()))];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StoreException($"{report}: not the report of a run ({error.Message}). Run mine again into this folder.", error);
        }
    }

    public sealed record Document(string Source, string? Format, long Bytes, string? Sha256);

    public string Version { get; }

    public string Configuration { get; }

    public IReadOnlyList<Document> Documents { get; }

    /// <summary>Names the run by what it says, not by when it ran: the same tables are the same run.</summary>
    public string RunId
    {
        get
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[1 << 16];
            foreach (string name in new[] { LoadTable.Findings.File, LoadTable.Abstracts.File }.Concat(LoadTable.Parts.Select(part => part.File)).Append(Ledger.FileName))
            {
                string path = Path.Combine(_folder, name);
                if (!File.Exists(path))
                {
                    continue;
                }

                using FileStream file = File.OpenRead(path);
                for (int read = file.Read(buffer); read > 0; read = file.Read(buffer))
                {
                    hash.AppendData(buffer, 0, read);
                }
            }

            return Convert.ToHexStringLower(hash.GetCurrentHash());
        }
    }

    public IEnumerable<object?[]> Rows(LoadTable table) => table.Read(table.File.EndsWith(".csv", StringComparison.Ordinal) ? Csv.Read(PathOf(table.File)) : Flags());

    /// <summary>Reviewers' decisions that lie in the folder.</summary>
    /// <exception cref="LedgerException">The ledger is damaged.</exception>
    public IReadOnlyList<Correction> Corrections => new Ledger(Path.Combine(_folder, Ledger.FileName)).Read().Corrections;

    private IEnumerable<IReadOnlyDictionary<string, string>> Flags()
    {
        foreach (string line in File.ReadLines(PathOf("abstracts.jsonl")))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            string id = json.RootElement.GetProperty("abstract_id").GetString()!;
            int entry = 0;
            foreach (JsonElement flag in json.RootElement.GetProperty("abstract").GetProperty("flags").EnumerateArray())
            {
                entry++;
                yield return new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["abstract_id"] = id,
                    ["entry"] = Words.Of(entry),
                    ["kind"] = flag.GetProperty("kind").GetString()!,
                    ["text"] = flag.GetProperty("text").GetString()!,
                    ["note"] = flag.GetProperty("note").GetString() ?? "",
                    ["at"] = flag.GetProperty("at").GetRawText(),
                };
            }
        }
    }

    private string PathOf(string file)
    {
        string path = Path.Combine(_folder, file);
        return File.Exists(path) ? path : throw new StoreException($"{_folder}: not the output of a run ({file} is missing). Name the folder that mine wrote with --out.");
    }
}
