using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>p-values: "SLEDAI fell at month 6 (p&lt;0.001)".</summary>
public sealed partial class PValueTagger(PValueTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(PValueMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc) =>
        doc.With(doc.Text.Sentences.SelectMany(sentence => Plain.In(doc.Text.Text, sentence.Span)).Where(mention => mention.Confidence >= options.Least));

    public static Pattern<PValueMention> Plain { get; } = new("p.plain", PlainRegex(), ReadPlain)
    {
        Finds = ["(p<0.001)", "P = .03", "p ≤ 0.05"],
        Ignores = ["p53 = 0.4", "pH = 7.4", "p = 7"],
    };

    private static PValueMention? ReadPlain(Match match)
    {
        Comparison comparison = match.Groups["sign"].ValueSpan switch
        {
            "<" => Comparison.Less,
            ">" => Comparison.Greater,
            "≤" => Comparison.LessOrEqual,
            "≥" => Comparison.GreaterOrEqual,
            _ => Comparison.Equal,
        };
        return NumberReader.Read(match.Groups["value"].ValueSpan) is { Value: >= 0 and <= 1 } value
            ? new PValueMention(match.Span(), "p.plain", 0.99, comparison, value, PKind.Difference, IsThreshold: false, ForAll: false)
            : null;
    }

    [GeneratedRegex("""
        (?<![\p{L}\d])[pP]                 # the letter alone: never pH, never a gene
        \s{0,2}(?<sign>[<>=≤≥])\s{0,2}
        (?<value>\d{0,3}\.?\d{1,12})(?!\d)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex PlainRegex();
}
