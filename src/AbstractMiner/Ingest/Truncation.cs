using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Tells a text that begins or breaks off in the middle of an abstract.</summary>
internal static class Truncation
{
    /// <summary>The first words go on from something: a small letter, a comma. Gene names begin small too.</summary>
    public static bool StartsInside(string text, List<Section> sections)
    {
        Section? first = sections.Find(section => section.IsReport);
        if (first is null || first.Kind is SectionKind.Title || first.Heading is not null && first.Kind is not SectionKind.Other || sections[0] != first)
        {
            return false;
        }

        ReadOnlySpan<char> content = first.Content.In(text).TrimStart();
        return !content.IsEmpty && (char.IsLower(content[0]) && !(content.Length > 1 && (char.IsUpper(content[1]) || char.IsAsciiDigit(content[1]))) || content[0] is ',' or ')' or ';' or '%');
    }

    /// <summary>The last sentence has no end.</summary>
    public static bool EndsInside(string text, TextSpan span)
    {
        ReadOnlySpan<char> content = span.In(text).TrimEnd();
        int word = content.LastIndexOfAny(' ', '\n');
        return content.Length > 40 && !LayoutPass.EndsSentence(content) && content[^1] is not ('%' or '”') && !Identifiers.IsDoi(content[(word + 1)..])
            || content.Length > 40 && content[^1] is ',' or '(' or '-' or ';' or ':';
    }
}
