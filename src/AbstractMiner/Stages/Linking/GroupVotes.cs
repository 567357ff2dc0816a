using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>A plain way of putting a group and a number together. Several may speak at once; the model learns how far each is to be trusted.</summary>
internal enum GroupWay
{
    /// <summary>"72, 53 and 70% in A, B and C".</summary>
    ListAfter,

    /// <summary>"in A, B and C 72, 53 and 70%".</summary>
    ListBefore,

    /// <summary>"56.6% for ivermectin".</summary>
    After,

    /// <summary>"-5.97 (95% CI ...; P &lt; .001) for the tablet": the first that a preposition ties to what comes before, with no other number between.</summary>
    Following,

    /// <summary>"the visual group (3.4)".</summary>
    BracketHead,

    /// <summary>"40, 41 and 43 (control)".</summary>
    BracketAfter,

    /// <summary>"(letrozole, 26%; tamoxifen, 22%)".</summary>
    Label,

    /// <summary>"(80% letrozole, 70% tamoxifen)".</summary>
    LabelAfter,

    /// <summary>"lower in A than in B (10.9% vs 20.5%)".</summary>
    Versus,

    /// <summary>"2.6% group A vs. 3.3% group B": a name right behind the number.</summary>
    Apposed,

    /// <summary>"higher with A than with B (69% vs 41%)": the larger number is the first's, whichever stands first.</summary>
    Direction,

    /// <summary>The first two groups of the clause, to a pair.</summary>
    VersusClause,

    /// <summary>The second of a pair: another group than the first's.</summary>
    Partner,

    /// <summary>The first group of a contrast that is not what it is set against.</summary>
    Contrast,

    /// <summary>"than placebo" with no other group in sight: the arm of the abstract that is not placebo.</summary>
    AgainstNamed,

    /// <summary>"group A was 4.7 and group B was 17.9": the nearest before the number with no other number between.</summary>
    Fresh,

    /// <summary>The nearest group before the number.</summary>
    Nearest,

    /// <summary>The first group of the clause.</summary>
    Subject,

    /// <summary>As the member at its place in the list before.</summary>
    Parallel,

    /// <summary>No group in sight, but as many in the last sentence with numbers: "(73% and 53% in A and B). Infections were seen in 18% and 38%".</summary>
    AsBefore,

    /// <summary>No group in sight, but the arms of the abstract in their order.</summary>
    ArmsOfAbstract,

    /// <summary>As the estimate before in the sentence.</summary>
    Again,

    /// <summary>As the last estimate of the sentence before.</summary>
    AgainLater,
}

/// <summary>What each way of writing takes for the group of a number; null where it does not speak.</summary>
internal sealed class GroupVotes
{
    public static readonly int Ways = Enum.GetValues<GroupWay>().Length;

    private readonly GroupMention?[] _picks = new GroupMention?[Ways];
    private readonly SentenceFrame _frame;
    private readonly Place _target;
    private readonly ListPlace _list;

    public GroupVotes(LinkContext context, SentenceFrame frame, int estimate, Linked? before, Linked? sentenceBefore, Linked? parallel)
    {
        _frame = frame;
        _target = frame.EstimatePlaces[estimate];
        _list = frame.EstimateLists[estimate];
        bool contrast = Stats.IsContrast(frame.Estimates[estimate].Statistic) || IsComparative();
        if (_list.Size > 1)
        {
            ReadLists();
            ReadPair(context, estimate, before, contrast);
        }

        ReadNeighbours(estimate);
        ReadBracketAfter(estimate);
        ReadClause();
        if (contrast)
        {
            ReadContrast(context);
        }

        if (frame.Arms == 0 && _list.Size > 1)
        {
            this[GroupWay.AsBefore] = context.NamedBefore(frame, _list.Size) is { } named ? named[_list.Index] : null;
        }

        if (frame.Arms == 0 && context.DocArms.Count > 1)
        {
            this[GroupWay.ArmsOfAbstract] = contrast ? context.FirstTested
                : _list.Size > 1 && _list.Index < context.DocArms.Count && _list.Size <= context.DocArms.Count ? context.DocArms[_list.Index] : null;
        }

        this[GroupWay.Parallel] = parallel?.Group;
        this[GroupWay.Again] = before?.Group;
        this[GroupWay.AgainLater] = before is null ? sentenceBefore?.Group : null;
    }

    public GroupMention? this[GroupWay way]
    {
        get => _picks[(int)way];
        private set => _picks[(int)way] = value;
    }

    /// <summary>The members of lists of groups of the same size, after the numbers and before them.</summary>
    private void ReadLists()
    {
        for (int i = 0; i < _frame.GroupLists.Length; i++)
        {
            ListPlace other = _frame.GroupLists[i];
            if (other.Size == _list.Size && other.Index == _list.Index)
            {
                if (_frame.GroupPlaces[i].First > _target.Last)
                {
                    this[GroupWay.ListAfter] ??= _frame.Groups[i];
                }
                else
                {
                    this[GroupWay.ListBefore] = _frame.Groups[i];
                }
            }
        }
    }

    private void ReadPair(LinkContext context, int estimate, Linked? before, bool contrast)
    {
        if (_list.Size != 2)
        {
            return;
        }

        if (_list.Versus && !contrast && _frame.Arms >= 2)
        {
            this[GroupWay.Versus] = ArmAt(_list.Index);
        }

        if (_list.Versus && !contrast)
        {
            this[GroupWay.VersusClause] = Of(PairReading.InClause(_frame, _frame.ClauseOf(_target.First)));
            this[GroupWay.Direction] = Of(PairReading.ByDirection(context, _frame, estimate - _list.Index));
        }

        if (_list.Index == 1 && before?.Group is { } first && before.Frame == _frame)
        {
            this[GroupWay.Partner] = context.Opposite(first, _frame.Groups.Where((_, i) => _frame.ArmOrder[i] >= 0)) ?? context.Opposite(first);
        }
    }

    private GroupMention? Of((GroupMention? First, GroupMention? Second) pair) => _list.Index == 0 ? pair.First : pair.Second;

    /// <summary>Groups that a bracket, a preposition or a comma ties to the number.</summary>
    private void ReadNeighbours(int estimate)
    {
        int next = estimate + 1 < _frame.EstimatePlaces.Length ? _frame.EstimatePlaces[estimate + 1].First : _frame.Words.Count;
        int last = estimate > 0 ? _frame.EstimatePlaces[estimate - 1].Last : -1;
        int open = _frame.BracketOf(_target.First);
        for (int i = 0; i < _frame.GroupPlaces.Length; i++)
        {
            Place place = _frame.GroupPlaces[i];
            if (_frame.ArmOrder[i] < 0)
            {
                continue;
            }

            if (place.First > _target.Last && place.Last < next)
            {
                int prep = Bins.Before(_frame, place.First);
                if (prep is >= 1 and <= 6 && !_frame.IsAgainst(_target.Last + 1, place.First) && Gap(_target.Last + 1, place.First) <= 3 && _frame.ClauseOf(place.First) == _frame.ClauseOf(_target.Last))
                {
                    this[GroupWay.After] ??= _frame.Groups[i];
                }

                if (Gap(_target.Last + 1, place.First) == 0 && prep == Bins.AfterNumber && place.First - _target.Last <= 6)
                {
                    this[GroupWay.Apposed] ??= _frame.Groups[i];
                }

                if (prep is >= 1 and <= 6)
                {
                    this[GroupWay.Following] ??= _frame.Groups[i];
                }

                if (open >= 0 && _frame.BracketOf(place.First) == open && place.First - _target.Last <= 3)
                {
                    this[GroupWay.LabelAfter] ??= _frame.Groups[i];
                }
            }

            if (open >= 0 && open > place.Last && open - place.Last <= 2)
            {
                this[GroupWay.BracketHead] = _frame.Groups[i];
            }

            if (place.Last < _target.First && place.Last > last)
            {
                this[GroupWay.Fresh] = _frame.Groups[i];
                if (open >= 0 && _frame.BracketOf(place.First) == open && _target.First - place.Last <= 4)
                {
                    this[GroupWay.Label] = _frame.Groups[i];
                }
            }
        }
    }

    /// <summary>The bracket right behind the last number of the list, where it holds a group and no number.</summary>
    private void ReadBracketAfter(int estimate)
    {
        int last = estimate;
        while (last + 1 < _frame.EstimateLists.Length && _frame.EstimateLists[last + 1].List == _list.List)
        {
            last++;
        }

        int end = _frame.EstimatePlaces[last].Last;
        int next = last + 1 < _frame.EstimatePlaces.Length ? _frame.EstimatePlaces[last + 1].First : _frame.Words.Count;
        for (int i = 0; i < _frame.GroupPlaces.Length; i++)
        {
            Place place = _frame.GroupPlaces[i];
            int open = _frame.BracketOf(place.First);
            if (place.First > end && place.Last < next && open > end && open - end <= 4 && place.First - open <= 3)
            {
                this[GroupWay.BracketAfter] ??= _frame.Groups[i];
            }
        }
    }

    private void ReadClause()
    {
        for (int i = 0; i < _frame.GroupPlaces.Length && _frame.GroupPlaces[i].Last < _target.First; i++)
        {
            if (_frame.ArmOrder[i] >= 0)
            {
                this[GroupWay.Nearest] = _frame.Groups[i];
                if (_frame.ClauseOf(_frame.GroupPlaces[i].First) == _frame.ClauseOf(_target.First))
                {
                    this[GroupWay.Subject] ??= _frame.Groups[i];
                }
            }
        }
    }

    private void ReadContrast(LinkContext context)
    {
        for (int i = 0; i < _frame.GroupPlaces.Length; i++)
        {
            if (_frame.ArmOrder[i] >= 0 && Bins.Before(_frame, _frame.GroupPlaces[i].First) is not (Bins.Than or Bins.Versus))
            {
                this[GroupWay.Contrast] = _frame.Groups[i];
                return;
            }
        }

        if (_frame.Arms > 0 && ArmAt(0) is { } against)
        {
            this[GroupWay.AgainstNamed] = context.Opposite(against);
        }
    }

    /// <summary>"40% lower than", "28% higher".</summary>
    private bool IsComparative()
    {
        for (int i = _target.Last + 1; i < Math.Min(_target.Last + 4, _frame.Words.Count); i++)
        {
            if (_frame.Is(i, "lower") || _frame.Is(i, "higher") || _frame.Is(i, "less") || _frame.Is(i, "fewer") || _frame.Is(i, "greater") || _frame.Is(i, "more"))
            {
                return true;
            }
        }

        return false;
    }

    private GroupMention? ArmAt(int order)
    {
        int at = Array.IndexOf(_frame.ArmOrder, order);
        return at < 0 ? null : _frame.Groups[at];
    }

    /// <summary>The words between a number and its group, brackets, units and signs apart.</summary>
    private int Gap(int from, int to)
    {
        int words = 0;
        for (int i = from; i < to; i++)
        {
            if (_frame.Words[i].Class == WordClass.Open && _frame.BracketOf(i) == _frame.BracketOf(from))
            {
                while (i < to && !(_frame.Words[i].Class == WordClass.Close && _frame.BracketOf(i) == _frame.BracketOf(from)))
                {
                    i++;
                }

                continue;
            }

            words += _frame.Words[i].Class is WordClass.Word or WordClass.Preposition or WordClass.Verb or WordClass.Adverb or WordClass.Conjunction ? 1 : 0;
        }

        return words;
    }
}
