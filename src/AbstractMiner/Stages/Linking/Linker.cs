using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>Told of every decision: training looks at the options, an explanation at the weights.</summary>
/// <returns>The option to go on with.</returns>
public delegate int Decide(LinkKind kind, SentenceFrame frame, int item, List<LinkOption> options);

public enum LinkKind
{
    Outcome,

    /// <summary>The most probable group.</summary>
    Group,

    /// <summary>That group, or none.</summary>
    AnyGroup,

    /// <summary>The most probable time.</summary>
    Time,

    /// <summary>That time, or none.</summary>
    AnyTime,
    PValue,
}

/// <summary>Walks through an abstract and puts every decision in turn: outcome, group and time of each estimate, then the rows of the sentence's p-values.</summary>
public static class Linker
{
    /// <returns>For each row, the p-value that stands on it.</returns>
    public static Dictionary<EstimateMention, PValueMention> Link(LinkContext context, Decide decide)
    {
        Dictionary<EstimateMention, PValueMention> tests = new(ReferenceEqualityComparer.Instance);
        List<Linked> earlier = [];
        foreach (SentenceFrame frame in context.Frames)
        {
            List<Linked> rows = [];
            for (int i = 0; i < frame.Estimates.Length; i++)
            {
                OutcomeMention? outcome = (OutcomeMention?)Choose(LinkKind.Outcome, i, OutcomeLink.Options(context, frame, i));
                GroupMention? group = (GroupMention?)ChooseOrNone(LinkKind.Group, LinkKind.AnyGroup, i, GroupLink.Options(context, frame, i));
                // What a sentence without a time takes from elsewhere goes for all of its numbers.
                TimeMention? time = frame.Times.IsEmpty && i > 0 ? rows[^1].Time : (TimeMention?)ChooseOrNone(LinkKind.Time, LinkKind.AnyTime, i, TimeLink.Options(context, frame, i, outcome));
                Linked row = new(frame, i, outcome, group, time);
                rows.Add(row);
                context.History.Add(row);
            }

            IReadOnlyList<Linked> tested = rows.Count > 0 || earlier.Count == 0 || earlier[0].Frame.Index < frame.Index - 1 ? rows : earlier;
            bool[] taken = new bool[tested.Count];
            for (int p = 0; p < frame.PValues.Length && tested.Count > 0; p++)
            {
                if (PLink.HoldsForAll(frame, p))
                {
                    ForAll(frame, p, tested, tests);
                    continue;
                }

                List<LinkOption> options = PLink.Options(context, frame, p, tested, taken);
                int chosen = decide(LinkKind.PValue, frame, p, options);
                if (chosen < tested.Count && tests.TryAdd(tested[chosen].Mention, frame.PValues[p]))
                {
                    taken[chosen] = true;
                }
            }

            if (rows.Count > 0)
            {
                earlier = rows;
            }

            Mention? ChooseOrNone(LinkKind kind, LinkKind gate, int item, (List<LinkOption> Named, LinkOption None) options)
            {
                return options.Named.Count == 0 ? null : Choose(gate, item, [options.Named[decide(kind, frame, item, options.Named)], options.None]);
            }

            Mention? Choose(LinkKind kind, int item, List<LinkOption> options) => options.Count == 0 ? null : options[decide(kind, frame, item, options)].Mention;
        }

        return tests;
    }

    /// <summary>"P all &lt;0.05": every estimate since the p-value before, but a baseline that the others are compared with.</summary>
    private static void ForAll(SentenceFrame frame, int p, IReadOnlyList<Linked> rows, Dictionary<EstimateMention, PValueMention> tests)
    {
        (int start, int end) = PLink.ClusterOf(frame, p);
        foreach (Linked row in rows)
        {
            bool inside = row.Frame != frame || (row.Estimate >= start && row.Estimate < end);
            if (inside && row.Time is not { Days: 0 })
            {
                tests.TryAdd(row.Mention, frame.PValues[p]);
            }
        }
    }

    public static int Best(LogLinearModel model, List<LinkOption> options, Span<double> probabilities)
    {
        int best = 0;
        for (int i = 0; i < options.Count; i++)
        {
            probabilities[i] = model.Score(options[i].Features);
            best = probabilities[i] > probabilities[best] ? i : best;
        }

        LogLinearModel.Normalise(probabilities[..options.Count]);
        return best;
    }
}
