using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AbstractMiner.Ingest;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Annotation;

/// <summary>An abstract and all that the stages have said of it so far. Immutable: a stage returns a new one.</summary>
/// <param name="Source">The raw document that the abstract is a part of.</param>
public sealed record AnnotatedAbstract(RawDocument Source, AbstractText Text)
{
    /// <summary>The words of the text that names are compared by.</summary>
    public SentenceWords Words { get; } = new(Text);

    /// <summary>The words and signs of each sentence, with their classes.</summary>
    public PerSentence<List<Token>> Tokens { get; } = new(Text, Patterns.Tokens.In);

    /// <summary>The numbers of each sentence.</summary>
    public PerSentence<List<ScannedNumber>> Numbers { get; } = new(Text, NumberScan.In);

    /// <summary>The text in capitals, character for character: what is sought in any case is sought here.</summary>
    public string Capitals => field ??= Text.Text.ToUpperInvariant();

    /// <summary>Arrays of mentions, each of one kind and by place; the kinds in the order in which they came.</summary>
    private ImmutableArray<Array> Kinds { get; init; } = [];

    /// <summary>All mentions by place; of two that start together the longer comes first.</summary>
    public ImmutableArray<Mention> Mentions => [.. Kinds.SelectMany(kind => (Mention[])kind).OrderBy(mention => mention.Span)];

    /// <summary>By place of their anchors.</summary>
    public ImmutableArray<Finding> Findings { get; private init; } = [];

    public ImmutableArray<Flag> Flags { get; private init; } = [];

    /// <summary>The mentions of one kind, by place.</summary>
    public ImmutableArray<T> Of<T>()
        where T : Mention
    {
        int at = IndexOf<T>();
        return at < 0 ? [] : ImmutableCollectionsMarshal.AsImmutableArray((T[])Kinds[at]);
    }

    private int IndexOf<T>()
        where T : Mention
    {
        for (int i = 0; i < Kinds.Length; i++)
        {
            if (Kinds[i].GetType() == typeof(T[]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The mentions of one kind that lie inside a span.</summary>
    public IEnumerable<T> Of<T>(TextSpan within)
        where T : Mention => Of<T>().Where(mention => within.Covers(mention.Span));

    /// <summary>Adds mentions of one kind; of two at one place the one that was there comes first.</summary>
    public AnnotatedAbstract With<T>(IEnumerable<T> mentions)
        where T : Mention => Having<T>([.. Of<T>(), .. mentions]);

    /// <summary>Puts <paramref name="mentions"/> in the place of all mentions of their kind.</summary>
    public AnnotatedAbstract Replacing<T>(IEnumerable<T> mentions)
        where T : Mention => Having<T>([.. mentions]);

    public AnnotatedAbstract With(IEnumerable<Finding> findings) =>
        this with { Findings = [.. Findings.Concat(findings).OrderBy(finding => finding.Anchor.Span)] };

    public AnnotatedAbstract Replacing(IEnumerable<Finding> findings) =>
        this with { Findings = [.. findings.OrderBy(finding => finding.Anchor.Span)] };

    public AnnotatedAbstract With(IEnumerable<Flag> flags) =>
        this with { Flags = [.. Flags.Concat(flags).Distinct().OrderBy(flag => flag.Span)] };

    private AnnotatedAbstract Having<T>(T[] mentions)
        where T : Mention
    {
        T[] inOrder = IsInOrder(mentions) ? mentions : [.. mentions.OrderBy(mention => mention.Span)];
        int at = IndexOf<T>();
        return at >= 0 ? this with { Kinds = Kinds.SetItem(at, inOrder) } : inOrder.Length > 0 ? this with { Kinds = Kinds.Add(inOrder) } : this;
    }

    private static bool IsInOrder(ReadOnlySpan<Mention> mentions)
    {
        for (int i = 1; i < mentions.Length; i++)
        {
            if (mentions[i].Span.CompareTo(mentions[i - 1].Span) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
