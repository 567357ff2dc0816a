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
        List<Section> sections = new SectionWalk(text, record.IsBody ? Numbered(text, own) : own, record.IsBody).Sections();
        TitleOfAddress(text, sections);
        if (!record.IsBody)
        {
            SectionInference.Fill(text, sections, whole: !Truncation.StartsInside(text, sections));
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
            TruncatedStart = record.First && Truncation.StartsInside(text, sections),
            TruncatedEnd = record.Last && last is { IsReport: true, Kind: not (SectionKind.Title or SectionKind.Registration) } && Truncation.EndsInside(text, last.Span),
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

    internal static TextSpan Trimmed(string text, int from, int to)
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

    internal static IEnumerable<TextSpan> Lines(string text)
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
