namespace AbstractMiner.Ingest;

/// <summary>Which columns or keys of a table hold what: those that the user names, else the usual names.</summary>
internal sealed record Columns(string[] Text, string[] Id, string[] Title, string[] Doi)
{
    public static Columns Of(ReadOptions options) => new(
        Named(options.TextColumn, ["text", "abstract", "abstract_text", "abstracttext", "abstract note", "body", "content", "摘要"]),
        Named(options.IdColumn, ["id", "pmid", "record", "record_id", "abstract_id", "accession", "accession number", "key"]),
        Named(options.TitleColumn, ["title", "article_title", "article title", "标题", "题名"]),
        Named(options.DoiColumn, ["doi"]));

    /// <summary>The first of the names that is among the columns, or -1.</summary>
    public static int Find(string[] names, IReadOnlyList<string> columns)
    {
        foreach (string name in names)
        {
            for (int i = 0; i < columns.Count; i++)
            {
                if (columns[i].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private static string[] Named(string? name, string[] usual) => name is null ? usual : [name];
}
