using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>Which arm of a sentence a drug belongs to: in "randomised to A with B or to C plus D", and in "we compared A and B with C", C is of the other arm.</summary>
internal static partial class DrugArms
{
    private const int LongestBetween = 40;

    /// <summary>Whether those who are randomised have another drug for a choice: C and D of "randomised to A with B or to C plus D".</summary>
    public static bool IsOtherChoice(DrugScene scene) => IsBehind(scene, Allotting, Choice);

    /// <summary>Whether another drug is compared with it: C of "we compared A and B with C", B of "a comparison of A and B".</summary>
    public static bool IsOpposed(DrugScene scene) => IsBehind(scene, Comparing, Opposing) || (IsSecondOfTwo(scene) && Comparing.Fits(scene.Lead) && !Opposing.Fits(scene.Rest));

    private static bool IsSecondOfTwo(DrugScene scene)
    {
        (List<DrugCandidate> candidates, int index, DrugCandidate drug) = (scene.Candidates, scene.Index, scene.Drug);
        if (index == 0 || candidates[index - 1] is not { IsClass: false } first || drug.IsClass || first.Name == drug.Name || first.Sentence != drug.Sentence || scene.Tail != index || drug.Span.Start - first.Span.End is < 0 or > LongestBetween)
        {
            return false;
        }

        ReadOnlySpan<char> between = scene.Text.AsSpan(first.Span.End, drug.Span.Start - first.Span.End);
        return between.Contains(" and ", StringComparison.Ordinal) && !between.ContainsAny(',', '.', ';') && (index == 1 || !DrugLists.Joined(scene.Text, candidates[index - 2], first));
    }

    /// <summary>Whether a drug stands behind the word that parts two arms, and another drug, but not the same, before it.</summary>
    private static bool IsBehind(DrugScene scene, Pattern<Capture> cue, Pattern<Capture> parting)
    {
        (string text, List<DrugCandidate> candidates, int index) = (scene.Text, scene.Candidates, scene.Index);
        DrugCandidate drug = scene.Drug;
        if (index == 0 || candidates[index - 1].Sentence != drug.Sentence || cue.In(text, new TextSpan(drug.Sentence.Start, Math.Max(drug.Sentence.Start, drug.Span.Start))) is not [.., var last])
        {
            return false;
        }

        TextSpan arms = new(last.Span().End, drug.Span.Start);
        foreach (TextSpan part in parting.In(text, arms).Select(match => match.Span()))
        {
            bool stated = false;
            for (int i = index - 1; i >= 0 && candidates[i].Span.Start >= arms.Start; i--)
            {
                if (candidates[i].Span.End <= part.Start)
                {
                    if (candidates[i].Name == drug.Name)
                    {
                        return false;
                    }

                    stated |= !candidates[i].IsClass;
                }
            }

            if (stated && !IsInBrackets(text, arms.Start, part.Start) && !Shared.Fits(text.AsSpan(arms.Start, arms.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInBrackets(string text, int start, int at)
    {
        int depth = 0;
        foreach (char c in text.AsSpan(start, at - start))
        {
            depth += c switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
        }

        return depth > 0;
    }

    /// <summary>The arm before is the control, or what stands behind is given in both.</summary>
    internal static Pattern<string> Shared { get; } = new("arms.shared", SharedRegex(), match => match.Value)
    {
        Finds = [" continue with A or ", " A or B, each in combination with ", " A or B, both with "],
        Ignores = [" A 5 mg or ", " one of two doses of A or "],
    };

    [GeneratedRegex(@"\b(?:continue|remain|stay)\b|,\ (?:each|both)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SharedRegex();

    internal static Pattern<Capture> Allotting { get; } = new("arms.allotting", AllottingRegex(), match => match)
    {
        Cues = SearchValues.Create(["andomi", "ssigned", "llocated", "ivided", "NDOMI"], StringComparison.Ordinal),
        Finds = ["were randomised to receive A", "randomly assigned (1:1) either two courses", "were allocated into two groups"],
        Ignores = ["a randomised trial of A", "the assigned dose"],
    };

    [GeneratedRegex(@"\b(?:randomi[sz]ed|assigned|allocated|divided)\ (?:\([^()]{1,30}\)\ |equally\ |1:1\ ){0,2}(?:in(?:to)?|to|between|either)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AllottingRegex();

    internal static Pattern<Capture> Choice { get; } = new("arms.choice", ChoiceRegex(), match => match)
    {
        Cues = SearchValues.Create([" or ", "versus", " vs"], StringComparison.Ordinal),
        Finds = ["A 10 mg daily, or B", "A versus B", "A (n = 20) vs. B"],
        Ignores = ["A and B", "more A, less B", "one or more doses", "once or twice"],
    };

    [GeneratedRegex(@"\ (?:versus|vs\.?|(?<!\bone|\btwo|once|more|with)\ ?or)\ (?!more\b|less\b|without\b|twice\b|both\b)", RegexOptions.CultureInvariant)]
    private static partial Regex ChoiceRegex();

    internal static Pattern<Capture> Comparing { get; } = new("arms.comparing", ComparingRegex(), match => match)
    {
        Cues = SearchValues.Create(["ompar"], StringComparison.OrdinalIgnoreCase),
        Finds = ["We compared A", "to compare the safety of A", "a comparison of A", "comparing A"],
        Ignores = ["compared with A", "as compared to A", "comparable A"],
    };

    [GeneratedRegex(@"\bcompar(?:ed?|ing|isons?(?:\ (?:of|between))?)\b(?!\ (?:with|to|against)\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ComparingRegex();

    internal static Pattern<Capture> Opposing { get; } = new("arms.opposing", OpposingRegex(), match => match)
    {
        Finds = ["of A with B", "A (2 mg) to B", "A versus B", "A and B against C"],
        Ignores = ["treated with A", "in combination with A", "randomised to A", "added to A"],
    };

    [GeneratedRegex(@"(?<!treated|combined|combination|together|along|therapy|treatment|patients|women|children|subjects|adults|people|those|associated|anesthesia|anaesthesia|naive|naïve|refractory|resistant|responsive|added|adjunct|adjunctive|addition|assigned|randomi[sz]ed|allocated|sensitive|according|up|due|prior|response|infected)\ (?:with|to|versus|vs\.?|against)\ ", RegexOptions.CultureInvariant)]
    private static partial Regex OpposingRegex();
}
