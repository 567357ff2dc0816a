using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace AbstractMiner.Store;

/// <summary>What a load changed.</summary>
/// <param name="RunNo">The number of the run in the database.</param>
/// <param name="Known">The same run was there already: nothing changed.</param>
/// <param name="Added">Findings that are new or read otherwise than before.</param>
/// <param name="Closed">Earlier readings that no longer hold; they stay as history.</param>
/// <param name="Backup">The copy of a database whose schema was brought up to date first.</param>
public sealed record LoadReport(int RunNo, bool Known, long Abstracts, long Added, long Closed, string? Backup);

/// <summary>The evidence of many runs, in SQLite or PostgreSQL, with one schema.</summary>
public sealed class EvidenceDatabase : IDisposable
{
    private const string Prefix = "AbstractMiner.Store.Migrations.";

    private readonly Engine _engine;

    private EvidenceDatabase(Engine engine, DbConnection connection)
    {
        _engine = engine;
        Connection = connection;
    }

    /// <summary>For queries of one's own; the schema is in the migrations.</summary>
    public DbConnection Connection { get; }

    /// <summary>The schema that this program writes.</summary>
    public static int SchemaVersion => Migrations.Count;

    private static IReadOnlyList<string> Migrations { get; } =
        [.. typeof(EvidenceDatabase).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The copy that was kept before the schema was brought up to date; null where it was.</summary>
    public string? Backup { get; private set; }

    /// <summary>Opens a database, creating it or bringing its schema up to date.</summary>
    /// <param name="address"><c>sqlite:PATH</c> or <c>postgres://user@host:port/database</c>.</param>
    /// <exception cref="StoreException">There is no such database, or a newer program wrote it.</exception>
    public static EvidenceDatabase Open(string address) => Open(address, SchemaVersion);

    /// <param name="version">Migrate no further than this schema.</param>
    internal static EvidenceDatabase Open(string address, int version)
    {
        Engine engine = Engine.Of(address);
        DbConnection connection = engine.Open();
        EvidenceDatabase database = new(engine, connection);
        try
        {
            database.Migrate(version);
        }
        catch
        {
            database.Dispose();
            throw;
        }

        return database;
    }

    /// <summary>Feeds the output of a run. In one transaction: a load that fails leaves all as it was.</summary>
    /// <param name="prune">Close abstracts that stood in the same sources and that this run no longer has.</param>
    /// <exception cref="StoreException">The folder is not the output of a run, or the database refused it.</exception>
    public LoadReport Load(string runFolder, bool prune = false)
    {
        try
        {
            using DbTransaction transaction = _engine.BeginAlone(Connection);
            LoadReport report = new RunLoad(_engine, Connection, transaction, new RunFiles(runFolder)).Run(prune) with { Backup = Backup };
            transaction.Commit();
            if (!report.Known)
            {
                // The plans of the views depend on it; a single word would be taken for a stored procedure.
                Connection.Execute("ANALYZE", commandType: CommandType.Text);
            }

            return report;
        }
        catch (DbException error)
        {
            throw new StoreException($"{runFolder}: the database refused the run ({error.Message}). Nothing of it was stored.", error);
        }
    }

    public void Dispose() => Connection.Dispose();

    private void Migrate(int version)
    {
        using DbTransaction transaction = _engine.BeginAlone(Connection);
        bool isNew = !_engine.HasTable(Connection, "schema_version");
        int found = isNew ? 0 : Connection.ExecuteScalar<int>("SELECT MAX(version) FROM schema_version", transaction: transaction);
        if (found > SchemaVersion)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"The database has schema {found}; this program knows schemas up to {SchemaVersion}. Use the newer program that wrote it."));
        }

        if (found >= version)
        {
            return;
        }

        if (!isNew)
        {
            // A copy cannot be made inside a transaction; another program that waits here finds the schema already done.
            transaction.Rollback();
            Backup = _engine.BackUp(Connection, found);
            Upgrade(version);
            return;
        }

        Connection.Execute("CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY)", transaction: transaction);
        Apply(found, version, transaction);
        transaction.Commit();
    }

    private void Upgrade(int version)
    {
        using DbTransaction transaction = _engine.BeginAlone(Connection);
        Apply(Connection.ExecuteScalar<int>("SELECT MAX(version) FROM schema_version", transaction: transaction), version, transaction);
        transaction.Commit();
    }

    private void Apply(int from, int to, DbTransaction transaction)
    {
        for (int next = from; next < to; next++)
        {
            using Stream sql = Assembly.GetExecutingAssembly().GetManifestResourceStream(Migrations[next])!;
            using StreamReader text = new(sql);
            Connection.Execute(_engine.Adapt(text.ReadToEnd()), transaction: transaction);
            Connection.Execute("INSERT INTO schema_version (version) VALUES (@version)", new { version = next + 1 }, transaction);
        }
    }
}
