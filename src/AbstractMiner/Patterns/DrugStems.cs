namespace AbstractMiner.Patterns;

/// <summary>
/// Knows a drug that no vocabulary has yet by the stem of its international nonproprietary name: "-tinib", "-limab", "cef-".
/// </summary>
public sealed class DrugStems
{
    /// <summary>Words that end like a stem and are no drugs; the endings that hold many such words count only in context.</summary>
    private static readonly WordSet Others = new(
    [
        "metavir", "anthracycline", "adiponectin", "calprotectin", "telopeptide", "propeptide", "glycopeptide", "phosphopeptide", "polypeptide", "oligopeptide",
        "neuropeptide", "dipeptide", "tripeptide", "lipopeptide", "peptide", "nucleotide", "oligonucleotide", "dinucleotide", "polynucleotide", "galectin", "osteonectin",
        "riptide", "intercept", "percept", "precept", "concept", "except", "accept", "hemostat", "haemostat", "cryostat", "thermostat", "photostat",
        "worsen", "coarsen", "larsen", "andersen", "petersen", "pedersen", "iversen", "magstim", "robarts", "linalol", "santalol", "progestogel",
        "idealol", "neuroleptic", "saline", "cyclone", "hormone", "backbone", "sidestream", "unpril", "mansion", "bracelet", "monolone", "carapace", "trapine",
        "mongrel", "cholesterol", "triacylglycerol", "ergosterol", "sitosterol", "polyphenol", "glucuronide", "phytosterol", "placeboxetine", "acetonide", "hexacetonide", "furoate", "pyridone", "pyrrolidone", "hydrazone", "benzoquine", "ketone", "cholone", "allspice", "marine", "orcein",
    ]);

    private readonly WordSet _suffixes;
    private readonly WordSet _prefixes;
    private readonly string[] _secondWords;
    private readonly int _longest;

    /// <summary>By the last two letters, whether any suffix ends so: most words end otherwise.</summary>
    private readonly bool[] _ends = new bool[32 * 32];

    private DrugStems(Vocabulary stems)
    {
        ILookup<string, string> safe = stems.Concepts.Where(stem => stem["use"] is "safe").ToLookup(stem => stem["kind"], stem => stem.Name);
        _suffixes = new(safe["suffix"]);
        _prefixes = new(safe["prefix"]);
        _secondWords = [.. safe["second word"]];
        _longest = safe["suffix"].Max(stem => stem.Length);
        foreach (string suffix in safe["suffix"])
        {
            _ends[EndOf(suffix)] = true;
        }
    }

    public static DrugStems Load(string path) => new(Vocabulary.Load(path));

    /// <summary>Whether a word of six letters or more has the form of a drug's name.</summary>
    public bool IsDrugName(ReadOnlySpan<char> word)
    {
        if (word.Length is < 6 or > 32)
        {
            return false;
        }

        Span<char> lower = stackalloc char[32];
        lower = lower[..word.ToLowerInvariant(lower)];
        if (lower[^1] == 's' && lower[^2] is not ('s' or 'u' or 'i'))
        {
            lower = lower[..^1];
        }

        for (int length = 3; _ends[EndOf(lower)] && length <= _longest && length <= lower.Length - 2; length++)
        {
            if (_suffixes.Holds(lower[^length..]))
            {
                return !Others.Holds(word);
            }
        }

        return lower.Length > 7 && lower[3] != 'a' && _prefixes.Holds(lower[..3]) && !Others.Holds(word);
    }

    private static int EndOf(ReadOnlySpan<char> word) => ((word[^2] & 31) << 5) | (word[^1] & 31);

    /// <summary>Whether the word makes a drug of the word before it: "ciltacabtagene autoleucel", "enfortumab vedotin".</summary>
    public bool IsSecondWord(ReadOnlySpan<char> word)
    {
        foreach (string stem in _secondWords)
        {
            if (word.EndsWith(stem, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
