using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AbstractMiner.Review;

/// <summary>A ledger that cannot be read or written: the file, the line and the remedy are in the message.</summary>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What a ledger holds.</summary>
/// <param name="Corrections">Every decision, in the order in which they were made.</param>
/// <param name="Broken">Lines that a killed or failed write left behind: they were never decisions, and are told, not used.</param>
public sealed record LedgerContent(ImmutableArray<Correction> Corrections, ImmutableArray<string> Broken);

/// <summary>
/// corrections.jsonl: one line a decision, appended and never changed. A group of decisions is written whole or not at all:
/// each line carries its group's id and size, and a group with lines missing (a kill, a full disk) counts for nothing.
/// Writers take turns by locking a file beside the ledger.
/// </summary>
public sealed class Ledger(string path)
{
    public const string FileName = "corrections.jsonl";

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    public string Path { get; } = path;

    /// <summary>Reads the ledger; a ledger that does not exist is empty.</summary>
    /// <exception cref="LedgerException">A complete line is not a decision: the file was edited by hand or is another file.</exception>
    public LedgerContent Read()
    {
        if (!File.Exists(Path))
        {
            return new LedgerContent([], []);
        }

        byte[] bytes;
        using (FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }

        List<(int Number, Line Line)> lines = [];
        ImmutableArray<string>.Builder broken = ImmutableArray.CreateBuilder<string>();
        int number = 0;
        for (int start = 0; start < bytes.Length;)
        {
            number++;
            int end = Array.IndexOf(bytes, (byte)'\n', start);
            ReadOnlySpan<byte> text = bytes.AsSpan(start, (end < 0 ? bytes.Length : end) - start);
            if (end < 0)
            {
                broken.Add($"{Path}, line {number}: the write of this line was cut off");
                break;
            }

            start = end + 1;
            if (text.IsEmpty)
            {
                continue;
            }

            // A torn line is closed by the next writer with this mark.
            if (text[^1] == (byte)'~')
            {
                broken.Add($"{Path}, line {number}: the write of this line was cut off");
                continue;
            }

            lines.Add((number, Parse(text, number)));
        }

        Dictionary<string, int> sizes = lines.GroupBy(item => item.Line.Group, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        ImmutableArray<Correction>.Builder corrections = ImmutableArray.CreateBuilder<Correction>();
        foreach ((int at, Line line) in lines)
        {
            if (sizes[line.Group] == line.Of)
            {
                corrections.Add(line.Correction);
            }
            else
            {
                broken.Add($"{Path}, line {at}: one of {line.Of} decisions of which only {sizes[line.Group]} were written");
            }
        }

        return new LedgerContent(corrections.ToImmutable(), broken.ToImmutable());
    }

    /// <summary>
    /// Appends decisions as one group, leaving out those that the same reviewer's last word on the finding already says.
    /// Returns the decisions that were added.
    /// </summary>
    /// <exception cref="LedgerException">The ledger is locked by another writer for too long, damaged, or cannot be written;
    /// it is then as it was.</exception>
    public ImmutableArray<Correction> Append(IReadOnlyCollection<Correction> corrections)
    {
        using FileStream turn = TakeTurn();
        Dictionary<(string, string), Correction> last = [];
        foreach (Correction earlier in Read().Corrections)
        {
            last[(earlier.Anchor.EvidenceId, earlier.Reviewer)] = earlier;
        }

        ImmutableArray<Correction> added = [.. corrections.Where(correction =>
            !last.TryGetValue((correction.Anchor.EvidenceId, correction.Reviewer), out Correction? said)
            || !said.SaysTheSameAs(correction) || said.Adjudicates != correction.Adjudicates)];
        if (added.IsEmpty)
        {
            return added;
        }

        string group = GroupId(added);
        StringBuilder text = new();
        foreach (Correction correction in added)
        {
            text.Append(JsonSerializer.Serialize(new Line(group, added.Length, correction), Correction.Json)).Append('\n');
        }

        Write(Encoding.UTF8.GetBytes(text.ToString()));
        return added;
    }

    private void Write(byte[] bytes)
    {
        long before = -1;
        try
        {
            using FileStream file = new(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            before = file.Length;
            if (before > 0)
            {
                file.Seek(-1, SeekOrigin.End);
                bool torn = file.ReadByte() != '\n';
                file.Seek(0, SeekOrigin.End);
                if (torn)
                {
                    file.Write("~\n"u8);
                }
            }

            try
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                // A full disk: take back the part that was written, then tell.
                file.SetLength(before);
                throw;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"{Path}: the decisions could not be written ({error.Message}); nothing was recorded. Free space or choose another place with --ledger, and apply again.", error);
        }
    }

    private FileStream TakeTurn()
    {
        string file = Path + ".lock";
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < LockWait && Directory.Exists(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))))
            {
                Thread.Sleep(20);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new LedgerException($"{Path}: another program holds the ledger, or its folder cannot be written ({error.Message}). Close the other program and try again.", error);
            }
        }
    }

    private Line Parse(ReadOnlySpan<byte> text, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, Correction.Json)!;
        }
        catch (JsonException error)
        {
            throw new LedgerException($"{Path}, line {number}: not a decision ({error.Message}). The ledger is only ever appended to; restore this line from a copy.", error);
        }
    }

    private static string GroupId(IEnumerable<Correction> corrections)
    {
        string all = string.Join('\n', corrections.Select(item => JsonSerializer.Serialize(item, Correction.Json)));
        // Random beside the content: the same decisions made again later are another group.
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all + Guid.NewGuid())))[..16];
    }

    private sealed record Line(string Group, int Of, Correction Correction);
}
