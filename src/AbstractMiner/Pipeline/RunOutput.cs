using System.Text.Json;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Review;

namespace AbstractMiner.Pipeline;

/// <summary>What a run has done so far.</summary>
public sealed record RunCounts(int Files, long Abstracts, long Findings, long Rejected, long Flags)
{
    /// <summary>Of the abstracts those that say the same as an earlier one: the study is one.</summary>
    public long Duplicates { get; init; }

    /// <summary>Of the findings those of duplicates.</summary>
    public long DuplicateFindings { get; init; }

    public static RunCounts None { get; } = new(0, 0, 0, 0, 0);

    public static RunCounts operator +(RunCounts one, RunCounts other) =>
        new(one.Files + other.Files, one.Abstracts + other.Abstracts, one.Findings + other.Findings, one.Rejected + other.Rejected, one.Flags + other.Flags)
        {
            Duplicates = one.Duplicates + other.Duplicates, DuplicateFindings = one.DuplicateFindings + other.DuplicateFindings,
        };
}

/// <summary>How far an unfinished run has come: its first <paramref name="Items"/> are whole in files of these lengths.</summary>
/// <param name="Run">Names inputs and configuration: only the same run may go on.</param>
internal sealed record Checkpoint(string Run, long Items, IReadOnlyDictionary<string, long> Lengths, RunCounts Counts);

/// <summary>
/// The files of a run. They grow in <c>DIR/.unfinished</c> and are renamed into the folder when all is written, so that a
/// run that is killed leaves the last complete output as it was. Once all is written a mark is set, and a run that is killed
/// while it renames is finished by the next.
/// </summary>
public sealed class RunOutput : IDisposable
{
    private const string CheckpointName = "checkpoint.json";

    private const string CompleteName = "complete";

    private readonly string? _folder;
    private readonly string _run;
    private readonly SortedDictionary<string, Stream> _files = new(StringComparer.Ordinal);
    private readonly FileStream? _lock;

    private RunOutput(string? folder, string run, IReadOnlyList<IExporter> exporters)
    {
        _folder = folder;
        _run = run;
        Exporters = exporters;
        if (folder is not null)
        {
            Directory.CreateDirectory(Unfinished);
            _lock = new FileStream(Path.Combine(Unfinished, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
    }

    public IReadOnlyList<IExporter> Exporters { get; }

    /// <summary>The items that an earlier run has written already.</summary>
    public long Done { get; private set; }

    /// <summary>What they counted.</summary>
    public RunCounts Counts { get; private set; } = RunCounts.None;

    private string Unfinished => Path.Combine(_folder!, ".unfinished");

    /// <summary>All tables, into a folder.</summary>
    /// <param name="resume">Go on where an unfinished run over the same inputs stopped; from the start where there is none.</param>
    /// <exception cref="IOException">The folder cannot be written, or another run is writing it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static RunOutput ToFolder(string folder, string run, bool resume)
    {
        RunOutput output = new(folder, run, ExporterCatalog.All);
        if (File.Exists(Path.Combine(output.Unfinished, CompleteName)))
        {
            output.MoveFiles();
        }

        output.Open(resume ? output.ReadCheckpoint() : null);
        return output;
    }

    /// <summary>JSON Lines alone, into a stream: the program as a filter.</summary>
    public static RunOutput ToStream(Stream stream)
    {
        JsonLinesExporter exporter = new();
        return new RunOutput(null, "", [exporter]) { _files = { [exporter.FileName] = stream } };
    }

    internal void Write(string fileName, ReadOnlySpan<byte> bytes) => _files[fileName].Write(bytes);

    internal void Write(Rejection rejection)
    {
        if (_folder is not null)
        {
            Csv.WriteRows(RejectionRow.Table, [rejection], _files[RejectionRow.Table.FileName]);
        }
    }

    /// <summary>Marks all that is written so far as whole.</summary>
    internal void Mark(long items, RunCounts counts)
    {
        foreach (Stream stream in _files.Values)
        {
            stream.Flush();
        }

        if (_folder is not null)
        {
            Checkpoint checkpoint = new(_run, items, _files.ToDictionary(file => file.Key, file => file.Value.Length), counts);
            string file = Path.Combine(Unfinished, CheckpointName);
            File.WriteAllText($"{file}.new", JsonSerializer.Serialize(checkpoint));
            File.Move($"{file}.new", file, overwrite: true);
        }
    }

    /// <summary>Ends the writing: the files are whole.</summary>
    internal void Complete()
    {
        foreach (Stream stream in _files.Values)
        {
            stream.Flush();
        }

        CloseFiles();
    }

    /// <summary>Puts what reviewers decided into the finished tables; null where there is no folder of tables.</summary>
    /// <exception cref="RunFolderException">The tables are not those of a run.</exception>
    internal ReplayResult? Replay(IReadOnlyList<Correction> corrections)
    {
        if (_folder is null)
        {
            return null;
        }

        // The tables change: what was marked of them holds no more, and a run that is killed here starts from the first.
        File.Delete(Path.Combine(Unfinished, CheckpointName));
        return Review.Replay.Apply(Unfinished, corrections);
    }

    /// <summary>Puts the finished files in the place of the last run's.</summary>
    internal void Publish(string report)
    {
        if (_folder is null)
        {
            return;
        }

        File.WriteAllText(Path.Combine(Unfinished, DataPackage.FileName), DataPackage.Describe(ExporterCatalog.Tables));
        File.WriteAllText(Path.Combine(Unfinished, "run.json"), report);

        // Written beside and renamed: the mark is whole or not there.
        string mark = Path.Combine(Unfinished, CompleteName);
        File.WriteAllLines($"{mark}.new", FileNames.Where(name => File.Exists(Path.Combine(Unfinished, name))));
        File.Move($"{mark}.new", mark, overwrite: true);
        MoveFiles();
        _lock!.Dispose();
        Directory.Delete(Unfinished, recursive: true);
    }

    /// <summary>The report last: where it names this run, all of this run is there.</summary>
    private string[] FileNames => [.. Exporters.Select(exporter => exporter.FileName), RejectionRow.Table.FileName, .. ReviewReports.FileNames, DataPackage.FileName, "run.json"];

    /// <summary>Moves what a complete run has written; what of it was moved already is in its place.</summary>
    private void MoveFiles()
    {
        string mark = Path.Combine(Unfinished, CompleteName);
        HashSet<string> written = [.. File.ReadLines(mark)];
        foreach (string name in FileNames)
        {
            if (File.Exists(Path.Combine(Unfinished, name)))
            {
                File.Move(Path.Combine(Unfinished, name), Path.Combine(_folder!, name), overwrite: true);
            }
            else if (!written.Contains(name))
            {
                // A run without corrections leaves no reports of an earlier replay behind.
                File.Delete(Path.Combine(_folder!, name));
            }
        }

        File.Delete(Path.Combine(Unfinished, CheckpointName));
        File.Delete(mark);
    }

    public void Dispose()
    {
        CloseFiles();
        _lock?.Dispose();
    }

    private void CloseFiles()
    {
        if (_folder is not null)
        {
            foreach (Stream stream in _files.Values)
            {
                stream.Dispose();
            }
        }
    }

    private void Open(Checkpoint? from)
    {
        if (from is null)
        {
            File.Delete(Path.Combine(Unfinished, CheckpointName));
        }

        foreach (string report in ReviewReports.FileNames)
        {
            File.Delete(Path.Combine(Unfinished, report));
        }

        Done = from?.Items ?? 0;
        Counts = from?.Counts ?? RunCounts.None;
        foreach (IExporter exporter in Exporters)
        {
            Open(exporter.FileName, from, exporter.WriteHead);
        }

        Open(RejectionRow.Table.FileName, from, stream => Csv.WriteHead(RejectionRow.Table, stream));
        Mark(Done, Counts);
    }

    private void Open(string name, Checkpoint? from, Action<Stream> writeHead)
    {
        FileStream stream = new(Path.Combine(Unfinished, name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 16);
        _files[name] = stream;
        stream.SetLength(from?.Lengths[name] ?? 0);
        stream.Seek(0, SeekOrigin.End);
        if (from is null)
        {
            writeHead(stream);
        }
    }

    /// <summary>Null where there is none, or none of this run, or its files are shorter than it says.</summary>
    private Checkpoint? ReadCheckpoint()
    {
        try
        {
            Checkpoint? checkpoint = JsonSerializer.Deserialize<Checkpoint>(File.ReadAllText(Path.Combine(Unfinished, CheckpointName)));
            return checkpoint is not null && checkpoint.Run == _run
                && checkpoint.Lengths.All(file => File.Exists(Path.Combine(Unfinished, file.Key)) && new FileInfo(Path.Combine(Unfinished, file.Key)).Length >= file.Value)
                ? checkpoint : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }
}
