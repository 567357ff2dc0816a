using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Cell sources in Chinese: "脐带间充质干细胞静脉输注", "骨髓来源的MSC", "异基因造血干细胞移植".</summary>
public sealed class ChineseCellTagger(ChineseCellTagger.Options options, Vocabulary vocabulary) : IStage
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
        List<CellMention> found = [];
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            List<VocabularyMatch> matches = vocabulary.Find(text, sentence.Span);
            for (int i = 0; i < matches.Count; i++)
            {
                if (matches[i].Concept["use"] == "product" || (matches[i].Concept["use"] is "culture" or "context" && IsGiven(text, sentence.Span, matches[i].Span)))
                {
                    found.Add(Read(text, sentence.Span, matches, i));
                }
            }
        }

        // A bare type belongs to the source of that type which the text names elsewhere, in either language.
        List<CellMention> sources = [.. found.Concat(doc.Of<CellMention>()).Where(cell => cell.Tissue is not null || cell.Donor is not null)];
        return found.Count == 0 ? doc : doc.With(found.Where(cell => cell.Confidence >= options.Least).Select(cell =>
            cell is { Tissue: null, Donor: null } && sources.Find(source => source.CellType == cell.CellType) is { } source ? cell with { Tissue = source.Tissue, Donor = cell.Donor ?? source.Donor } : cell));
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
        return new CellMention(span, "zh.cell", 0.85, concept["type"], tissue, donor, cultured ? CellRole.Studied : CellRole.Product, concept.Ids, null);
    }

    /// <summary>"来源的", "源性", "衍生", "(UC)": what may stand between the tissue and its cells.</summary>
    private static bool IsOf(ReadOnlySpan<char> gap) =>
        gap.Length <= 8 && (gap.Trim().IsEmpty || gap.Contains('源') || gap.Contains("衍生", StringComparison.Ordinal) || (gap.Trim() is ['(', .., ')'] or ['血'] or ['组', '织']));

    private static bool IsGiven(string text, TextSpan sentence, TextSpan span)
    {
        ReadOnlySpan<char> near = text.AsSpan(Math.Max(sentence.Start, span.Start - 8), Math.Min(sentence.End, span.End + 8) - Math.Max(sentence.Start, span.Start - 8));
        return near.Contains("移植", StringComparison.Ordinal) || near.Contains("输注", StringComparison.Ordinal) || near.Contains("培养", StringComparison.Ordinal) || near.Contains("回输", StringComparison.Ordinal);
    }
}
