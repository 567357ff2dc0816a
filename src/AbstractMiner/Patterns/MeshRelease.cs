using System.Xml;

namespace AbstractMiner.Patterns;

/// <summary>MeSH descriptors and supplementary concepts, as XML or as ASCII records.</summary>
internal static class MeshRelease
{
    public static IEnumerable<ReleasedConcept> ReadXml(TextReader reader, string file)
    {
        using XmlReader xml = XmlReader.Create(reader, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, IgnoreWhitespace = true, XmlResolver = null });
        while (Next(xml, file))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.Name is "DescriptorRecord" or "SupplementalRecord")
            {
                yield return Record(xml, file);
            }
        }
    }

    private static bool Next(XmlReader xml, string file)
    {
        try
        {
            return xml.Read();
        }
        catch (XmlException e)
        {
            throw new ReleaseException(file, e.LineNumber, "The XML is broken.", "Is the file a MeSH release, and whole?");
        }
    }

    /// <summary>One record: its own identifier and name stand before those of its concepts.</summary>
    private static ReleasedConcept Record(XmlReader xml, string file)
    {
        int line = ((IXmlLineInfo)xml).LineNumber;
        string record = xml.Name;
        string? id = null;
        string? name = null;
        List<string> terms = [];
        string? unii = null;
        string element = "";
        string parent = "";
        while (Next(xml, file) && !(xml.NodeType == XmlNodeType.EndElement && xml.Name == record))
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                parent = xml.Name == "String" ? element : parent;
                element = xml.Name;
                continue;
            }

            if (xml.NodeType != XmlNodeType.Text)
            {
                continue;
            }

            switch (element)
            {
                case "DescriptorUI" or "SupplementalRecordUI":
                    id ??= xml.Value;
                    break;
                case "String" when parent is "DescriptorName" or "SupplementalRecordName":
                    name ??= xml.Value;
                    break;
                case "String" when parent is "TermUI":
                    terms.Add(xml.Value);
                    break;
                case "RegistryNumber" when xml.Value.Length == 10 && !xml.Value.Contains('-', StringComparison.Ordinal):
                    unii ??= xml.Value;
                    break;
            }
        }

        return id is null || name is null
            ? throw new ReleaseException(file, line, "A record has no identifier or no name.", "Is the file a MeSH release, and whole?")
            : new ReleasedConcept(name, unii is null ? [$"MESH:{id}"] : [$"MESH:{id}", $"UNII:{unii}"], [.. terms.Where(term => term != name).Distinct()], []);
    }

    public static IEnumerable<ReleasedConcept> ReadAscii(TextReader reader, string file)
    {
        string? id = null;
        string? name = null;
        List<string> terms = [];
        long number = 0;
        long start = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line == "*NEWRECORD")
            {
                if (start > 0)
                {
                    yield return Concept();
                }

                (id, name, start) = (null, null, number);
                terms = [];
                continue;
            }

            if (line.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            int equals = line.IndexOf(" = ", StringComparison.Ordinal);
            if (start == 0 || equals <= 0)
            {
                throw new ReleaseException(file, number, start == 0 ? "The line stands before the first *NEWRECORD." : "The line has no \"ELEMENT = value\".", "Is the file a MeSH release in ASCII, and whole?");
            }

            string value = line[(equals + 3)..];
            switch (line[..equals])
            {
                case "UI":
                    id = value;
                    break;
                case "MH" or "NM":
                    name = value;
                    break;
                case "ENTRY" or "PRINT ENTRY" or "SY":
                    terms.Add(value.Split('|')[0]);
                    break;
            }
        }

        if (start > 0)
        {
            yield return Concept();
        }

        ReleasedConcept Concept() => id is null || name is null
            ? throw new ReleaseException(file, start, "A record has no UI or no name.", "Is the file a MeSH release in ASCII, and whole?")
            : new ReleasedConcept(name, [$"MESH:{id}"], [.. terms.Where(term => term != name).Distinct()], []);
    }
}
