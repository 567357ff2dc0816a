using System.Text;
using Dapper;

namespace AbstractMiner.Store.Tables;

/// <summary>The abstracts as references for a citation manager, in RIS (type ABST).</summary>
internal static class RisReferences
{
    private sealed record Reference(string AbstractId, string? Title, string? Doi, string? AbstractNo, string? RegistryIds, string? Condition, string Source);

    public static IReadOnlyList<string> Write(EvidenceDatabase database, string folder)
    {
        string path = Path.Combine(folder, "references.ris");
        StringBuilder text = new();
        foreach (Reference item in database.Connection.Query<Reference>("""
            SELECT abstract_id AS AbstractId, title AS Title, doi AS Doi, abstract_no AS AbstractNo, registry_ids AS RegistryIds, condition AS Condition, source AS Source
            FROM abstracts WHERE valid_to_run IS NULL AND duplicate_of IS NULL ORDER BY source, abstract_id
            """))
        {
            Line(text, "TY", "ABST");
            Line(text, "ID", item.AbstractId);
            Line(text, "TI", item.Title);
            Line(text, "DO", item.Doi);
            Line(text, "M1", item.AbstractNo);
            Line(text, "AN", item.RegistryIds);
            Line(text, "KW", item.Condition);
            Line(text, "N1", $"Source: {item.Source}");
            text.Append("ER  - \r\n\r\n");
        }

        File.WriteAllText(path, text.ToString());
        return [path];
    }

    private static void Line(StringBuilder text, string tag, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            text.Append(tag).Append("  - ").Append(value.ReplaceLineEndings(" ").Trim()).Append("\r\n");
        }
    }
}
