using System.Buffers;
using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>What the whole abstract says for a name being a group that results are reported of: subjects are assigned to it, it has a size, numbers stand beside it.</summary>
internal sealed class ArmEvidence
{
    /// <summary>The rules that read names of groups.</summary>
    public static readonly string[] Rules = ["group.headed", "group.letter", "group.people", "group.having", "group.treated", "group.plain", "group.phrase", "group.against", "group.label", "group.drug", "group.recurring", "group.dose", "group.both", "group.treatment", "group.studied", "group.everyone", "group.valued", "group.factor", "group.acronym"];
    private static readonly string[] Drugs = ["no drug", "intervention", "comparator", "background", "prior", "mentioned"];

    private static readonly FeatureNames HasRule = new("named as", Rules, FeatureNames.UpTo(2));
    private static readonly FeatureNames FirstRule = new("first named as", Rules, Bins.Sections);
    private static readonly FeatureNames Mentions = new("mentions", FeatureNames.UpTo(6), FeatureNames.UpTo(3));
    private static readonly FeatureNames OfDrug = new("drug", Drugs, Bins.YesNo);
    private static readonly FeatureNames OfCondition = new("condition", Bins.YesNo, Bins.YesNo);
    private static readonly FeatureNames IsSized = new("has a size", Bins.YesNo);
    private static readonly FeatureNames IsAssigned = new("in a sentence of assignment", FeatureNames.UpTo(2), Bins.YesNo);
    private static readonly FeatureNames IsNamedControl = new("called a control", Bins.YesNo);
    private static readonly FeatureNames BesideNumber = new("beside numbers", FeatureNames.UpTo(3), FeatureNames.UpTo(2));
    private static readonly FeatureNames SetAgainst = new("set against another", FeatureNames.UpTo(3));
    private static readonly FeatureNames Length = new("words", FeatureNames.UpTo(6), ["small", "capital", "digit"]);
    private static readonly FeatureNames InSections = new("sections", Bins.YesNo, Bins.YesNo, Bins.YesNo);
    private static readonly FeatureNames Rivals = new("other names with sizes", FeatureNames.UpTo(3), Bins.YesNo);

    private static readonly FeatureNames Measured = new("a measure of it", FeatureNames.UpTo(2), FeatureNames.UpTo(2));
    private static readonly FeatureNames Given = new("given or used", FeatureNames.UpTo(2));
    private static readonly FeatureNames HeadsPair = new("heads a bracket with a pair", FeatureNames.UpTo(2));
    private static readonly FeatureNames InOutcome = new("in an outcome", FeatureNames.UpTo(2), FeatureNames.UpTo(3));
    private static readonly FeatureNames Acts = new("a verb follows", FeatureNames.UpTo(2));
    private static readonly FeatureNames PrecededBy = new("word before", Bins.Prepositions);

    private static readonly WordSet Measures = WordSet.Of("rate rates score scores incidence prevalence level levels survival mortality risk proportion frequency percentage number concentration concentrations change changes reduction reductions increase decrease improvement improvements events event symptoms prevention development treatment diagnosis history values value progression index ratio probability severity prevent reduce reduced");
    private static readonly WordSet Giving = WordSet.Of("receive received receiving given taking treated assigned randomized randomised allocated administration undergo underwent undergoing using administered allocated plus combination favoring favouring");

    private static readonly SearchValues<char> LetterValues = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly bool[] _preceded = new bool[Bins.Prepositions.Length];
    private readonly LinkWords _words;
    private readonly List<Feature> _around = [];
    private int _measured;
    private int _given;
    private int _pairs;
    private int _outcomes;
    private int _acts;
    private readonly int[] _rules = new int[Rules.Length];
    private int _mentions;
    private int _inResults;
    private int _assigned;
    private int _beside;
    private int _bracketed;
    private int _against;
    private bool _title;
    private bool _methods;
    private bool _condition;
    private int _drug;

    private ArmEvidence(GroupMention first, LinkWords words)
    {
        First = first;
        _words = words;
    }

    /// <summary>The first mention.</summary>
    public GroupMention First { get; }

    public bool Sized { get; private set; }

    public bool IsControl { get; private set; }

    /// <summary>How probable it is that results are reported of it.</summary>
    public double Probability { get; set; }

    public static Dictionary<int, ArmEvidence> Of(AnnotatedAbstract doc, IReadOnlyList<GroupMention> groups, IReadOnlyList<SentenceFrame> frames, LinkWords words)
    {
        Dictionary<int, ArmEvidence> arms = [];
        List<TextSpan> sized = [.. doc.Of<SampleSizeMention>().Where(size => size.Role is SampleRole.Arm or SampleRole.Subgroup).Select(size => size.Span)];
        ImmutableArray<ConditionMention> conditions = doc.Of<ConditionMention>();
        ImmutableArray<DrugMention> drugs = doc.Of<DrugMention>();
        string text = doc.Text.Text;
        Sentence? seen = null;
        bool assigns = false;
        foreach (GroupMention group in groups)
        {
            if (group.Arm is not { } arm)
            {
                continue;
            }

            if (!arms.TryGetValue(arm, out ArmEvidence? evidence))
            {
                arms.Add(arm, evidence = new ArmEvidence(group, words));
            }

            Sentence? sentence = doc.Text.SentenceAt(group.Span.Start);
            evidence._mentions++;
            evidence.SeeWords(text, group.Span);
            evidence._rules[Math.Max(0, Array.IndexOf(Rules, group.Rule))]++;
            evidence._title |= sentence?.Section == SectionKind.Title;
            bool results = sentence?.Section is SectionKind.Results or SectionKind.Conclusions;
            evidence._methods |= sentence?.Section is SectionKind.Methods;
            evidence._inResults += results ? 1 : 0;
            evidence.IsControl |= ControlWords.In(group.Span.In(text));
            if (sentence != seen)
            {
                seen = sentence;
                assigns = sentence is not null && !results && ControlWords.Assigns(sentence.Span.In(text));
            }

            evidence._assigned += assigns ? 1 : 0;
            evidence.Sized |= IsSizedAt(group.Span, sized);
            evidence._condition |= conditions.Over(group.Span) is not null;
            if (evidence._drug == 0 && drugs.Over(group.Span) is { } drug)
            {
                evidence._drug = 1 + (int)drug.Role;
            }
        }

        foreach (SentenceFrame frame in frames)
        {
            for (int i = 0; i < frame.Groups.Length; i++)
            {
                if (frame.Groups[i].Arm is { } arm)
                {
                    arms[arm].See(frame, i);
                }
            }
        }

        return arms;
    }

    /// <summary>Whether a size stands right before or behind a name.</summary>
    private static bool IsSizedAt(TextSpan name, List<TextSpan> sizes)
    {
        foreach (TextSpan size in sizes)
        {
            if ((size.Start > name.End && size.Start - name.End <= 12) || (size.End < name.Start && name.Start - size.End <= 24))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"the incidence of PONV", "LRR rates" are of an outcome; "received ALC" is of an arm.</summary>
    private void SeeWords(string text, TextSpan span)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, span.Start - 40), span.Start - Math.Max(0, span.Start - 40)).TrimEnd(" (");
        ReadOnlySpan<char> last = LastWord(before);
        ReadOnlySpan<char> second = LastWord(before[..^last.Length].TrimEnd());
        int preposition = Bins.PrepositionOf(last);
        See(WordRole.BeforeGroup, last);
        if (preposition > 0)
        {
            See(WordRole.BeforePreposition, second, preposition);
        }

        _preceded[preposition] = true;
        ReadOnlySpan<char> after = text.AsSpan(span.End, Math.Min(20, text.Length - span.End)).TrimStart(" )");
        int end = after.IndexOfAnyExcept(LetterValues);
        ReadOnlySpan<char> next = end < 0 ? after : after[..end];
        See(WordRole.AfterGroup, next);
        _measured += Measures.Holds(next) || (preposition is 1 or 2 or 6 && Measures.Holds(second)) ? 1 : 0;
        _given += Giving.Holds(last) || Giving.Holds(second) ? 1 : 0;
    }

    private void See(WordRole role, ReadOnlySpan<char> word, int place = 0)
    {
        int known = _words.Of(word);
        if (known > 0 && !_around.Contains(_words.FeatureOf(role, known, place)))
        {
            _around.Add(_words.FeatureOf(role, known, place));
        }
    }

    private void AddWords(FeatureLists features, ReadOnlySpan<char> name)
    {
        int last = -1;
        foreach (Range part in name.SplitAny(' ', '-', '/'))
        {
            if (name[part].IsEmpty)
            {
                continue;
            }

            int word = _words.Of(name[part]);
            if (last < 0)
            {
                _words.Add(features, WordRole.FirstOfGroup, word);
            }

            _words.Add(features, WordRole.InGroup, word);
            last = word;
        }

        _words.Add(features, WordRole.LastOfGroup, last);
    }

    public static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text) => text[(text.LastIndexOfAnyExcept(LetterValues) + 1)..];

    /// <summary>How a mention stands to the numbers of its sentence.</summary>
    private void See(SentenceFrame frame, int index)
    {
        Place place = frame.GroupPlaces[index];
        int before = Bins.Before(frame, place.First);
        int after = Bins.After(frame, place.Last);
        (bool beside, bool head, bool pair) = (false, false, false);
        for (int i = 0; i < frame.EstimatePlaces.Length; i++)
        {
            Place target = frame.EstimatePlaces[i];
            bool headed = frame.BracketOf(target.First) == place.Last + 1;
            beside |= before is >= 1 and <= 6 && target.Last < place.First && place.First - target.Last <= 5;
            head |= headed;
            pair |= headed && frame.EstimateLists[i].Versus;
        }

        _pairs += pair ? 1 : 0;
        _outcomes += frame.Outcomes.Over(frame.Groups[index].Span) is not null ? 1 : 0;
        _acts += after is 1 ? 1 : 0;
        _beside += beside ? 1 : 0;
        _bracketed += head ? 1 : 0;
        _against += before is Bins.Than or Bins.Versus || after is 4 or 11 || frame.GroupLists[index].Size > 1 ? 1 : 0;
    }

    /// <summary>What speaks for and against it; it can be read until the next is described.</summary>
    public ArraySegment<Feature> Describe(FeatureLists features, AnnotatedAbstract doc, int othersSized)
    {
        SectionKind section = doc.Text.SentenceAt(First.Span.Start)?.Section ?? SectionKind.Other;
        ReadOnlySpan<char> name = First.Span.In(doc.Text.Text);
        int words = 1 + name.Count(' ');
        features.Clear();
        features.Add(
            FirstRule[Math.Max(0, Array.IndexOf(Rules, First.Rule)), Bins.Section(section)],
            Mentions[Math.Min(_mentions, 6), Math.Min(_inResults, 3)],
            OfDrug[_drug, _inResults > 0 ? 1 : 0],
            OfCondition[_condition ? 1 : 0, _rules[3] > 0 ? 1 : 0],
            IsSized[Sized ? 1 : 0],
            IsAssigned[Math.Min(_assigned, 2), Sized ? 1 : 0],
            IsNamedControl[IsControl ? 1 : 0],
            BesideNumber[Math.Min(_beside, 3), Math.Min(_bracketed, 2)],
            SetAgainst[Math.Min(_against, 3)],
            Length[Math.Min(words, 6), char.IsDigit(name[0]) ? 2 : char.IsUpper(name[0]) && name.Length > 1 && char.IsUpper(name[1]) ? 1 : 0],
            InSections[_title ? 1 : 0, _methods ? 1 : 0, _inResults > 0 ? 1 : 0],
            Measured[Math.Min(_measured, 2), Math.Min(_given, 2)],
            Given[Math.Min(_given, 2)],
            Rivals[Math.Min(othersSized, 3), Sized ? 1 : 0],
            HeadsPair[Math.Min(_pairs, 2)],
            InOutcome[Math.Min(_outcomes, 2), Math.Min(_mentions, 3)],
            Acts[Math.Min(_acts, 2)]);
        for (int i = 0; i < _preceded.Length; i++)
        {
            if (_preceded[i])
            {
                features.Add(PrecededBy[i]);
            }
        }

        AddWords(features, name);
        foreach (Feature around in _around)
        {
            features.Add(around);
        }

        for (int rule = 0; rule < Rules.Length; rule++)
        {
            if (_rules[rule] > 0)
            {
                features.Add(HasRule[rule, Math.Min(_rules[rule], 2)]);
            }
        }

        return features.Take();
    }
}
