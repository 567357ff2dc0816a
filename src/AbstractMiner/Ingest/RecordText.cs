using System.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Builds the text of a record whose format keeps title and sections apart: the title, an empty line, and a line for each
/// section with its label before it. The same record has the same text whatever format it came in.
/// </summary>
internal sealed class RecordText
{
    private readonly StringBuilder _text = new();

    /// <summary>The title as the format states it; null where it states none.</summary>
    public string? Title { get; private set; }

    public string? Doi { get; private set; }

    public string? Id { get; private set; }

    /// <summary>Whether there is anything besides the title.</summary>
    public bool HasAbstract { get; private set; }

    public void SetId(string id) => Id ??= Presence(id);

    public void SetDoi(string doi) => Doi ??= Presence(DoiOf(doi));

    /// <summary>Must come before the sections, or not at all.</summary>
    public void SetTitle(string title)
    {
        if (Title is null && Presence(title) is { } present)
        {
            Title = present;
            _text.Insert(0, present + "\n\n");
        }
    }

    public void AddSection(string? label, string text)
    {
        if (Presence(text) is not { } present)
        {
            return;
        }

        if (HasAbstract)
        {
            _text.Append('\n');
        }

        HasAbstract = true;
        if (label?.Trim() is { Length: > 0 } heading && !heading.Equals("UNLABELLED", StringComparison.OrdinalIgnoreCase))
        {
            _text.Append(heading).Append(heading[^1] is ':' or '.' or '?' ? " " : ": ");
        }

        _text.Append(present);
    }

    /// <summary>The record as a document, or the rejection of one that holds no text.</summary>
    public ReadItem ToItem(Input input, Origin origin)
    {
        if (_text.Length == 0)
        {
            return new Rejection(input.Source, PlaceOf(origin), "The record has neither a title nor an abstract.", "Nothing to do, unless the export left fields out.");
        }

        return new RawDocument(input.Source, Id, _text.ToString().TrimEnd()) { Title = Title, Doi = Doi, IsOneAbstract = true, Origin = origin };
    }

    /// <summary>The record of a table's row: its text is kept to the character, and a title that it lacks is put before it.</summary>
    public static ReadItem OfColumns(Input input, Origin origin, string text, string? title, string? id, string? doi)
    {
        if (string.IsNullOrWhiteSpace(text) && string.IsNullOrWhiteSpace(title))
        {
            return new Rejection(input.Source, PlaceOf(origin), "The record has neither a title nor an abstract.", "Nothing to do, unless the export left fields out.");
        }

        string? heading = title is null ? null : Presence(title);
        bool stated = heading is null || text.AsSpan().TrimStart().StartsWith(heading, StringComparison.OrdinalIgnoreCase);
        return new RawDocument(input.Source, id is null ? null : Presence(id), stated ? text : heading + "\n\n" + text)
        {
            Title = heading,
            Doi = doi is null ? null : Presence(DoiOf(doi)),
            IsOneAbstract = true,
            Origin = origin,
        };
    }

    public static string PlaceOf(Origin origin) => $"record {origin.Number}, bytes {origin.ByteStart} to {origin.ByteEnd}";

    /// <summary>White space of a format's own lines is one space; blanks that an author may have meant (no-break, thin) stay.</summary>
    public static string Collapse(ReadOnlySpan<char> text)
    {
        StringBuilder collapsed = new(text.Length);
        foreach (char c in text)
        {
            bool blank = c is ' ' or '\t' or '\n' or '\r' or '\f' or '\v';
            if (!blank)
            {
                collapsed.Append(c);
            }
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString().TrimEnd(' ');
    }

    private static string? Presence(string text) => text.AsSpan().Trim().IsEmpty ? null : text.Trim(' ', '\t', '\r', '\n');

    private static string DoiOf(string text)
    {
        int start = text.IndexOf("10.", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        int end = text.AsSpan(start).IndexOfAny(" \t\r\n\"<>");
        return (end < 0 ? text[start..] : text[start..(start + end)]).TrimEnd('.', ',', ';');
    }
}
