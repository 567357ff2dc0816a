using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Stages.Linking;
using AbstractMiner.Text;

namespace AbstractMiner.Learning;

/// <summary>How many of the links are right.</summary>
public sealed record LinkScore(int Rows, int Outcome, int Group, int Time, int P, int All)
{
    public static LinkScore operator +(LinkScore a, LinkScore b) =>
        new(a.Rows + b.Rows, a.Outcome + b.Outcome, a.Group + b.Group, a.Time + b.Time, a.P + b.P, a.All + b.All);
}

/// <summary>
/// Learns the links from gold results, and tests them on abstracts that were left out. A decision sees the decisions before it, so
/// what is learned from must hold the errors that a model makes: every abstract is walked through by models that never saw it.
/// </summary>
public sealed class LinkTrainer
{
    private readonly IReadOnlyList<LinkExample> _examples;
    private readonly LogLinearTrainer.Options _options;
    private readonly Dictionary<string, int> _folds;
    private readonly LinkWords _words;
    private readonly List<Choice> _arms = [];
    private readonly List<Choice> _landmarks = [];
    private readonly Dictionary<LinkKind, List<Choice>> _choices;

    public LinkTrainer(IReadOnlyList<LinkExample> examples, LogLinearTrainer.Options options)
    {
        _examples = examples;
        _options = options;
        _folds = examples.Select(example => example.Document).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((document, i) => (document, Fold: i % options.Folds)).ToDictionary(pair => pair.document, pair => pair.Fold, StringComparer.Ordinal);
        _words = LinkWords.In(examples.Select(example => example.Doc.Text.Text), options.LeastCount);
        foreach (LinkExample example in examples)
        {
            ReadEvidence(example);
        }

        LinkModels[] evidence = LeftOut(choice => Evidence(choice));
        _choices = Choices(evidence, follow: false);
        _choices = Choices(LeftOut(choice => Fit(choice)), follow: true);
    }

    /// <summary>The models of all examples.</summary>
    public LinkModels Train()
    {
        LinkModels models = Fit(_ => true);
        return models with { Words = _words.KnownTo([models.Arm, models.Outcome]) };
    }

    /// <summary>Links every example by models that were trained without its fold of abstracts.</summary>
    public LinkScore HeldOut(Action<LinkExample, Linked, PValueMention?, double>? watch = null)
    {
        LinkModels[] models = LeftOut(choice => Fit(choice));
        return _examples.Select(example => Score(example, models[_folds[example.Document]], watch)).Aggregate(new LinkScore(0, 0, 0, 0, 0, 0), (a, b) => a + b);
    }

    public static LinkScore Score(LinkExample example, LinkModels models, Action<LinkExample, Linked, PValueMention?, double>? watch = null)
    {
        LinkContext context = new(example.Doc, models);
        LinkDecisions decisions = new(models);
        Dictionary<EstimateMention, PValueMention> tests = Linker.Link(context, decisions.Decide);
        LinkScore score = new(0, 0, 0, 0, 0, 0);
        foreach (Linked row in context.History)
        {
            PValueMention? p = tests.GetValueOrDefault(row.Mention);
            (bool outcome, bool group, bool time, bool test) = example.Agreement(row, p);
            score += new LinkScore(1, outcome ? 1 : 0, group ? 1 : 0, time ? 1 : 0, test ? 1 : 0, outcome && group && time && test ? 1 : 0);
            watch?.Invoke(example, row, p, decisions.SurenessOf(row.Mention));
        }

        return score;
    }

    /// <summary>For each fold, what is fitted without it.</summary>
    private LinkModels[] LeftOut(Func<Func<Choice, bool>, LinkModels> fit) =>
        [.. Enumerable.Range(0, _options.Folds).Select(fold => fit(choice => _folds[choice.Document] != fold))];

    private LinkModels Evidence(Func<Choice, bool> uses) => LinkModels.Empty with
    {
        Words = _words,
        Arm = LogLinearTrainer.Train("arm", _arms.Where(uses), _options),
        Landmark = LogLinearTrainer.Train("landmark", _landmarks.Where(uses), _options),
    };

    private LinkModels Fit(Func<Choice, bool> uses)
    {
        LogLinearModel Of(LinkKind kind, string name) => LogLinearTrainer.Train(name, _choices[kind].Where(uses), _options);
        return Evidence(uses) with
        {
            Outcome = Of(LinkKind.Outcome, "outcome"),
            Group = Of(LinkKind.Group, "group"),
            AnyGroup = Of(LinkKind.AnyGroup, "any-group"),
            Time = Of(LinkKind.Time, "time"),
            AnyTime = Of(LinkKind.AnyTime, "any-time"),
            PValue = Of(LinkKind.PValue, "p-value"),
        };
    }

    /// <summary>Of every name of a group and every stretch of time, whether the gold reports results of it or at it.</summary>
    private void ReadEvidence(LinkExample example)
    {
        LinkContext context = new(example.Doc, LinkModels.Empty with { Words = _words });
        AbstractText text = example.Doc.Text;
        string[] groups = [.. example.Gold.Values.SelectMany(row => new[] { row.Group, row.Comparator }).OfType<string>().Distinct(StringComparer.Ordinal)];
        foreach ((GroupMention first, ArraySegment<Feature> features) in context.ArmFeatures())
        {
            Add(_arms, features, context.Groups.Any(group => group.Arm == first.Arm && groups.Any(name => WordAgreement.Agrees(name, text.Slice(group.Span)))));
        }

        string[] times = [.. example.Gold.Values.Select(row => row.Time).OfType<string>().Distinct(StringComparer.Ordinal)];
        foreach ((TimeMention first, ArraySegment<Feature> features) in context.TimeFeatures())
        {
            Add(_landmarks, features, example.Doc.Of<TimeMention>().Any(time => TimeEvidence.IsSame(time, first, text.Text) && times.Any(name => WordAgreement.Agrees(name, time.Name ?? text.Slice(time.Span)))));
        }

        void Add(List<Choice> choices, ArraySegment<Feature> features, bool right) =>
            choices.Add(new Choice(example.Document, [new Candidate(Names(features), right), new Candidate([], !right)]));
    }

    /// <summary>Every decision of the examples, each with the options that the gold agrees with.</summary>
    /// <param name="models">By fold, models that never saw it.</param>
    /// <param name="follow">Whether these models decide on the way, or the gold does.</param>
    private Dictionary<LinkKind, List<Choice>> Choices(LinkModels[] models, bool follow)
    {
        Dictionary<LinkKind, List<Choice>> choices = Enum.GetValues<LinkKind>().ToDictionary(kind => kind, _ => new List<Choice>());
        foreach (LinkExample example in _examples)
        {
            LinkModels unseen = models[_folds[example.Document]];
            Linker.Link(new LinkContext(example.Doc, unseen), (kind, frame, item, options) =>
            {
                double[] shares = example.Shares(kind, frame, item, options);
                choices[kind].Add(new Choice(example.Document, [.. options.Select((option, i) => new Candidate(Names(option.Features), shares[i] >= 0))]));
                if (follow)
                {
                    return Linker.Best(unseen.Of(kind), options, new double[options.Count]);
                }

                int best = Array.IndexOf(shares, shares.Max());
                return shares[best] >= 0 ? best : MostSpokenFor(options);
            });
        }

        return choices;
    }

    private static ImmutableArray<string> Names(ArraySegment<Feature> features) => [.. features.Select(feature => feature.Name)];

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
}
