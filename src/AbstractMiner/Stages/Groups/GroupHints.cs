using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Groups;

/// <summary>
/// Names that only their place hints at: "3.7% original vs. 3.3% biosimilar", "dental calculus (OR 2.03)", "the weekly schedule",
/// "both arms", an acronym that the abstract keeps using. Whether they are groups is decided from the whole abstract.
/// </summary>
internal sealed class GroupHints(GroupNames names)
{
    private const double Confidence = 0.4;

    private static readonly WordSet Treatments = WordSet.Of("schedule schedules regimen regimens strategy diet diets program programme intervention interventions therapy treatment administration application needle device technique method model protocol supplementation vaccine surgery training exercise sessions meal formula");
    private static readonly WordSet Studied = WordSet.Of("intervention experimental treatment active original biosimilar training");

    private static readonly WordSet Sexes = WordSet.Of("men women males females boys girls");

    private readonly HashSet<int> _ratios = [.. names.Doc.Of<EstimateMention>().Where(estimate => estimate.Statistic is Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio).Select(estimate => estimate.Span.Start)];
    private readonly bool _compared = names.Text.Contains("controls", StringComparison.Ordinal) || names.Text.Contains("ealthy", StringComparison.Ordinal);
    private readonly bool _sexes = names.Text.Contains(" men ", StringComparison.Ordinal) && names.Text.Contains("women", StringComparison.Ordinal)
        || names.Text.Contains(" males", StringComparison.Ordinal) && names.Text.Contains("females", StringComparison.Ordinal)
        || names.Text.Contains("boys", StringComparison.Ordinal) && names.Text.Contains("girls", StringComparison.Ordinal);
    private readonly Dictionary<string, List<TextSpan>> _acronyms = new(StringComparer.Ordinal);
    private PhraseTokens _words = PhraseTokens.None;

    public void Read(Sentence sentence, PhraseTokens words)
    {
        _words = words;
        bool reports = sentence.Section is SectionKind.Results or SectionKind.Conclusions or SectionKind.Other;
        for (int i = 0; i < _words.Count; i++)
        {
            Token token = _words[i];
            if (token.Class == WordClass.Open && reports)
            {
                Factor(i);
            }
            else if (token.Class is WordClass.Determiner && _words.IsWord(i, "both") && i + 1 < _words.Count && (_words.Is(i + 1, GroupWord.Head) || _words[i + 1].Class == WordClass.Word) && reports)
            {
                Hint(i, i + 1, "group.both");
            }
            else if (token.Class == WordClass.Word)
            {
                Word(i, reports);
            }
        }
    }

    /// <summary>Acronyms count where the abstract has them thrice.</summary>
    public void Finish()
    {
        foreach (List<TextSpan> places in _acronyms.Values)
        {
            if (places.Count > 2)
            {
                places.ForEach(place => names.Add(place, "group.acronym", Confidence, weak: true));
            }
        }
    }

    private void Word(int at, bool reports)
    {
        ReadOnlySpan<char> word = _words.Word(at);
        if (GroupWords.IsAcronym(word, longest: 12))
        {
            string name = word.ToString();
            if (!_acronyms.TryGetValue(name, out List<TextSpan>? places))
            {
                _acronyms.Add(name, places = []);
            }

            places.Add(_words[at].Span);
        }

        bool headed = at + 1 < _words.Count && _words.Is(at + 1, GroupWord.Head);
        if (headed)
        {
            return;
        }

        if (Treatments.Holds(word) && _words.NameStart(at) is var start && start < at && !_words.AllQuantities(start, at))
        {
            Hint(start, at, "group.treatment");
        }
        else if (reports && Studied.Holds(word))
        {
            Hint(at, at, "group.studied");
        }
        else if (reports && Sexes.Holds(word) && _sexes)
        {
            Hint(at, at, "group.sex");
        }
        else if (reports && _compared && _words.Is(at, GroupWord.Person) && !(at > 0 && _words[at - 1].Class is WordClass.Word or WordClass.Number))
        {
            Hint(at, at, "group.everyone");
        }
        else if (reports && at > 0 && _words.IsValueEnd(at - 1) && _words.NameEnd(at) is var end && end - at <= 3 && end < _words.Count
            && (_words.IsWord(end, "vs") || _words.IsWord(end, "versus") || _words.IsWord(end, "v") || _words[end].Class == WordClass.Close))
        {
            Hint(at, end - 1, "group.valued");
        }
    }

    /// <summary>A ratio in brackets is of the factor before them.</summary>
    private void Factor(int open)
    {
        int limit = Math.Min(_words.Count, open + 5);
        for (int i = open + 1; i < limit; i++)
        {
            if (_ratios.Contains(_words[i].Span.Start) && _words.NameStart(open) is var start && start < open)
            {
                Hint(start, open - 1, "group.factor");
                return;
            }
        }
    }

    private void Hint(int first, int last, string rule) => names.Add(_words[first].Span.Hull(_words[last].Span), rule, Confidence, weak: true);
}
