using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Linking;

/// <summary>A plain way of putting a time and a number together.</summary>
internal enum TimeWay
{
    /// <summary>"9, 8 and 6 at 1, 3 and 6 months".</summary>
    ListAfter,

    /// <summary>"at 1, 3 and 6 months 9, 8 and 6".</summary>
    ListBefore,

    /// <summary>"at 3 (7.4) and 6 months (6.3)".</summary>
    BracketHead,

    /// <summary>"baseline 3.8".</summary>
    Label,

    /// <summary>"24.7% before and 10.4% after".</summary>
    After,

    /// <summary>"to 7.3 at week 12": the first time that follows.</summary>
    Following,

    /// <summary>The only time of the clause.</summary>
    Clause,

    /// <summary>The only time of the sentence.</summary>
    Sentence,

    /// <summary>"At 12 weeks, ...": a time at the head of the sentence.</summary>
    Opening,

    /// <summary>The nearest before the number.</summary>
    Nearest,

    /// <summary>"10% and 12% at 6 months, and 7% and 7% at 12": where the first number comes before the first time, the next that follows.</summary>
    Trailing,

    /// <summary>"At 6 months 10% and 12%, at 12 7% and 7%": where a time comes first, the last that went before.</summary>
    Leading,

    /// <summary>As the estimate before in its list.</summary>
    Partner,

    /// <summary>As the estimate before in the sentence.</summary>
    Again,

    /// <summary>As the last estimate of the sentence before.</summary>
    AgainLater,

    /// <summary>As the member at its place in the list before.</summary>
    Parallel,

    /// <summary>The most probable time of the abstract.</summary>
    Landmark,
}

/// <summary>What each way of writing takes for the time of a number; null where it does not speak.</summary>
internal sealed class TimeVotes
{
    public static readonly int Ways = Enum.GetValues<TimeWay>().Length;

    private readonly TimeMention?[] _picks = new TimeMention?[Ways];
    private readonly SentenceFrame _frame;
    private readonly Place _target;

    public TimeVotes(LinkContext context, SentenceFrame frame, int estimate, Linked? before, Linked? sentenceBefore, Linked? parallel)
    {
        _frame = frame;
        _target = frame.EstimatePlaces[estimate];
        ListPlace list = frame.EstimateLists[estimate];
        ReadLists(list);
        ReadNeighbours(estimate);
        ReadClause();
        ReadOrder();
        Respective = (list.Size > 2 || frame.Respectively > _target.Last) && !frame.GroupLists.Any(groups => groups.Size == list.Size) ? this[TimeWay.ListAfter] ?? this[TimeWay.ListBefore] : null;
        if (before is not null)
        {
            this[list.List == frame.EstimateLists[before.Estimate].List ? TimeWay.Partner : TimeWay.Again] = before.Time;
        }
        else
        {
            this[TimeWay.AgainLater] = sentenceBefore?.Time;
        }

        this[TimeWay.Parallel] = parallel?.Time;
        this[TimeWay.Landmark] = context.Landmark;
    }

    /// <summary>The time at the place of the number in a list of as many, where nothing else can be meant: more than two of each, or two in the order of "respectively", and no list of as many groups.</summary>
    public TimeMention? Respective { get; }

    public TimeMention? this[TimeWay way]
    {
        get => _picks[(int)way];
        private set => _picks[(int)way] = value;
    }

    private void ReadLists(ListPlace list)
    {
        for (int i = 0; i < _frame.TimeLists.Length && list.Size > 1; i++)
        {
            if (_frame.TimeLists[i].Size == list.Size && _frame.TimeLists[i].Index == list.Index)
            {
                if (_frame.TimePlaces[i].First > _target.Last)
                {
                    this[TimeWay.ListAfter] ??= _frame.Times[i];
                }
                else
                {
                    this[TimeWay.ListBefore] = _frame.Times[i];
                }
            }
        }
    }

    /// <summary>Sentences of several times put them all before their numbers, or all after.</summary>
    private void ReadOrder()
    {
        if (_frame.Times.Length < 2)
        {
            return;
        }

        bool trailing = _frame.EstimatePlaces[0].First < _frame.TimePlaces[0].First;
        for (int i = 0; i < _frame.Times.Length; i++)
        {
            if (trailing && _frame.TimePlaces[i].First > _target.Last)
            {
                this[TimeWay.Trailing] ??= _frame.Times[i];
            }
            else if (!trailing && _frame.TimePlaces[i].Last < _target.First)
            {
                this[TimeWay.Leading] = _frame.Times[i];
            }
        }
    }

    private void ReadNeighbours(int estimate)
    {
        int next = estimate + 1 < _frame.EstimatePlaces.Length ? _frame.EstimatePlaces[estimate + 1].First : _frame.Words.Count;
        int last = estimate > 0 ? _frame.EstimatePlaces[estimate - 1].Last : -1;
        int open = _frame.BracketOf(_target.First);
        for (int i = 0; i < _frame.TimePlaces.Length; i++)
        {
            Place place = _frame.TimePlaces[i];
            if (place.Last < _target.First && place.Last > last)
            {
                this[TimeWay.BracketHead] = open >= 0 && open > place.Last && open - place.Last <= 2 ? _frame.Times[i] : null;
                this[TimeWay.Label] = _target.First - place.Last <= 2 ? _frame.Times[i] : null;
            }

            if (place.First > _target.Last && place.First < next)
            {
                this[TimeWay.Following] ??= _frame.Times[i];
                this[TimeWay.After] ??= place.First - _target.Last <= 6 ? _frame.Times[i] : null;
            }
        }
    }

    private void ReadClause()
    {
        int inClause = 0;
        TimeMention? only = null;
        for (int i = 0; i < _frame.TimePlaces.Length; i++)
        {
            if (_frame.ClauseOf(_frame.TimePlaces[i].First) == _frame.ClauseOf(_target.First))
            {
                only = _frame.Times[i];
                inClause++;
            }

            if (_frame.TimePlaces[i].Last < _target.First)
            {
                this[TimeWay.Nearest] = _frame.Times[i];
            }
        }

        this[TimeWay.Clause] = inClause == 1 ? only : null;
        this[TimeWay.Sentence] = _frame.Times.Length == 1 ? _frame.Times[0] : null;
        this[TimeWay.Opening] = _frame.TimePlaces.Length > 0 && _frame.TimePlaces[0].First <= 4 && _frame.TimePlaces[0].Last < _target.First ? _frame.Times[0] : null;
    }
}
