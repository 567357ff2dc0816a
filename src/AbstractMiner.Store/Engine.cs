using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace AbstractMiner.Store;

/// <summary>What SQLite and PostgreSQL do differently. Everything else is the same SQL.</summary>
internal abstract class Engine
{
    /// <summary>The engine that an address names: <c>sqlite:PATH</c> or <c>postgres://user@host:port/database</c>.</summary>
    /// <exception cref="StoreException">The address names neither, or is incomplete.</exception>
    public static Engine Of(string address)
    {
        if (address.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase) && address.Length > "sqlite:".Length)
        {
            return new SqliteEngine(address["sqlite:".Length..]);
        }

        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "postgres" or "postgresql" && uri.AbsolutePath.Trim('/').Length > 0)
        {
            return new PostgresEngine(uri);
        }

        throw new StoreException($"{address}: not the address of a database. Use sqlite:evidence.db or postgres://user@host:5432/database.");
    }

    public abstract DbConnection Open();

    /// <summary>Starts a transaction that waits for every other load to end.</summary>
    public abstract DbTransaction BeginAlone(DbConnection connection);

    /// <summary>Appends rows to an empty temporary table.</summary>
    public abstract void Insert(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<LoadColumn> columns, IEnumerable<object?[]> rows);

    /// <summary>A migration in the words of this engine.</summary>
    public virtual string Adapt(string sql) => sql;

    /// <summary>Whether the database has a table of that name.</summary>
    public abstract bool HasTable(DbConnection connection, string name);

    /// <summary>Keeps a copy of the database before its schema changes; returns its place, or null where the server's own tools do that.</summary>
    public virtual string? BackUp(DbConnection connection, int version) => null;

    private sealed class SqliteEngine(string path) : Engine
    {
        public override DbConnection Open()
        {
            string connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 600, Pooling = false }.ToString();
            SqliteConnection connection = new(connectionString);
            try
            {
                connection.Open();
                connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA temp_store = FILE; PRAGMA cache_size = -65536;");
            }
            catch (SqliteException error)
            {
                connection.Dispose();
                throw new StoreException($"{path}: cannot be opened as an SQLite database ({error.Message}). Check the path, or name a new file.", error);
            }

            return connection;
        }

        public override DbTransaction BeginAlone(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);

        public override void Insert(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<LoadColumn> columns, IEnumerable<object?[]> rows)
        {
            using DbCommand command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
            DbParameter[] parameters = [.. columns.Select((_, i) => new SqliteParameter($"@p{i}", null))];
            command.Parameters.AddRange(parameters);
            command.Prepare();
            foreach (object?[] row in rows)
            {
                for (int i = 0; i < row.Length; i++)
                {
                    parameters[i].Value = row[i] ?? DBNull.Value;
                }

                command.ExecuteNonQuery();
            }
        }

        public override string Adapt(string sql) => sql.Replace("string_agg(", "group_concat(", StringComparison.Ordinal);

        public override bool HasTable(DbConnection connection, string name) =>
            connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @name", new { name }) > 0;

        public override string? BackUp(DbConnection connection, int version)
        {
            if (path == ":memory:")
            {
                return null;
            }

            string copy = $"{path}.v{version}.bak";
            File.Delete(copy);
            connection.Execute("VACUUM INTO @copy", new { copy });
            return copy;
        }
    }

    private sealed class PostgresEngine(Uri address) : Engine
    {
        // Any number that no other program is likely to take.
        private const long LoadLock = 0x41_62_73_4D_69_6E_65_72;

        public override DbConnection Open()
        {
            string[] login = address.UserInfo.Split(':', 2);
            NpgsqlConnectionStringBuilder settings = new()
            {
                Host = address.Host,
                Port = address.Port < 0 ? 5432 : address.Port,
                Database = Uri.UnescapeDataString(address.AbsolutePath.Trim('/')),
                Username = login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : null,
                Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null,
                CommandTimeout = 0,
                Pooling = false,
            };
            NpgsqlConnection connection = new(settings.ToString());
            try
            {
                connection.Open();
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                connection.Dispose();
                throw new StoreException($"postgres://{address.Host}:{settings.Port}/{settings.Database}: no connection ({error.Message}). Check that the server runs and lets this user in.", error);
            }

            return connection;
        }

        public override DbTransaction BeginAlone(DbConnection connection)
        {
            DbTransaction transaction = connection.BeginTransaction();
            connection.Execute("SELECT pg_advisory_xact_lock(@LoadLock)", new { LoadLock }, transaction);
            return transaction;
        }

        public override void Insert(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<LoadColumn> columns, IEnumerable<object?[]> rows)
        {
            NpgsqlDbType[] types = [.. columns.Select(column => column.Type switch
            {
                LoadType.Integer => NpgsqlDbType.Integer,
                LoadType.Long => NpgsqlDbType.Bigint,
                LoadType.Number => NpgsqlDbType.Double,
                LoadType.Boolean => NpgsqlDbType.Boolean,
                _ => NpgsqlDbType.Text,
            })];
            using NpgsqlBinaryImporter import = ((NpgsqlConnection)connection)
                .BeginBinaryImport($"COPY {table} ({string.Join(", ", columns.Select(column => column.Name))}) FROM STDIN (FORMAT BINARY)");
            foreach (object?[] row in rows)
            {
                import.StartRow();
                for (int i = 0; i < row.Length; i++)
                {
                    switch (row[i])
                    {
                        case null:
                            import.WriteNull();
                            break;
                        case string text:
                            // PostgreSQL has no character 0.
                            import.Write(text.Replace("\0", "", StringComparison.Ordinal), types[i]);
                            break;
                        case var value:
                            import.Write(value, types[i]);
                            break;
                    }
                }
            }

            import.Complete();
        }

        public override bool HasTable(DbConnection connection, string name) =>
            connection.ExecuteScalar<bool>("SELECT to_regclass(@name) IS NOT NULL", new { name });
    }
}
