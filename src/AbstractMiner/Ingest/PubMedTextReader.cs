using System.Text.RegularExpressions;

namespace AbstractMiner.Ingest;

/// <summary>
/// PubMed's "abstract" text export: numbered records of wrapped paragraphs, in which the citation, the title, the authors and
/// the abstract are told apart by their places and the ids by their names.
/// </summary>
public sealed partial class PubMedTextReader : IReader
{
    public string Format => "pubmed-text";

    public bool Recognises(InputHead head) => head.Text.StartsWith("1. ", StringComparison.Ordinal) && Citation().IsMatch(head.Text) && head.Text.Contains("\nPMID: ", StringComparison.Ordinal);

    public IEnumerable<ReadItem> Read(Input input)
    {
        Utf8Content content = new(input);
        List<string> paragraphs = [];
        bool open = false;
        bool blank = true;
        int number = 0;
        long start = content.Position;
        while (content.NextLine() is { } line)
        {
            if (line.Text is not { } text)
            {
                yield return new Rejection(input.Source, $"byte {line.Start}", "A line is too long to be part of a record.", "Export the file again; the other records were read.");
                continue;
            }

            bool begins = blank && text.StartsWith($"{number + 1}. ", StringComparison.Ordinal) && Citation().IsMatch(text);
            if (begins && paragraphs.Count > 0)
            {
                yield return Close(line.Start);
            }

            if (begins)
            {
                start = line.Start;
                number++;
            }

            blank = string.IsNullOrWhiteSpace(text);
            if (blank || !open)
            {
                open = !blank;
                if (open)
                {
                    paragraphs.Add(text);
                }
            }
            else
            {
                paragraphs[^1] += text;
            }
        }

        if (paragraphs.Count > 0)
        {
            yield return Close(content.Position);
        }

        ReadItem Close(long end)
        {
            RecordText record = new();
            Take(paragraphs, record);
            paragraphs.Clear();
            open = false;
            return record.ToItem(input, new Origin(number, start, end));
        }
    }

    private static void Take(List<string> paragraphs, RecordText record)
    {
        bool authors = false;
        for (int i = 1; i < paragraphs.Count; i++)
        {
            string paragraph = paragraphs[i];
            foreach (Match id in Ids().Matches(paragraph))
            {
                if (id.Groups["name"].ValueSpan is "PMID")
                {
                    record.SetId(id.Groups["value"].Value);
                }
                else
                {
                    record.SetDoi(id.Groups["value"].Value);
                }
            }

            if (i == 1)
            {
                record.SetTitle(RecordText.Collapse(paragraph));
            }
            else if (i == 2 && !StartsAbstract().IsMatch(paragraph))
            {
                authors = true;
            }
            else if (!Matter().IsMatch(paragraph) && (authors || i > 2 || StartsAbstract().IsMatch(paragraph)))
            {
                AddAbstract(paragraph, record);
            }
        }
    }

    /// <summary>In a wrapped paragraph a line that begins with a label in capitals begins a section.</summary>
    private static void AddAbstract(string paragraph, RecordText record)
    {
        int start = 0;
        foreach (Match label in Label().Matches(paragraph))
        {
            record.AddSection(null, RecordText.Collapse(paragraph.AsSpan(start, label.Index - start)));
            start = label.Index;
        }

        record.AddSection(null, RecordText.Collapse(paragraph.AsSpan(start)));
    }

    [GeneratedRegex(@"^\d{1,7}\. [^\n]{1,200}\b(?:19|20)\d\d\b")]
    private static partial Regex Citation();

    [GeneratedRegex(@"^(?<name>PMID|DOI): (?<value>\S{1,200})", RegexOptions.Multiline)]
    private static partial Regex Ids();

    [GeneratedRegex(@"^(?:PMID|PMCID|DOI): |^(?:Author information|Collaborators|Comment in|Comment on|Update of|Update in|Erratum in|Republished|Conflict of interest statement|Copyright|©|\(c\) ?(?:19|20)\d\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Matter();

    [GeneratedRegex(@"^[A-Z][A-Z &/,-]{3,60}: ")]
    private static partial Regex StartsAbstract();

    [GeneratedRegex(@"(?<=\n)[A-Z][A-Z &/,-]{3,60}: ")]
    private static partial Regex Label();
}
