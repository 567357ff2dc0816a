using System.Collections.Immutable;
using AbstractMiner.Review;

namespace AbstractMiner.Tests.Review;

public sealed class LedgerTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private string File => Path.Combine(_folder, "corrections.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WhatIsAppendedIsRead()
    {
        Correction edit = Of("e1", Decision.Edit, ("value", "8.10"), ("group", null));
        new Ledger(File).Append([edit, Of("e2", Decision.Accept)]);
        LedgerContent content = new Ledger(File).Read();
        Assert.Empty(content.Broken);
        Assert.Equal(["e1", "e2"], content.Corrections.Select(item => item.Anchor.EvidenceId));
        Assert.Equal(edit.Corrected, content.Corrections[0].Corrected);
        Assert.Equal(edit.Time, content.Corrections[0].Time);
    }

    [Fact]
    public void SayingTheSameAgainAddsNothing_ButChangingOnesMindDoes()
    {
        Ledger ledger = new(File);
        Assert.Single(ledger.Append([Of("e1", Decision.Accept)]));
        Assert.Empty(ledger.Append([Of("e1", Decision.Accept)]));
        Assert.Single(ledger.Append([Of("e1", Decision.Reject)]));
        Assert.Single(ledger.Append([Of("e1", Decision.Accept)]));
        Assert.Single(ledger.Append([Of("e1", Decision.Accept) with { Reviewer = "second" }]));
        Assert.Equal(4, ledger.Read().Corrections.Length);
    }

    [Fact]
    public void AGroupThatWasCutOffCountsForNothing_AndCanBeAppliedAgain()
    {
        Ledger ledger = new(File);
        ledger.Append([Of("e0", Decision.Accept)]);
        Correction[] batch = [.. Enumerable.Range(1, 20).Select(i => Of($"e{i}", Decision.Edit, ("value", $"{i}")))];
        ledger.Append(batch);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        int first = Array.IndexOf(whole, (byte)'\n') + 1;

        // A kill can stop the write after any byte.
        for (int length = first; length < whole.Length; length += 97)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.Single(ledger.Read().Corrections);
            Assert.Equal(20, ledger.Append(batch).Length);
            LedgerContent content = ledger.Read();
            Assert.Equal(21, content.Corrections.Length);
            Assert.Equal(length == first ? 0 : 1, Math.Min(1, content.Broken.Length));
        }
    }

    [Fact]
    public void WritersTakeTurns()
    {
        Parallel.For(0, 4, writer =>
        {
            for (int i = 0; i < 25; i++)
            {
                new Ledger(File).Append([Of($"w{writer}-{i}", Decision.Accept), Of($"w{writer}-{i}-b", Decision.Reject)]);
            }
        });
        LedgerContent content = new Ledger(File).Read();
        Assert.Empty(content.Broken);
        Assert.Equal(200, content.Corrections.Select(item => item.Anchor.EvidenceId).Distinct().Count());
        Assert.Equal(200, content.Corrections.Length);
    }

    [Fact]
    public void AFullDiskLosesNothingThatWasThere()
    {
        if (!System.IO.File.Exists("/dev/full"))
        {
            Console.WriteLine("Not run: this system has no /dev/full to stand for a full disk.");
            return;
        }

        // The ledger is a link to the device on which every write fails.
        System.IO.File.CreateSymbolicLink(File, "/dev/full");
        LedgerException error = Assert.Throws<LedgerException>(() => new Ledger(File).Append([Of("e1", Decision.Accept)]));
        Assert.Contains("nothing was recorded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherFileIsRefusedByItsLine()
    {
        System.IO.File.WriteAllText(File, "{\"some\": \"thing\"}\n");
        LedgerException error = Assert.Throws<LedgerException>(() => new Ledger(File).Read());
        Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
    }

    internal static Correction Of(string id, Decision decision, params (string Field, string? Value)[] corrected) => new(
        decision,
        new Anchor(id, "a1", "dump.txt", "8.1", "fell to ", " at week 4"),
        "first",
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        ImmutableSortedDictionary<string, string?>.Empty,
        corrected.ToImmutableSortedDictionary(item => item.Field, item => item.Value, StringComparer.Ordinal));
}
