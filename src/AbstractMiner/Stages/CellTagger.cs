using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Cell sources: "allogeneic BM-/UC-MSCs (1 million/kg)" is two, one of bone marrow and one of umbilical cord. A source is a type
/// of cell, the tissue it comes from and its donor; a bare "MSCs" belongs to the sources of that type which the abstract names
/// elsewhere. Blood cells that are only counted are none.
/// </summary>
public sealed partial class CellTagger(CellTagger.Options options, Vocabulary vocabulary) : IStage
{
    public sealed record Options
    {
        /// <summary>Read in this order: later files add to and correct the earlier.</summary>
        public IReadOnlyList<string> Vocabularies { get; init; } = ["models/vocabularies/cells.tsv"];

        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    /// <summary>A type of cell that is named so many times less often than another is named in passing: a step of its making, other people's work.</summary>
    private const int InPassing = 8;

    /// <summary>Characters before a name that may say where its cells come from.</summary>
    private const int Reach = 90;

    public IReadOnlyList<Type> Needs => [typeof(AbbreviationMention)];

    public IReadOnlyList<Type> Adds => [typeof(CellMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Named> named = Names(doc);
        DropOtherMeanings(doc, named);
        List<CellMention> found = [.. Mentions(doc, named).Concat(Lines(doc)).Where(mention => mention.Confidence >= options.Least)];
        return found.Count == 0 ? doc : doc.With(found).With(CellDoses.Flags(doc));
    }

    /// <summary>A name of cells, with what stands beside it; no tissues where the name is bare.</summary>
    private sealed record Named(TextSpan Span, TextSpan Sentence, Concept Concept, ImmutableArray<string> Tissues, Donor? Donor, CellRole Role)
    {
        public string Type => Concept["type"];
    }

    private List<Named> Names(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        bool inWords = text.AsSpan().ContainsAny(InWords);
        List<Named> named = [];
        for (int at = 0; at < doc.Text.Sentences.Length; at++)
        {
            Sentence sentence = doc.Text.Sentences[at];
            if (sentence.Language != Language.English || !sentence.Section.IsReport())
            {
                continue;
            }

            List<VocabularyMatch> matches = vocabulary.Find(text, doc.Words[at]);
            for (int i = 0; i < matches.Count; i++)
            {
                if (matches[i].Concept["use"] == "tissue" || (!inWords && matches[i].Name.IsWeak))
                {
                    continue;
                }

                // "infusion of T cells and dendritic cells": what is given goes for both.
                bool alike = i > 0 && named.Count > 0 && named[^1].Span.End == matches[i - 1].Span.End && text.AsSpan(matches[i - 1].Span.End, matches[i].Span.Start - matches[i - 1].Span.End) is " and " or " or " or ", ";
                if (alike || IsSource(text, sentence.Span, matches[i]))
                {
                    Named read = Read(text, sentence.Span, matches, i);
                    named.Add(alike && read.Donor is null ? read with { Donor = named[^1].Donor } : read);
                }
            }
        }

        return named;
    }

    /// <summary>Letters such as ASC and CDC mean cells only in a text that speaks of cells.</summary>
    private static readonly SearchValues<string> InWords = SearchValues.Create(
        ["stem cell", "stem-cell", "stromal", "progenitor", "precursor cell", "cell therapy", "cell transplant", "mononuclear", "chondrocyte", "keratinocyte", "lymphocyte infusion", "-derived cell", "platelet-rich", "cord blood", "killer cell"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>A short form that the text defines for something else is no cell: "altered states of consciousness (ASC)".</summary>
    private static void DropOtherMeanings(AnnotatedAbstract doc, List<Named> named)
    {
        string text = doc.Text.Text;
        foreach (AbbreviationMention abbreviation in doc.Of<AbbreviationMention>())
        {
            if (!named.Exists(name => name.Span.Overlaps(abbreviation.LongForm)))
            {
                string shortForm = abbreviation.Span.Of(text);
                named.RemoveAll(name => name.Span.Length <= shortForm.Length + 1 && name.Span.In(text).StartsWith(shortForm, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Stem cells and cell products always are a source; blood and skin cells where they are given or cultured.</summary>
    private static bool IsSource(string text, TextSpan sentence, VocabularyMatch match)
    {
        if (Other.Regex.IsMatch(DrugContext.After(text, sentence, match.Span.End)))
        {
            return false;
        }

        bool given = Given.Regex.IsMatch(DrugContext.Before(text, sentence, match.Span.Start)) || GivenAfter.Regex.IsMatch(DrugContext.After(text, sentence, match.Span.End));
        return match.Concept["use"] switch
        {
            "product" => match.Name.Text is not "PRP" || !text.Contains("photocoagulation", StringComparison.Ordinal),
            "culture" => given || Cultured.Regex.IsMatch(sentence.In(text)),
            _ => given,
        };
    }

    private static Named Read(string text, TextSpan sentence, List<VocabularyMatch> matches, int index)
    {
        VocabularyMatch match = matches[index];
        TextSpan span = match.Span;
        ImmutableArray<string>.Builder tissues = ImmutableArray.CreateBuilder<string>();
        if (match.Concept["tissue"] is { Length: > 0 } own)
        {
            tissues.Add(own);
        }

        // "bone marrow and/or umbilical cord derived MSCs", "BM-/UC-MSCs": tissues right before, coordinated with one another or with the name.
        for (int i = index - 1; i >= 0 && Source.Regex.IsMatch(text.AsSpan(matches[i].Span.End, span.Start - matches[i].Span.End)); i--)
        {
            if (matches[i].Concept["use"] != "tissue")
            {
                break;
            }

            span = matches[i].Span.Hull(span);
            Add(matches[i]);
        }

        // "MSCs derived from umbilical cord", "HSCs were isolated from the bone marrow".
        for (int i = index + 1; i < matches.Count && matches[i].Concept["use"] == "tissue" && tissues.Count < 2; i++)
        {
            ReadOnlySpan<char> between = text.AsSpan(match.Span.End, matches[i].Span.Start - match.Span.End);
            if (!DerivedFrom.Regex.IsMatch(between))
            {
                break;
            }

            Add(matches[i]);
        }

        Donor? donor = DonorBefore(text, sentence, span) ?? (match.Concept["donor"] is { Length: > 0 } written ? Enum.Parse<Donor>(written, ignoreCase: true) : null);
        CellRole role = Cultured.Regex.IsMatch(sentence.In(text)) ? match.Concept["use"] == "culture" ? CellRole.CoCulture : CellRole.Studied : CellRole.Product;
        return new Named(span, sentence, match.Concept, tissues.ToImmutable(), donor, role);

        void Add(VocabularyMatch tissue)
        {
            if (!tissues.Contains(tissue.Concept["tissue"]))
            {
                tissues.Add(tissue.Concept["tissue"]);
            }
        }
    }

    internal static Pattern<Match> Line { get; } = new("cell.line", LineRegex(), match => match)
    {
        Finds = ["Insulinoma-derived NX1 cells", "hepatoma-derived HB2a cells"],
        Ignores = ["carcinoma-derived exosomes", "tumour-derived DNA", "bone marrow-derived cells"],
    };

    // A line of cells that a tumour gave and that is itself the product.
    [GeneratedRegex(@"\b(?<tissue>[A-Z]?[a-z]{3,20}oma)-derived\ (?<line>[A-Z][A-Za-z\d-]{1,8})\ cells\b", RegexOptions.CultureInvariant)]
    private static partial Regex LineRegex();

    private static IEnumerable<CellMention> Lines(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        if (!text.Contains("oma-derived ", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (Sentence sentence in doc.Text.Sentences.Where(sentence => sentence.Language == Language.English && sentence.Section.IsReport()))
        {
            foreach (Match match in Line.In(text, sentence.Span))
            {
                string tissue = match.Groups["tissue"].Value.ToLowerInvariant();
                yield return new CellMention(match.Span(), "cell.line", 0.7, $"{tissue}-derived {match.Groups["line"].Value.ToLowerInvariant()} cell", tissue, null, CellRole.Product, [], CellDoses.Near(doc, match.Span(), sentence.Span));
            }
        }
    }

    private static Donor? DonorBefore(string text, TextSpan sentence, TextSpan span)
    {
        int start = Math.Max(sentence.Start, span.Start - Reach);
        Match match = DonorWord.Regex.Match(text, start, span.Start - start);
        return !match.Success ? null : DonorOf(match.Groups["donor"].ValueSpan);
    }

    private static Donor DonorOf(ReadOnlySpan<char> word) => char.ToLowerInvariant(word[1]) == 'u' ? Donor.Autologous : char.ToLowerInvariant(word[0]) == 'x' ? Donor.Xenogeneic : Donor.Allogeneic;

    private IEnumerable<CellMention> Mentions(AnnotatedAbstract doc, List<Named> named)
    {
        int most = named.GroupBy(name => name.Type).Select(type => type.Count()).DefaultIfEmpty().Max();
        foreach (IGrouping<string, Named> type in named.GroupBy(name => name.Type).Where(type => type.Count() * InPassing >= most))
        {
            List<string> tissues = [.. type.SelectMany(name => name.Tissues).Distinct()];
            List<Donor> donors = [.. type.Where(name => name.Donor is not null).Select(name => name.Donor!.Value).Distinct()];
            if (tissues.Count == 0 && type.Any(name => BecomesBefore.Regex.IsMatch(DrugContext.Before(doc.Text.Text, name.Sentence, name.Span.Start))))
            {
                tissues = [.. named.SelectMany(name => name.Tissues).Distinct()];
                donors = donors.Count > 0 ? donors : [.. named.Where(name => name.Donor is not null).Select(name => name.Donor!.Value).Distinct()];
            }

            bool cultureAlone = type.All(name => name.Role != CellRole.Product);
            foreach (Named name in type)
            {
                // A bare name stands for every source of its type that the text names; with no donor beside it, for the one donor there is.
                IEnumerable<string?> from = !name.Tissues.IsEmpty ? name.Tissues : tissues.Count > 0 ? tissues : new string?[] { null };
                Donor? donor = name.Donor ?? (donors.Count == 1 ? donors[0] : null);
                if (donor is null && donors.Count > 1)
                {
                    donor = donors[0];
                }

                CellDose? dose = CellDoses.Near(doc, name.Span, name.Sentence);
                foreach (string? tissue in from)
                {
                    yield return new CellMention(name.Span, name.Tissues.IsEmpty ? "cell.bare" : "cell.source", name.Tissues.IsEmpty ? 0.9 : 0.95, name.Type, tissue, donor,
                        cultureAlone ? name.Role : CellRole.Product, IdsOf(name.Concept, tissue), dose);
                }
            }
        }
    }

    private readonly Dictionary<string, string> _tissueIds = vocabulary.Concepts.Where(concept => concept["use"] == "tissue" && !concept.Ids.IsEmpty)
        .DistinctBy(concept => concept["tissue"]).ToDictionary(concept => concept["tissue"], concept => concept.Ids[0]);

    /// <summary>The cell's own identifier and the tissue's.</summary>
    private ImmutableArray<string> IdsOf(Concept cell, string? tissue) =>
        tissue is not null && _tissueIds.TryGetValue(tissue, out string? id) ? [.. cell.Ids, id] : cell.Ids;

    internal static Pattern<string> Source { get; } = new("cell.source", SourceRegex(), match => match.Value)
    {
        Finds = ["-", "-derived ", " and/or ", "-/", " (UC)-derived ", " or ", " derived "],
        Ignores = [" samples were taken and ", " aspirates yielded "],
    };

    [GeneratedRegex(@"\A(?:\ ?\([A-Z-]{1,5}\))?(?:[-\ ]?(?:derived|origin))?(?:-?/|,?\ (?:and/or|and|or)\ |-\ (?:and|or)\ |[-\ ])?(?:human\ |tissue[-\ ](?:derived\ )?|derived\ |stem\ )?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SourceRegex();

    internal static Pattern<string> DerivedFrom { get; } = new("cell.derived-from", DerivedFromRegex(), match => match.Value)
    {
        Finds = [" derived from human ", " were isolated from 400 cc ", " from the ", " obtained from donor "],
        Ignores = [" homed to the ", " differ from those of ", " injected into the "],
    };

    [GeneratedRegex(@"\A(?:\ \([A-Za-z/-]{2,10}\))?(?:\ (?:were|was|are))?\ (?:(?:derived|isolated|obtained|harvested|collected|cultured|expanded|purified)\ )?(?:from|of)\ (?:(?!those|that)[\p{L}\d'-]{1,12}\ ){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DerivedFromRegex();

    internal static Pattern<string> DonorWord { get; } = new("cell.donor", DonorWordRegex(), match => match.Value)
    {
        Finds = ["allogeneic ", "autologous infusion of ", "Allogenic bone marrow ", "allo-"],
        Ignores = ["autologous serum was added to ", "autologous graft; "],
    };

    // The donor's word stands up to five words before the cells, with no verb or mark between.
    [GeneratedRegex(@"\b(?<donor>autologous|auto(?=-)|allogene?ic|allo(?=-)|xenogene?ic)[-\ ](?:(?!was\b|were\b|and\b|serum\b)[\p{L}\d/-]{1,15}(?:\ \([A-Z-]{1,5}\))?[-\ ]){0,5}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DonorWordRegex();

    internal static Pattern<string> BecomesBefore { get; } = new("cell.becomes", BecomesBeforeRegex(), match => match.Value)
    {
        Finds = ["were differentiated to ", "differentiated into ", "transdifferentiation to "],
        Ignores = ["different from ", "compared to ", "infused into "],
    };

    // What cells become comes from where they came from.
    [GeneratedRegex(@"differentiat(?:ed|ion)\ (?:in)?to\ \z", RegexOptions.CultureInvariant)]
    private static partial Regex BecomesBeforeRegex();

    internal static Pattern<string> Given { get; } = new("cell.given", GivenRegex(), match => match.Value)
    {
        Finds = ["infusion of ", "transplantation of autologous ", "received cultured ", "injected with ", "vaccination with "],
        Ignores = ["number of ", "the count of ", "infiltration by ", "were cultured with "],
    };

    [GeneratedRegex(@"\b(?:infusions?\ of|injections?\ of|transplantation\ of|implantation\ of|grafts?\ of|transfer\ of|transfusion\ of|received?|infused|injected\ with|treated\ with|autologous|allogene?ic|administration\ of|delivery\ of|seeded\ with|vaccinat(?:ed|ion)\ with|therapy\ with)\ (?:[\p{L}-]{3,15}\ ){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex GivenRegex();

    internal static Pattern<string> GivenAfter { get; } = new("cell.given-after", GivenAfterRegex(), match => match.Value)
    {
        Finds = [" transplantation", " infusion", " were injected", " implantation", " therapy"],
        Ignores = [" counts", " were higher", " growth factor"],
    };

    [GeneratedRegex(@"\A(?:[-\ ](?:transplant(?:ation|s)?|infusions?|injections?|implantation|therapy|transfer|grafts?|product)\b|\ (?:was|were)\ (?:injected|infused|transplanted|implanted|purified|administered))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex GivenAfterRegex();

    internal static Pattern<string> Cultured { get; } = new("cell.cultured", CulturedRegex(), match => match.Value)
    {
        Finds = ["cells were cultured for", "in co-culture with", "were cocultured", "incubated with"],
        Ignores = ["urine cultures grew", "blood culture", "cultural adaptation"],
    };

    [GeneratedRegex(@"\b(?:(?<!blood |urine )(?:co-?)?cultured|co-?cultures?|incubated|in vitro)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CulturedRegex();

    internal static Pattern<string> Other { get; } = new("cell.other", OtherRegex(), match => match.Value)
    {
        Finds = [" growth factor", " counts", " line", " antigen", " stimulating factor"],
        Ignores = [" transplantation", " were infused", ""],
    };

    [GeneratedRegex(@"\A[-\ ](?:growth\ factor|counts?\b|numbers?\b|lines?\b|antigen|stimulating|colony|proliferation\ assay|activation|infiltrat|autoantibod|cytotoxicity)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OtherRegex();
}
