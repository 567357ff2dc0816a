using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <summary>What every pattern shows of itself: one test runs the examples of all of them.</summary>
public abstract class Pattern(string name)
{
    public string Name { get; } = name;

    /// <summary>Texts that hold one: both lists are required, so that no pattern is untested.</summary>
    public required IReadOnlyList<string> Finds { get; init; }

    /// <summary>Texts that look alike and hold none.</summary>
    public required IReadOnlyList<string> Ignores { get; init; }

    /// <summary>Strings of which every finding holds one: a text without any need not be searched. Null where a search is cheap or no such strings exist.</summary>
    public SearchValues<string>? Cues { get; init; }

    /// <summary>What a text must be to hold a finding, where strings do not tell it or not as fast.</summary>
    public Func<ReadOnlySpan<char>, bool>? Needs { get; init; }

    /// <summary>Whether a text holds what every finding needs: most hold nothing of it and need no search.</summary>
    public bool MayBeIn(ReadOnlySpan<char> text) => (Needs is null || Needs(text)) && (Cues is null || text.ContainsAny(Cues));

    /// <summary>Whether the pattern and its reading find anything in a text.</summary>
    public abstract bool Reads(string text);
}

/// <summary>A regular expression that finds candidates, and a reading that decides: it returns a value, or null for no.</summary>
public sealed class Pattern<T>(string name, Regex regex, Func<Match, T?> read) : Pattern(name)
    where T : class
{
    public Regex Regex { get; } = regex;

    /// <summary>Where a finding may begin: the regular expression begins with \G and is tried there alone. Null where it finds its places well by itself.</summary>
    public NextPlace? Starts { get; init; }

    /// <summary>The readings inside a span, from left to right.</summary>
    public ImmutableArray<T> In(string text, TextSpan within)
    {
        if (!MayBeIn(within.In(text)))
        {
            return [];
        }

        ImmutableArray<T>.Builder? found = null;
        if (Starts is null)
        {
            Search(text, within, ref found);
        }
        else
        {
            ReadOnlySpan<char> searched = text.AsSpan(0, within.End);
            for (int at = Starts(searched, within.Start); at >= 0; at = Starts(searched, at))
            {
                // It is tried at one place, so the captures are taken at once.
                Match match = Regex.Match(text, at);
                bool fits = match.Success && match.Index + match.Length <= within.End;
                at = fits ? Math.Max(at + 1, match.Index + match.Length) : at + 1;
                if (fits && read(match) is { } value)
                {
                    (found ??= ImmutableArray.CreateBuilder<T>(initialCapacity: 2)).Add(value);
                }
            }
        }

        return found?.DrainToImmutable() ?? [];
    }

    private void Search(string text, TextSpan within, ref ImmutableArray<T>.Builder? found)
    {
        // Lookbehinds may see what stands before the span; a search that went on behind it would read the text once per sentence.
        foreach (ValueMatch candidate in Regex.EnumerateMatches(text.AsSpan(0, within.End), within.Start))
        {
            Match match = Regex.Match(text, candidate.Index);
            if (match.Success && match.Index + match.Length <= within.End && match.Index == candidate.Index && read(match) is { } value)
            {
                (found ??= ImmutableArray.CreateBuilder<T>(initialCapacity: 2)).Add(value);
            }
        }
    }

    public ImmutableArray<T> In(string text) => In(text, new TextSpan(0, text.Length));

    /// <summary>Whether the words are what the regular expression describes; nothing is read.</summary>
    public bool Fits(ReadOnlySpan<char> words) => MayBeIn(words) && Regex.IsMatch(words);

    /// <summary>A pattern of what stands right before a place is searched backwards from there, and finds one reading at most.</summary>
    public override bool Reads(string text) => Regex.RightToLeft ? Regex.Match(text) is { Success: true } match && read(match) is not null : !In(text).IsEmpty;
}

/// <summary>The next place of a text, from a position on, where something may begin; -1 where there is none.</summary>
public delegate int NextPlace(ReadOnlySpan<char> text, int from);

public static class MatchExtensions
{
    public static TextSpan Span(this Capture capture) => new(capture.Index, capture.Index + capture.Length);
}
