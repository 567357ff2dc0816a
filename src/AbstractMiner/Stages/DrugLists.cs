using System.Text.RegularExpressions;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>Drugs that stand in one list: "A, B (20 mg) and C".</summary>
internal static partial class DrugLists
{
    public static bool Joined(string text, DrugCandidate left, DrugCandidate right) => left.Sentence == right.Sentence && left.Span.End <= right.Span.Start && right.Span.Start - left.Span.End <= 45
        && Joining.Fits(text.AsSpan(left.Span.End, right.Span.Start - left.Span.End));

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

        // "Compared with A, B was ...": commas alone make no list.
        for (int i = head; i < tail; i++)
        {
            if (!text.AsSpan(candidates[i].Span.End, candidates[i + 1].Span.Start - candidates[i].Span.End).EndsWith(", "))
            {
                return (head, tail);
            }
        }

        return (index, index);
    }

    /// <summary>Whether a drug is the other choice of its list: B of "A or B", C and D of "A-B or C-D".</summary>
    public static bool IsAlternative(string text, List<DrugCandidate> candidates, int head, int index)
    {
        bool alternative = false;
        for (int i = head; i < index; i++)
        {
            ReadOnlySpan<char> between = text.AsSpan(candidates[i].Span.End, candidates[i + 1].Span.Start - candidates[i].Span.End);
            bool isPartner = between is "-" or "/" || between.Contains("plus", StringComparison.Ordinal) || between.Contains('+');
            alternative = between.Contains(" or ", StringComparison.Ordinal) || (alternative && isPartner);
        }

        return alternative;
    }

    internal static Pattern<string> Joining { get; } = new("drug.joining", JoiningRegex(), match => match.Value)
    {
        Finds = [", ", " and ", " (20 mg/kg), ", " or oral ", "/", ", and/or ", ") and oral ", "- and ", " 1 g, ", " plus "],
        Ignores = [" versus ", " was better than ", " in addition to ", ". "],
    };

    [GeneratedRegex(@"\A\)?(?:\ \(?\d[^()]{1,22}\)?|\ \([^()]{1,20}\))?(?:-?,?\ (?:and/or|and|or|plus)\ |,\ |\ (?:and/or|and|or|plus|with|\+)\ |/|\ ?\+\ ?|-)(?:(?:a|an|the|to|oral|intravenous|low-dose|high-dose|other|weekly)\ ){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex JoiningRegex();
}
