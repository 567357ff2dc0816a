using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Text;

namespace AbstractMiner.Export;

/// <summary>What an abstract is known by in all outputs.</summary>
/// <param name="Id">The stable <c>abstract_id</c>.</param>
/// <param name="DuplicateOf">The id of an earlier abstract that says the same or nearly so; null for the first.</param>
/// <param name="Similarity">To that one: 1 where all letters and digits are the same; null for the first.</param>
/// <param name="Counted">The code points of the raw document.</param>
/// <param name="ByteStart">Where it starts in the bytes of the source, unpacked.</param>
/// <param name="ByteEnd">Exclusive.</param>
public sealed record Identity(string Id, string? DuplicateOf, double? Similarity, CodePoints Counted, long ByteStart, long ByteEnd);

/// <summary>
/// Gives abstracts and findings their stable ids. Only letters and digits are hashed and counted, so re-wrapping, hyphenation
/// and the order of the input change no id. A text that comes again in one run has the first one's id with <c>-2</c>.
/// </summary>
/// <remarks>Abstracts must come in the order of the run: not for many threads at once.</remarks>
public sealed class IdentityRegister
{
    private readonly Dictionary<ulong, int> _seen = [];
    private readonly NearDuplicates _near = new();
    private RawDocument? _last;
    private CodePoints _counted = new("");

    /// <summary>A raw position and the bytes before it: the next abstract of a document starts behind the last.</summary>
    private (int Position, long Bytes) _reached;

    public Identity Enter(AnnotatedAbstract doc)
    {
        if (!ReferenceEquals(doc.Source, _last))
        {
            _last = doc.Source;
            _counted = new CodePoints(doc.Source.Raw);
            _reached = (0, doc.Source.Origin.ByteStart);
        }

        ulong fingerprint = Fingerprint(doc.Text.Text);
        int times = ++CollectionsMarshal.GetValueRefOrAddDefault(_seen, fingerprint, out _);
        string first = IdOf(fingerprint);
        (long start, long end) = BytesOf(doc);
        if (times > 1)
        {
            return new Identity($"{first}-{Words.Of(times)}", first, 1, _counted, start, end);
        }

        return _near.Enter(doc.Text.Text, fingerprint) is { } near
            ? new Identity(first, IdOf(near.Fingerprint), near.Similarity, _counted, start, end)
            : new Identity(first, null, null, _counted, start, end);
    }

    private (long Start, long End) BytesOf(AnnotatedAbstract doc)
    {
        Origin origin = doc.Source.Origin;
        TextSpan raw = doc.Text.Map.ToRaw(doc.Text.Whole);
        if (origin.Encoding is not { } encoding || raw.Start < _reached.Position)
        {
            return origin.BytesOf(doc.Source.Raw, raw);
        }

        long start = _reached.Bytes + encoding.GetByteCount(doc.Source.Raw.AsSpan(_reached.Position, raw.Start - _reached.Position));
        _reached = (raw.End, start + encoding.GetByteCount(raw.In(doc.Source.Raw)));
        return (start, _reached.Bytes);
    }

    private static string IdOf(ulong fingerprint) => $"a{fingerprint:x16}";

    /// <summary>A hash of the letters and digits of a text, whatever their case.</summary>
    public static ulong Fingerprint(string text)
    {
        Span<char> buffer = text.Length <= 4096 ? stackalloc char[text.Length] : new char[text.Length];
        int length = 0;
        foreach (char c in text)
        {
            if (Folding.Small(c) is not '\0' and var small)
            {
                buffer[length++] = small;
            }
        }

        return Hash(MemoryMarshal.AsBytes(buffer[..length]));
    }

    /// <summary>The <c>evidence_id</c> of each finding: from the abstract, the letters and digits before it, and its kind.</summary>
    internal static ImmutableArray<string> EvidenceIds(string abstractId, AnnotatedAbstract doc)
    {
        ImmutableArray<string>.Builder ids = ImmutableArray.CreateBuilder<string>(doc.Findings.Length);
        HashSet<string> taken = new(StringComparer.Ordinal);
        int counted = 0;
        int at = 0;
        foreach (Finding finding in doc.Findings)
        {
            // Findings stand in the order of their anchors, so the count goes on where the last one stopped.
            for (; at < finding.Anchor.Span.Start; at++)
            {
                counted += Folding.Small(doc.Text.Text[at]) != '\0' ? 1 : 0;
            }

            // The kind is coarse, so that a statistic read better by a later version keeps its id.
            string kind = finding.Estimate is null ? "p" : "estimate";
            string id = $"e{Hash(Encoding.UTF8.GetBytes($"{abstractId}|{Words.Of(counted)}|{kind}")):x16}";
            string unique = id;
            for (int times = 2; !taken.Add(unique); times++)
            {
                unique = $"{id}-{Words.Of(times)}";
            }

            ids.Add(unique);
        }

        return ids.MoveToImmutable();
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
