using System.Buffers;

namespace AbstractMiner.Patterns;

/// <summary>
/// Phrases that may stand right before a place, with fillers between: "received" + "a single" + "oral" + ... They are looked up
/// word by word, from the place backwards, so a list of thousands costs no more than one of ten, unlike a regular expression.
/// </summary>
/// <param name="cues">
/// Phrases between white space, their words joined by underscores; "(a|b)" gives alternatives, "?" makes the letter or the
/// bracket before it optional, and # is any number: "receiv(e|ed|ing) treat(ed|ment)_with doses?_of".
/// </param>
/// <param name="fillers">Phrases, written alike, that may stand between a cue and the place.</param>
/// <param name="mostFillers">How many of them.</param>
public sealed class CuePhrases(string name, string cues, string fillers, int mostFillers) : Pattern(name)
{
    private const string Number = "#";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.,");

    private readonly PhraseTree _cues = new(cues);
    private readonly PhraseTree _fillers = new(fillers);

    /// <summary>Whether a text ends with a cue, fillers behind it, and a space; case is ignored.</summary>
    public bool Ends(ReadOnlySpan<char> before) => before.EndsWith(' ') && IsCue(before[..^1], mostFillers);

    public override bool Reads(string text) => Ends(text);

    private bool IsCue(ReadOnlySpan<char> before, int fillersLeft) =>
        Follow(_cues, PhraseTree.Root, before, -1) || (fillersLeft > 0 && Follow(_fillers, PhraseTree.Root, before, fillersLeft - 1));

    /// <summary>Goes on in a tree with the last word before a place.</summary>
    /// <param name="fillersLeft">How many fillers may stand before this one; -1 for a cue.</param>
    private bool Follow(PhraseTree tree, int node, ReadOnlySpan<char> before, int fillersLeft)
    {
        ReadOnlySpan<char> word = before[(before.LastIndexOf(' ') + 1)..];
        if (Step(tree, node, before, word, fillersLeft))
        {
            return true;
        }

        // "10mg" and "1.5" are a number with a unit and without one.
        int digits = word.IndexOfAnyExcept(Digits);
        return word.Length > 0 && char.IsAsciiDigit(word[0])
            && (digits < 0 ? Step(tree, node, before, word, Number, fillersLeft)
                : tree.Next(node, word[digits..].TrimStart('-')) is > 0 and var unit && Step(tree, unit, before, word, Number, fillersLeft));
    }

    private bool Step(PhraseTree tree, int node, ReadOnlySpan<char> before, ReadOnlySpan<char> word, int fillersLeft)
    {
        if (Step(tree, node, before, word, word, fillersLeft))
        {
            return true;
        }

        // What stands before the first word of a cue is no matter: "(receiving", "non-randomised to".
        for (int i = 0; fillersLeft < 0 && i + 1 < word.Length; i++)
        {
            if (!char.IsLetterOrDigit(word[i]) && tree.Next(node, word[(i + 1)..]) is > 0 and var last && tree.IsWhole(last))
            {
                return true;
            }
        }

        return false;
    }

    private bool Step(PhraseTree tree, int node, ReadOnlySpan<char> before, ReadOnlySpan<char> word, ReadOnlySpan<char> readAs, int fillersLeft)
    {
        int next = tree.Next(node, readAs);
        if (next <= 0)
        {
            return false;
        }

        ReadOnlySpan<char> rest = before[..^word.Length].TrimEnd(' ');
        return (tree.IsWhole(next) && (fillersLeft < 0 || IsCue(rest, fillersLeft))) || (!rest.IsEmpty && Follow(tree, next, rest, fillersLeft));
    }
}
