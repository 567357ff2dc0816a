using System.Text.RegularExpressions;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Estimates;

/// <summary>
/// A rule about the words round a number. Its examples are read by all rules together, since rules compete: an example
/// holds where this rule wins.
/// </summary>
internal sealed class NumberRule(string name, Func<ReadOnlySpan<char>, bool> fits) : Pattern(name)
{
    public NumberRule(string name, Regex regex)
        : this(name, regex.IsMatch)
    {
    }

    public bool Fits(ReadOnlySpan<char> words) => MayBeIn(words) && fits(words);

    public override bool Reads(string text) => SentenceReader.Of(text).Any(reading => reading.Rule == Name || reading.Drafts.Any(draft => draft.Rule == Name));
}
