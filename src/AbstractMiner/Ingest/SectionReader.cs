using System.Collections.Immutable;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Makes an <see cref="AbstractText"/> of a record: its sections, sentences, title, numbers and cut-off ends.</summary>
internal static class SectionReader
{
    public static AbstractText Read(NormalisedText document, Record record, List<Heading> headings)
    {
        TextSpan span = record.Span;
        string text = span.Of(document.Text);
        List<Heading> own = Accepted(text, span, headings);
        List<Section> sections = [];
        FrontAndBack(text, record.IsBody ? Numbered(text, own) : own, sections, record.IsBody);
        TitleOfAddress(text, sections);
        if (!record.IsBody)
        {
            SectionInference.Fill(text, sections, whole: !StartsInside(text, sections));
        }


        List<Sentence> sentences = [];
        foreach (Section section in sections)
        {
            SentenceSplitter.Split(text, section.Content, section.Kind, sentences);
        }

        Section? last = sections.FindLast(section => section.Kind is not SectionKind.Table);
        Section? number = sections.Find(section => section.Kind is SectionKind.Identifier && Identifiers.Leading(section.Span.In(text)) is not null);
        TextSpan? doi = sections.Select(section => section.Kind is SectionKind.Identifier or SectionKind.Matter or SectionKind.Registration ? Identifiers.FindDoi(text, section.Span) : null).FirstOrDefault(found => found is not null);
        return new AbstractText(text, document.Map.Slice(span))
        {
            Sections = [.. sections],
            Sentences = [.. sentences],
            AbstractNumber = number is not null && Identifiers.Leading(number.Span.In(text)) is { } id ? id.Id.Shift(number.Span.Start).Of(text) : null,
            Doi = doi?.Of(text),
            IsBody = record.IsBody,
            Gaps = [.. document.Gaps.Where(span.Contains).Select(gap => gap - span.Start)],
            TruncatedStart = record.First && StartsInside(text, sections),
            TruncatedEnd = record.Last && last is { IsReport: true, Kind: not (SectionKind.Title or SectionKind.Registration) } && EndsInside(text, last.Span),
        };
    }

    /// <summary>
    /// The headings that count in a record. A run-in heading ("Methods Retrospective review") counts where another heading
    /// stands beside it; Chinese ones must come in the order of an abstract.
    /// </summary>
    private static List<Heading> Accepted(string text, TextSpan record, List<Heading> headings)
    {
        List<Heading> own = [];
        int rank = -1;
        for (int i = FirstIn(headings, record.Start); i < headings.Count && headings[i].Span.Start < record.End; i++)
        {
            Heading heading = headings[i] with { Span = new TextSpan(headings[i].Span.Start - record.Start, Math.Min(headings[i].Span.End, record.End) - record.Start) };
            if (Folding.IsChinese(text[heading.Span.Start]) && heading.Form is HeadingForm.RunIn)
            {
                if ((int)heading.Kind <= rank)
                {
                    continue;
                }

                rank = (int)heading.Kind;
            }

            own.Add(heading);
        }

        int parts = own.Count(heading => heading.Kind is >= SectionKind.Background and <= SectionKind.Conclusions);
        if (parts < 2)
        {
            own.RemoveAll(heading => heading.Form is HeadingForm.RunIn);
        }

        return own;
    }

    private static int FirstIn(List<Heading> headings, int position)
    {
        int low = 0;
        int high = headings.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (headings[middle].Span.Start < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>In the body of a paper numbered lines head its parts; "2.1. Patients" belongs to what "2. Methods" named.</summary>
    private static List<Heading> Numbered(string text, List<Heading> headings)
    {
        List<Heading> numbered = [];
        SectionKind part = SectionKind.Body;
        foreach (TextSpan line in Lines(text))
        {
            ReadOnlySpan<char> content = line.In(text);
            int title = content.IndexOfAnyExcept("0123456789. ".AsSpan());
            if (title < 2 || !char.IsAsciiDigit(content[0]) || content.Length > 120 || !char.IsUpper(content[title]) || LayoutPass.EndsSentence(content))
            {
                continue;
            }

            Heading? named = Headings.At(text, line.Start + title, line.End, lineStart: true) is { } heading && heading.Span.End == line.End ? heading : null;
            bool top = content[..title].Count('.') <= 1;
            part = named is { Kind: not SectionKind.Other } ? top || part is SectionKind.Body ? named.Value.Kind : part : top ? SectionKind.Body : part;
            numbered.Add(new Heading(part, line, HeadingForm.Marked, false));
        }

        return numbered.Count > 1 ? numbered : headings;
    }

    /// <summary>A saved page may state its title in its address alone: <c>.../abstract/herbs-help-some-patients/</c>.</summary>
    private static void TitleOfAddress(string text, List<Section> sections)
    {
        if (sections.Exists(section => section.Kind is SectionKind.Title))
        {
            return;
        }

        for (int i = sections.Count - 1; i >= 0; i--)
        {
            Section matter = sections[i];
            int scheme = matter.Kind is SectionKind.Matter ? matter.Span.In(text).LastIndexOf("://", StringComparison.Ordinal) : -1;
            if (scheme < 0)
            {
                continue;
            }

            int end = matter.Span.Start + scheme;
            while (end < matter.Span.End && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            int stop = text[end - 1] is '/' ? end - 1 : end;
            int start = text.AsSpan(0, stop).LastIndexOf('/') + 1;
            ReadOnlySpan<char> slug = text.AsSpan(start, stop - start);
            if (slug.Count('-') < 4 || slug.ContainsAny(".?=_"))
            {
                continue;
            }

            Section[] parts =
            [
                matter with { Span = new TextSpan(matter.Span.Start, start) },
                new(SectionKind.Title, new TextSpan(start, stop), null, true),
                matter with { Span = new TextSpan(stop, matter.Span.End), Heading = null },
            ];
            sections.RemoveAt(i);
            sections.InsertRange(i, parts.Where(part => !part.Span.IsEmpty));
            return;
        }
    }

    /// <summary>Walks the lines: front matter until the first heading or prose, then sections, then what stands behind.</summary>
    private static void FrontAndBack(string text, List<Heading> headings, List<Section> sections, bool isBody)
    {
        bool titled = isBody;
        bool report = isBody;
        bool awaitsTitle = false;
        Section? open = null;
        int next = 0;
        List<TextSpan> lines = [.. Lines(text)];
        for (int i = 0; i < lines.Count; i++)
        {
            TextSpan line = lines[i];
            ReadOnlySpan<char> content = line.In(text);
            while (next < headings.Count && headings[next].Span.Start < line.Start)
            {
                next++;
            }

            bool heads = next < headings.Count && headings[next].Span.Start < line.End;
            if (open is { Kind: SectionKind.Keywords } && open.Content.In(text).Trim(" \n").Length > 0)
            {
                // Keywords take a line. What follows in the other language is the front matter of the translation.
                bool other = SentenceSplitter.LanguageOf(open.Span.In(text)) != SentenceSplitter.LanguageOf(content);
                report &= !other;
                titled &= !other;
                Close(line.Start);
            }
            if (content.Contains('\t') || IsRowBetween(text, lines, i, sections))
            {
                Close(line.Start);
                Append(SectionKind.Table, line, null, false);
                continue;
            }

            if (FrontMatter.TitleLabel(content) is > 0 and var label && !report)
            {
                TextSpan heading = new(line.Start, line.Start + label);
                sections.Add(new Section(SectionKind.Title, line, heading, false));
                titled = !content[label..].Trim().IsEmpty;
                awaitsTitle = !titled;
                continue;
            }

            if (awaitsTitle)
            {
                Section labelled = sections[^1];
                sections[^1] = labelled with { Span = new TextSpan(labelled.Span.Start, line.End), Heading = new TextSpan(labelled.Span.Start, line.Start) };
                titled = true;
                awaitsTitle = false;
                continue;
            }

            if (heads && headings[next].Span.Start <= line.Start + 1)
            {
                report = true;
            }
            else if (open is { Kind: SectionKind.Disclosure, Heading: not null } && content.Length < 60 && FrontMatter.Matter(content) is null or SectionKind.Disclosure)
            {
                Extend(line.Start, line.End);
                continue;
            }
            else if (FrontMatter.Matter(content) is { } kind && !(heads && report && content.Length > 200))
            {
                if (open?.Kind == kind)
                {
                    Extend(line.Start, line.End);
                    continue;
                }

                Close(line.Start);
                Append(kind, line, null, true);
                continue;
            }
            else if (!report && Front(text, line, ref titled, sections))
            {
                continue;
            }
            else if (!report && !heads && content.Length <= 60 && !LayoutPass.EndsSentence(content))
            {
                // The name of a column or a session above the title.
                Append(SectionKind.Matter, line, null, true);
                continue;
            }

            // A paragraph of prose: the first one may begin with its title as a sentence.
            int from = line.Start;
            if (!titled && !report && SentenceTitle(text, line, heads ? headings[next].Span.Start : line.End) is { } title)
            {
                sections.Add(new Section(SectionKind.Title, title, null, true));
                from = title.End;
                titled = true;
            }

            report = true;
            while (next < headings.Count && headings[next].Span.Start < line.End)
            {
                Heading heading = headings[next++];
                Extend(from, heading.Span.Start);
                Close(heading.Span.Start);
                open = new Section(heading.Kind, heading.Span, heading.Span, false);
                from = heading.Span.End;
            }

            Extend(from, line.End);
        }

        Close(text.Length);

        void Extend(int from, int to)
        {
            TextSpan span = Trimmed(text, from, to);
            if (!span.IsEmpty)
            {
                open = open is null ? new Section(SectionKind.Other, span, null, true) : open with { Span = new TextSpan(open.Span.Start, span.End) };
            }
        }

        void Close(int at)
        {
            if (open is not null)
            {
                sections.Add(open);
                open = null;
            }
        }

        void Append(SectionKind kind, TextSpan span, TextSpan? heading, bool inferred)
        {
            if (sections.Count > 0 && sections[^1] is { Heading: null } last && last.Kind == kind)
            {
                sections[^1] = last with { Span = new TextSpan(last.Span.Start, span.End) };
            }
            else
            {
                sections.Add(new Section(kind, span, heading, inferred));
            }
        }
    }

    /// <summary>A short line between the rows of a table is a row whose other cells are empty.</summary>
    private static bool IsRowBetween(string text, List<TextSpan> lines, int line, List<Section> sections) =>
        line > 0 && sections.Count > 0 && sections[^1].Kind is SectionKind.Table && sections[^1].Span.End == lines[line - 1].End && lines[line].Length <= 80
        && lines.Skip(line + 1).Take(2).Any(later => later.In(text).Contains('\t'));

    /// <summary>Reads a line above the report: number, title, authors, institutions. False where it is prose.</summary>
    private static bool Front(string text, TextSpan line, ref bool titled, List<Section> sections)
    {
        ReadOnlySpan<char> content = line.In(text);
        int from = line.Start;
        if (Identifiers.Leading(content) is { } id && (id.End >= content.Length || Identifiers.StartsLine(content)) && !titled)
        {
            sections.Add(new Section(SectionKind.Identifier, new TextSpan(line.Start, line.Start + id.End), null, true));
            from = line.Start + id.End;
            TextSpan rest = Trimmed(text, from, line.End);
            if (!rest.IsEmpty)
            {
                sections.Add(new Section(SectionKind.Title, rest, null, true));
                titled = true;
            }

            return true;
        }

        if (titled && FrontMatter.IsAuthors(content))
        {
            int stop = content.IndexOf(". ");
            bool both = stop > 0 && FrontMatter.IsAffiliation(content[stop..]);
            sections.Add(new Section(SectionKind.Authors, both ? new TextSpan(line.Start, line.Start + stop + 1) : line, null, true));
            if (both)
            {
                sections.Add(new Section(SectionKind.Affiliations, Trimmed(text, line.Start + stop + 1, line.End), null, true));
            }

            return true;
        }

        if (FrontMatter.IsAffiliation(content) && (titled || LayoutPass.EndsSentence(content)) && !LayoutPass.IsCapitals(content))
        {
            sections.Add(new Section(SectionKind.Affiliations, line, null, true));
            return true;
        }

        if (!titled && !LayoutPass.EndsSentence(content.TrimEnd('?')) && FrontMatter.IsTitle(content))
        {
            sections.Add(new Section(SectionKind.Title, line, null, true));
            titled = true;
            return true;
        }

        return false;
    }

    /// <summary>A title that runs on into the text: <c>Effect of X on Y: a trial. Background: ...</c>.</summary>
    private static TextSpan? SentenceTitle(string text, TextSpan line, int limit)
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

    private static bool StartsInside(string text, List<Section> sections)
    {
        Section? first = sections.Find(section => section.IsReport);
        if (first is null || first.Kind is SectionKind.Title || first.Heading is not null && first.Kind is not SectionKind.Other || sections[0] != first)
        {
            return false;
        }

        ReadOnlySpan<char> content = first.Content.In(text).TrimStart();
        return !content.IsEmpty && (char.IsLower(content[0]) && !(content.Length > 1 && (char.IsUpper(content[1]) || char.IsAsciiDigit(content[1]))) || content[0] is ',' or ')' or ';' or '%');
    }

    private static bool EndsInside(string text, TextSpan span)
    {
        ReadOnlySpan<char> content = span.In(text).TrimEnd();
        int word = content.LastIndexOfAny(' ', '\n');
        return content.Length > 40 && !LayoutPass.EndsSentence(content) && content[^1] is not ('%' or '”') && !Identifiers.IsDoi(content[(word + 1)..])
            || content.Length > 40 && content[^1] is ',' or '(' or '-' or ';' or ':';
    }

    private static TextSpan Trimmed(string text, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        while (to > from && char.IsWhiteSpace(text[to - 1]))
        {
            to--;
        }

        return new TextSpan(from, to);
    }

    private static IEnumerable<TextSpan> Lines(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            TextSpan line = Trimmed(text, start, end);
            if (!line.IsEmpty)
            {
                yield return line.Of(text).Contains('\t', StringComparison.Ordinal) ? new TextSpan(start, end) : line;
            }

            start = end + 1;
        }
    }
}
