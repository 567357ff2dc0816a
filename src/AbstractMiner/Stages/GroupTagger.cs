using AbstractMiner.Annotation;
using AbstractMiner.Stages.Groups;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Groups of subjects, learned from the abstract itself: "were randomised to FEC-D (n=53) or TC6" makes "with TC6 (25.5%)" a
/// group later; so do "the visual group", "arms I and II", "patients with basal cancer", "placebo".
/// </summary>
public sealed class GroupTagger(GroupTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Words of the longest name before "group".</summary>
        public int LongestName { get; init; } = 6;
    }

    public IReadOnlyList<Type> Needs => [typeof(AbbreviationMention), typeof(PValueMention), typeof(EstimateMention)];

    public IReadOnlyList<Type> Adds => [typeof(GroupMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        GroupNames names = new(doc);
        GroupPhrases phrases = new(names);
        GroupHints hints = new(names);
        for (int i = 0; i < doc.Text.Sentences.Length; i++)
        {
            if (doc.Text.Sentences[i] is { Language: Language.English } sentence)
            {
                PhraseTokens words = new(names.Text, doc.Tokens[i], options.LongestName);
                phrases.Read(sentence, words);
                hints.Read(sentence, words);
            }
        }

        hints.Finish();

        new GroupLabels(names).Read();
        List<GroupMention> groups = GroupArms.Settle(names);
        return groups.Count == 0 ? doc : doc.With(groups);
    }
}
