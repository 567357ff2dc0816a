using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Drugs: "patients on stable methotrexate were randomised to MabThera 1 g or placebo" names methotrexate (background) and
/// rituximab (intervention). Names come from the vocabularies, from abbreviations that the text defines, from the stems of
/// nonproprietary names, and from the context alone ("treated with AMG 386"). Substances that are only measured are no drugs.
/// </summary>
public sealed partial class DrugTagger(DrugTagger.Options options, Vocabulary vocabulary, DrugStems stems) : IStage
{
    public sealed record Options
    {
        /// <summary>Read in this order: later files add to and correct the earlier.</summary>
        public IReadOnlyList<string> Vocabularies { get; init; } = ["models/vocabularies/drugs.tsv", "models/vocabularies/drug_classes.tsv", "models/vocabularies/drugs_zh.tsv"];

        public string Stems { get; init; } = "models/vocabularies/drug_stems.tsv";

        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [typeof(AbbreviationMention), typeof(CellMention)];

    public IReadOnlyList<Type> Adds => [typeof(DrugMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Candidate> candidates = Candidates(doc);
        Settle(doc, candidates);
        AddAbbreviations(doc, candidates);
        if (candidates.Count == 0)
        {
            return doc;
        }

        candidates.Sort((a, b) => a.Span.CompareTo(b.Span));
        NameAlike(doc.Text.Text, candidates);
        return doc.With(Mentions(doc, candidates).Where(mention => mention.Confidence >= options.Least));
    }

    /// <summary>A name in the text that may be a drug.</summary>
    private sealed record Candidate(TextSpan Span, TextSpan Sentence, SectionKind Section, string Name, Concept? Concept, string Rule, double Confidence, DrugUse Use, bool IsWeak)
    {
        public bool IsClass => Concept?["level"] == "class";

        public bool IsNatural => Concept?.Flags.Contains("natural") == true;
    }

    private List<Candidate> Candidates(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<TextSpan> taken = [.. doc.Of<CellMention>().Select(cell => cell.Span)];
        List<Candidate> found = [];
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Language != Language.English || !sentence.Section.IsReport())
            {
                continue;
            }

            if (Laboratory.Regex.IsMatch(sentence.Span.In(text)))
            {
                continue;
            }

            int first = found.Count;
            List<NameWord> words = NameWords.Of(text, sentence.Span);
            foreach (VocabularyMatch match in vocabulary.Find(text, words))
            {
                bool isPhrase = match.Name.Kind == NameKind.Brand && char.IsLower(text[match.Span.Start]) && match.Span.In(text).Contains(' ');
                bool isSalt = found.Count > first && found[^1].Span.End > match.Span.Start;
                if (!isPhrase && !isSalt && !taken.Exists(match.Span.Overlaps) && !DrugContext.IsPartOfName(text, sentence.Span, match.Span))
                {
                    TextSpan span = WithSalt(text, match.Span, sentence.Span);
                    found.Add(new Candidate(span, sentence.Span, sentence.Section, match.Concept.Name, match.Concept, RuleOf(match.Name), match.Name.IsWeak ? 0.85 : 0.97,
                        DrugContext.UseOf(text, sentence.Span, span), match.Name.IsWeak));
                }
            }

            int known = found.Count;
            AddUnknown(text, sentence, words, found, first, known, taken);
        }

        return found;
    }

    private static string RuleOf(VocabularyName name) => name.Kind switch
    {
        NameKind.Brand => "drug.brand",
        NameKind.Code => "drug.code",
        _ => name.Concept["level"] == "class" ? "drug.class" : "drug.name",
    };

    /// <summary>Drugs that no vocabulary knows: by the stem of the name, by a code that is given, by "treated with X 10 mg".</summary>
    private void AddUnknown(string text, Sentence sentence, List<NameWord> words, List<Candidate> found, int first, int known, List<TextSpan> taken)
    {
        bool IsFree(TextSpan span)
        {
            for (int i = first; i < known; i++)
            {
                if (found[i].Span.Overlaps(span))
                {
                    return false;
                }
            }

            return !taken.Exists(span.Overlaps);
        }

        foreach (NameWord word in words)
        {
            if (word.Span.Length >= 6 && stems.IsDrugName(word.Span.In(text)) && IsFree(word.Span) && IsWhole(text, word.Span) && !DrugContext.IsPartOfName(text, sentence.Span, word.Span))
            {
                found.Add(new Candidate(word.Span, sentence.Span, sentence.Section, Singular(word.Span.Of(text).ToLowerInvariant()), null, "drug.stem", 0.9, DrugUse.Named, IsWeak: false));
            }
        }

        foreach (TextSpan code in Code.In(text, sentence.Span).Select(match => match.Span()))
        {
            if (IsFree(code))
            {
                found.Add(new Candidate(code, sentence.Span, sentence.Section, code.Of(text).ToLowerInvariant(), null, "drug.unknown-code", 0.8, DrugContext.UseOf(text, sentence.Span, code), IsWeak: true));
            }
        }

        foreach (TextSpan name in Dosed.In(text, sentence.Span).Select(match => match.Span()))
        {
            if (IsFree(name) && !found.Exists(other => other.Span.Overlaps(name)))
            {
                found.Add(new Candidate(name, sentence.Span, sentence.Section, name.Of(text).ToLowerInvariant(), null, "drug.dosed", 0.7, DrugUse.Given, IsWeak: true));
            }
        }

        foreach (TextSpan name in Product.In(text, sentence.Span).Select(match => match.Span()))
        {
            if (IsFree(name))
            {
                found.Add(new Candidate(name, sentence.Span, sentence.Section, name.Of(text).ToLowerInvariant(), null, "drug.product", 0.7, DrugUse.Given, IsWeak: true));
            }
        }

        foreach (TextSpan span in Antibody.In(text, sentence.Span).Select(match => match.Span()))
        {
            TextSpan target = span;
            found.RemoveAll(candidate => span.Covers(candidate.Span) && (target = candidate.Span).Length > 0);
            string name = target == span ? Antibody.Regex.Match(text, span.Start, span.Length).Groups["target"].Value : vocabulary.Lookup(target.Of(text))?.Concept.Name ?? target.Of(text);
            found.Add(new Candidate(span, sentence.Span, sentence.Section, $"anti-{name} antibody", null, "drug.antibody", 0.8, DrugUse.Given, IsWeak: true));
        }
    }

    private static bool IsWhole(string text, TextSpan span) =>
        (span.Start == 0 || NameWords.IsBoundary(text[span.Start - 1], text[span.Start])) && (span.End == text.Length || NameWords.IsBoundary(text[span.End - 1], text[span.End]));

    private static string Singular(string name) => name.Length > 6 && name[^1] == 's' && name[^2] is not ('s' or 'u' or 'i') ? name[..^1] : name;

    /// <summary>Keeps what is a drug here: a weak name where it is given at some place, a class where it does more than describe.</summary>
    private static void Settle(AnnotatedAbstract doc, List<Candidate> candidates)
    {
        string text = doc.Text.Text;
        HashSet<string> given = [];
        foreach (Candidate candidate in candidates)
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
            (Candidate left, Candidate right) = (candidates[i], candidates[i + 1]);
            if (left.IsWeak != right.IsWeak && !left.IsClass && !right.IsClass && Joined(text, left, right))
            {
                Candidate weak = left.IsWeak ? left : right;
                if (weak.Use != DrugUse.Measured && !weak.IsNatural && (left.IsWeak ? right : left).Use != DrugUse.Measured)
                {
                    given.Add(weak.Name);
                }
            }
        }

        for (int i = candidates.Count - 1; i >= 0; i--)
        {
            Candidate candidate = candidates[i];
            bool isDrug = (!candidate.IsWeak || (candidate.Use != DrugUse.Measured && given.Contains(candidate.Name))) && (!candidate.IsClass || !Describes(text, candidates, i));
            if (!isDrug)
            {
                candidates.RemoveAt(i);
            }
        }
    }

    /// <summary>"sildenafil, a PDE5 inhibitor", "the opioid fentanyl": the class only says what the drug is.</summary>
    private static bool Describes(string text, List<Candidate> candidates, int index)
    {
        Candidate candidate = candidates[index];
        foreach (Candidate other in candidates)
        {
            if (other.IsClass || other.Sentence != candidate.Sentence)
            {
                continue;
            }

            if (other.Span.Start >= candidate.Span.End && text.AsSpan(candidate.Span.End, other.Span.Start - candidate.Span.End) is " " or ", ")
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

    /// <summary>What stands among media, sera and kits of a laboratory is a reagent.</summary>
    internal static Pattern<string> Laboratory { get; } = new("drug.laboratory", LaboratoryRegex(), match => match.Value)
    {
        Finds = ["in DMEM with 1% penicillin-streptomycin", "10% fetal bovine serum", "washed in PBS", "an ELISA kit", "were trypsinized"],
        Ignores = ["serum was drawn", "a washout of two weeks", "was measured by ELISA"],
    };

    [GeneratedRegex(@"\b(?:DMEM|RPMI|Eagle's\ medium|f(?:o)?etal\ (?:bovine|calf)\ serum|FBS|culture\ (?:medium|media|flasks?)|ELISA\ kits?|in\ PBS|trypsini[sz]ed|penicillin[-/]\ ?streptomycin)\b", RegexOptions.CultureInvariant)]
    private static partial Regex LaboratoryRegex();

    internal static Pattern<string> Describing { get; } = new("drug.describing", DescribingRegex(), match => match.Value)
    {
        Finds = [", a ", " is an oral ", ", the selective ", " (a novel ", ", which is a highly selective ", " (Novex; Firm Ltd), an oral ", " is used as a "],
        Ignores = [" and ", ", ", " with a dose of an ", " plus an "],
    };

    [GeneratedRegex(@"\A(?:\ \([^()]{1,60}\))?,?\ (?:\(|which\ |that\ )?(?:(?:is|are|was|were)\ )?(?:(?:considered|used\ as|known\ as)\ )?(?:an?|the|another|one\ of\ the)\ (?:[\p{L}\d/-]{2,20},?\ ){0,6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DescribingRegex();

    /// <summary>The short forms that the text defines for a drug stand for it everywhere.</summary>
    private static void AddAbbreviations(AnnotatedAbstract doc, List<Candidate> candidates)
    {
        string text = doc.Text.Text;
        foreach (AbbreviationMention abbreviation in doc.Of<AbbreviationMention>().ToList())
        {
            Candidate? named = candidates.Find(candidate => candidate.Span.Overlaps(abbreviation.LongForm) && Math.Abs(candidate.Span.End - abbreviation.LongForm.End) <= 1);
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
                    if (!IsWhole(text, span) || DrugContext.IsPartOfName(text, sentence.Span, span) || DrugContext.UseOf(text, sentence.Span, span) == DrugUse.Measured && named.IsWeak)
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

    /// <summary>One drug by two names is one drug: a code in brackets, a parent beside its ester ("adefovir"), a class named shorter ("diuretic").</summary>
    private static void NameAlike(string text, List<Candidate> candidates)
    {
        Dictionary<string, Candidate> same = [];
        for (int i = 1; i < candidates.Count; i++)
        {
            (Candidate left, Candidate right) = (candidates[i - 1], candidates[i]);
            if (right.Rule == "drug.unknown-code" && left.Name != right.Name && left.Sentence == right.Sentence && left.Span.End <= right.Span.Start
                && Bracket.Regex.IsMatch(text.AsSpan(left.Span.End, right.Span.Start - left.Span.End)))
            {
                same.TryAdd(right.Name, left);
            }
        }

        foreach (Candidate candidate in candidates)
        {
            Candidate? longer = candidates.Find(other => other.Name.Length > candidate.Name.Length && other.IsClass == candidate.IsClass
                && (candidate.IsClass ? other.Name.EndsWith($" {candidate.Name}", StringComparison.Ordinal) : other.Name.StartsWith(candidate.Name, StringComparison.Ordinal) && other.Name[candidate.Name.Length] is ' ' or '3'));
            if (longer is not null && !candidate.Name.StartsWith("insulin", StringComparison.Ordinal) && !candidate.Name.StartsWith("vitamin b", StringComparison.OrdinalIgnoreCase))
            {
                same.TryAdd(candidate.Name, longer);
            }
        }

        for (int i = 0; i < candidates.Count && same.Count > 0; i++)
        {
            if (same.TryGetValue(candidates[i].Name, out Candidate? known))
            {
                candidates[i] = candidates[i] with { Name = known.Name, Concept = known.Concept, IsWeak = known.IsWeak };
            }
        }
    }

    internal static Pattern<string> Bracket { get; } = new("drug.bracket", BracketRegex(), match => match.Value)
    {
        Finds = [" (", " (drug code ", " (formerly "],
        Ignores = [" (n = 20) and ", " or ", " (10 mg) and "],
    };

    [GeneratedRegex(@"\A\ \((?:(?:drug\ code|code\ name|code|formerly|previously|also\ known\ as|development\ code):?\ )?\z", RegexOptions.CultureInvariant)]
    private static partial Regex BracketRegex();

    private IEnumerable<DrugMention> Mentions(AnnotatedAbstract doc, List<Candidate> candidates)
    {
        string text = doc.Text.Text;
        Dictionary<string, DrugVotes> votes = [];
        List<(Candidate Candidate, string Name)> named = [];
        for (int i = 0; i < candidates.Count; i++)
        {
            Candidate candidate = candidates[i];
            (int head, int tail) = ListAround(text, candidates, i);
            RoleCue role = DrugRoles.At(text, candidate.Sentence, candidate.Span, candidates[head].Span, candidates[tail].Span);
            bool isRepeated = i > 0 && candidates[i - 1].Name == candidate.Name && candidate.Span.Start - candidates[i - 1].Span.End <= 2 && text[candidate.Span.Start - 1] == '(';
            foreach (string name in PartsOf(candidate))
            {
                if (!votes.TryGetValue(name, out DrugVotes? vote))
                {
                    votes.Add(name, vote = new DrugVotes(candidate.IsClass));
                }

                if (!isRepeated)
                {
                    vote.Add(role, candidate.Section);
                }

                named.Add((candidate, name));
            }
        }

        HashSet<string> aims = [.. votes.Where(vote => vote.Value.IsAim && !vote.Value.IsClass).Select(vote => vote.Key)];
        int most = aims.Count > 0 ? int.MaxValue : votes.Values.Where(vote => !vote.IsClass).Select(vote => vote.Weight).DefaultIfEmpty(int.MaxValue).Max();
        bool cells = doc.Of<CellMention>().Any();
        foreach ((Candidate candidate, string name) in named)
        {
            Concept? concept = candidate.Concept?["parts"] is { Length: > 0 } ? vocabulary.Lookup(name)?.Concept : candidate.Concept;
            DrugVotes vote = votes[name];
            bool othersAimed = cells || aims.Count > (aims.Contains(name) ? 1 : 0);
            bool isStudied = !vote.IsClass && vote.Weight >= most && !cells;
            DrugRole role = vote.Main(othersAimed || (aims.Count == 0 && !isStudied), othersAimed, isStudied);
            yield return new DrugMention(candidate.Span, candidate.Rule, candidate.Confidence, name, candidate.IsClass ? DrugLevel.Class : DrugLevel.Substance, role, concept?.Ids ?? [], DosesOf(text, candidates, candidate))
            {
                OtherRoles = vote.Others(role),
            };
        }
    }

    private static ImmutableArray<Dose> DosesOf(string text, List<Candidate> candidates, Candidate candidate)
    {
        int at = candidates.IndexOf(candidate);
        int before = at > 0 ? candidates[at - 1].Span.End : 0;
        int after = at + 1 < candidates.Count ? candidates[at + 1].Span.Start : text.Length;
        return !candidate.IsClass && DrugDoses.Beside(text, candidate.Sentence, candidate.Span, Math.Min(before, candidate.Span.Start), after) is { } dose ? [dose] : [];
    }

    private static IEnumerable<string> PartsOf(Candidate candidate) =>
        candidate.Concept?["parts"] is { Length: > 0 } parts ? parts.Split('|') : [candidate.Name];

    private static bool Joined(string text, Candidate left, Candidate right) => left.Sentence == right.Sentence && left.Span.End <= right.Span.Start && right.Span.Start - left.Span.End <= 45
        && Joining.Regex.IsMatch(text.AsSpan(left.Span.End, right.Span.Start - left.Span.End));

    /// <summary>The first and the last drug of the list that a drug stands in: "A, B (20 mg) and C".</summary>
    private static (int Head, int Tail) ListAround(string text, List<Candidate> candidates, int index)
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

    /// <summary>The salt or ester is a part of the name as written, not of the drug.</summary>
    private static TextSpan WithSalt(string text, TextSpan span, TextSpan sentence)
    {
        ValueMatch salt = default;
        foreach (ValueMatch match in SaltRegex().EnumerateMatches(text.AsSpan(span.End, Math.Min(22, sentence.End - span.End))))
        {
            salt = match;
        }

        return salt.Length > 0 ? new TextSpan(span.Start, span.End + salt.Length) : span;
    }

    [GeneratedRegex(@"\A (?:hydrochloride|sodium|potassium|mesylate|maleate|tartrate|sul(?:f|ph)ate|acetate|citrate|fumarate|succinate|besylate|bromide|hydrobromide|dipropionate|propionate|furoate|valerate|acetonide|hexacetonide|decanoate|palmitate|enanthate|cilexetil|medoxomil|axetil|etabonate|alafenamide|disoproxil|phosphate|gluconate|dinitrate|mononitrate)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SaltRegex();

    internal static Pattern<Capture> Code { get; } = new("drug.unknown-code", CodeRegex(), match => match)
    {
        Finds = ["treated with AMG 386", "BAY 94-8862 20 mg", "MLC601 or placebo", "BRN-01 tablets", "the Q75 vaccine", "biosimilar KT-P6"],
        Ignores = ["NCT01234567", "in the SF-36", "HLA-B27", "IL-6 receptor", "COVID-19", "Ki-67", "CD20"],
    };

    // A sponsor's letters and a number of three digits or more (two after a hyphen): questionnaires, genes, antigens and registries have other shapes.
    [GeneratedRegex("""
        (?<![\p{L}\d-])(?!(?:NCT|ISRCTN|ACTRN|UMIN|EORTC|CI|SPSS|VAS|VYC|PMC|NSABP|SWOG|ECOG|CALGB|IBCSG|RTOG|NCIC|COVID|ICD|DSM|SF|EQ|CA|CD|HLA|PS|BILAG|DAS|ACR|MRC|ISO|GOG|TIC|SCL|WHO|UK|US|QLQ|PHQ|HPV|BIG|MA|ATAC|NRG|FDA|ALTTO|JAPIC|CTRI|KCT|ANZCTR|IRCT|DRKS|PACTR|HIV|HCV|HBV)[- ]?[A-Z]?\d)
        (?:[A-Z]{1,4}-?[A-Z]?\d{1,5}(?=\)?\ (?:peptide\ )?vaccine)|[A-Z]{2,5}(?:[\ -]\d{2,6}-\d{2,6}|\ \d{3,6}|-\d{2,6}|-[A-Z]\d{1,3}|\d{3,6})[A-Z]?)(?![\p{L}\d/])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex CodeRegex();

    internal static Pattern<Capture> Dosed { get; } = new("drug.dosed", DosedRegex(), match => IsWord(match.Groups["name"].ValueSpan) ? match.Groups["name"] : null)
    {
        Finds = ["were treated with novaxiline 10 mg/kg", "randomised to receive Zorbelan (20 mg daily)", "given tirabrol 5 mg"],
        Ignores = ["treated with doses of 10 mg", "received a dose 10 mg", "given daily 5 mg", "received either 20 mg", "received placebo (20 mg)"],
    };

    private static bool IsWord(ReadOnlySpan<char> word) => !NoNames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && !word.EndsWith("ly") && !word.EndsWith("ing");

    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "receive", "patches", "caudal", "spinal", "epidural", "dose", "doses", "daily", "either", "placebo", "about", "approximately", "total", "least", "single", "oral", "intravenous", "weekly", "group", "groups", "infusion", "injection", "treatment", "therapy",
        "patients", "once", "twice", "tablets", "tablet", "capsules", "capsule", "saline", "another", "between", "additional", "alone", "solution", "control", "extract", "diet", "supplement", "supplements", "water",
        "protein", "formula", "powder", "nothing", "radiation", "cells", "carbohydrate", "vehicle", "standard", "higher", "lower", "median", "medium", "cream", "drug", "drugs", "medication", "product", "juice", "products", "solutions", "fluid", "radiotherapy", "boost", "beverage", "drink", "milk", "bolus",
    };

    [GeneratedRegex("""
        \b(?:treated\ with|received?|receiving|given|administered|assigned\ to(?:\ receive)?|randomi[sz]ed\ to(?:\ receive)?)\ (?:(?:either|oral|intravenous|subcutaneous|topical)\ ){0,2}
        (?<name>\p{L}[\p{Ll}-]{4,24})\ \(?(?:at\ )?\d[\d.,]{0,9}\s?(?:mg|[uµμ]g|mcg|g|IU)(?:/(?:kg|day|d|m2))?(?![\p{L}/])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex DosedRegex();

    internal static Pattern<Capture> Product { get; } = new("drug.product", ProductRegex(), match => match.Groups["name"])
    {
        Cues = SearchValues.Create(["®", "™", "njection", "apsule", "ablet", "ranule", "ecoction", "iquid", "Pill", "pill", "ormula"], StringComparison.Ordinal),
        Finds = ["the Memorin Plus® supplement", "Dolofin™ tablets", "Huoxue Injection", "Shenlin granules"],
        Ignores = ["the Biomat® dynamometer", "SPSS® software", "The injection was", "Routine tablets"],
    };

    // A trade mark before a form that drugs come in; Chinese patent medicines are known by form alone.
    [GeneratedRegex(@"(?<![\p{L}\d-])(?:(?<name>(?!The\ |A\ )[A-Z][\p{L}\d-]{2,20}(?:\ [A-Z][\p{L}\d-]{2,20}){0,2})\ ?(?:®|™)\ (?:[a-z]{4,12}\ )?(?:supplements?|tablets?|capsules?|creams?|gels?|ointments?|vaccines?|syrup|lozenges?|granules|drops)|(?<name>[A-Z][a-z]{1,14}(?:ning|xin|xue|tang|shen|hong|wan|tong|long|kang|lin|ping|gan|pi|san|qi|mai|zhi))\ (?:[Ii]njection|[Cc]apsules?|[Tt]ablets?|[Gg]ranules?|[Dd]ecoction|[Oo]ral\ [Ll]iquid|[Pp]ills?|[Ff]ormula))\b", RegexOptions.CultureInvariant)]
    private static partial Regex ProductRegex();

    internal static Pattern<Capture> Antibody { get; } = new("drug.antibody", AntibodyRegex(), match => match)
    {
        Cues = SearchValues.Create(["antibod"], StringComparison.Ordinal),
        Finds = ["IFN beta neutralising antibody", "an anti-IL-6 monoclonal antibody", "a CD20 blocking antibody"],
        Ignores = ["anti-dsDNA antibodies", "neutralising antibody titres", "anti-CCP antibody"],
    };

    [GeneratedRegex(@"(?<![\p{L}\d-])(?:anti-(?<target>[A-Z][\p{L}\d-]{1,12})\ (?:(?:monoclonal|neutrali[sz]ing|blocking)\ ){1,2}|(?<target>[A-Z]{2,5}[\d-]{0,3}(?:\ ?(?:alpha|beta|gamma|[αβγ]))?)\ (?:neutrali[sz]ing|blocking)\ (?:monoclonal\ )?)antibod(?:y|ies)(?!\ (?:tit|level|response))", RegexOptions.CultureInvariant)]
    private static partial Regex AntibodyRegex();
}
