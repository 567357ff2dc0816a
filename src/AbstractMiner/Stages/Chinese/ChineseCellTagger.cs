using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Cell sources in Chinese: "脐带间充质干细胞静脉输注", "骨髓来源的MSC", "异基因造血干细胞移植".</summary>
public sealed partial class ChineseCellTagger(ChineseCellTagger.Options options, Vocabulary vocabulary) : IStage
{
    public sealed record Options
    {
        /// <summary>Read in this order: later files add to and correct the earlier.</summary>
        public IReadOnlyList<string> Vocabularies { get; init; } = ["models/vocabularies/cells.tsv"];

        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(CellMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<(CellMention Cell, Concept Concept)> named = [];
        HashSet<Concept> given = [];
        HashSet<Concept> cultured = [];
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            List<VocabularyMatch> matches = vocabulary.Find(text, sentence.Span);
            for (int i = 0; i < matches.Count; i++)
            {
                if (matches[i].Concept["use"] is "product" or "culture" or "context" && !IsPart(text, sentence.Span, matches[i].Span))
                {
                    named.Add((Read(text, sentence.Span, matches, i), matches[i].Concept));
                    if (matches[i].Concept["use"] == "product" || IsGiven(text, sentence.Span, matches[i].Span))
                    {
                        given.Add(matches[i].Concept);
                    }
                    else if (matches[i].Concept["use"] == "culture" && (IsCultured(text, sentence.Span, matches[i].Span) || (sentence.Section is SectionKind.Title or SectionKind.Objective && IsOfCultures(doc))))
                    {
                        cultured.Add(matches[i].Concept);
                    }
                }
            }
        }

        // Stem cells and cell products always are a source; what is given or cultured in one place is one in all.
        List<CellMention> found = [.. named.Where(name => given.Contains(name.Concept) || cultured.Contains(name.Concept)).Select(name => given.Contains(name.Concept) ? name.Cell : name.Cell with { Role = CellRole.Studied })];

        // A bare type belongs to the source of that type which the text names elsewhere, in either language.
        List<CellMention> sources = [.. found.Concat(doc.Of<CellMention>()).Where(cell => cell.Tissue is not null || cell.Donor is not null)];
        return found.Count == 0 ? doc : doc.With(found.Where(cell => cell.Confidence >= options.Least).Select(cell =>
            cell is { Tissue: null, Donor: null } && sources.Find(source => source.CellType == cell.CellType) is { } source ? cell with { Tissue = source.Tissue, Donor = cell.Donor ?? source.Donor } : cell));
    }

    private static bool IsOfCultures(AnnotatedAbstract doc) => doc.ChineseSentences().Any(sentence => CultureRegex().IsMatch(sentence.Span.In(doc.Text.Text)));

    /// <summary>胰岛素 is no 胰岛; cells in a name for what they make, bear or come to ("T细胞受体", "间充质干细胞条件培养基") are none.</summary>
    private static bool IsPart(string text, TextSpan sentence, TextSpan span)
    {
        ReadOnlySpan<char> after = text.AsSpan(span.End, sentence.End - span.End);
        return after.StartsWith('素') || after.StartsWith("条件培养") || after.StartsWith("受体") || after.StartsWith("亚群") || after.StartsWith("淋巴瘤") || after.StartsWith("白血病") || after.StartsWith("癌") || after.StartsWith("瘤");
    }

    private static CellMention Read(string text, TextSpan sentence, List<VocabularyMatch> matches, int index)
    {
        Concept concept = matches[index].Concept;
        TextSpan span = matches[index].Span;
        string? tissue = concept["tissue"] is { Length: > 0 } own ? own : null;
        if (tissue is null && index > 0 && matches[index - 1].Concept["use"] == "tissue" && IsOf(text.AsSpan(matches[index - 1].Span.End, span.Start - matches[index - 1].Span.End)))
        {
            tissue = matches[index - 1].Concept["tissue"] is { Length: > 0 } named ? named : matches[index - 1].Concept.Name;
            span = matches[index - 1].Span.Hull(span);
        }

        int from = Math.Max(sentence.Start, span.Start - 10);
        ReadOnlySpan<char> before = text.AsSpan(from, span.Start - from);
        Donor? donor = before.Contains("自体", StringComparison.Ordinal) ? Donor.Autologous
            : before.Contains("异体", StringComparison.Ordinal) || before.Contains("异基因", StringComparison.Ordinal) || before.Contains("同种", StringComparison.Ordinal) ? Donor.Allogeneic
            : concept["donor"] is { Length: > 0 } written ? Enum.Parse<Donor>(written, ignoreCase: true) : null;
        bool cultured = sentence.In(text).Contains("培养", StringComparison.Ordinal);
        string type = concept["type"];
        if (ExosomeRegex().Match(text, span.End, sentence.End - span.End) is { Success: true } made)
        {
            type += " exosome";
            span = span.Hull(made.Span());
        }

        return new CellMention(span, "zh.cell", 0.85, type, tissue, donor, cultured ? CellRole.Studied : CellRole.Product, concept.Ids, null);
    }

    /// <summary>"来源的", "源性", "衍生", "(UC)": what may stand between the tissue and its cells.</summary>
    private static bool IsOf(ReadOnlySpan<char> gap) =>
        gap.Length <= 8 && (gap.Trim().IsEmpty || gap.Contains('源') || gap.Contains("衍生", StringComparison.Ordinal) || (gap.Trim() is ['(', .., ')'] or ['血'] or ['组', '织']));

    private static bool IsGiven(string text, TextSpan sentence, TextSpan span) =>
        GivenBeforeRegex().IsMatch(text[Math.Max(sentence.Start, span.Start - 16)..span.Start]) || GivenAfterRegex().IsMatch(text.AsSpan(span.End, Math.Min(32, sentence.End - span.End)));

    private static bool IsCultured(string text, TextSpan sentence, TextSpan span)
    {
        int start = Math.Max(sentence.Start, span.Start - 10);
        ReadOnlySpan<char> near = text.AsSpan(start, Math.Min(sentence.End, span.End + 10) - start);
        return near.Contains("培养", StringComparison.Ordinal) && !near.Contains("血培养", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?:移植|输注|回输|注射|注入|植入)(?:了|的|自体|异体|人|胎儿|供者|扩增|体外){0,3}[^,。;、:()后前]{0,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex GivenBeforeRegex();

    [GeneratedRegex(@"\A\s?(?:\([^()]{1,16}\))?(?:悬液|混悬液|制剂|疫苗|膜片){0,2}(?:的?(?:静脉|鞘内|局部|肌肉|关节腔|病灶|皮下|经皮)(?:内)?)?(?:移植|输注|回输|注射|注入|植入|治疗(?!前|后))", RegexOptions.CultureInvariant)]
    private static partial Regex GivenAfterRegex();

    /// <summary>The cells that a study of cells in its title or aim cultures may bear letters: "培养的大鼠VSMC".</summary>
    [GeneratedRegex(@"(?<!血)培养的|体外培养|原代培养|传代培养|细胞培养", RegexOptions.CultureInvariant)]
    private static partial Regex CultureRegex();

    [GeneratedRegex(@"\G(?:来源|源性|源|分泌)?的?(?:外泌体|胞外囊泡|细胞外囊泡)", RegexOptions.CultureInvariant)]
    private static partial Regex ExosomeRegex();
}
