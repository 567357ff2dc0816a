using System.Buffers;

namespace AbstractMiner.Patterns;

/// <summary>
/// Phrases that may stand right before a place, with fillers between: "received" + "a single" + "oral" + ... They are looked up
/// word by word, from the place backwards, so a list of thousands costs no more than one of ten, unlike a regular expression.
/// </summary>
/// <param name="cues">
/// Phrases between white space, their words joined by underscores; "(a|b)" gives alternatives, "?" makes the letter or the
/// bracket before it optional, \ takes the next letter as it is, # is any number and * any word: "receiv(e|ed|ing) treat(ed|ment)_with doses?_of".
/// </param>
/// <param name="fillers">Phrases, written alike, that may stand between a cue and the place.</param>
/// <param name="mostFillers">How many of them.</param>
public sealed class CuePhrases(string name, string cues, string fillers, int mostFillers) : Pattern(name)
{
    private const string Number = "#";
    private const int LongestOpenWord = 14;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.,");

    private readonly PhraseTree _cues = new(cues);
    private readonly PhraseTree _fillers = new(fillers);

    /// <summary>Whether a text ends with a cue, fillers behind it, and a space; case is ignored.</summary>
    public bool Ends(ReadOnlySpan<char> before) => before.EndsWith(' ') && EndsWhole(before[..^1]);

    /// <summary>The same of a text without the space at its end.</summary>
    public bool EndsWhole(ReadOnlySpan<char> before) => IsCue(before, mostFillers);

    public override bool Reads(string text) => Ends(text);

    private bool IsCue(ReadOnlySpan<char> before, int fillersLeft) =>
        Follow(_cues, PhraseTree.Root, before, -1) || (fillersLeft > 0 && Follow(_fillers, PhraseTree.Root, before, fillersLeft - 1));

    /// <summary>Goes on in a tree with the last word before a place.</summary>
    /// <param name="fillersLeft">How many fillers may stand before this one; -1 for a cue.</param>
    private bool Follow(PhraseTree tree, int node, ReadOnlySpan<char> before, int fillersLeft)
    {
        ReadOnlySpan<char> word = before[(before.LastIndexOf(' ') + 1)..];
        ReadOnlySpan<char> rest = before[..^word.Length].TrimEnd(' ');
        return Goes(tree, tree.Next(node, word), rest, fillersLeft)
            || Goes(tree, NumberAt(tree, node, word), rest, fillersLeft)
            || (tree.HasOpenWords && IsPlainWord(word) && Goes(tree, tree.Next(node, PhraseTree.OpenWord), rest, fillersLeft))
            || (fillersLeft < 0 && EndsWithFirst(tree, node, word));
    }

    /// <summary>Whether a phrase ends at a node, or goes on in what stands before.</summary>
    private bool Goes(PhraseTree tree, int node, ReadOnlySpan<char> rest, int fillersLeft) =>
        node != PhraseTree.Root && ((tree.IsWhole(node) && (fillersLeft < 0 || IsCue(rest, fillersLeft))) || (!rest.IsEmpty && Follow(tree, node, rest, fillersLeft)));

    private static bool IsPlainWord(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (!char.IsLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return word.Length is > 0 and <= LongestOpenWord;
    }

    /// <summary>The node of a number: "1.5", or "10mg" with its unit.</summary>
    private static int NumberAt(PhraseTree tree, int node, ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || !char.IsAsciiDigit(word[0]))
        {
            return PhraseTree.Root;
        }

        int unit = word.IndexOfAnyExcept(Digits);
        int behind = unit < 0 ? node : tree.Next(node, word[unit..].TrimStart('-'));
        return unit >= 0 && behind == PhraseTree.Root ? PhraseTree.Root : tree.Next(behind, Number);
    }

    /// <summary>What stands before the first word of a cue is no matter: "(receiving", "non-randomised to".</summary>
    private static bool EndsWithFirst(PhraseTree tree, int node, ReadOnlySpan<char> word)
    {
        for (int i = 0; i + 1 < word.Length; i++)
        {
            if (!char.IsLetterOrDigit(word[i]) && tree.IsWhole(tree.Next(node, word[(i + 1)..])))
            {
                return true;
            }
        }

        return false;
    }
}
