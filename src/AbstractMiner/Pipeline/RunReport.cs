using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AbstractMiner.Ingest;
using AbstractMiner.Review;

namespace AbstractMiner.Pipeline;

/// <summary>What a run is known by before it starts.</summary>
/// <param name="ConfigurationSha256">Of pipeline.json and of every model and vocabulary: with the version it decides the output.</param>
public sealed record RunHead(string Version, string ConfigurationSha256)
{
    /// <exception cref="IOException">A model cannot be read.</exception>
    public static RunHead Of(string configFile, string modelsFolder, params IEnumerable<string> overlays)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(File.ReadAllBytes(configFile));
        if (Directory.Exists(modelsFolder))
        {
            foreach (string file in Directory.EnumerateFiles(modelsFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(modelsFolder, file).Replace('\\', '/')));
                hash.AppendData(File.ReadAllBytes(file));
            }
        }

        foreach (string overlay in overlays)
        {
            hash.AppendData(File.ReadAllBytes(overlay));
        }

        return new RunHead(ProgramVersion, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    public static string ProgramVersion => typeof(RunHead).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Names the run over these inputs: only the same run may be resumed.</summary>
    public string RunKey(InputList inputs, ReadOptions reading)
    {
        StringBuilder key = new($"{Version}\n{ConfigurationSha256}\n{reading}\n");
        foreach (InputFile file in inputs.Files)
        {
            // A file that was written since is another input.
            long written = File.Exists(file.Place) ? File.GetLastWriteTimeUtc(file.Place).Ticks : 0;
            key.Append(CultureInfo.InvariantCulture, $"{file.Source}\t{file.Place}\t{file.Bytes}\t{written}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())));
    }
}

/// <summary>run.json: what was run over what, and what came of it. The one output that tells the time it took.</summary>
public sealed record RunReport(RunHead Head, IReadOnlyList<InputTally> Inputs, RunCounts Counts, double Seconds)
{
    /// <summary>Enough to tell the user; all of them are in rejected.csv.</summary>
    public IReadOnlyList<Rejection> FirstRejections { get; init; } = [];

    /// <summary>What became of reviewers' decisions; null where there were none.</summary>
    public ReplayResult? Replay { get; init; }

    private static readonly JsonSerializerOptions Writing = new()
    {
        WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(new
    {
        Head.Version,
        Configuration = Head.ConfigurationSha256,
        Inputs = Inputs.Select(input => new { input.Source, input.Format, input.Bytes, input.Sha256, input.Documents, input.Rejected }),
        Counts,
        Corrections = Replay is null ? null : new { Replay.Applied, Replay.Reanchored, Orphans = Replay.Orphans.Length, Conflicts = Replay.Conflicts.Length },
        Seconds,
    }, Writing) + "\n";
}
