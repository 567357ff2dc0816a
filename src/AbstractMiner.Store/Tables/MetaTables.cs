using System.Globalization;
using AbstractMiner.Export;
using CsvHelper;
using Dapper;

namespace AbstractMiner.Store.Tables;

/// <summary>Writes tables that a program for meta-analysis reads, from the views of the database.</summary>
public static class MetaTables
{
    /// <summary>Every form that <c>export --as</c> knows. A new one is one line here.</summary>
    public static IReadOnlyDictionary<string, Func<EvidenceDatabase, string, IReadOnlyList<string>>> Forms { get; } =
        new SortedDictionary<string, Func<EvidenceDatabase, string, IReadOnlyList<string>>>(StringComparer.Ordinal)
        {
            ["metafor"] = WriteMetafor,
            ["revman"] = WriteRevMan,
            ["fhir"] = FhirBundle.Write,
            ["ris"] = RisReferences.Write,
        };

    /// <summary>
    /// For R's metafor: <c>escalc(measure = "OR", ai = ai, n1i = n1i, ci = ci, n2i = n2i)</c> over metafor_binary.csv, <c>escalc(measure = "SMD", m1i = ...)</c>
    /// over metafor_continuous.csv; metafor_effect.csv has printed effect estimates with their intervals.
    /// </summary>
    private static IReadOnlyList<string> WriteMetafor(EvidenceDatabase database, string folder) =>
    [
        WriteView(database, folder, "metafor_binary.csv", "SELECT * FROM meta_binary ORDER BY abstract_id, entry, evidence_id_2"),
        WriteView(database, folder, "metafor_continuous.csv", "SELECT * FROM meta_continuous ORDER BY abstract_id, entry, evidence_id_2"),
        WriteView(database, folder, "metafor_effect.csv", "SELECT * FROM meta_effect ORDER BY abstract_id, entry"),
    ];

    /// <summary>Data rows as Cochrane RevMan takes them: one per study and outcome, experimental arm first.</summary>
    private static IReadOnlyList<string> WriteRevMan(EvidenceDatabase database, string folder) =>
    [
        WriteView(database, folder, "revman_dichotomous.csv", """
            SELECT COALESCE(title, abstract_id) AS "Study", outcome AS "Outcome", time AS "Subgroup", arm_1 AS "Experimental group", ai AS "Experimental events", n1i AS "Experimental total",
                   arm_2 AS "Control group", ci AS "Control events", n2i AS "Control total", derived AS "Derived from percent", quote AS "Quote", start_at AS "Quote starts at"
            FROM meta_binary ORDER BY abstract_id, entry, evidence_id_2
            """),
        WriteView(database, folder, "revman_continuous.csv", """
            SELECT COALESCE(title, abstract_id) AS "Study", outcome AS "Outcome", time AS "Subgroup", unit AS "Unit", arm_1 AS "Experimental group", m1i AS "Experimental mean",
                   sd1i AS "Experimental SD", n1i AS "Experimental total", arm_2 AS "Control group", m2i AS "Control mean", sd2i AS "Control SD", n2i AS "Control total",
                   spread_unnamed AS "Spread not named", quote AS "Quote", start_at AS "Quote starts at"
            FROM meta_continuous ORDER BY abstract_id, entry, evidence_id_2
            """),
    ];

    private static string WriteView(EvidenceDatabase database, string folder, string name, string sql)
    {
        string path = Path.Combine(folder, name);
        using FileStream output = File.Create(path);
        using CsvWriter csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
        using System.Data.IDataReader reader = database.Connection.ExecuteReader(sql);
        for (int i = 0; i < reader.FieldCount; i++)
        {
            csv.WriteField(reader.GetName(i));
        }

        csv.EndRecord();
        while (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
            {
                object cell = reader.GetValue(i);
                csv.WriteField(cell is DBNull ? "" : cell is string text ? Csv.Defuse(text) : Convert.ToString(cell, CultureInfo.InvariantCulture));
            }

            csv.EndRecord();
        }

        return path;
    }
}
