using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Walks the lines of a record once: front matter until the first heading or prose, then sections, then what stands behind.
/// </summary>
internal sealed class SectionWalk(string text, List<Heading> headings, bool isBody)
{
    private readonly List<Section> _sections = [];
    private readonly List<TextSpan> _lines = [.. SectionReader.Lines(text)];
    private Section? _open;
    private int _next;
    private bool _titled = isBody;
    private bool _report = isBody;

    /// <summary>A label has announced a title that stands on the next line.</summary>
    private bool _awaitsTitle;

    /// <summary>The sections in order, without overlap.</summary>
    public List<Section> Sections()
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            while (_next < headings.Count && headings[_next].Span.Start < _lines[i].Start)
            {
                _next++;
            }

            LeaveKeywords(_lines[i]);
            if (!Table(i) && !Label(_lines[i]) && !Apart(i))
            {
                Prose(_lines[i]);
            }
        }

        Close();
        return _sections;
    }

    private bool Heads(TextSpan line) => _next < headings.Count && headings[_next].Span.Start < line.End;

    /// <summary>Keywords take a line. What follows in the other language is the front matter of the translation.</summary>
    private void LeaveKeywords(TextSpan line)
    {
        if (_open is { Kind: SectionKind.Keywords } && !_open.Content.In(text).Trim().IsEmpty)
        {
            bool other = SentenceSplitter.LanguageOf(_open.Span.In(text)) != SentenceSplitter.LanguageOf(line.In(text));
            _report &= !other;
            _titled &= !other;
            Close();
        }
    }

    /// <summary>Rows of cells; a short line between them is a row whose other cells are empty.</summary>
    private bool Table(int i)
    {
        TextSpan line = _lines[i];
        bool between = i > 0 && _sections.Count > 0 && _sections[^1].Kind is SectionKind.Table && _sections[^1].Span.End == _lines[i - 1].End && line.Length <= 80
            && _lines.Skip(i + 1).Take(2).Any(later => later.In(text).Contains('\t'));
        if (!between && !line.In(text).Contains('\t'))
        {
            return false;
        }

        Close();
        Append(SectionKind.Table, line, inferred: false);
        return true;
    }

    /// <summary><c>TITLE:</c>, with the title behind it or on the next line.</summary>
    private bool Label(TextSpan line)
    {
        ReadOnlySpan<char> content = line.In(text);
        if (FrontMatter.TitleLabel(content) is > 0 and var label && !_report)
        {
            _sections.Add(new Section(SectionKind.Title, line, new TextSpan(line.Start, line.Start + label), false));
            _awaitsTitle = content[label..].Trim().IsEmpty;
            _titled = !_awaitsTitle;
            return true;
        }

        if (!_awaitsTitle)
        {
            return false;
        }

        int start = _sections[^1].Span.Start;
        _sections[^1] = _sections[^1] with { Span = new TextSpan(start, line.End), Heading = new TextSpan(start, line.Start) };
        _titled = true;
        _awaitsTitle = false;
        return true;
    }

    /// <summary>Lines that are no report: front matter, disclosures, keywords, navigation.</summary>
    private bool Apart(int i)
    {
        TextSpan line = _lines[i];
        ReadOnlySpan<char> content = line.In(text);
        bool heads = Heads(line);
        if (heads && headings[_next].Span.Start <= line.Start + 1)
        {
            _report = true;
            return false;
        }

        SectionKind? matter = FrontMatter.Matter(content);
        if (_open is { Kind: SectionKind.Disclosure, Heading: not null } && content.Length < 60 && matter is null or SectionKind.Disclosure)
        {
            Extend(line.Start, line.End);
            return true;
        }

        if (matter is { } kind && !(heads && _report && content.Length > 200))
        {
            if (_open?.Kind == kind)
            {
                Extend(line.Start, line.End);
            }
            else
            {
                Close();
                Append(kind, line, inferred: true);
            }

            return true;
        }

        if (_report)
        {
            return false;
        }

        if (Front(line, i + 1 < _lines.Count ? _lines[i + 1] : default))
        {
            return true;
        }

        // The name of a column or a session above the title.
        bool column = !heads && content.Length <= 60 && !LayoutPass.EndsSentence(content);
        if (column)
        {
            Append(SectionKind.Matter, line, inferred: true);
        }

        return column;
    }

    /// <summary>A paragraph of prose with the headings in it; the first one may begin with its title as a sentence.</summary>
    private void Prose(TextSpan line)
    {
        int from = line.Start;
        if (!_titled && !_report && SentenceTitle(line, Heads(line) ? headings[_next].Span.Start : line.End) is { } title)
        {
            Add(SectionKind.Title, title);
            from = title.End;
            _titled = true;
        }

        _report = true;
        while (Heads(line))
        {
            Heading heading = headings[_next++];
            Extend(from, heading.Span.Start);
            Close();
            _open = new Section(heading.Kind, heading.Span, heading.Span, false);
            from = heading.Span.End;
        }

        Extend(from, line.End);
    }

    /// <summary>Reads a line above the report: number, title, authors, institutions. False where it is prose.</summary>
    private bool Front(TextSpan line, TextSpan below)
    {
        ReadOnlySpan<char> content = line.In(text);
        if (!_titled && Identifiers.Leading(content) is { } id && (id.End >= content.Length || Identifiers.StartsLine(content)))
        {
            Add(SectionKind.Identifier, new TextSpan(line.Start, line.Start + id.End));
            TextSpan rest = SectionReader.Trimmed(text, line.Start + id.End, line.End);
            if (!rest.IsEmpty)
            {
                Add(SectionKind.Title, rest);
                _titled = true;
            }

            return true;
        }

        if (_titled && FrontMatter.IsAuthors(content))
        {
            Authors(line);
            return true;
        }

        if (FrontMatter.IsAffiliation(content) && (_titled || LayoutPass.EndsSentence(content)) && !LayoutPass.IsCapitals(content))
        {
            Add(SectionKind.Affiliations, line);
            return true;
        }

        // A citation ends its title with a full stop; then the authors stand below.
        bool stopped = LayoutPass.EndsSentence(content.TrimEnd('?'));
        if (_titled || !FrontMatter.IsTitle(content.TrimEnd('.')) || stopped && !(content[^1] is '.' && below.Length > 0 && FrontMatter.IsAuthors(below.In(text))))
        {
            return false;
        }

        Add(SectionKind.Title, line);
        _titled = true;
        return true;
    }

    /// <summary>Names, or names and then where they work: <c>A Gale, B Hill. Clinic of Sleep, Hilltown</c>.</summary>
    private void Authors(TextSpan line)
    {
        // Below the authors a line of names is an institution: "Sports Medicine, Eastbridge".
        if (_sections[^1].Kind is SectionKind.Authors)
        {
            Add(SectionKind.Affiliations, line);
            return;
        }

        ReadOnlySpan<char> content = line.In(text);
        int stop = content.IndexOf(". ");
        bool both = stop > 2 && char.IsLetter(content[stop - 1]) && char.IsLetter(content[stop - 2]) && FrontMatter.IsAffiliation(content[stop..]);
        Add(SectionKind.Authors, both ? new TextSpan(line.Start, line.Start + stop + 1) : line);
        if (both)
        {
            Add(SectionKind.Affiliations, SectionReader.Trimmed(text, line.Start + stop + 1, line.End));
        }
    }

    /// <summary>A title that runs on into the text: <c>Effect of X on Y: a trial. Background: ...</c>.</summary>
    private TextSpan? SentenceTitle(TextSpan line, int limit)
    {
        List<Sentence> first = [];
        SentenceSplitter.Split(text, new TextSpan(line.Start, Math.Min(limit, Math.Min(line.End, line.Start + 420))), SectionKind.Other, first);
        if (first.Count == 0 || first[0].Span.End >= line.End)
        {
            return null;
        }

        TextSpan sentence = first[0].Span;
        bool chinese = first[0].Language is Language.Chinese;
        if (!FrontMatter.IsTitle(sentence.In(text).TrimEnd(".。 ")) || first.Count == 1 && limit >= line.End || chinese && (sentence.Length > 70 || sentence.In(text).ContainsAny(',', ';')))
        {
            return null;
        }

        // "Drug X in disease Y. A randomised study of the Z group." is a title of two sentences.
        return first.Count > 2 && FrontMatter.IsSubtitle(first[1].Span.In(text)) ? sentence.Hull(first[1].Span) : sentence;
    }

    private void Add(SectionKind kind, TextSpan span) => _sections.Add(new Section(kind, span, null, true));

    private void Extend(int from, int to)
    {
        TextSpan span = SectionReader.Trimmed(text, from, to);
        if (!span.IsEmpty)
        {
            _open = _open is null ? new Section(SectionKind.Other, span, null, true) : _open with { Span = new TextSpan(_open.Span.Start, span.End) };
        }
    }

    private void Close()
    {
        if (_open is not null)
        {
            _sections.Add(_open);
            _open = null;
        }
    }

    /// <summary>Adds a line to the section before where that is of the same kind.</summary>
    private void Append(SectionKind kind, TextSpan span, bool inferred)
    {
        if (_sections.Count > 0 && _sections[^1] is { Heading: null } last && last.Kind == kind)
        {
            _sections[^1] = last with { Span = new TextSpan(last.Span.Start, span.End) };
        }
        else
        {
            _sections.Add(new Section(kind, span, null, inferred));
        }
    }
}
