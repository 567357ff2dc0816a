using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AbstractMiner.Export;
using AbstractMiner.Review;
using Dapper;

namespace AbstractMiner.Store;

/// <summary>
/// One load: the run's tables go to temporary tables as they are, then a few statements over whole sets bring the lasting
/// tables up to date. What did not change is not touched, so loading the same again changes nothing.
/// </summary>
internal sealed class RunLoad(Engine engine, DbConnection connection, DbTransaction transaction, RunFiles files)
{
    public LoadReport Run(bool prune)
    {
        string runId = files.RunId;
        if (connection.QuerySingleOrDefault<int?>("SELECT run_no FROM runs WHERE run_id = @runId", new { runId }, transaction) is { } known)
        {
            return new LoadReport(known, Known: true, 0, 0, 0, null);
        }

        int run = connection.ExecuteScalar<int>("SELECT COALESCE(MAX(run_no), 0) + 1 FROM runs", transaction: transaction);
        Execute("INSERT INTO runs (run_id, run_no, version, configuration) VALUES (@runId, @run, @Version, @Configuration)", new { runId, run, files.Version, files.Configuration });
        foreach (RunFiles.Document document in files.Documents)
        {
            Execute("""
                INSERT INTO documents (source, format, bytes, sha256, run_no) VALUES (@Source, @Format, @Bytes, @Sha256, @run)
                ON CONFLICT (source) DO UPDATE SET format = excluded.format, bytes = excluded.bytes, sha256 = excluded.sha256, run_no = excluded.run_no
                """, new { document.Source, document.Format, document.Bytes, document.Sha256, run });
        }

        Stage(LoadTable.Abstracts);
        Stage(LoadTable.Findings);
        long abstracts = MergeAbstracts(run);
        foreach (LoadTable part in LoadTable.Parts)
        {
            Stage(part);
            Merge(part, run, "");
        }

        // A run that was mined without the ledger must not undo what a reviewer decided.
        (long closed, long added) = Merge(LoadTable.Findings, run, """
             AND NOT (t.review_status <> 'unreviewed' AND NOT EXISTS
                 (SELECT 1 FROM staging_findings r WHERE r.evidence_id = t.evidence_id AND r.review_status <> 'unreviewed'))
            """);
        MarkArms();
        if (prune)
        {
            Execute("""
                UPDATE abstracts SET valid_to_run = @run WHERE valid_to_run IS NULL AND source IN (SELECT source FROM staging_abstracts)
                AND abstract_id NOT IN (SELECT abstract_id FROM staging_abstracts)
                """, new { run });
        }

        StoreCorrections();
        foreach (LoadTable table in LoadTable.Parts.Append(LoadTable.Findings).Append(LoadTable.Abstracts))
        {
            Execute($"DROP TABLE {table.Staging}");
        }

        return new LoadReport(run, Known: false, abstracts, added, closed, null);
    }

    private void Stage(LoadTable table)
    {
        Execute($"CREATE TEMP TABLE {table.Staging} AS SELECT {Names(table)} FROM {table.Name} WHERE 1 = 0");
        engine.Insert(connection, transaction, table.Staging, table.Stored, files.Rows(table));
        Execute($"CREATE INDEX {table.Staging}_key ON {table.Staging} ({string.Join(", ", table.Key)})");
    }

    private long MergeAbstracts(int run)
    {
        LoadTable table = LoadTable.Abstracts;
        // Abstracts of standard input or of an archive's entry stand in a source that the list of inputs names otherwise.
        Execute("INSERT INTO documents (source, run_no) SELECT DISTINCT s.source, @run FROM staging_abstracts s WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.source = s.source)", new { run });
        return Execute($"""
            INSERT INTO abstracts ({Names(table)}, valid_from_run) SELECT {Names(table)}, @run FROM staging_abstracts WHERE true
            ON CONFLICT (abstract_id) DO UPDATE SET {string.Join(", ", table.Stored.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"))}, valid_from_run = @run, valid_to_run = NULL
            WHERE abstracts.row_hash <> excluded.row_hash OR abstracts.valid_to_run IS NOT NULL
            """, new { run });
    }

    /// <summary>Closes what is no longer so and adds what is new, for the abstracts of this run.</summary>
    private (long Closed, long Added) Merge(LoadTable table, int run, string unless)
    {
        string same = string.Join(" AND ", table.Key.Select(key => $"s.{key} = t.{key}"));
        long closed = Execute($"""
            UPDATE {table.Name} AS t SET valid_to_run = @run
            WHERE t.valid_to_run IS NULL AND EXISTS (SELECT 1 FROM staging_abstracts a WHERE a.abstract_id = t.abstract_id)
              AND NOT EXISTS (SELECT 1 FROM {table.Staging} s WHERE {same} AND s.row_hash = t.row_hash){unless}
            """, new { run });
        long added = Execute($"""
            INSERT INTO {table.Name} ({Names(table)}, valid_from_run) SELECT {Names(table)}, @run FROM {table.Staging} s
            WHERE NOT EXISTS (SELECT 1 FROM {table.Name} t WHERE {same} AND t.valid_to_run IS NULL)
            """, new { run });
        return (closed, added);
    }

    /// <summary>
    /// Marks the findings that an arm, an outcome, a time and a statistic tell from all others, for only they can be paired; and
    /// the arms that others are compared with. Told once here, the views need not work it out for every row.
    /// </summary>
    private void MarkArms() => Execute("""
        UPDATE findings SET alone = NOT EXISTS (SELECT 1 FROM findings o
            WHERE o.abstract_id = findings.abstract_id AND o.statistic = findings.statistic AND LOWER(o.outcome) = LOWER(findings.outcome) AND LOWER(o.arm) = LOWER(findings.arm)
              AND o.valid_to_run IS NULL AND COALESCE(LOWER(o.time), '') = COALESCE(LOWER(findings.time), '') AND o.review_status <> 'rejected' AND o.evidence_id <> findings.evidence_id),
            is_control = LOWER(arm) LIKE '%placebo%' OR LOWER(arm) LIKE '%control%' OR LOWER(arm) LIKE '%standard%' OR LOWER(arm) LIKE '%usual%' OR LOWER(arm) LIKE '%sham%'
                OR LOWER(arm) LIKE '%observation%' OR LOWER(arm) LIKE '%untreated%' OR LOWER(arm) LIKE '%vehicle%' OR arm LIKE '%对照%' OR arm LIKE '%安慰剂%'
        WHERE valid_to_run IS NULL AND outcome IS NOT NULL AND arm IS NOT NULL AND abstract_id IN (SELECT abstract_id FROM staging_abstracts)
        """);

    private void StoreCorrections()
    {
        foreach (Correction correction in files.Corrections)
        {
            string corrected = JsonSerializer.Serialize(correction.Corrected);
            string decidedAt = correction.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
            string name = $"{correction.Anchor.EvidenceId}|{correction.Decision}|{correction.Reviewer}|{decidedAt}|{corrected}";
            Execute("""
                INSERT INTO corrections (correction_id, evidence_id, abstract_id, decision, reviewer, decided_at, corrected, remark)
                VALUES (@id, @EvidenceId, @AbstractId, @decision, @Reviewer, @decidedAt, @corrected, @Comment) ON CONFLICT (correction_id) DO NOTHING
                """, new
            {
                id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)),
                correction.Anchor.EvidenceId,
                correction.Anchor.AbstractId,
                decision = Words.Of(correction.Decision),
                correction.Reviewer,
                decidedAt,
                corrected,
                correction.Comment,
            });
        }
    }

    private static string Names(LoadTable table) => string.Join(", ", table.Stored.Select(column => column.Name));

    private int Execute(string sql, object? parameters = null) => connection.Execute(sql, parameters, transaction);
}
