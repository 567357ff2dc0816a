using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Stages;
using AbstractMiner.Stages.Linking;
using AbstractMiner.Text;

namespace AbstractMiner.Learning;

/// <summary>An abstract with its numbers put in place of the found ones, so that links are learned apart from finding numbers.</summary>
public sealed record LinkExample(string Document, AnnotatedAbstract Doc, IReadOnlyDictionary<EstimateMention, GoldRow> Gold);

/// <summary>How many of the links are right.</summary>
public sealed record LinkScore(int Rows, int Outcome, int Group, int Time, int P, int All);

/// <summary>Learns the four links from gold results, and tests them on abstracts that were left out.</summary>
public static class LinkTrainer
{
    /// <summary>Puts the gold's numbers into an abstract that the stages before the linker have read.</summary>
    public static LinkExample? Example(string document, AnnotatedAbstract doc, IReadOnlyList<GoldRow> rows)
    {
        int[] raw = [.. Enumerable.Range(0, doc.Text.Text.Length).Select(i => doc.Text.Map.ToRaw(new TextSpan(i, i + 1)).Start)];
        Dictionary<EstimateMention, GoldRow> gold = new(ReferenceEqualityComparer.Instance);
        List<EstimateMention> found = [.. doc.Of<EstimateMention>()];
        List<EstimateMention> placed = [];
        foreach (GoldRow row in rows)
        {
            int start = Array.BinarySearch(raw, row.At) is var at && at >= 0 ? at : ~at;
            int end = Array.BinarySearch(raw, row.At + Math.Max(1, row.Text.Length)) is var to && to >= 0 ? to : ~to;
            if (raw.Length == 0 || row.At < raw[0] || row.At > raw[^1] || start >= end)
            {
                continue;
            }

            TextSpan span = new(start, end);
            EstimateMention? same = found.Find(estimate => estimate.Span.Overlaps(span) && estimate.Value is { } value && row.Value is { } wanted && Math.Abs(value.Value) == Math.Abs(wanted.Value) && !gold.ContainsKey(estimate));
            EstimateMention mention = (same ?? new EstimateMention(span, "gold", 1, row.Statistic, row.Value, null, null, null, null, Comparison.Equal, null)) with { Statistic = row.Statistic };
            gold.Add(mention, row);
            placed.Add(mention);
        }

        return placed.Count == 0 ? null : new LinkExample(document, new OutcomeTagger(new()).Apply(doc.Replacing<OutcomeMention>([]).Replacing(placed)), gold);
    }

    /// <summary>Every decision of the examples, each with the options that the gold agrees with.</summary>
    /// <param name="follow">Models that decide on the way; null to go on with what the gold says.</param>
    public static Dictionary<LinkKind, List<Choice>> Choices(IEnumerable<LinkExample> examples, Func<LinkExample, (LogLinearModel Arm, LogLinearModel Landmark)> evidence, Func<LinkExample, LinkModels>? follow = null)
    {
        Dictionary<LinkKind, List<Choice>> choices = Enum.GetValues<LinkKind>().ToDictionary(kind => kind, _ => new List<Choice>());
        foreach (LinkExample example in examples)
        {
            LinkModels? models = follow?.Invoke(example);
            Linker.Link(new LinkContext(example.Doc, evidence(example).Arm, evidence(example).Landmark), (kind, frame, item, options) =>
            {
                double[] shares = Shares(example, kind, frame, item, options);
                choices[kind].Add(new Choice(example.Document, [.. options.Select((option, i) => new Candidate([.. option.Features], shares[i] >= 0))]));
                if (models is not null)
                {
                    return Linker.Best(models.Of(kind), options, new double[options.Count]);
                }

                int best = Array.IndexOf(shares, shares.Max());
                return shares[best] >= 0 ? best : MostSpokenFor(options);
            });
        }

        return choices;
    }

    /// <summary>Where the gold does not tell, the option that most features speak for.</summary>
    private static int MostSpokenFor(List<LinkOption> options)
    {
        int best = 0;
        for (int i = 1; i < options.Count; i++)
        {
            best = options[i].Features.Count > options[best].Features.Count ? i : best;
        }

        return best;
    }

    /// <summary>Of every name of a group, whether the gold reports results of it or sets it against one that has results.</summary>
    public static List<Choice> ArmChoices(IEnumerable<LinkExample> examples)
    {
        List<Choice> choices = [];
        foreach (LinkExample example in examples)
        {
            LinkContext context = new(example.Doc, LogLinearModel.Empty, LogLinearModel.Empty);
            string[] named = [.. example.Gold.Values.SelectMany(row => new[] { row.Group, row.Comparator }).OfType<string>().Distinct(StringComparer.Ordinal)];
            foreach ((GroupMention first, List<string> features) in context.ArmFeatures())
            {
                bool right = context.Groups.Any(group => group.Arm == first.Arm && named.Any(name => WordAgreement.Agrees(name, example.Doc.Text.Slice(group.Span))));
                choices.Add(new Choice(example.Document, [new Candidate([.. features], right), new Candidate([], !right)]));
            }
        }

        return choices;
    }

    /// <summary>Of every stretch of time, whether the gold reports a result at it.</summary>
    public static List<Choice> LandmarkChoices(IEnumerable<LinkExample> examples)
    {
        List<Choice> choices = [];
        foreach (LinkExample example in examples)
        {
            LinkContext context = new(example.Doc, LogLinearModel.Empty, LogLinearModel.Empty);
            string[] named = [.. example.Gold.Values.Select(row => row.Time).OfType<string>().Distinct(StringComparer.Ordinal)];
            foreach ((TimeMention first, List<string> features) in context.TimeFeatures())
            {
                bool right = example.Doc.Of<TimeMention>().Any(time => TimeEvidence.IsSame(time, first, example.Doc.Text.Text) && named.Any(name => WordAgreement.Agrees(name, time.Name ?? example.Doc.Text.Slice(time.Span))));
                choices.Add(new Choice(example.Document, [new Candidate([.. features], right), new Candidate([], !right)]));
            }
        }

        return choices;
    }

    /// <summary>The groups that a corpus of arm labels tells; what it does not tell is filled in by the models so far.</summary>
    public static List<Choice> GroupChoices(IEnumerable<ArmLabels> labelled, LinkModels models)
    {
        List<Choice> choices = [];
        foreach (ArmLabels labels in labelled)
        {
            Linker.Link(new LinkContext(labels.Doc, models.Arm, models.Landmark), (kind, frame, item, options) =>
            {
                int best = Linker.Best(models.Of(kind), options, new double[options.Count]);
                if (kind != LinkKind.Group || !labels.OfIntervention.TryGetValue(frame.Estimates[item], out bool ofIntervention))
                {
                    return best;
                }

                int[] agreement = [.. options.Select(option => labels.Agreement(labels.Doc.Text.Slice(option.Mention!.Span), ofIntervention))];
                int right = Array.IndexOf(agreement, 1);
                if (right < 0)
                {
                    return best;
                }

                choices.Add(new Choice(labels.Document, [.. options.Select((option, i) => new Candidate([.. option.Features], agreement[i] == 1))]));
                return agreement[best] == 1 ? best : right;
            });
        }

        return choices;
    }

    public static LinkModels Train(IEnumerable<LinkExample> examples, LogLinearTrainer.Options options, IReadOnlyList<ArmLabels>? arms = null)
    {
        LogLinearModel armModel = LogLinearTrainer.Train("arm", ArmChoices(examples), options);
        LogLinearModel landmarks = LogLinearTrainer.Train("landmark", LandmarkChoices(examples), options);
        Dictionary<LinkKind, List<Choice>> choices = Choices(examples, _ => (armModel, landmarks));
        if (arms is not null)
        {
            LinkModels first = Fit(armModel, landmarks, choices, options);
            choices[LinkKind.Group].AddRange(GroupChoices(arms, first));
        }

        return Fit(armModel, landmarks, choices, options);
    }

    private static LinkModels Fit(LogLinearModel arm, LogLinearModel landmark, Dictionary<LinkKind, List<Choice>> choices, LogLinearTrainer.Options options)
    {
        LogLinearModel Of(LinkKind kind, string name) => LogLinearTrainer.Train(name, choices[kind], options);
        return new LinkModels(arm, landmark, Of(LinkKind.Outcome, "outcome"), Of(LinkKind.Group, "group"), Of(LinkKind.AnyGroup, "any-group"), Of(LinkKind.Time, "time"), Of(LinkKind.AnyTime, "any-time"), Of(LinkKind.PValue, "p-value"));
    }

    /// <summary>Links every example by models that were trained without its fold of abstracts.</summary>
    public static LinkScore HeldOut(IReadOnlyList<LinkExample> examples, LogLinearTrainer.Options options, IReadOnlyList<ArmLabels>? arms = null, Action<LinkExample, Linked, PValueMention?, double>? watch = null)
    {
        string[] documents = [.. examples.Select(example => example.Document).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        LinkScore total = new(0, 0, 0, 0, 0, 0);
        for (int fold = 0; fold < options.Folds; fold++)
        {
            HashSet<string> tested = [.. documents.Where((_, i) => i % options.Folds == fold)];
            LinkModels models = Train(examples.Where(example => !tested.Contains(example.Document)), options, arms);
            foreach (LinkExample example in examples.Where(example => tested.Contains(example.Document)))
            {
                total = Add(total, Score(example, models, watch));
            }
        }

        return total;
    }

    public static LinkScore Score(LinkExample example, LinkModels models, Action<LinkExample, Linked, PValueMention?, double>? watch = null)
    {
        LinkContext context = new(example.Doc, models.Arm, models.Landmark);
        LinkDecisions decisions = new(models);
        Dictionary<EstimateMention, PValueMention> tests = Linker.Link(context, decisions.Decide);
        LinkScore score = new(0, 0, 0, 0, 0, 0);
        foreach (Linked row in context.History)
        {
            PValueMention? p = tests.GetValueOrDefault(row.Mention);
            (bool outcome, bool group, bool time, bool test) = Agreement(example, row, p);
            score = Add(score, new LinkScore(1, outcome ? 1 : 0, group ? 1 : 0, time ? 1 : 0, test ? 1 : 0, outcome && group && time && test ? 1 : 0));
            watch?.Invoke(example, row, p, decisions.SurenessOf(row.Mention));
        }

        return score;
    }

    public static (bool Outcome, bool Group, bool Time, bool P) Agreement(LinkExample example, Linked row, PValueMention? p)
    {
        GoldRow gold = example.Gold[row.Mention];
        AbstractText text = example.Doc.Text;
        (Comparison, decimal?)? test = p is null ? null : (p.Operator, p.Value?.Value);
        return (WordAgreement.Agrees(gold.Outcome, row.Outcome is null ? null : text.Slice(row.Outcome.Span)), WordAgreement.Agrees(gold.Group, row.Group is null ? null : text.Slice(row.Group.Span)),
            WordAgreement.Agrees(gold.Time, row.Time is null ? null : row.Time.Name ?? text.Slice(row.Time.Span)), gold.P == test);
    }

    private static LinkScore Add(LinkScore a, LinkScore b) =>
        new(a.Rows + b.Rows, a.Outcome + b.Outcome, a.Group + b.Group, a.Time + b.Time, a.P + b.P, a.All + b.All);

    private static double[] Shares(LinkExample example, LinkKind kind, SentenceFrame frame, int item, List<LinkOption> options)
    {
        AbstractText text = example.Doc.Text;
        if (kind == LinkKind.PValue)
        {
            PValueMention p = frame.PValues[item];
            double[] rows = [.. options.Select(option => option.Mention is EstimateMention estimate && example.Gold[estimate].P is { } test && test == (p.Operator, p.Value?.Value) ? 1.0 : -1.0)];
            if (!rows.Contains(1.0))
            {
                rows[^1] = 1; // the gold has no row for it
            }

            return rows;
        }

        GoldRow gold = example.Gold[frame.Estimates[item]];
        string? words = kind switch { LinkKind.Outcome => gold.Outcome, LinkKind.Group or LinkKind.AnyGroup => gold.Group, _ => gold.Time };
        if (kind is LinkKind.AnyGroup or LinkKind.AnyTime)
        {
            return [.. options.Select(option => option.Mention is null == words is null ? 1.0 : -1.0)];
        }

        return [.. options.Select(option => WordAgreement.Share(words, option.Mention is null ? null : option.Mention is TimeMention { Name: { } name } ? name : text.Slice(option.Mention.Span)))];
    }
}
