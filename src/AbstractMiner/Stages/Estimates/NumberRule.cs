using System.Text.RegularExpressions;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Estimates;

/// <summary>
/// A rule about the words round a number. Its examples are read by all rules together, since rules compete: an example
/// holds where this rule wins.
/// </summary>
internal sealed class NumberRule(string name, Regex regex) : Pattern(name)
{
    public bool Fits(ReadOnlySpan<char> words) => regex.IsMatch(words);

    public override bool Reads(string text) => SentenceReader.Of(text).Any(reading => reading.Rule == Name || reading.Drafts.Any(draft => draft.Rule == Name));
}
