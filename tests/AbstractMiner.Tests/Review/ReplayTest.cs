using System.Collections.Immutable;
using AbstractMiner.Review;

namespace AbstractMiner.Tests.Review;

public class ReplayTest
{
    private static readonly (string, string)[] Dumps = [.. Enumerable.Range(0, 12).Select(i => ($"dump{i}.txt", ReviewRun.Trial(i)))];

    [Fact]
    public void EveryKindOfDecisionReachesItsRow()
    {
        using ReviewRun run = new(Dumps);
        List<EvidenceRecord> rows = [.. RunFolder.Evidence(run.Folder)];
        Correction[] decisions =
        [
            Decide(run, rows[0], Decision.Accept),
            Decide(run, rows[1], Decision.Edit, ("value", "77.70"), ("unit", null)),
            Decide(run, rows[2], Decision.Reject),
        ];
        ReplayResult result = Replay.Apply(run.Folder, decisions);
        Assert.Equal((3, 0, 0, 0), (result.Applied, result.Reanchored, result.Orphans.Length, result.Conflicts.Length));
        List<EvidenceRecord> after = [.. RunFolder.Evidence(run.Folder)];
        Assert.Equal(["accepted", "corrected", "rejected", "unreviewed"], after.Take(4).Select(row => row["review_status"]));
        Assert.Equal(("77.70", ""), (after[1]["value"], after[1]["unit"]));
        Assert.Equal(rows.Skip(3).Select(row => row.Cells), after.Skip(3).Select(row => row.Cells));
    }

    [Fact]
    public void DecisionsFollowTheirWordsThroughShufflingWrappingAndHyphenation()
    {
        using ReviewRun run = new(Dumps);
        List<EvidenceRecord> rows = [.. RunFolder.Evidence(run.Folder)];
        Correction[] decisions = [.. rows.Select((row, i) => i % 3 == 0 ? Decide(run, row, Decision.Accept) : Decide(run, row, Decision.Edit, ("outcome", $"outcome {i}")))];
        (string, string)[] moved = [.. Dumps.Reverse().Select(dump => (dump.Item1, Rewrapped(dump.Item2)))];
        run.Mine(moved);
        ReplayResult result = Replay.Apply(run.Folder, decisions);
        Assert.Empty(result.Orphans);
        Assert.Equal(decisions.Length, result.Applied);
        foreach (EvidenceRecord row in RunFolder.Evidence(run.Folder).Where(row => row["review_status"] == "corrected"))
        {
            // The decision's own sentence: the trial's number stands in the words round the value.
            int i = int.Parse(row["outcome"].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal((rows[i]["source"], rows[i]["value"], rows[i]["group"]), (row["source"], row["value"], row["group"]));
        }
    }

    [Fact]
    public void DecisionsFollowTheirWordsWhenTheTextRoundThemChanged()
    {
        using ReviewRun run = new(Dumps);
        EvidenceRecord row = RunFolder.Evidence(run.Folder).First(row => row["source"] == "dump3.txt");
        Correction edit = Decide(run, row, Decision.Edit, ("value", "1.5"));
        // Another edition of the abstract: its id and the ids of its rows are new.
        run.Mine([.. Dumps.Select(dump => (dump.Item1, dump.Item2.Replace("Background: Trial", "Background: This trial, our", StringComparison.Ordinal)))]);
        Assert.DoesNotContain(RunFolder.Evidence(run.Folder), other => other.EvidenceId == row.EvidenceId);
        ReplayResult result = Replay.Apply(run.Folder, [edit]);
        Assert.Equal((1, 1), (result.Applied, result.Reanchored));
        Assert.Equal("dump3.txt", Assert.Single(RunFolder.Evidence(run.Folder), other => other["review_status"] == "corrected")["source"]);
    }

    [Fact]
    public void ADecisionWhoseTextIsGoneIsAnOrphanAndComesBack()
    {
        using ReviewRun run = new(Dumps);
        EvidenceRecord row = RunFolder.Evidence(run.Folder).First(row => row["source"] == "dump5.txt");
        Correction edit = Decide(run, row, Decision.Edit, ("value", "1.5"));
        run.Mine([.. Dumps.Where(dump => dump.Item1 != "dump5.txt")]);
        ReplayResult gone = Replay.Apply(run.Folder, [edit]);
        Assert.Equal((0, edit), (gone.Applied, Assert.Single(gone.Orphans).Correction));
        Assert.NotNull(gone.Orphans[0].Nearest);
        Assert.Contains(row.EvidenceId, File.ReadAllText(Path.Combine(run.Folder, "orphans.csv")), StringComparison.Ordinal);
        Assert.All(RunFolder.Evidence(run.Folder), other => Assert.Equal("unreviewed", other["review_status"]));

        run.Mine(Dumps);
        Assert.Equal(1, Replay.Apply(run.Folder, [edit]).Applied);
    }

    [Fact]
    public void TheSameAbstractTwiceTakesADecisionOnce()
    {
        using ReviewRun run = new(Dumps);
        EvidenceRecord row = RunFolder.Evidence(run.Folder).First();
        Correction edit = Decide(run, row, Decision.Edit, ("value", "1.5"));
        run.Mine([.. Dumps, ("again.txt", Dumps[0].Item2)]);
        Replay.Apply(run.Folder, [edit]);
        Assert.Single(RunFolder.Evidence(run.Folder), other => other["review_status"] == "corrected");
    }

    [Fact]
    public void ReviewersWhoDifferAreAConflictUntilItIsAdjudicated()
    {
        using ReviewRun run = new(Dumps);
        EvidenceRecord row = RunFolder.Evidence(run.Folder).First();
        Correction one = Decide(run, row, Decision.Accept);
        Correction two = Decide(run, row, Decision.Edit, ("value", "9")) with { Reviewer = "second" };
        ReplayResult contested = Replay.Apply(run.Folder, [one, two]);
        Assert.Equal((0, 1), (contested.Applied, contested.Conflicts.Length));
        EvidenceRecord after = RunFolder.Evidence(run.Folder).First();
        Assert.Equal(("conflict", row["value"]), (after["review_status"], after["value"]));

        Correction word = two with { Reviewer = "third", Adjudicates = true };
        Assert.Equal((1, 0), Replay.Apply(run.Folder, [one, two, word]) is var settled ? (settled.Applied, settled.Conflicts.Length) : default);
        Assert.Equal("9", RunFolder.Evidence(run.Folder).First()["value"]);
    }

    [Fact]
    public void AFindingOnlyAReviewerSawStandsInItsAbstract()
    {
        using ReviewRun run = new(Dumps);
        ReviewedAbstract item = RunFolder.Abstracts(run.Folder).Single(item => item.Source == "dump4.txt");
        int at = item.Text.IndexOf("disease 4", StringComparison.Ordinal) + "disease ".Length;
        Correction missing = new(Decision.Missing, SheetReader.MissingAnchor(item, at, at + 1), "first", DateTimeOffset.UnixEpoch,
            ImmutableSortedDictionary<string, string?>.Empty,
            new Dictionary<string, string?> { ["statistic"] = "value", ["value"] = "4", ["outcome"] = "disease" }.ToImmutableSortedDictionary(StringComparer.Ordinal));
        Assert.Equal(1, Replay.Apply(run.Folder, [missing]).Applied);
        EvidenceRecord row = Assert.Single(RunFolder.Evidence(run.Folder), row => row["review_status"] == "added");
        Assert.Equal(("dump4.txt", "4", "disease", item.AbstractId), (row["source"], row["value"], row["outcome"], row.AbstractId));
        Assert.Equal("4", Dumps[4].Item2[int.Parse(row["start"], System.Globalization.CultureInfo.InvariantCulture)..int.Parse(row["end"], System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [Fact]
    public void WhatAReviewerTookBackIsNotApplied()
    {
        using ReviewRun run = new(Dumps);
        EvidenceRecord row = RunFolder.Evidence(run.Folder).First();
        Correction edit = Decide(run, row, Decision.Edit, ("value", "9"));
        Assert.Equal(0, Replay.Apply(run.Folder, [edit, edit with { Decision = Decision.Withdraw }]).Applied);
    }

    private static Correction Decide(ReviewRun run, EvidenceRecord row, Decision decision, params (string Column, string? Value)[] corrected)
    {
        ReviewedAbstract item = RunFolder.Abstracts(run.Folder).Single(item => item.AbstractId == row.AbstractId);
        Highlight place = item.Places.First(place => place.EvidenceId == row.EvidenceId);
        return new Correction(decision, item.AnchorOf(row.EvidenceId, place.Start, place.End), "first", DateTimeOffset.UnixEpoch, row.Values,
            corrected.ToImmutableSortedDictionary(change => change.Column, change => change.Value, StringComparer.Ordinal));
    }

    /// <summary>Lines of 40 characters, long words hyphenated at their ends.</summary>
    private static string Rewrapped(string text)
    {
        System.Text.StringBuilder wrapped = new();
        foreach (string line in text.Split('\n'))
        {
            int width = 0;
            foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (width + word.Length > 40 && word.Length > 8 && word.All(char.IsAsciiLetterLower))
                {
                    wrapped.Append(word.AsSpan(0, 4)).Append("-\n").Append(word.AsSpan(4)).Append(' ');
                    width = word.Length - 4;
                    continue;
                }

                if (width + word.Length > 40)
                {
                    wrapped.Length--;
                    wrapped.Append('\n');
                    width = 0;
                }

                wrapped.Append(word).Append(' ');
                width += word.Length + 1;
            }

            wrapped.Append('\n');
        }

        return wrapped.ToString();
    }
}
