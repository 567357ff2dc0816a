using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Diseases, in either language: "Belimumab in systemic lupus erythematosus (SLE)". The disease that the study is about stands in
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
        List<(VocabularyMatch Match, SectionKind Section)> found = Names(doc);
        if (found.Count == 0)
        {
            return doc;
        }

        string main = found.GroupBy(name => name.Match.Concept.Name)
            .MaxBy(condition => (condition.Sum(name => Weight(name.Section)), -condition.First().Match.Span.Start))!.Key;
        return doc.With(found.Select(name => new ConditionMention(name.Match.Span, name.Match.Name.IsWeak ? "condition.abbreviation" : "condition.name",
            name.Match.Concept.Name == main ? options.Main : options.Beside, name.Match.Concept.Name, name.Match.Concept.Ids)));
    }

    private List<(VocabularyMatch Match, SectionKind Section)> Names(AnnotatedAbstract doc)
    {
        List<(VocabularyMatch Match, SectionKind Section)> found = [];
        HashSet<string> named = [];
        for (int i = 0; i < doc.Text.Sentences.Length; i++)
        {
            SectionKind section = doc.Text.Sentences[i].Section;
            if (!section.IsReport())
            {
                continue;
            }

            foreach (VocabularyMatch match in vocabulary.Find(doc.Text.Text, doc.Words[i]))
            {
                found.Add((match, section));
                if (!match.Name.IsWeak)
                {
                    named.Add(match.Concept.Name);
                }
            }
        }

        found.RemoveAll(name => name.Match.Name.IsWeak && !named.Contains(name.Match.Concept.Name));
        return found;
    }

    private static int Weight(SectionKind section) => section switch
    {
        SectionKind.Title => 5,
        SectionKind.Objective => 3,
        SectionKind.Body or SectionKind.Table => 0,
        _ => 1,
    };
}
