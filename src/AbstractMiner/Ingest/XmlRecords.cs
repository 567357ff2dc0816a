using System.Text;
using System.Xml;

namespace AbstractMiner.Ingest;

/// <summary>
/// Cuts an XML export of any size into its records by their tags, so that each is parsed alone: memory stays flat, each
/// record's bytes are known, and a damaged record costs itself and not the rest of the file.
/// </summary>
internal static class XmlRecords
{
    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = Utf8Content.RecordLimit,
        MaxCharactersFromEntities = 1024,
    };

    /// <summary>Reads all records of an input.</summary>
    /// <param name="input">The file.</param>
    /// <param name="element">The name of the records' element.</param>
    /// <param name="read">Reads one record, standing on its start tag.</param>
    public static IEnumerable<ReadItem> Read(Input input, string element, Action<XmlReader, RecordText> read)
    {
        Utf8Content content = new(input, DeclaredEncoding(input.Head.Text));
        byte[] open = Encoding.ASCII.GetBytes("<" + element);
        byte[] close = Encoding.ASCII.GetBytes("</" + element + ">");
        int number = 0;
        while (Seek(content, open))
        {
            number++;
            long start = content.Position;
            (int length, string? broken) = Length(content, open, close);
            Origin origin = new(number, start, content.Position + length);
            yield return broken is null ? Parse(input, content.Window[..length], origin, read) : Damaged(input, origin, broken);
            content.Skip(length);
        }

        if (number == 0)
        {
            throw new UnreadableException($"The file holds no <{element}> record.", "Export it again, or name its format with --format.");
        }
    }

    /// <summary>Moves the window to the next start tag.</summary>
    private static bool Seek(Utf8Content content, ReadOnlySpan<byte> open)
    {
        while (true)
        {
            int at = content.Window.IndexOf(open);
            if (at >= 0 && at + open.Length < content.Window.Length)
            {
                // <PubmedArticleSet> is no <PubmedArticle>.
                bool whole = content.Window[at + open.Length] is (byte)'>' or (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
                content.Skip(whole ? at : at + open.Length);
                if (whole)
                {
                    return true;
                }

                continue;
            }

            content.Skip(at >= 0 ? at : Math.Max(0, content.Window.Length - open.Length));
            if (!content.Grow())
            {
                return false;
            }
        }
    }

    /// <summary>The length of the record at the start of the window with its end tag, or what is wrong with it and how much to skip.</summary>
    private static (int Length, string? Broken) Length(Utf8Content content, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        bool tooLong = false;
        int searched = 0;
        while (true)
        {
            int at = content.Window[searched..].IndexOf(close);
            if (at >= 0)
            {
                int length = searched + at + close.Length;
                return (length, tooLong ? "The record is too large to be an abstract." : null);
            }

            searched = Math.Max(0, content.Window.Length - close.Length);
            if (content.Window.Length > Utf8Content.RecordLimit)
            {
                tooLong = true;
                content.Skip(searched);
                searched = 0;
            }

            if (!content.Grow())
            {
                return (content.Window.Length, "The file breaks off inside the record.");
            }
        }
    }

    private static ReadItem Parse(Input input, ReadOnlySpan<byte> bytes, Origin origin, Action<XmlReader, RecordText> read)
    {
        RecordText record = new();
        try
        {
            using XmlReader xml = XmlReader.Create(new MemoryStream(bytes.ToArray()), Settings, Context());
            xml.MoveToContent();
            read(xml, record);
        }
        catch (XmlException e)
        {
            return Damaged(input, origin, $"The XML of the record is not well formed: {e.Message}");
        }

        return record.ToItem(input, origin);
    }

    private static Rejection Damaged(Input input, Origin origin, string reason) => new(input.Source, RecordText.PlaceOf(origin), reason, "Export the file again; the other records were read.");

    /// <summary>Prefixes that a record may use and the root declares.</summary>
    private static XmlParserContext Context()
    {
        XmlNamespaceManager names = new(new NameTable());
        foreach (string prefix in (ReadOnlySpan<string>)["mml", "m", "xlink", "xsi", "ali", "oasis"])
        {
            names.AddNamespace(prefix, "urn:" + prefix);
        }

        return new XmlParserContext(null, names, null, XmlSpace.Default, Encoding.UTF8);
    }

    private static string? DeclaredEncoding(string head)
    {
        int at = head.StartsWith("<?xml", StringComparison.Ordinal) ? head.IndexOf("encoding=", StringComparison.Ordinal) : -1;
        return at < 0 || at + 10 >= head.Length ? null : head[(at + 10)..].Split(['"', '\''], 2)[0];
    }
}
