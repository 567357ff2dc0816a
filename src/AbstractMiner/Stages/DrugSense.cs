using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>Whether a name is a drug where it stands: "a zinc deficiency" gives no zinc, "the opioid fentanyl" one drug and not two.</summary>
internal static partial class DrugSense
{
    /// <summary>Keeps what is a drug here: a weak name where it is given at some place, a class where it does more than describe.</summary>
    public static void Settle(AnnotatedAbstract doc, List<DrugCandidate> candidates)
    {
        string text = doc.Text.Text;
        HashSet<string> given = [];
        HashSet<string> weak = [.. candidates.Where(candidate => candidate.IsWeak).Select(candidate => candidate.Name)];
        foreach (DrugCandidate candidate in candidates.Where(candidate => weak.Contains(candidate.Name)))
        {
            // A title names what is tried: there a substance that the body does not make needs no other word.
            bool isTitle = candidate.Section == SectionKind.Title && candidate.Use != DrugUse.Measured && candidate.Concept is { } known && !known.Flags.Contains("endogenous");
            if (candidate.IsNatural ? isTitle && !DrugContext.IsFood(text, candidate.Sentence, candidate.Span) || (candidate.Use == DrugUse.Given && DrugContext.IsRemedy(text, candidate.Sentence, candidate.Span))
                : isTitle || candidate.Use == DrugUse.Given)
            {
                given.Add(candidate.Name);
            }
        }

        // "lidocaine with epinephrine", "bupivacaine and magnesium": in one list with a drug, a substance is given too.
        for (int i = 0; i + 1 < candidates.Count; i++)
        {
            (DrugCandidate left, DrugCandidate right) = (candidates[i], candidates[i + 1]);
            if (left.IsWeak != right.IsWeak && DrugLists.Joined(text, left, right))
            {
                (DrugCandidate named, DrugCandidate beside) = left.IsWeak ? (left, right) : (right, left);
                if (!beside.IsClass && !named.IsNatural && named.Use != DrugUse.Measured && beside.Use != DrugUse.Measured)
                {
                    given.Add(named.Name);
                }
            }
        }

        // "composed of glutamine, L-carnitine and selenium": what is said of a list goes for each.
        for (int i = 0; i < candidates.Count; i++)
        {
            if (candidates[i] is { IsWeak: true, IsNatural: false, Use: DrugUse.Named } && !given.Contains(candidates[i].Name))
            {
                (int head, int tail) = DrugLists.ListAround(text, candidates, i);
                if (head < tail && (candidates[head].Use == DrugUse.Given || candidates[tail].Use == DrugUse.Given))
                {
                    given.Add(candidates[i].Name);
                }
            }
        }

        for (int i = candidates.Count - 1; i >= 0; i--)
        {
            DrugCandidate candidate = candidates[i];
            bool isDrug = (candidate.Concept?["level"] != "regimen" || candidate.Span.Length > LongestLetters || text.AsSpan().ContainsAny(Oncology)) && (!candidate.IsWeak || (candidate.Use != DrugUse.Measured && given.Contains(candidate.Name))) && (!candidate.IsClass || !Describes(text, candidates, i));
            if (!isDrug)
            {
                candidates.RemoveAt(i);
            }
        }
    }

    /// <summary>A wide class says no more where its drugs are named: "doxorubicin-based chemotherapy", "the vaccine" beside an influenza vaccine.</summary>
    public static void DropUmbrellas(List<DrugCandidate> candidates)
    {
        foreach (DrugCandidate umbrella in candidates.Where(candidate => candidate.IsClass && candidate.Concept!.Flags.Contains("umbrella")).DistinctBy(candidate => candidate.Name).ToList())
        {
            List<DrugCandidate> members = candidates.FindAll(other => other.Name != umbrella.Name && IsMember(other.Name, umbrella.Concept!["members"]));
            if (members.Count > 0 && (!umbrella.Concept!.Flags.Contains("beside") || candidates.TrueForAll(place => place.Name != umbrella.Name || members.Exists(member => place.Span.Start - member.Span.End is > 0 and < LongestAttached && member.Sentence == place.Sentence))))
            {
                candidates.RemoveAll(place => place.Name == umbrella.Name);
            }
        }
    }

    /// <summary>Whether a drug belongs to a class: "-pril" are endings, "cef-" beginnings, "*" is any drug, the rest names.</summary>
    public static bool IsMember(string name, string? members)
    {
        foreach (Range part in members.AsSpan().Split('|'))
        {
            ReadOnlySpan<char> member = members.AsSpan(part);
            if (member is "*" || (member.Length > 1 && (member[0] == '-' ? name.AsSpan().EndsWith(member[1..], StringComparison.OrdinalIgnoreCase)
                : member[^1] == '-' ? name.AsSpan().StartsWith(member[..^1], StringComparison.OrdinalIgnoreCase) : name.AsSpan().Contains(member, StringComparison.OrdinalIgnoreCase))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>From a drug to the class that it makes: "doxorubicin-containing combination chemotherapy".</summary>
    private const int LongestAttached = 25;

    /// <summary>Up to so many letters stand for other things too.</summary>
    private const int LongestLetters = 5;

    /// <summary>The letters of a regimen mean drugs where cancers are treated.</summary>
    private static readonly SearchValues<string> Oncology = SearchValues.Create(["cancer", "carcinom", "tumor", "tumour", "lymphom", "leuk", "sarcom", "chemo", "metasta", "myelom", "blastom"], StringComparison.OrdinalIgnoreCase);

    /// <summary>"sildenafil, a PDE5 inhibitor", "the opioid fentanyl": the class only says what the drug is.</summary>
    private static bool Describes(string text, List<DrugCandidate> candidates, int index)
    {
        DrugCandidate candidate = candidates[index];
        ReadOnlySpan<char> before = DrugContext.Before(text, candidate.Sentence, candidate.Span.Start);
        if (Predicate.Fits(before) || (Serving.Fits(before) && candidates.Exists(other => !other.IsClass && other.Sentence == candidate.Sentence && other.Span.End <= candidate.Span.Start)) || (Pointing.Fits(before) && candidates.FindIndex(other => !other.IsClass) is >= 0 and var first && first < index))
        {
            return true;
        }

        foreach (DrugCandidate other in candidates)
        {
            if (other.IsClass || other.Sentence != candidate.Sentence)
            {
                continue;
            }

            // "the opioid fentanyl", "an ACE inhibitor, ramipril, was", "a local anaesthetic (lidocaine)", but not the list "sulfonylurea, metformin or pioglitazone".
            if (other.Span.Start >= candidate.Span.End && (text.AsSpan(candidate.Span.End, other.Span.Start - candidate.Span.End) is " "
                || (text.AsSpan(candidate.Span.End, other.Span.Start - candidate.Span.End) is ", " or " (" && !candidates.Exists(next => next.Span.Start > other.Span.End && DrugLists.Joined(text, other, next)))))
            {
                return true;
            }

            // "tirabrol (dopamine agonist)", "tirabrol (dopamine agonist of the third kind)".
            if (other.Span.End + 2 == candidate.Span.Start && text[candidate.Span.Start - 1] == '(' && text.IndexOf(')', candidate.Span.End) is > 0 and var end
                && !text.AsSpan(candidate.Span.End, end - candidate.Span.End).ContainsAny(',', ';', '(') && !candidates.Exists(next => next.Span.Start >= candidate.Span.End && next.Span.End <= end))
            {
                return true;
            }

            if (other.Span.End <= candidate.Span.Start && candidate.Span.Start - other.Span.End < 90
                && Describing.Regex.IsMatch(text.AsSpan(other.Span.End, candidate.Span.Start - other.Span.End)))
            {
                return true;
            }
        }

        return false;
    }

    internal static Pattern<string> Predicate { get; } = new("drug.predicate", PredicateRegex(), match => match.Value)
    {
        Needs = DrugRoles.IsInMidst,
        Finds = ["SVX is a once-daily, unboosted ", "It is an oral "],
        Ignores = ["is treated with an ", "there is no ", "the drug is given with a "],
    };

    // Whatever it is that "is an antagonist", the class is said of it.
    [GeneratedRegex(@"(?<!\bthere)\ (?:is|was|are)\ (?:an?|another|one\ of\ the)\ (?:(?!therapy|combination|patient|use)[\p{L}\d/-]{2,20},?\ ){0,5}\z", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex PredicateRegex();

    internal static Pattern<string> Serving { get; } = new("drug.serving", ServingRegex(), match => match.Value)
    {
        Needs = DrugRoles.IsInMidst,
        Finds = ["was added to the regimen as adjuvant ", "gels of tirabrol as an oral "],
        Ignores = ["as well as ", "as compared with ", "such as "],
    };

    // What serves "as a radiosensitizer" has been named.
    [GeneratedRegex(@"(?<!\bsuch|\bwell)\ as\ (?:an?\ |the\ )?(?:(?!compared|part|in\b)[\p{L}-]{4,20}\ ){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex ServingRegex();

    internal static Pattern<string> Pointing { get; } = new("drug.pointing", PointingRegex(), match => match.Value)
    {
        Needs = DrugRoles.IsInMidst,
        Finds = ["Both ", "of this poorly absorbed ", "compared the three "],
        Ignores = ["of the ", "this effect of ", "three doses of "],
    };

    // "This antibiotic", "both beta blockers": drugs that the text has named.
    [GeneratedRegex(@"\b(?:[Tt]h(?:is|ese)|[Bb]oth|(?:the|these)\ (?:two|three|four)|[Tt]he\ latter)\ (?:(?!effect|use|study|trial|patient)[\p{L}-]{3,14}(?<!s)\ ){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex PointingRegex();

    internal static Pattern<string> Describing { get; } = new("drug.describing", DescribingRegex(), match => match.Value)
    {
        Finds = [" as ", " as adjuvant ", " as a potential rapid-onset ", ", a ", " is an oral ", ", the selective ", " (a novel ", ", which is a highly selective ", " (Novex; Firm Ltd), an oral ", "), a new ", " is used as a "],
        Ignores = [" and ", ", ", " with a dose of an ", " plus an "],
    };

    [GeneratedRegex(@"\A(?:\ \([^()]{1,60}\)|\))?,?\ (?:\(|which\ |that\ )?(?:(?:is|are|was|were)\ )?(?:(?:considered|used\ as|known\ as)\ )?(?:an?|the|another|one\ of\ the)\ (?:[\p{L}\d/-]{2,20},?\ ){0,6}\z|\A(?:\ \([^()]{1,60}\))?\ as\ (?:an?\ (?:[\p{L}\d/-]{2,20}\ ){0,3})?(?:(?:adjuvant|first-line|second-line|topical|oral|single-dose|preoperative|postoperative|prophylactic|primary)\ ){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DescribingRegex();
}
