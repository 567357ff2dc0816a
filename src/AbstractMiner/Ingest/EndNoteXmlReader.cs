using System.Xml;

namespace AbstractMiner.Ingest;

/// <summary>EndNote's XML export. Text stands in <c>style</c> elements of any number; the id is the accession number, else EndNote's own.</summary>
public sealed class EndNoteXmlReader : IReader
{
    public string Format => "endnote-xml";

    public bool Recognises(InputHead head) => head.Text.StartsWith('<') && head.Text.Contains("<records>", StringComparison.Ordinal)
        && (head.Text.Contains("<record>", StringComparison.Ordinal) || head.Text.Contains("EndNote", StringComparison.Ordinal));

    public IEnumerable<ReadItem> Read(Input input) => XmlRecords.Read(input, "record", Read);

    private static void Read(XmlReader xml, RecordText record)
    {
        string? number = null;
        string? title = null;
        while (!xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                switch (xml.LocalName)
                {
                    case "rec-number":
                        number = MarkupText.Of(xml);
                        break;
                    case "accession-num":
                        record.SetId(MarkupText.Of(xml));
                        break;
                    case "title":
                        title ??= Styled(xml);
                        record.SetTitle(title);
                        break;
                    case "abstract":
                        record.AddSection(null, Styled(xml));
                        break;
                    case "electronic-resource-num":
                        record.SetDoi(MarkupText.Of(xml));
                        break;
                }
            }

            xml.Read();
        }

        record.SetId(number ?? "");
    }

    /// <summary>The text of the element with raised styles kept apart. Ends on its end tag.</summary>
    private static string Styled(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        MarkupText text = new();
        int depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth && !xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.GetAttribute("face") is { } face && face.Contains("superscript", StringComparison.Ordinal))
            {
                text.Raise();
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                text.Lower();
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                text.Append(xml.Value);
            }

            xml.Read();
        }

        return text.ToString();
    }
}
