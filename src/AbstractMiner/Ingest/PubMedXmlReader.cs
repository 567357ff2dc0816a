using System.Xml;

namespace AbstractMiner.Ingest;

/// <summary>
/// PubMed and MEDLINE XML: an export of a search, or a baseline file of any size. The text of a record is its title and every
/// part of its abstract with the printed label before it (<c>METHODS: </c>); its id is the PMID.
/// </summary>
public sealed class PubMedXmlReader : IReader
{
    public string Format => "pubmed-xml";

    public bool Recognises(InputHead head) => head.Text.StartsWith('<') && (head.Text.Contains("<PubmedArticle", StringComparison.Ordinal) || head.Text.Contains("<MedlineCitation", StringComparison.Ordinal));

    public IEnumerable<ReadItem> Read(Input input) =>
        XmlRecords.Read(input, input.Head.Text.Contains("<PubmedArticle", StringComparison.Ordinal) ? "PubmedArticle" : "MedlineCitation", Read);

    private static void Read(XmlReader xml, RecordText record)
    {
        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
                continue;
            }

            switch (xml.LocalName)
            {
                // Papers that are only cited or commented on have ids of their own.
                case "CommentsCorrectionsList" or "ReferenceList" or "AuthorList" or "MeshHeadingList":
                    xml.Skip();
                    continue;
                case "PMID":
                    record.SetId(MarkupText.Of(xml));
                    break;
                case "ArticleTitle":
                    record.SetTitle(MarkupText.Of(xml));
                    break;
                case "AbstractText":
                    string? label = xml.GetAttribute("Label");
                    record.AddSection(label, MarkupText.Of(xml));
                    break;
                case "OtherAbstract" when xml.GetAttribute("Language") != "chi":
                    // A translation or a summary for patients would say everything twice; the Chinese side is aligned later.
                    xml.Skip();
                    continue;
                case "ELocationID" when xml.GetAttribute("EIdType") == "doi":
                case "ArticleId" when xml.GetAttribute("IdType") == "doi":
                    record.SetDoi(MarkupText.Of(xml));
                    break;
            }

            xml.Read();
        }
    }
}
