using System.Xml;

namespace AbstractMiner.Ingest;

/// <summary>
/// JATS articles, as PubMed Central and publishers give them: title and abstract of each. The body of the paper is not read:
/// what an abstract reports must stand in it.
/// </summary>
public sealed class JatsReader : IReader
{
    public string Format => "jats";

    public bool Recognises(InputHead head) => head.Text.StartsWith('<') && head.Text.Contains("<article", StringComparison.Ordinal)
        && (head.Text.Contains("<front>", StringComparison.Ordinal) || head.Text.Contains("<article-meta", StringComparison.Ordinal) || head.Text.Contains("JATS", StringComparison.Ordinal));

    public IEnumerable<ReadItem> Read(Input input) => XmlRecords.Read(input, "article", Read);

    private static void Read(XmlReader xml, RecordText record)
    {
        string? fallbackId = null;
        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
                continue;
            }

            switch (xml.LocalName)
            {
                case "body" or "back" or "contrib-group" or "aff" or "related-article" or "journal-meta" or "sub-article" or "response":
                case "abstract" when xml.GetAttribute("abstract-type") is "graphical" or "teaser" or "toc" or "key-points" or "executive-summary" or "plain-language-summary" or "web-summary":
                case "trans-abstract" when xml.GetAttribute("xml:lang") is not ("zh" or "zh-CN" or "chi"):
                    xml.Skip();
                    continue;
                case "article-id" when xml.GetAttribute("pub-id-type") is "pmid":
                    record.SetId(MarkupText.Of(xml));
                    break;
                case "article-id" when xml.GetAttribute("pub-id-type") is "pmc" or "pmcid" or "publisher-id":
                    fallbackId ??= MarkupText.Of(xml);
                    break;
                case "article-id" when xml.GetAttribute("pub-id-type") is "doi":
                    record.SetDoi(MarkupText.Of(xml));
                    break;
                case "article-title":
                    record.SetTitle(MarkupText.Of(xml, "xref", "fn"));
                    break;
                case "abstract" or "trans-abstract":
                    ReadAbstract(xml, record);
                    break;
            }

            xml.Read();
        }

        record.SetId(fallbackId ?? "");
    }

    /// <summary>Sections with their titles, or bare paragraphs. Ends on the end tag of the abstract.</summary>
    private static void ReadAbstract(XmlReader xml, RecordText record)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        int depth = xml.Depth;
        string? label = null;
        xml.Read();
        while (xml.Depth > depth && !xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "title")
            {
                string title = MarkupText.Of(xml);
                label = title.Equals("abstract", StringComparison.OrdinalIgnoreCase) ? null : title;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "p")
            {
                record.AddSection(label, MarkupText.Of(xml));
                label = null;
            }

            xml.Read();
        }
    }
}
