using System.Buffers;

namespace AbstractMiner.Stages.Linking;

/// <summary>Words by which a comparison arm and an assignment to arms are known.</summary>
internal static class ControlWords
{
    private static readonly SearchValues<string> Control = SearchValues.Create(["control", "placebo", "standard", "conventional", "usual", "sham", "untreated", "vehicle", "observation", "waiting", "waitlist"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Assigning = SearchValues.Create(["random", "assigned", "allocated", "divided into", "compared", "comparing", "versus", " vs"], StringComparison.OrdinalIgnoreCase);

    public static bool In(ReadOnlySpan<char> name) => name.ContainsAny(Control);

    public static bool Assigns(ReadOnlySpan<char> sentence) => sentence.ContainsAny(Assigning);
}
