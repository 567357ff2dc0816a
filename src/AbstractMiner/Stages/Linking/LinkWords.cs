using System.Collections.Frozen;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>Where a word stands that speaks for or against a name.</summary>
internal enum WordRole
{
    /// <summary>In the name of an outcome.</summary>
    InOutcome,
    FirstOfOutcome,
    LastOfOutcome,
    BeforeOutcome,
    AfterOutcome,

    /// <summary>In the name of a group.</summary>
    InGroup,
    FirstOfGroup,
    LastOfGroup,
    BeforeGroup,
    AfterGroup,

    /// <summary>Before the preposition before a group: the "incidence" of "incidence of PONV".</summary>
    BeforePreposition,
}

/// <summary>
/// The words that the models of the links were taught, each with a number; 0 is a word that they do not know, which says nothing.
/// A plural counts as its singular.
/// </summary>
public sealed class LinkWords
{
    /// <summary>What stands for every number, and for the end of a sentence.</summary>
    private const string Number = "#";
    private const string Edge = "^";

    private static readonly (string Name, string[] Places)[] Families =
    [
        ("outcome has", [""]), ("outcome begins with", [""]), ("outcome ends with", [""]), ("before the outcome", Bins.Sides), ("after the outcome", Bins.Sides),
        ("group has", [""]), ("group begins with", [""]), ("group ends with", [""]), ("before the group", [""]), ("after the group", [""]), ("before the preposition", Bins.Prepositions),
    ];

    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers;
    private readonly Feature[][] _features;
    private readonly int _edge;
    private readonly int _number;

    public LinkWords(IEnumerable<string> words)
    {
        Words = [.. words.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        _numbers = Words.Select((word, i) => KeyValuePair.Create(word, i + 1)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _features = [.. Families.Select(family => Words.SelectMany(word => family.Places.Select(place => Feature.Of($"{family.Name}: {word}{(place.Length == 0 ? "" : ", ")}{place}"))).ToArray())];
        _edge = _numbers.TryGetValue(Edge, out int edge) ? edge : 0;
        _number = _numbers.TryGetValue(Number, out int number) ? number : 0;
    }

    /// <summary>None at all.</summary>
    public static LinkWords None { get; } = new([]);

    public IReadOnlyList<string> Words { get; }

    /// <summary>The words that stand in at least <paramref name="least"/> of the texts.</summary>
    public static LinkWords In(IEnumerable<string> texts, int least) =>
        new(texts.SelectMany(text => Tokens.In(text, new TextSpan(0, text.Length)).Where(token => token.Class != WordClass.Number)
                .SelectMany(token => Parts(text.Substring(token.Span.Start, token.Span.Length))).Select(word => Singular(word).ToString().ToLowerInvariant()).Distinct(StringComparer.Ordinal))
            .GroupBy(word => word, StringComparer.Ordinal).Where(group => group.Count() >= least).Select(group => group.Key).Append(Number).Append(Edge));

    /// <summary>The words that a model has a weight for.</summary>
    public LinkWords KnownTo(IEnumerable<LogLinearModel> models)
    {
        HashSet<string> weighted = [.. models.SelectMany(model => model.Weights.Select(weight => weight.Key))];
        return new(Words.Where((_, i) => Enumerable.Range(0, Families.Length).Any(family =>
            Enumerable.Range(0, Families[family].Places.Length).Any(place => weighted.Contains(_features[family][(i * Families[family].Places.Length) + place].Name)))));
    }

    public int Of(ReadOnlySpan<char> word) =>
        word.IsEmpty ? _edge : char.IsAsciiDigit(word[0]) ? _number : _numbers.TryGetValue(Singular(word), out int number) ? number : 0;

    /// <summary>The feature of a known word.</summary>
    /// <param name="place">Of the places of the role, where it has some.</param>
    internal Feature FeatureOf(WordRole role, int word, int place = 0) => _features[(int)role][((word - 1) * Families[(int)role].Places.Length) + place];

    /// <summary>Adds the feature of a word, if the word is known.</summary>
    internal void Add(FeatureLists features, WordRole role, int word, int place = 0)
    {
        if (word > 0)
        {
            features.Add(FeatureOf(role, word, place));
        }
    }

    private static ReadOnlySpan<char> Singular(ReadOnlySpan<char> word) => Folding.Singular(word, 4);

    /// <summary>A word as it is, and what its hyphens and slashes join.</summary>
    private static IEnumerable<string> Parts(string word) => word.AsSpan().ContainsAny('-', '/') ? word.Split('-', '/').Where(part => part.Length > 0).Append(word) : [word];
}
