using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>The groups of two numbers that are set against each other, as the clause that compares them tells: "higher with A than with B (69% vs 41%)".</summary>
internal static class PairReading
{
    private static readonly WordSet Larger = WordSet.Of("higher greater more larger longer increased increase increases increasing elevated older heavier");
    private static readonly WordSet Smaller = WordSet.Of("lower less fewer smaller shorter reduced reduce reduces reducing decreased decrease decreases decreasing younger");

    /// <summary>The first two groups of the clause.</summary>
    public static (GroupMention? First, GroupMention? Second) InClause(SentenceFrame frame, int clause)
    {
        GroupMention? first = null;
        for (int i = 0; i < frame.Groups.Length; i++)
        {
            if (!IsArmOf(frame, i, clause))
            {
                continue;
            }

            if (first is not null && frame.Groups[i].Arm != first.Arm)
            {
                return (first, frame.Groups[i]);
            }

            first ??= frame.Groups[i];
        }

        return (first, null);
    }

    /// <summary>The subject of "higher than" has the larger number, whichever is written first; where one side is not named it is the other arm of the abstract.</summary>
    /// <param name="pair">The first estimate of the pair.</param>
    /// <returns>The groups of the first number and of the second; null for both where no comparative tells.</returns>
    public static (GroupMention? First, GroupMention? Second) ByDirection(LinkContext context, SentenceFrame frame, int pair)
    {
        int clause = frame.ClauseOf(frame.EstimatePlaces[pair].First);
        if (frame.Estimates[pair].Value is not { } one || frame.Estimates[pair + 1].Value is not { } two || one.Value == two.Value
            || SubjectHasLarger(frame, frame.EstimatePlaces[pair].First, clause) is not { } larger)
        {
            return (null, null);
        }

        GroupMention? subject = null;
        GroupMention? against = null;
        for (int i = 0; i < frame.Groups.Length; i++)
        {
            if (!IsArmOf(frame, i, clause))
            {
                continue;
            }

            if (Bins.Before(frame, frame.GroupPlaces[i].First) is Bins.Than or Bins.Versus)
            {
                against ??= frame.Groups[i];
            }
            else
            {
                subject ??= frame.Groups[i];
            }
        }

        if (subject?.Arm == against?.Arm)
        {
            return (null, null);
        }

        subject ??= context.Opposite(against!);
        against ??= context.Opposite(subject!);
        return (one.Value > two.Value) == larger ? (subject, against) : (against, subject);
    }

    private static bool IsArmOf(SentenceFrame frame, int group, int clause) => frame.ArmOrder[group] >= 0 && frame.ClauseOf(frame.GroupPlaces[group].First) == clause;

    /// <summary>By the last comparative of the clause before a token; null where there is none.</summary>
    private static bool? SubjectHasLarger(SentenceFrame frame, int before, int clause)
    {
        for (int i = before - 1; i >= 0 && frame.ClauseOf(i) == clause; i--)
        {
            ReadOnlySpan<char> word = frame.Words[i].Span.In(frame.Text);
            if (Larger.Holds(word) || Smaller.Holds(word))
            {
                return Larger.Holds(word);
            }
        }

        return null;
    }
}
