using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>One drug by two names: "methotrexate (MTX)" is MTX from there on, "tirabrol (TRB 123)" and TRB 123 are the same.</summary>
internal static partial class DrugAliases
{
    /// <summary>A short form that the text defines for something else is no drug: "total antioxidant capacity (TAC)" is no regimen.</summary>
    public static void DropOtherMeanings(AnnotatedAbstract doc, List<DrugCandidate> candidates)
    {
        string text = doc.Text.Text;
        foreach (AbbreviationMention abbreviation in doc.Of<AbbreviationMention>())
        {
            if (candidates.Exists(candidate => candidate.Span.Overlaps(abbreviation.LongForm)))
            {
                continue;
            }

            string shortForm = abbreviation.Span.Of(text);
            candidates.RemoveAll(candidate => candidate.Span.Length <= shortForm.Length + 1 && candidate.Span.In(text).StartsWith(shortForm, StringComparison.Ordinal));
        }
    }

    /// <summary>The short forms that the text defines for a drug stand for it everywhere.</summary>
    public static void AddAbbreviations(AnnotatedAbstract doc, List<DrugCandidate> candidates)
    {
        string text = doc.Text.Text;
        foreach (AbbreviationMention abbreviation in doc.Of<AbbreviationMention>().ToList())
        {
            DrugCandidate? named = candidates.Find(candidate => candidate.Span.Overlaps(abbreviation.LongForm) && Math.Abs(candidate.Span.End - abbreviation.LongForm.End) <= 1 && IsWholeOf(text, candidate.Span, abbreviation));
            if (named is null)
            {
                continue;
            }

            string shortForm = abbreviation.Span.Of(text);
            foreach (Sentence sentence in doc.Text.Sentences)
            {
                if (!sentence.Section.IsReport())
                {
                    continue;
                }

                for (int at = text.IndexOf(shortForm, sentence.Span.Start, sentence.Span.Length, StringComparison.Ordinal); at >= 0;
                    at = text.IndexOf(shortForm, at + 1, sentence.Span.End - at - 1, StringComparison.Ordinal))
                {
                    TextSpan span = new(at, at + shortForm.Length);
                    if (!DrugContext.IsWhole(text, span) || DrugContext.IsPartOfName(text, sentence.Span, span) || DrugContext.UseOf(text, sentence.Span, span) == DrugUse.Measured && named.IsWeak)
                    {
                        continue;
                    }

                    candidates.RemoveAll(other => span.Covers(other.Span) && other.Name != named.Name);
                    if (!candidates.Exists(other => other.Span.Overlaps(span)))
                    {
                        candidates.Add(named with { Span = span, Sentence = sentence.Span, Section = sentence.Section, Rule = "drug.abbreviation", Confidence = named.Confidence * 0.98 });
                    }
                }
            }
        }
    }

    /// <summary>Whether the drug is what the short form stands for: not in "mitochondrial target of thiazolidinediones (mTOT)", nor in "NeoAdjuvant Herceptin (NOAH) study".</summary>
    private static bool IsWholeOf(string text, TextSpan drug, AbbreviationMention abbreviation)
    {
        ReadOnlySpan<char> before = text.AsSpan(abbreviation.LongForm.Start, Math.Max(0, drug.Start - abbreviation.LongForm.Start));
        ReadOnlySpan<char> after = text.AsSpan(Math.Min(text.Length, abbreviation.Span.End));
        return !before.Contains(" of ", StringComparison.Ordinal) && !before.Contains(" with ", StringComparison.Ordinal) && !before.Contains(',')
            && !after.StartsWith(") study", StringComparison.OrdinalIgnoreCase) && !after.StartsWith(") trial", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>One drug by two names is one drug: a code in brackets, a parent beside its ester ("adefovir"), a class named shorter ("diuretic").</summary>
    public static void NameAlike(string text, List<DrugCandidate> candidates)
    {
        Dictionary<string, DrugCandidate> same = [];
        for (int i = 1; i < candidates.Count; i++)
        {
            (DrugCandidate left, DrugCandidate right) = (candidates[i - 1], candidates[i]);
            if (right.Rule == "drug.unknown-code" && left.Name != right.Name && left.Sentence == right.Sentence && left.Span.End <= right.Span.Start
                && Bracket.Regex.IsMatch(text.AsSpan(left.Span.End, right.Span.Start - left.Span.End)))
            {
                same.TryAdd(right.Name, left);
            }
        }

        // "prostaglandin E2 (dinoprostone)": what the body makes too, and the name of the drug.
        for (int i = 1; i < candidates.Count; i++)
        {
            (DrugCandidate left, DrugCandidate right) = (candidates[i - 1], candidates[i]);
            if (left is { IsWeak: true, IsClass: false } && right is { IsWeak: false, IsClass: false } && left.Name != right.Name && left.Sentence == right.Sentence
                && right.Span.Start - left.Span.End == 2 && text[right.Span.Start - 1] is '(' or '[' && right.Span.End < text.Length && text[right.Span.End] is ')' or ']')
            {
                same.TryAdd(left.Name, right);
            }
        }

        // "dextromethorphan (DM)", and then "DM120": the arm with 120 mg.
        foreach (DrugCandidate code in candidates)
        {
            if (code.Rule == "drug.unknown-code" && candidates.Find(other => other.Rule == "drug.abbreviation" && other.Span.Length < code.Span.Length
                && code.Span.In(text).StartsWith(other.Span.In(text), StringComparison.Ordinal) && !code.Span.In(text)[other.Span.Length..].ContainsAnyExceptInRange('0', '9')) is { } drug)
            {
                same.TryAdd(code.Name, drug);
            }
        }

        foreach (DrugCandidate candidate in candidates)
        {
            DrugCandidate? longer = candidates.Find(other => IsLonger(other, candidate));
            if (longer is not null && !candidate.Name.StartsWith("insulin", StringComparison.Ordinal) && !candidate.Name.StartsWith("vitamin b", StringComparison.OrdinalIgnoreCase))
            {
                same.TryAdd(candidate.Name, longer);
            }
        }

        for (int i = 0; i < candidates.Count && same.Count > 0; i++)
        {
            if (same.TryGetValue(candidates[i].Name, out DrugCandidate? known))
            {
                candidates[i] = candidates[i] with { Name = known.Name, Concept = known.Concept, IsWeak = known.IsWeak };
            }
        }
    }

    private static bool IsLonger(DrugCandidate other, DrugCandidate drug)
    {
        (string longer, string name) = (other.Name, drug.Name);
        if (longer.Length <= name.Length || other.IsClass != drug.IsClass)
        {
            return false;
        }

        ReadOnlySpan<char> behind = longer.AsSpan(name.Length);
        bool ends = longer[^(name.Length + 1)] == (drug.IsClass ? ' ' : '-') && longer.EndsWith(name, StringComparison.Ordinal);
        return ends || (drug.IsClass ? behind is " therapy" && longer.StartsWith(name, StringComparison.Ordinal)
            : behind is [' ' or '3', ..] && longer.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A sponsor's code stays where the text has no other name for the drug: "treated with XAB-0412".</summary>
    public static void KeepCodes(string text, List<DrugCandidate> candidates)
    {
        foreach (DrugCandidate code in candidates.FindAll(candidate => candidate.Rule == "drug.code" && IsSponsorCode(candidate.Span.Of(text))))
        {
            if (candidates.TrueForAll(other => other.Name != code.Name || (other.Rule == "drug.code" && IsSponsorCode(other.Span.Of(text)))))
            {
                string written = code.Span.Of(text).ToLowerInvariant();
                for (int i = 0; i < candidates.Count; i++)
                {
                    candidates[i] = candidates[i].Name == code.Name ? candidates[i] with { Name = written } : candidates[i];
                }
            }
        }
    }

    /// <summary>"5-FU" and "CPT-11" have too few digits: they are names by now.</summary>
    private static bool IsSponsorCode(string code) => char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]) && code.Count(char.IsAsciiDigit) > 2 && !code.AsSpan().ContainsAnyInRange('a', 'z');

    /// <summary>What has no nonproprietary name is called by the first words that the text has for it: "n-3 polyunsaturated fatty acids (n-3 PUFA)".</summary>
    public static void NameAsWritten(string text, List<DrugCandidate> candidates)
    {
        foreach (Concept concept in candidates.Where(candidate => candidate.Concept?.Flags.Contains("written") == true).Select(candidate => candidate.Concept!).Distinct().ToList())
        {
            if (candidates.Find(candidate => candidate.Concept == concept && IsWorded(candidate.Span.In(text))) is { } worded)
            {
                NameLike(text, candidates, worded);
            }
        }
    }

    /// <summary>
    /// A class is called by the class word of the text, "loop diuretic" or "glucocorticoid", where the text has not the common name too;
    /// what only says that it is given ("diuretic agents", "antibiotic therapy") leaves the common name.
    /// </summary>
    public static void NameClasses(string text, List<DrugCandidate> candidates, Vocabulary vocabulary)
    {
        foreach (Concept concept in candidates.Where(candidate => candidate.IsClass && !candidate.Concept!.Flags.Contains("written")).Select(candidate => candidate.Concept!).Distinct().ToList())
        {
            List<DrugCandidate> places = candidates.FindAll(candidate => candidate.Concept == concept);
            if (!places.Exists(place => vocabulary.Lookup(place.Span.Of(text)) is { Kind: NameKind.Preferred })
                && places.Find(place => IsWorded(place.Span.In(text)) && !UseWord.Fits(place.Span.In(text)) && !IsSpelling(place.Span.Of(text), concept.Name)) is { } worded)
            {
                NameLike(text, candidates, worded);
            }
        }
    }

    private static bool IsSpelling(string written, string name) => written.Replace("-", "").StartsWith(name.Replace("-", ""), StringComparison.OrdinalIgnoreCase);

    /// <summary>Letters that stand for a name keep their case: "PDE5", "GnRH".</summary>
    private static bool IsShort(string word) => word.Length <= 6 && word.AsSpan(1).ContainsAnyInRange('A', 'Z');

    private static void NameLike(string text, List<DrugCandidate> candidates, DrugCandidate worded)
    {
        string written = string.Join(' ', worded.Span.Of(text).Split(' ').Select(word => IsShort(word) ? word : word.ToLowerInvariant()));
        written = written[(Timing.FirstOrDefault(written.StartsWith)?.Length ?? 0)..];
        string name = written.EndsWith("ies", StringComparison.Ordinal) ? $"{written[..^3]}y" : DrugTagger.Singular(written);
        for (int i = 0; i < candidates.Count; i++)
        {
            candidates[i] = candidates[i].Concept == worded.Concept ? candidates[i] with { Name = name } : candidates[i];
        }
    }

    internal static Pattern<string> UseWord { get; } = new("drug.use-word", UseWordRegex(), match => match.Value)
    {
        Finds = ["diuretic agents", "antibiotic therapy", "immunosuppressive regimens", "pain medication", "steroids", "releasing hormone (RH) analogues"],
        Ignores = ["loop diuretics", "glucocorticoid", "quinolones"],
    };

    [GeneratedRegex(@"\b(?:drugs?|agents?|therap(?:y|ies)|treatments?|medications?|regimens?|prophylaxis|supplement(?:s|ation)?|compounds?|protocols?|injections?|steroids?)\z|suppressi(?:on|ve)\z|[()]|\A(?:oral|systemic|topical|intravenous|rescue|postoperative|weak|strong|selective|combination|combined|induction|high-dose|cytotoxic|palliative|concurrent|prophylactic|broad-spectrum|conventional|typical|atypical|(?:first|second|third)-generation)\ ", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex UseWordRegex();

    /// <summary>Words, and no letters that stand for them.</summary>
    private static bool IsWorded(ReadOnlySpan<char> name) => name.Length > LongestAbbreviation ? name.ContainsAnyInRange('a', 'z') : name.Length > 4 && !name[..4].ContainsAnyExceptInRange('a', 'z');

    private const int LongestAbbreviation = 8;

    /// <summary>When a class is given is no part of its name.</summary>
    private static readonly string[] Timing = ["adjuvant ", "neoadjuvant ", "postmenopausal ", "menopausal ", "rescue "];

    internal static Pattern<string> Bracket { get; } = new("drug.bracket", BracketRegex(), match => match.Value)
    {
        Finds = [" (", " (drug code ", " (formerly "],
        Ignores = [" (n = 20) and ", " or ", " (10 mg) and "],
    };

    [GeneratedRegex(@"\A\ \((?:(?:drug\ code|code\ name|code|formerly|previously|also\ known\ as|development\ code):?\ )?\z", RegexOptions.CultureInvariant)]
    private static partial Regex BracketRegex();
}
