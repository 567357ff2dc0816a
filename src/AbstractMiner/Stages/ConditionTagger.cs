using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Diseases: "Belimumab in systemic lupus erythematosus (SLE)". The disease that the study is about stands in
/// the title or the aim and is named most: its mentions are the surest. An abbreviation counts where the text names its disease.
/// </summary>
public sealed class ConditionTagger(ConditionTagger.Options options, Vocabulary vocabulary) : IStage
{
    public sealed record Options
    {
        /// <summary>Read in this order: later files add to and correct the earlier.</summary>
        public IReadOnlyList<string> Vocabularies { get; init; } = ["models/vocabularies/conditions.tsv"];

        /// <summary>Confidence of the condition that the study is about.</summary>
        public double Main { get; init; } = 0.9;

        /// <summary>Confidence of a condition that is named beside it.</summary>
        public double Beside { get; init; } = 0.6;
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(ConditionMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<VocabularyMatch> found = [];
        for (int i = 0; i < doc.Text.Sentences.Length; i++)
        {
            if (doc.Text.Sentences[i].Language == Language.English && doc.Text.Sentences[i].Section.IsReport())
            {
                found.AddRange(vocabulary.Find(doc.Text.Text, doc.Words[i]));
            }
        }

        List<ConditionMention> names = Named(found, [], "condition");
        return names.Count == 0 ? doc : doc.With(Weighed(doc, names, options.Main, options.Beside));
    }

    /// <summary>The names as mentions; a weak one counts where a surer name of its disease stands among them or among the <paramref name="others"/>.</summary>
    internal static List<ConditionMention> Named(List<VocabularyMatch> found, IEnumerable<ConditionMention> others, string rule)
    {
        if (found.Count == 0)
        {
            return [];
        }

        HashSet<string> named = [.. others.Select(other => other.Name), .. found.Where(match => !match.Name.IsWeak).Select(match => match.Concept.Name)];
        return [.. found.Where(match => named.Contains(match.Concept.Name)).Select(match =>
            new ConditionMention(match.Span, match.Name.IsWeak ? rule + ".abbreviation" : rule + ".name", 0, match.Concept.Name, match.Concept.Ids))];
    }

    /// <summary>The mentions with the confidence of the condition that the study is about, or of one beside it.</summary>
    internal static IEnumerable<ConditionMention> Weighed(AnnotatedAbstract doc, List<ConditionMention> found, double main, double beside)
    {
        Dictionary<string, int> votes = [];
        for (int i = 0; i < found.Count; i++)
        {
            string voted = Meant(doc.Text.Text, found, i);
            votes[voted] = votes.GetValueOrDefault(voted) + Weight(doc.Text.SentenceAt(found[i].Span.Start)!.Section);
        }

        // Of two that are named as much the first.
        string studied = found.MaxBy(mention => votes.GetValueOrDefault(mention.Name, -1))!.Name;
        return found.Select(mention => mention with { Confidence = mention.Name == studied ? main : beside });
    }

    /// <summary>"Diabetes" in a study of "type 2 diabetes" speaks of the same: the end of a longer name, where the text has one such disease alone.</summary>
    private static string Meant(string text, List<ConditionMention> found, int index)
    {
        ConditionMention name = found[index];
        string? meant = null;
        foreach (ConditionMention other in found)
        {
            if (other.Name != name.Name && other.Name != meant && (EndsIn(other.Name, name.Name) || EndsIn(other.Span.In(text), name.Span.In(text))))
            {
                if (meant is not null)
                {
                    return name.Name;
                }

                meant = other.Name;
            }
        }

        return meant ?? name.Name;
    }

    /// <summary>Whether a name is another with words before it, that do not turn it into its opposite: "non-small cell lung cancer" is no small cell lung cancer.</summary>
    private static bool EndsIn(ReadOnlySpan<char> longer, ReadOnlySpan<char> shorter) =>
        longer.Length > shorter.Length && longer.EndsWith(shorter, StringComparison.OrdinalIgnoreCase) && (longer[^(shorter.Length + 1)] is ' ' or > '\u2e80' and not '非');

    private static int Weight(SectionKind section) => section switch
    {
        SectionKind.Title => 5,
        SectionKind.Objective => 3,
        SectionKind.Body or SectionKind.Table => 0,
        _ => 1,
    };
}
