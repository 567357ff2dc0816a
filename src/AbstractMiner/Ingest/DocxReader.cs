using System.IO.Compression;
using System.Xml;

namespace AbstractMiner.Ingest;

/// <summary>
/// A Word document: its paragraphs as lines with an empty line between them, its tables as rows of cells. Text that a
/// reviewer of the document deleted is not read; raised text keeps apart from the number before it.
/// </summary>
public sealed class DocxReader : IReader
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 512L * 1024 * 1024 };

    public string Format => "docx";

    public bool Recognises(InputHead head) => head.StartsWith("PK\u0003\u0004"u8)
        && (head.Extension == ".docx" || head.Bytes.Span.IndexOf("word/document.xml"u8) >= 0);

    public IEnumerable<ReadItem> Read(Input input)
    {
        using FileStream copy = input.Spool();
        using ZipArchive archive = new(copy, ZipArchiveMode.Read, leaveOpen: true);
        ZipArchiveEntry entry = archive.GetEntry("word/document.xml")
            ?? throw new UnreadableException("The file holds no Word document.", "Save it again as .docx.");
        using Stream unpacked = new Unpacking(entry.Open(), () => entry.CompressedLength);
        using XmlReader xml = XmlReader.Create(unpacked, Settings);
        TextWindows windows = new(input);
        foreach (string block in Blocks(xml))
        {
            windows.Append(block);
            foreach (RawDocument document in windows.Take(atEnd: false))
            {
                yield return document;
            }
        }

        bool any = false;
        foreach (RawDocument document in windows.Take(atEnd: true))
        {
            any = true;
            yield return document;
        }

        if (!any)
        {
            throw new UnreadableException("The document holds no text.", "It may hold pictures of text: recognise the text (OCR) first.");
        }
    }

    /// <summary>Each paragraph or row with what stands between it and the next.</summary>
    private static IEnumerable<string> Blocks(XmlReader xml)
    {
        const int LongestParagraph = 4 * 1024 * 1024;
        MarkupText text = new();
        List<string> cells = [];
        List<string> paragraphs = [];
        int tables = 0;
        int length = 0;
        bool textRun = false;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                switch (xml.LocalName)
                {
                    case "t" or "delText":
                        textRun = xml.LocalName == "t" && !xml.IsEmptyElement;
                        break;
                    case "tab" or "br" or "cr" when xml.Depth > 3:
                        text.Append(" ");
                        break;
                    case "noBreakHyphen":
                        text.Append("-");
                        break;
                    case "vertAlign" when xml.GetAttribute("w:val") == "superscript":
                        text.Raise();
                        break;
                    case "tbl":
                        tables++;
                        break;
                }
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace && textRun)
            {
                length += xml.Value.Length;
                if (length > LongestParagraph)
                {
                    throw new UnreadableException("A paragraph is too long to be text.", "Save the document again as .docx.");
                }

                text.Append(xml.Value);
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                switch (xml.LocalName)
                {
                    case "t" or "delText":
                        textRun = false;
                        break;
                    case "r":
                        text.Lower();
                        break;
                    case "p":
                        string paragraph = text.ToString();
                        text = new MarkupText();
                        length = 0;
                        if (tables > 0)
                        {
                            paragraphs.Add(paragraph);
                        }
                        else if (paragraph.Length > 0)
                        {
                            yield return paragraph + "\n\n";
                        }

                        break;
                    case "tc":
                        cells.Add(string.Join(' ', paragraphs.Where(part => part.Length > 0)));
                        paragraphs.Clear();
                        break;
                    case "tr":
                        yield return string.Join('\t', cells) + "\n";
                        cells.Clear();
                        break;
                    case "tbl":
                        tables--;
                        if (tables == 0)
                        {
                            yield return "\n";
                        }

                        break;
                }
            }
        }
    }
}
