using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>A plain way of putting an outcome and a number together.</summary>
internal enum OutcomeWay
{
    /// <summary>As the member before in the list.</summary>
    Partner,

    /// <summary>"CDAI, HBI and dose fell by 62, 3 and 4".</summary>
    ListOrder,

    /// <summary>"(median PFS, 20.2 months)".</summary>
    Label,

    /// <summary>"response rates (11 vs 16%)".</summary>
    BracketHead,

    /// <summary>"a recurrence rate of 5.6%".</summary>
    Of,

    /// <summary>"-2.26 for the MMSE", "a 29% reduction in pain".</summary>
    For,

    /// <summary>"40 (58%) achieved remission".</summary>
    Predicate,

    /// <summary>"29 deaths", "35% less medication".</summary>
    Noun,

    /// <summary>"the cure rate was 72%".</summary>
    Subject,

    /// <summary>The nearest before the number, whatever verb stands between.</summary>
    Nearest,

    /// <summary>The first of the sentence.</summary>
    First,

    /// <summary>As the estimate before in the sentence.</summary>
    Again,

    /// <summary>As the last estimate of the sentence before.</summary>
    AgainLater,

    /// <summary>As the member at its place in the list before.</summary>
    Parallel,
}

/// <summary>What each way of writing takes for the outcome of a number; null where it does not speak.</summary>
internal sealed class OutcomeVotes
{
    public static readonly int Ways = Enum.GetValues<OutcomeWay>().Length;

    private readonly OutcomeMention?[] _picks = new OutcomeMention?[Ways];
    private readonly SentenceFrame _frame;
    private readonly Place _target;
    private readonly OutcomeFacts[] _facts;
    private readonly int _last;
    private readonly int _next;

    public OutcomeVotes(LinkContext context, SentenceFrame frame, int estimate, Linked? before, OutcomeFacts[] facts)
    {
        _frame = frame;
        _target = frame.EstimatePlaces[estimate];
        _last = estimate > 0 ? frame.EstimatePlaces[estimate - 1].Last : -1;
        _next = estimate + 1 < frame.EstimatePlaces.Length ? frame.EstimatePlaces[estimate + 1].First : frame.Words.Count;
        _facts = facts;
        ListPlace list = frame.EstimateLists[estimate];
        ReadLists(list);
        ReadBrackets();
        ReadBefore();
        ReadAfter();
        if (before is not null)
        {
            this[list.Index > 0 && frame.EstimateLists[before.Estimate].List == list.List ? OutcomeWay.Partner : OutcomeWay.Again] = before.Outcome;
        }
        else
        {
            this[OutcomeWay.AgainLater] = context.LastBefore(frame)?.Outcome;
        }

        this[OutcomeWay.Parallel] = context.Parallel(frame, estimate) is { } parallel && parallel.Frame == frame ? parallel.Outcome : null;
    }

    public OutcomeMention? this[OutcomeWay way]
    {
        get => _picks[(int)way];
        private set => _picks[(int)way] = value;
    }

    private void ReadLists(ListPlace list)
    {
        for (int i = 0; i < _facts.Length && list.Size > 1 && !list.Versus; i++)
        {
            if (_facts[i].IsUsable && _frame.OutcomeLists[i].Size == list.Size && _frame.OutcomeLists[i].Index == list.Index)
            {
                this[OutcomeWay.ListOrder] ??= _frame.Outcomes[i];
            }
        }
    }

    private void ReadBrackets()
    {
        int open = _frame.BracketOf(_target.First);
        for (int i = 0; i < _facts.Length && open >= 0; i++)
        {
            Place place = _frame.OutcomePlaces[i];
            if (!_facts[i].IsUsable)
            {
                continue;
            }

            if (place.Last < _target.First && place.First > Math.Max(open, _last) && _target.First - place.Last <= 4 && _frame.BracketOf(place.First) == open)
            {
                this[OutcomeWay.Label] ??= _frame.Outcomes[i];
            }

            if (place.Last < open && open - place.Last <= 2 && place.Last > _last)
            {
                this[OutcomeWay.BracketHead] ??= _frame.Outcomes[i];
            }
        }
    }

    private void ReadBefore()
    {
        int verb = _target.First - 1;
        while (verb > _last && _frame.Words[verb].Class != WordClass.Verb)
        {
            verb--;
        }

        Place subject = new(-1, -1);
        Place nearest = new(-1, -1);
        for (int i = 0; i < _facts.Length; i++)
        {
            Place place = _frame.OutcomePlaces[i];
            if (!_facts[i].IsUsable || place.Last >= _target.First)
            {
                continue;
            }

            this[OutcomeWay.First] ??= _frame.Outcomes[i];
            if (place.Last == _target.First - 2 && _frame.Is(_target.First - 1, "of"))
            {
                this[OutcomeWay.Of] ??= _frame.Outcomes[i];
            }

            if (place.Last > _last && place.Last > nearest.Last)
            {
                nearest = place;
                this[OutcomeWay.Nearest] = _frame.Outcomes[i];
            }

            if (verb > _last && place.Last < verb && place.Last > _last && place.Last > subject.Last)
            {
                subject = place;
                this[OutcomeWay.Subject] = _frame.Outcomes[i];
            }
        }
    }

    private void ReadAfter()
    {
        int outside = Outside();
        for (int i = 0; i < _facts.Length; i++)
        {
            Place place = _frame.OutcomePlaces[i];
            if (!_facts[i].IsUsable || place.First <= _target.Last || place.First >= _next)
            {
                continue;
            }

            int gap = place.First - _target.Last;
            if (gap <= 4)
            {
                this[OutcomeWay.Noun] ??= _frame.Outcomes[i];
            }

            if (gap <= 9 && _frame.BracketOf(place.First) == outside)
            {
                this[OutcomeWay.Predicate] ??= _frame.Outcomes[i];
            }

            if (gap <= 12 && _frame.Is(place.First - 1, "the") ? IsFor(place.First - 2) : IsFor(place.First - 1))
            {
                this[OutcomeWay.For] ??= _frame.Outcomes[i];
            }
        }
    }

    private bool IsFor(int at) => at > _target.Last && (_frame.Is(at, "for") || _frame.Is(at, "in"));

    /// <summary>The bracket around the bracket that holds nothing but the number: "40 (58%) achieved".</summary>
    private int Outside()
    {
        int open = _frame.BracketOf(_target.First);
        return open >= 0 && open >= _target.First - 2 ? _frame.BracketOf(open) : open;
    }
}
