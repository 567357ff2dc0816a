using AbstractMiner.Review;
using AbstractMiner.Store;
using Dapper;

namespace AbstractMiner.Tests.Store;

/// <summary>The same tests over both engines.</summary>
public sealed class SqliteDatabaseTest : EvidenceDatabaseTest
{
    protected override string? NewDatabase() => $"sqlite:{Path.Combine(Scratch, $"{Guid.NewGuid():N}.db")}";

    [Fact]
    public void ADatabaseOfEveryEarlierSchemaIsBroughtUpToDate_AfterACopyOfIt()
    {
        for (int version = 1; version < EvidenceDatabase.SchemaVersion; version++)
        {
            string path = Path.Combine(Scratch, $"v{version}.db");
            using (EvidenceDatabase old = EvidenceDatabase.Open($"sqlite:{path}", version))
            {
                old.Connection.Execute("INSERT INTO runs (run_id, run_no, version, configuration) VALUES ('r', 1, '0.0.1', 'c')");
            }

            using EvidenceDatabase database = EvidenceDatabase.Open($"sqlite:{path}");
            Assert.Equal(EvidenceDatabase.SchemaVersion, database.Connection.ExecuteScalar<int>("SELECT MAX(version) FROM schema_version"));
            Assert.Equal(1, database.Connection.ExecuteScalar<int>("SELECT COUNT(*) FROM runs"));

            // The copy is the database as it was: restoring is putting it back.
            using Microsoft.Data.Sqlite.SqliteConnection copy = new($"Data Source={database.Backup};Mode=ReadOnly;Pooling=false");
            Assert.Equal(version, copy.ExecuteScalar<int>("SELECT MAX(version) FROM schema_version"));
            Assert.Equal("r", copy.ExecuteScalar<string>("SELECT run_id FROM runs"));
        }
    }

    [Fact]
    public void AFileThatIsNoDatabaseIsRefused()
    {
        string path = Path.Combine(Scratch, "text.db");
        File.WriteAllText(path, new string('x', 5000));
        Assert.Contains("text.db", Assert.Throws<StoreException>(() => EvidenceDatabase.Open($"sqlite:{path}")).Message, StringComparison.Ordinal);
    }
}

public sealed class PostgresDatabaseTest(PostgresServer server) : EvidenceDatabaseTest, IClassFixture<PostgresServer>
{
    protected override string? NewDatabase() => server.Programs is null ? null : server.NewDatabase();

    [Fact]
    public async Task AConnectionThatIsLostDuringALoadLeavesTheOldStateWhole()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        using StoreRun first = Trial();
        using EvidenceDatabase database = EvidenceDatabase.Open(address);
        database.Load(first.Write());
        string before = Dump(database);

        // Another session ends the loading one as soon as it waits for the lock that this one holds.
        using EvidenceDatabase other = EvidenceDatabase.Open(address);
        using StoreRun second = Trial().Finding("e9", "a1", "pain", "placebo", "mean", "4.1");
        second.Write();
        other.Connection.Execute("BEGIN; LOCK TABLE findings IN ACCESS EXCLUSIVE MODE");
        Task<Exception?> load = Task.Run<Exception?>(() => Record.Exception(() => database.Load(second.Folder)));
        using EvidenceDatabase killer = EvidenceDatabase.Open(server.Maintenance);
        while (!load.IsCompleted && killer.Connection.ExecuteScalar<int>("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname <> 'postgres'") == 0)
        {
            await Task.Delay(20);
        }

        Assert.NotNull(await load);
        other.Connection.Execute("ROLLBACK");
        Assert.Equal(before, Dump(other));
    }
}

public abstract class EvidenceDatabaseTest : IDisposable
{
    protected string Scratch { get; } = Directory.CreateTempSubdirectory("store").FullName;

    protected abstract string? NewDatabase();

    public virtual void Dispose() => Directory.Delete(Scratch, recursive: true);

    [Fact]
    public void TheSameRunTwiceChangesNothing()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        using StoreRun run = Trial();
        using EvidenceDatabase database = EvidenceDatabase.Open(address);
        Assert.False(database.Load(run.Write()).Known);
        string before = Dump(database);
        Assert.True(database.Load(run.Folder).Known);
        Assert.Equal(before, Dump(database));
    }

    [Fact]
    public void ANewerReadingIsCurrentAndTheOlderOneIsHistory()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        using StoreRun first = Trial();
        using StoreRun second = Trial(response: "55.0");
        using EvidenceDatabase database = EvidenceDatabase.Open(address);
        database.Load(first.Write());
        LoadReport report = database.Load(second.Write());
        Assert.Equal((2, 1L, 1L), (report.RunNo, report.Added, report.Closed));
        Assert.Equal([("54.2", 1, (int?)2), ("55.0", 2, null)], database.Connection.Query<(string, int, int?)>(
            "SELECT value_printed, valid_from_run, valid_to_run FROM findings WHERE evidence_id = 'e1' ORDER BY valid_from_run"));
        Assert.Equal("55.0", database.Connection.QuerySingle<string>("SELECT value_printed FROM evidence WHERE evidence_id = 'e1'"));
    }

    [Fact]
    public void ARunWithoutTheLedgerNeverUndoesAReviewer()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        using StoreRun reviewed = Trial(response: "53.0", status: "corrected");
        using StoreRun plain = Trial(response: "54.2");
        using StoreRun reviewedAgain = Trial(response: "52.0", status: "corrected");
        using EvidenceDatabase database = EvidenceDatabase.Open(address);
        database.Load(reviewed.Write());
        database.Load(plain.Write());
        Assert.Equal(("53.0", "corrected"), database.Connection.QuerySingle<(string, string)>("SELECT value_printed, review_status FROM evidence WHERE evidence_id = 'e1'"));
        database.Load(reviewedAgain.Write());
        Assert.Equal("52.0", database.Connection.QuerySingle<string>("SELECT value_printed FROM evidence WHERE evidence_id = 'e1'"));
    }

    [Fact]
    public void TheLedgerIsStoredOnce()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        using StoreRun run = Trial();
        new Ledger(Path.Combine(run.Write(), Ledger.FileName)).Append([Review.LedgerTest.Of("e1", Decision.Edit, ("value", "55.0"))]);
        using EvidenceDatabase database = EvidenceDatabase.Open(address);
        database.Load(run.Folder);
        File.AppendAllText(Path.Combine(run.Folder, "abstracts.jsonl"), "");
        File.AppendAllText(Path.Combine(run.Folder, "evidence.csv"), "");
        database.Load(run.Folder);
        Assert.Equal(("e1", "edit", """{"value":"55.0"}"""), database.Connection.QuerySingle<(string, string, string)>("SELECT evidence_id, decision, corrected FROM corrections"));
    }

    [Fact]
    public void TwoArmsBecomeARowOfTheMetaAnalysis()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        using StoreRun run = Trial();
        using EvidenceDatabase database = EvidenceDatabase.Open(address);
        database.Load(run.Write());
        Assert.Equal([("response", "cells", "placebo", 13.0, 24.0, 6.0, 24.0, 0), ("nausea", "cells", "placebo", 3.0, 24.0, 5.0, 24.0, 1)],
            database.Connection.Query<(string, string, string, double, double, double, double, int)>("SELECT outcome, arm_1, arm_2, ai, n1i, ci, n2i, derived FROM meta_binary ORDER BY start_at"));
        Assert.Equal([("pain", 2.1, 0.9, 24.0, 3.5, 1.1, 24.0)],
            database.Connection.Query<(string, double, double, double, double, double, double)>("SELECT outcome, m1i, sd1i, n1i, m2i, sd2i, n2i FROM meta_continuous"));
        Assert.Equal([("odds_ratio", 3.5, 1.1, 11.8, 95.0, "ratio")],
            database.Connection.Query<(string, double, double, double, double, string)>("SELECT measure, yi, ci_lb, ci_ub, ci_level, scale FROM meta_effect"));
        Assert.Equal([("allogeneic umbilical cord MSC", 1e6, "belimumab", 4)],
            database.Connection.Query<(string, double, string, int)>("SELECT cell_sources, cell_dose, interventions, outcomes FROM study_summary"));
    }

    [Fact]
    public void DuplicatesAndRejectedRowsDoNotCount()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        using StoreRun run = Trial(status: "rejected");
        run.Abstract("a2", ("duplicate_of", "a1")).Finding("e20", "a2", "response", "cells", "percent", "54.2");
        using EvidenceDatabase database = EvidenceDatabase.Open(address);
        database.Load(run.Write());
        Assert.Equal(0, database.Connection.ExecuteScalar<int>("SELECT COUNT(*) FROM evidence WHERE evidence_id IN ('e1', 'e20')"));
        Assert.Equal(2, database.Connection.ExecuteScalar<int>("SELECT COUNT(*) FROM findings WHERE evidence_id IN ('e1', 'e20')"));
    }

    [Fact]
    public void TextThatLooksLikeSqlIsText()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        const string Nasty = "'; DROP TABLE findings; -- \" \\ %s @run $1 {0}";
        using StoreRun run = new StoreRun().Abstract("a1", ("title", Nasty), ("condition", Nasty)).Finding("e1", "a1", Nasty, Nasty, "percent", "1.0", ("unit", Nasty), ("time", Nasty));
        using EvidenceDatabase database = EvidenceDatabase.Open(address);
        database.Load(run.Write());
        Assert.Equal((Nasty, Nasty, Nasty), database.Connection.QuerySingle<(string, string, string)>("SELECT outcome, arm, title FROM evidence"));
    }

    [Fact]
    public void AnAddressIsNeverMoreThanAnAddress()
    {
        Assert.Throws<StoreException>(() => EvidenceDatabase.Open("mysql://somewhere/x"));
        Assert.Throws<StoreException>(() => EvidenceDatabase.Open("postgres://127.0.0.1:1/x;Host=example.org"));
        Assert.Throws<StoreException>(() => EvidenceDatabase.Open("sqlite:"));
    }

    [Fact]
    public void ALoadThatTheDatabaseRefusesLeavesAllAsItWas()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        using StoreRun run = Trial();
        using StoreRun impossible = Trial().Finding("e8", "a1", "pain", "cells", "mean", "2", ("p_value", "7"), ("p_operator", "eq"));
        using EvidenceDatabase database = EvidenceDatabase.Open(address);
        database.Load(run.Write());
        string before = Dump(database);
        Assert.Contains("refused", Assert.Throws<StoreException>(() => database.Load(impossible.Write())).Message, StringComparison.Ordinal);
        Assert.Equal(before, Dump(database));
    }

    [Fact]
    public async Task TwoLoadsAtOnceTakeTurns()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        EvidenceDatabase.Open(address).Dispose();
        StoreRun[] runs = [.. Enumerable.Range(0, 4).Select(i => Trial(response: $"{50 + i}.0"))];
        await Task.WhenAll(runs.Select(run => Task.Run(() =>
        {
            using EvidenceDatabase database = EvidenceDatabase.Open(address);
            database.Load(run.Write());
        })));
        using EvidenceDatabase after = EvidenceDatabase.Open(address);
        Assert.Equal([1, 2, 3, 4], after.Connection.Query<int>("SELECT run_no FROM runs ORDER BY run_no"));
        Assert.Equal(1, after.Connection.ExecuteScalar<int>("SELECT COUNT(*) FROM findings WHERE evidence_id = 'e1' AND valid_to_run IS NULL"));
        Array.ForEach(runs, run => run.Dispose());
    }

    [Fact]
    public void ADatabaseOfANewerProgramIsRefused()
    {
        if (NewDatabase() is not { } address)
        {
            return;
        }

        using (EvidenceDatabase database = EvidenceDatabase.Open(address))
        {
            database.Connection.Execute("INSERT INTO schema_version (version) VALUES (@next)", new { next = EvidenceDatabase.SchemaVersion + 1 });
        }

        Assert.Contains("newer program", Assert.Throws<StoreException>(() => EvidenceDatabase.Open(address)).Message, StringComparison.Ordinal);
    }

    internal static StoreRun Trial(string response = "54.2", string status = "unreviewed") => new StoreRun()
        .Abstract("a1", ("condition", "lupus nephritis"), ("design", "randomised controlled trial"), ("sample_size_total", "48"))
        .Finding("e1", "a1", "response", "cells", "percent", response, ("time", "week 52"), ("n", "13"), ("N", "24"), ("unit", "%"), ("review_status", status))
        .Finding("e2", "a1", "response", "placebo", "percent", "25.0", ("time", "week 52"), ("n", "6"), ("N", "24"), ("unit", "%"))
        .Finding("e3", "a1", "response", "cells", "odds_ratio", "3.5", ("comparator", "placebo"), ("spread_kind", "ci"), ("spread_low", "1.1"), ("spread_high", "11.8"), ("ci_level", "95"), ("p_operator", "eq"), ("p_value", "0.039"))
        .Finding("e4", "a1", "nausea", "placebo", "percent", "20.8", ("group_n", "24"), ("unit", "%"))
        .Finding("e5", "a1", "nausea", "cells", "percent", "12.5", ("group_n", "24"), ("unit", "%"))
        .Finding("e6", "a1", "pain", "cells", "mean", "2.1", ("spread_kind", "sd"), ("spread_low", "0.9"), ("group_n", "24"))
        .Finding("e7", "a1", "pain", "placebo", "mean", "3.5", ("spread_kind", "sd"), ("spread_low", "1.1"), ("group_n", "24"))
        .Finding("e10", "a1", "weight", null, "mean", "70.0")
        .Drug("a1", "belimumab").Cell("a1", "MSC", "umbilical cord", "1000000");

    internal static string Dump(EvidenceDatabase database) => string.Join('\n', new[] { "runs", "documents", "abstracts", "findings", "drugs", "cells", "samples", "flags", "corrections" }
        .SelectMany(table => database.Connection.Query($"SELECT * FROM {table}").Select(row => $"{table}: {row}").Order(StringComparer.Ordinal)));
}
