namespace AbstractMiner.Ingest;

/// <summary>Reads exports of tagged lines (<c>AB  - Forty patients ...</c>), where a value goes on in lines without a tag.</summary>
internal static class TaggedRecords
{
    /// <summary>Reads all records of an input.</summary>
    /// <param name="input">The file.</param>
    /// <param name="tag">The tag of a line and the place where its value starts, or null for a line that goes on.</param>
    /// <param name="begins">Whether a tag is the first of a record; empty for formats whose records end at an empty line.</param>
    /// <param name="take">Takes a value for the record.</param>
    public static IEnumerable<ReadItem> Read(Input input, Func<string, (string Tag, int Value)?> tag, string begins, Action<string, string, RecordText> take)
    {
        Utf8Content content = new(input);
        RecordText record = new();
        long start = content.Position;
        int number = 0;
        bool open = false;
        List<(string Tag, string Value)> values = [];
        while (content.NextLine() is { } line)
        {
            if (line.Text is not { } text)
            {
                yield return new Rejection(input.Source, $"byte {line.Start}", "A line is too long to be part of a record.", "Export the file again; the other records were read.");
                continue;
            }

            if (tag(text) is { } found)
            {
                if (found.Tag == begins && open)
                {
                    yield return Close(line.Start);
                }

                if (!open)
                {
                    start = line.Start;
                    open = true;
                }

                values.Add((found.Tag, text[found.Value..]));
            }
            else if (values.Count > 0 && !string.IsNullOrWhiteSpace(text))
            {
                values[^1] = (values[^1].Tag, values[^1].Value + text);
            }
        }

        if (open)
        {
            yield return Close(content.Position);
        }

        if (number == 0)
        {
            throw new UnreadableException("The file holds no record.", "Export it again, or name its format with --format.");
        }

        ReadItem Close(long end)
        {
            foreach ((string name, string value) in values)
            {
                take(name, RecordText.Collapse(value), record);
            }

            number++;
            ReadItem item = record.ToItem(input, new Origin(number, start, end));
            values.Clear();
            record = new RecordText();
            open = false;
            return item;
        }
    }
}
