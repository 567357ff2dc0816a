using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Tells the parts of an abstract whose headings were dropped: every sentence is scored for each part, and the best way
/// through them in the order of an abstract is taken.
/// </summary>
internal static class SectionInference
{
    /// <summary>Fewer sentences than these have no parts worth telling.</summary>
    private const int FewestSentences = 4;

    /// <summary>A part seldom ends within a paragraph where the text has paragraphs.</summary>
    private const float WithinParagraph = -1.5f;

    /// <summary>How often one part follows another in structured abstracts, as natural logarithms; the rows are the part before.</summary>
    private static readonly float[,] Follows =
    {
        { -0.5f, -2.6f, -1.1f, -9.4f, -9.4f },
        { -5.4f, -1.3f, -0.3f, -6.4f, -8.2f },
        { -10.2f, -7.4f, -0.3f, -1.4f, -6.6f },
        { -10.1f, -10.1f, -7.8f, -0.3f, -1.4f },
        { -5.0f, -8.5f, -8.5f, -8.5f, 0f },
    };

    private static readonly float[] Begins = [-0.3f, -1.3f, -4.2f, -8.8f, -8.8f];

    private static readonly float[] Ends = [-5.3f, -8.8f, -8.8f, -5f, 0f];

    /// <summary>Replaces the unnamed prose that comes before any named part by its parts.</summary>
    /// <param name="whole">The text begins where the abstract does.</param>
    public static void Fill(string text, List<Section> sections, bool whole)
    {
        if (sections.Exists(section => IsPart(section.Kind) && !section.Inferred))
        {
            return;
        }

        List<Sentence> sentences = [];
        foreach (Section section in sections)
        {
            if (section.Kind is SectionKind.Other)
            {
                SentenceSplitter.Split(text, section.Content, SectionKind.Other, sentences);
            }
        }

        sentences.RemoveAll(sentence => sentence.Language is not Language.English);
        if (sentences.Count < FewestSentences)
        {
            return;
        }

        int[] parts = BestWay(text, sentences, whole);
        List<Section> filled = [];
        int next = 0;
        foreach (Section section in sections)
        {
            int first = next;
            while (next < sentences.Count && section.Span.Covers(sentences[next].Span))
            {
                next++;
            }

            if (next == first)
            {
                filled.Add(section);
                continue;
            }

            Split(section, sentences, parts, first, next, filled);
        }

        sections.Clear();
        sections.AddRange(filled);
    }

    private static bool IsPart(SectionKind kind) => kind is >= SectionKind.Background and <= SectionKind.Conclusions;

    /// <summary>Cuts a stretch of prose where the part changes; sentences in another language stay unnamed.</summary>
    private static void Split(Section section, List<Sentence> sentences, int[] parts, int first, int next, List<Section> filled)
    {
        if (section.Heading is { } heading)
        {
            filled.Add(new Section(section.Kind, heading, heading, false));
        }

        int end = section.Content.Start;
        for (int i = first; i < next; i++)
        {
            SectionKind kind = SectionModel.Kind(parts[i]);
            TextSpan span = sentences[i].Span;
            if (span.Start - end > 2)
            {
                filled.Add(new Section(SectionKind.Other, new TextSpan(end, span.Start), null, true));
            }

            if (filled.Count > 0 && filled[^1] is { Heading: null, Inferred: true } last && last.Kind == kind && last.Span.End == end && i > first)
            {
                filled[^1] = last with { Span = new TextSpan(last.Span.Start, span.End) };
            }
            else
            {
                filled.Add(new Section(kind, span, null, true));
            }

            end = span.End;
        }

        if (section.Span.End - end > 2)
        {
            filled.Add(new Section(SectionKind.Other, new TextSpan(end, section.Span.End), null, true));
        }
    }

    private static int[] BestWay(string text, List<Sentence> sentences, bool whole)
    {
        int count = sentences.Count;
        float[,] best = new float[count, SectionModel.Parts];
        int[,] from = new int[count, SectionModel.Parts];
        Span<float> scores = stackalloc float[SectionModel.Parts];
        bool paragraphs = text.AsSpan(sentences[0].Span.Start, sentences[^1].Span.End - sentences[0].Span.Start).Contains('\n');
        for (int i = 0; i < count; i++)
        {
            scores.Clear();
            SectionModel.Score(sentences[i].Span.In(text), scores);
            bool within = paragraphs && i > 0 && !text.AsSpan(sentences[i - 1].Span.End, sentences[i].Span.Start - sentences[i - 1].Span.End).Contains('\n');
            for (int part = 0; part < SectionModel.Parts; part++)
            {
                if (i == 0)
                {
                    best[i, part] = scores[part] + (whole ? Begins[part] : 0);
                    continue;
                }

                best[i, part] = float.NegativeInfinity;
                for (int before = 0; before < SectionModel.Parts; before++)
                {
                    float way = best[i - 1, before] + Follows[before, part] + (within && before != part ? WithinParagraph : 0);
                    if (way > best[i, part])
                    {
                        best[i, part] = way;
                        from[i, part] = before;
                    }
                }

                best[i, part] += scores[part];
            }
        }

        int[] parts = new int[count];
        for (int part = 1; part < SectionModel.Parts; part++)
        {
            parts[^1] = best[count - 1, part] + Ends[part] > best[count - 1, parts[^1]] + Ends[parts[^1]] ? part : parts[^1];
        }

        for (int i = count - 1; i > 0; i--)
        {
            parts[i - 1] = from[i, parts[i]];
        }

        return parts;
    }
}
