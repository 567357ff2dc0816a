using System.Text.RegularExpressions;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>Drugs that stand in one list: "A, B (20 mg) and C".</summary>
internal static partial class DrugLists
{
    public static bool Joined(string text, DrugCandidate left, DrugCandidate right) => left.Sentence == right.Sentence && left.Span.End <= right.Span.Start && right.Span.Start - left.Span.End <= 45
        && Joining.Regex.IsMatch(text.AsSpan(left.Span.End, right.Span.Start - left.Span.End));

    /// <summary>The first and the last drug of the list that a drug stands in: "A, B (20 mg) and C".</summary>
    public static (int Head, int Tail) ListAround(string text, List<DrugCandidate> candidates, int index)
    {
        int head = index;
        while (head > 0 && Joined(text, candidates[head - 1], candidates[head]))
        {
            head--;
        }

        int tail = index;
        while (tail + 1 < candidates.Count && Joined(text, candidates[tail], candidates[tail + 1]))
        {
            tail++;
        }

        return (head, tail);
    }

    internal static Pattern<string> Joining { get; } = new("drug.joining", JoiningRegex(), match => match.Value)
    {
        Finds = [", ", " and ", " (20 mg/kg), ", " or oral ", "/", ", and/or ", " 1 g, ", " plus "],
        Ignores = [" versus ", " was better than ", " in addition to ", ". "],
    };

    [GeneratedRegex(@"\A(?:\ \(?\d[^()]{1,22}\)?|\ \([^()]{1,20}\))?(?:,\ (?:and/or|and|or|plus)\ |,\ |\ (?:and/or|and|or|plus|with|\+)\ |/|\ ?\+\ ?|-)(?:(?:a|an|the|oral|intravenous|low-dose|high-dose|other|weekly)\ ){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex JoiningRegex();
}
