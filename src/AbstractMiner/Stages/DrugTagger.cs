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
        public IReadOnlyList<string> Vocabularies { get; init; } = ["models/vocabularies/drugs.tsv", "models/vocabularies/drugs_common.tsv", "models/vocabularies/drug_classes.tsv", "models/vocabularies/drugs_zh.tsv"];

        public string Stems { get; init; } = "models/vocabularies/drug_stems.tsv";

        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [typeof(AbbreviationMention), typeof(CellMention)];

    public IReadOnlyList<Type> Adds => [typeof(DrugMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc) =>
        Settled(doc) is { Count: > 0 } candidates ? doc.With(Mentions(doc, candidates).Where(mention => mention.Confidence >= options.Least)) : doc;

    /// <summary>The drugs of an abstract, by place, each under its one name.</summary>
    private List<DrugCandidate> Settled(AnnotatedAbstract doc)
    {
        List<DrugCandidate> candidates = Candidates(doc);
        DrugAliases.DropOtherMeanings(doc, candidates);
        DefinedDrugs.Add(doc, candidates);
        candidates.Sort((a, b) => a.Span.CompareTo(b.Span));
        DrugSense.Settle(doc, candidates);
        DrugAliases.AddAbbreviations(doc, candidates);
        DrugSense.DropUmbrellas(candidates);
        candidates.Sort((a, b) => a.Span.CompareTo(b.Span));
        DrugAliases.NameAlike(doc.Text.Text, candidates);
        DrugAliases.KeepCodes(doc.Text.Text, candidates);
        DrugAliases.NameAsWritten(doc.Text.Text, candidates);
        DrugAliases.NameClasses(doc.Text.Text, candidates, vocabulary);
        return candidates;
    }

    private List<DrugCandidate> Candidates(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<TextSpan> taken = [.. doc.Of<CellMention>().Select(cell => cell.Span)];
        List<DrugCandidate> found = [];
        for (int i = 0; i < doc.Text.Sentences.Length; i++)
        {
            Sentence sentence = doc.Text.Sentences[i];
            if (sentence.Language != Language.English || !sentence.Section.IsReport())
            {
                continue;
            }

            if (Laboratory.Fits(sentence.Span.In(text)))
            {
                continue;
            }

            int first = found.Count;
            foreach (VocabularyMatch match in vocabulary.Find(text, doc.Words[i]))
            {
                bool isSalt = found.Count > first && found[^1].Span.End > match.Span.Start;
                if (!isSalt && !IsOtherThing(text, sentence.Span, match) && !taken.Exists(match.Span.Overlaps) && !DrugContext.IsPartOfName(text, sentence.Span, match.Span, match.Concept))
                {
                    TextSpan span = match.Concept.Flags.Contains("microbe") ? WithStrain(text, match.Span, sentence.Span) : WithSalt(text, match.Span, sentence.Span);
                    found.Add(new DrugCandidate(text, span, sentence.Span, sentence.Section, NameOf(text, span, match.Concept), match.Concept, RuleOf(match.Name), SurenessOf(match.Name), match.Name.IsWeak));
                }
            }

            int known = found.Count;
            AddUnknown(text, sentence, doc.Words[i], found, first, known, taken);
        }

        return found;
    }

    /// <summary>Whether the letters of a name mean something else by their form alone.</summary>
    private static bool IsOtherThing(string text, TextSpan sentence, VocabularyMatch match)
    {
        (TextSpan span, NameKind kind) = (match.Span, match.Name.Kind);
        bool isPhrase = kind == NameKind.Brand && char.IsLower(text[span.Start]) && span.In(text).Contains(' '); // a brand of plain words
        bool isTail = span.Start > 0 && text[span.Start - 1] == ')'; // "(poly)phenols"
        bool isNumber = char.IsAsciiDigit(text[span.End - 1]) && span.End + 1 < text.Length && (text[span.End] == '%' || (text[span.End] == '.' && char.IsAsciiDigit(text[span.End + 1]))); // "AQ 13.3%"
        return isPhrase || isTail || isNumber || (kind == NameKind.Abbreviation && TrialRegex().IsMatch(DrugContext.After(text, sentence, span.End)));
    }

    /// <summary>By what the annotated texts say: a substance is one nearly always, a class in three of four places.</summary>
    private static double SurenessOf(VocabularyName name) => name.Concept["level"] == "class" ? 0.75 : name.IsWeak ? 0.85 : 0.97;

    /// <summary>The concept's name; a code is spelled as the text spells it, and a strain is part of the name of a microbe.</summary>
    private static string NameOf(string text, TextSpan span, Concept concept) =>
        !concept.Name.AsSpan().ContainsAnyInRange('a', 'z') && concept["level"].Length == 0 || (concept.Flags.Contains("microbe") && text[span.Start + 1] != '.') ? span.Of(text).ToLowerInvariant() : concept.Name;

    private static string RuleOf(VocabularyName name) => name.Kind switch
    {
        NameKind.Brand => "drug.brand",
        NameKind.Code => "drug.code",
        _ => name.Concept["level"] == "class" ? "drug.class" : "drug.name",
    };

    /// <summary>Drugs that no vocabulary knows: by the stem of the name, by a code that is given, by "treated with X 10 mg".</summary>
    private void AddUnknown(string text, Sentence sentence, ReadOnlySpan<NameWord> words, List<DrugCandidate> found, int first, int known, List<TextSpan> taken)
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
            if (word.Span.Length >= 6 && stems.IsDrugName(word.Span.In(text)) && IsFree(word.Span) && DrugContext.IsWhole(text, word.Span) && !DrugContext.IsPartOfName(text, sentence.Span, word.Span))
            {
                found.Add(new DrugCandidate(text, word.Span, sentence.Span, sentence.Section, Unprefixed(Singular(word.Span.Of(text).ToLowerInvariant())), null, "drug.stem", 0.9, IsWeak: false) { Use = DrugUse.Named });
            }
        }

        foreach (TextSpan code in UnknownDrugs.Code.In(text, sentence.Span).Select(match => match.Span()))
        {
            if (IsFree(code))
            {
                found.Add(new DrugCandidate(text, code, sentence.Span, sentence.Section, code.Of(text).ToLowerInvariant(), null, "drug.unknown-code", 0.8, IsWeak: true));
            }
        }

        foreach ((Pattern<Capture> pattern, string rule) in ByShape)
        {
            foreach (TextSpan name in pattern.In(text, sentence.Span).Select(match => match.Span()))
            {
                if (IsFree(name) && !found.Exists(other => other.Span.Overlaps(name)))
                {
                    found.Add(new DrugCandidate(text, name, sentence.Span, sentence.Section, name.Of(text).ToLowerInvariant(), null, rule, 0.7, IsWeak: true) { Use = DrugUse.Given });
                }
            }
        }

        foreach (TextSpan span in UnknownDrugs.Antibody.In(text, sentence.Span).Select(match => match.Span()))
        {
            TextSpan target = span;
            found.RemoveAll(candidate => span.Covers(candidate.Span) && (target = candidate.Span).Length > 0);
            string name = target == span ? UnknownDrugs.Antibody.Regex.Match(text, span.Start, span.Length).Groups["target"].Value : vocabulary.Lookup(target.Of(text))?.Concept.Name ?? target.Of(text);
            found.Add(new DrugCandidate(text, span, sentence.Span, sentence.Section, $"anti-{name} antibody", null, "drug.antibody", 0.8, IsWeak: true) { Use = DrugUse.Given });
        }
    }

    private static readonly (Pattern<Capture> Pattern, string Rule)[] ByShape =
    [
        (UnknownDrugs.Dosed, "drug.dosed"), (UnknownDrugs.Product, "drug.product"), (UnknownDrugs.PlaceboPartner, "drug.placebo-partner"), (UnknownDrugs.Plant, "drug.plant"),
    ];

    /// <summary>What was before or after a drug is told by its name, "prezolanib" levels; so is what a lost space put before it, "first-linezolanib".</summary>
    private string Unprefixed(string name) => Prefixes.FirstOrDefault(name.StartsWith) is { } prefix && vocabulary.Lookup(name[prefix.Length..]) is { } known ? known.Concept.Name : name;

    private static readonly string[] Prefixes = ["pre", "post", "non", "anti", "line", "with", "and", "the"];

    internal static string Singular(string name) => Folding.Singular(name, 7).ToString();

    /// <summary>What stands among media, sera and kits of a laboratory is a reagent.</summary>
    internal static Pattern<string> Laboratory { get; } = new("drug.laboratory", LaboratoryRegex(), match => match.Value)
    {
        Cues = SearchValues.Create(["DMEM", "RPMI", "Eagle", "etal ", "FBS", "ulture", "ELISA", "in PBS", "rypsini", "treptomycin"], StringComparison.Ordinal),
        Finds = ["in DMEM with 1% penicillin-streptomycin", "10% fetal bovine serum", "washed in PBS", "an ELISA kit", "were trypsinized"],
        Ignores = ["serum was drawn", "a washout of two weeks", "was measured by ELISA"],
    };

    [GeneratedRegex(@"\b(?:DMEM|RPMI|Eagle's\ medium|f(?:o)?etal\ (?:bovine|calf)\ serum|FBS|culture\ (?:medium|media|flasks?)|ELISA\ kits?|in\ PBS|trypsini[sz]ed|penicillin[-/]\ ?streptomycin)\b", RegexOptions.CultureInvariant)]
    private static partial Regex LaboratoryRegex();

    private IEnumerable<DrugMention> Mentions(AnnotatedAbstract doc, List<DrugCandidate> candidates)
    {
        List<PlacedDrug> named = DrugPlaces.Of(doc, candidates);
        Dictionary<string, (DrugRole Main, DrugVotes Votes)> roles = DrugPlaces.Roles(doc, named);
        foreach (PlacedDrug one in named)
        {
            DrugCandidate candidate = one.Candidate;
            Concept? concept = candidate.Concept?["parts"] is { Length: > 0 } ? vocabulary.Lookup(one.Name)?.Concept : candidate.Concept;
            (DrugRole role, DrugVotes votes) = roles[one.Name];
            yield return new DrugMention(candidate.Span, candidate.Rule, candidate.Confidence, one.Name, candidate.IsClass ? DrugLevel.Class : DrugLevel.Substance, role, concept?.Ids ?? [], DosesOf(doc.Text.Text, candidates, candidate))
            {
                OtherRoles = votes.Others(role),
            };
        }
    }

    private static ImmutableArray<Dose> DosesOf(string text, List<DrugCandidate> candidates, DrugCandidate candidate)
    {
        int at = candidates.IndexOf(candidate);
        int before = at > 0 ? candidates[at - 1].Span.End : 0;
        int after = at + 1 < candidates.Count ? candidates[at + 1].Span.Start : text.Length;
        return !candidate.IsClass && DrugDoses.Beside(text, candidate.Sentence, candidate.Span, Math.Min(before, candidate.Span.Start), after) is { } dose ? [dose] : [];
    }

    private static readonly WordSet Salts = WordSet.Of("hydrochloride sodium potassium mesylate maleate tartrate sulfate sulphate acetate citrate fumarate succinate besylate bromide hydrobromide dipropionate propionate furoate valerate acetonide hexacetonide decanoate palmitate enanthate cilexetil medoxomil axetil etabonate alafenamide disoproxil phosphate gluconate dinitrate mononitrate nitrate meglumine dimeglumine tosylate bitartrate pivoxil proxetil pamoate embonate camsylate besilate mesilate xinafoate trometamol tromethamine dihydrate trihydrate HCl");

    /// <summary>The salt or ester is a part of the name as written, not of the drug.</summary>
    private static TextSpan WithSalt(string text, TextSpan span, TextSpan sentence)
    {
        int end = span.End;
        while (end < sentence.End && (char.IsLetter(text[end]) || end == span.End))
        {
            end++;
        }

        return end > span.End && text[span.End] == ' ' && Salts.Holds(text.AsSpan(span.End + 1, end - span.End - 1)) ? new TextSpan(span.Start, end) : span;
    }

    /// <summary>Letters before these words name a study.</summary>
    [GeneratedRegex(@"\A[-\ ](?:[Tt]rials?|[Ss]tudy|[Ss]tudies)\b", RegexOptions.CultureInvariant)]
    private static partial Regex TrialRegex();

    private static TextSpan WithStrain(string text, TextSpan span, TextSpan sentence)
    {
        foreach (ValueMatch match in StrainRegex().EnumerateMatches(text.AsSpan(span.End, Math.Min(16, sentence.End - span.End))))
        {
            return new TextSpan(span.Start, span.End + match.Length);
        }

        return span;
    }

    [GeneratedRegex(@"\A (?:[A-Z]{1,4}[- ]?\d{1,6}[A-Za-z]?|GG)(?![\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex StrainRegex();
}
