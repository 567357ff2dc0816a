using System.Collections.Immutable;

namespace AbstractMiner.Text;

/// <summary>
/// The normalised text of one abstract, made once and never changed: every span of every later stage indexes
/// <see cref="Text"/>. Decimals have a point, spaces are single, wrapped lines are joined; a line feed stands only where the
/// source starts a new block and a tab only between the cells of a table.
/// </summary>
/// <param name="Text">The normalised characters.</param>
/// <param name="Map">Leads from <paramref name="Text"/> back to the raw document.</param>
public sealed record AbstractText(string Text, OffsetMap Map)
{
    /// <summary>In order, without overlap; what no section covers is blank.</summary>
    public ImmutableArray<Section> Sections { get; init; } = [];

    /// <summary>In order, without overlap. A sentence never crosses a section.</summary>
    public ImmutableArray<Sentence> Sentences { get; init; } = [];

    /// <summary>Printed number of the abstract in its dump (<c>PS7:130</c>).</summary>
    public string? AbstractNumber { get; init; }

    public string? Doi { get; init; }

    /// <summary>The text begins in the middle of an abstract.</summary>
    public bool TruncatedStart { get; init; }

    /// <summary>The text breaks off in the middle of an abstract.</summary>
    public bool TruncatedEnd { get; init; }

    /// <summary>
    /// Spaces for which the source left two between words: a sign, a letter or a number may have been lost there
    /// (<c>"SLEDAI  at baseline"</c>). In order.
    /// </summary>
    public ImmutableArray<int> Gaps { get; init; } = [];

    /// <summary>The body of a full paper; its abstract is a text of its own.</summary>
    public bool IsBody { get; init; }

    /// <summary>The title's words, without a label; null where the text states none.</summary>
    public TextSpan? Title => Sections.FirstOrDefault(section => section.Kind is SectionKind.Title)?.Content;

    public TextSpan Whole => new(0, Text.Length);

    public string Slice(TextSpan span) => span.Of(Text);

    /// <summary>The sentence at a position, or null between sentences.</summary>
    public Sentence? SentenceAt(int position)
    {
        int index = SentenceIndexAt(position);
        return index < 0 ? null : Sentences[index];
    }

    /// <summary>The index in <see cref="Sentences"/> of the sentence at a position, or -1.</summary>
    public int SentenceIndexAt(int position)
    {
        int low = 0;
        int high = Sentences.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            TextSpan span = Sentences[middle].Span;
            if (span.Contains(position))
            {
                return middle;
            }

            if (position < span.Start)
            {
                high = middle - 1;
            }
            else
            {
                low = middle + 1;
            }
        }

        return -1;
    }

    /// <summary>The section at a position, or null.</summary>
    public Section? SectionAt(int position)
    {
        foreach (Section section in Sections)
        {
            if (section.Span.Contains(position))
            {
                return section;
            }
        }

        return null;
    }
}
