using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>Words of direction against their numbers: "decreased from 3.1 to 4.5".</summary>
public sealed partial class DirectionCheck(DirectionCheck.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>The characters before the first number in which the verb is looked for.</summary>
        public int Reach { get; init; } = 60;
    }

    public IReadOnlyList<Type> Needs => [typeof(EstimateMention)];

    public IReadOnlyList<Type> Adds => [typeof(Flag)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Flag> flags = [];
        EstimateMention? first = null;
        foreach (EstimateMention second in doc.Of<EstimateMention>())
        {
            if (first is { Value: { } from } && second.Value is { } to && first.Statistic == second.Statistic && first.Unit == second.Unit && Leads(doc.Text, first, second) is { } rises
                && (rises ? to.Value < from.Value : to.Value > from.Value))
            {
                flags.Add(new Flag(FlagKind.DirectionContradictsWording, first.Span.Hull(second.Span), $"From {from} to {to} is {(rises ? "no increase" : "no decrease")}."));
            }

            first = second;
        }

        return flags.Count == 0 ? doc : doc.With(flags);
    }

    /// <summary>Whether the words before say that the values rise (true) or fall (false) from the first to the second; null where they say neither.</summary>
    private bool? Leads(AbstractText text, EstimateMention first, EstimateMention second)
    {
        int between = first.Span.End;
        if (second.Span.Start - between is <= 0 or > 40 || !ToRegex().IsMatch(text.Text.AsSpan(between, second.Span.Start - between)) || text.SentenceAt(first.Span.Start) is not { } sentence)
        {
            return null;
        }

        int start = Math.Max(sentence.Span.Start, first.Span.Start - options.Reach);
        foreach (ValueMatch match in VerbRegex().EnumerateMatches(text.Text.AsSpan(start, first.Span.Start - start)))
        {
            return text.Text[start + match.Index] is 'i' or 'I' or 'r' or 'R' && !text.Text.AsSpan(start + match.Index, 3).Equals("red", StringComparison.OrdinalIgnoreCase);
        }

        return null;
    }

    [GeneratedRegex(@"^[^;,]{0,30}\sto\s(?:an?\s\w{4,8}\sof\s)?$", RegexOptions.CultureInvariant)]
    private static partial Regex ToRegex();

    /// <summary>Verbs whose direction is plain; "improved" may be either.</summary>
    [GeneratedRegex(@"\b(?:increas(?:ed|es)|rose|rises|decreas(?:ed|es)|declined|fell|dropped|(?<!not\s)reduced)(?:\s[\w-]{2,20}){0,3}\sfrom\s(?:an?\s\w{4,8}\sof\s)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex VerbRegex();
}
