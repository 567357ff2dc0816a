using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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

    /// <summary>By place; of two that start together the longer comes first.</summary>
    public ImmutableArray<Mention> Mentions
    {
        get;
        private init
        {
            field = value;
            _kinds = [];
        }
    } = [];

    /// <summary>The mentions of each kind that was asked for: the checks and the tables ask again and again. Any thread may put a whole new list here.</summary>
    private ImmutableArray<Array> _kinds = [];

    /// <summary>By place of their anchors.</summary>
    public ImmutableArray<Finding> Findings { get; private init; } = [];

    public ImmutableArray<Flag> Flags { get; private init; } = [];

    /// <summary>The mentions of one kind, by place.</summary>
    public ImmutableArray<T> Of<T>()
        where T : Mention
    {
        foreach (Array known in _kinds)
        {
            if (known.GetType() == typeof(T[]))
            {
                return ImmutableCollectionsMarshal.AsImmutableArray(Unsafe.As<T[]>(known));
            }
        }

        T[] found = Kind<T>();
        _kinds = _kinds.Add(found);
        return ImmutableCollectionsMarshal.AsImmutableArray(found);
    }

    private T[] Kind<T>()
        where T : Mention
    {
        // The kinds are sealed: to compare types costs less than to ask a mention what it is.
        int count = 0;
        foreach (Mention mention in Mentions)
        {
            count += mention.GetType() == typeof(T) ? 1 : 0;
        }

        T[] found = count == 0 ? [] : new T[count];
        foreach (Mention mention in Mentions)
        {
            if (mention.GetType() == typeof(T))
            {
                found[^count--] = Unsafe.As<T>(mention);
            }
        }

        return found;
    }

    /// <summary>The mentions of one kind that lie inside a span.</summary>
    public IEnumerable<T> Of<T>(TextSpan within)
        where T : Mention => Of<T>().Where(mention => within.Covers(mention.Span));

    public AnnotatedAbstract With(IEnumerable<Mention> mentions) =>
        InOrder(mentions) is { Length: > 0 } added ? this with { Mentions = Merge(Mentions, added) } : this;

    /// <summary>Puts <paramref name="mentions"/> in the place of all mentions of their kind.</summary>
    public AnnotatedAbstract Replacing<T>(IEnumerable<T> mentions)
        where T : Mention => this with { Mentions = Merge([.. Mentions.Where(mention => mention.GetType() != typeof(T))], InOrder(mentions)) };

    public AnnotatedAbstract With(IEnumerable<Finding> findings) =>
        this with { Findings = [.. Findings.Concat(findings).OrderBy(finding => finding.Anchor.Span)] };

    public AnnotatedAbstract Replacing(IEnumerable<Finding> findings) =>
        this with { Findings = [.. findings.OrderBy(finding => finding.Anchor.Span)] };

    public AnnotatedAbstract With(IEnumerable<Flag> flags) =>
        this with { Flags = [.. Flags.Concat(flags).Distinct().OrderBy(flag => flag.Span)] };

    /// <summary>Of two at one place the earlier stage's comes first.</summary>
    private static ImmutableArray<Mention> Merge(ImmutableArray<Mention> before, ImmutableArray<Mention> added)
    {
        ImmutableArray<Mention>.Builder merged = ImmutableArray.CreateBuilder<Mention>(before.Length + added.Length);
        int next = 0;
        foreach (Mention mention in before)
        {
            for (; next < added.Length && added[next].Span.CompareTo(mention.Span) < 0; next++)
            {
                merged.Add(added[next]);
            }

            merged.Add(mention);
        }

        merged.AddRange(added.AsSpan(next..));
        return merged.MoveToImmutable();
    }

    private static ImmutableArray<Mention> InOrder(IEnumerable<Mention> mentions)
    {
        ImmutableArray<Mention> all = [.. mentions];
        for (int i = 1; i < all.Length; i++)
        {
            if (all[i].Span.CompareTo(all[i - 1].Span) < 0)
            {
                return [.. all.OrderBy(mention => mention.Span)];
            }
        }

        return all;
    }
}
