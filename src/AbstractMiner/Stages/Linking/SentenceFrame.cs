using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>A mention by the tokens that it covers.</summary>
public readonly record struct Place(int First, int Last);

/// <summary>Estimates that stand beside each other with nothing but commas, "and" or "vs" between them are one list.</summary>
/// <param name="Versus">The members are set against each other.</param>
public readonly record struct ListPlace(int List, int Index, int Size, bool Versus);

public enum Side
{
    Before,
    After,
    Inside,
}

public enum BracketRelation
{
    Same,

    /// <summary>The estimate's bracket opens right after the mention: "ORR (38%)".</summary>
    Head,
    EstimateInside,
    MentionInside,
    Apart,
}

/// <summary>Where a mention stands as seen from an estimate.</summary>
public readonly record struct Relation(Side Side, int Distance, int EstimatesBetween, int VerbsBetween, int CommasBetween, bool SameClause, BracketRelation Bracket);

/// <summary>One sentence as the links see it: its words, brackets, clauses and lists, and the mentions by their words.</summary>
public sealed class SentenceFrame
{
    private readonly TokenPlace[] _tokens; // and what lies behind the last
    private readonly LinkWords _known;

    public SentenceFrame(string text, Sentence sentence, int index, List<Token> words, ImmutableArray<EstimateMention> estimates, ImmutableArray<GroupMention> groups,
        ImmutableArray<TimeMention> times, ImmutableArray<OutcomeMention> outcomes, ImmutableArray<PValueMention> pValues, LinkWords known)
    {
        Text = text;
        Sentence = sentence;
        Index = index;
        Words = words;
        Estimates = estimates;
        Groups = groups;
        Times = times;
        Outcomes = outcomes;
        PValues = pValues;
        _known = known;
        _tokens = ReadTokens();
        EstimatePlaces = Places(estimates);
        GroupPlaces = Places(groups);
        TimePlaces = Places(times);
        OutcomePlaces = Places(outcomes);
        PPlaces = Places(pValues);
        EstimateLists = Lists(EstimatePlaces, static (frame, from, to) => frame.EstimateGap(from, to));
        GroupLists = Lists(GroupPlaces, static (frame, from, to) => frame.GroupGap(from, to));
        TimeLists = Lists(TimePlaces, static (frame, from, to) => frame.GroupGap(from, to));
        OutcomeLists = Lists(OutcomePlaces, static (frame, from, to) => frame.OutcomeGap(from, to));
        ArmOrder = new int[groups.Length];
        for (int i = Words.Count - 1; i >= 0; i--)
        {
            if (Is(i, "respectively"))
            {
                Respectively = i;
                break;
            }
        }
    }

    /// <summary>The same sentence with other numbers.</summary>
    public SentenceFrame With(ImmutableArray<EstimateMention> estimates) => new(Text, Sentence, Index, Words, estimates, Groups, Times, Outcomes, [], _known) { ArmOrder = ArmOrder };

    public string Text { get; }

    public Sentence Sentence { get; }

    /// <summary>In the abstract's sentences.</summary>
    public int Index { get; }

    public List<Token> Words { get; }

    public ImmutableArray<EstimateMention> Estimates { get; }

    public ImmutableArray<GroupMention> Groups { get; }

    public ImmutableArray<TimeMention> Times { get; }

    public ImmutableArray<OutcomeMention> Outcomes { get; }

    public ImmutableArray<PValueMention> PValues { get; }

    public Place[] EstimatePlaces { get; }

    public Place[] GroupPlaces { get; }

    public Place[] TimePlaces { get; }

    public Place[] OutcomePlaces { get; }

    public Place[] PPlaces { get; }

    public ListPlace[] EstimateLists { get; }

    public ListPlace[] GroupLists { get; }

    public ListPlace[] TimeLists { get; }

    public ListPlace[] OutcomeLists { get; }

    /// <summary>Of each group mention, which of the sentence's arms it is, by order of first mention; -1 for what may be no group at all.</summary>
    public int[] ArmOrder { get; private set; }

    public int Arms => ArmOrder.Length == 0 ? 0 : Math.Max(0, ArmOrder.Max() + 1);

    public int GroupStyle { get; private set; }

    /// <summary>The token "respectively" that stands last, or -1.</summary>
    public int Respectively { get; } = -1;

    public Relation Relate(Place mention, int estimate)
    {
        Place place = EstimatePlaces[estimate];
        Side side = mention.Last < place.First ? Side.Before : mention.First > place.Last ? Side.After : Side.Inside;
        (int from, int to) = side switch { Side.Before => (mention.Last + 1, place.First), Side.After => (place.Last + 1, mention.First), _ => (0, 0) };
        int between = 0;
        for (int i = 0; i < EstimatePlaces.Length; i++)
        {
            between += i != estimate && EstimatePlaces[i].First >= from && EstimatePlaces[i].Last < to ? 1 : 0;
        }

        int ours = BracketOf(mention.First);
        int theirs = BracketOf(place.First);
        BracketRelation bracket = ours == theirs ? BracketRelation.Same
            : theirs == mention.Last + 1 ? BracketRelation.Head
            : ours < 0 || (theirs >= 0 && BracketOf(theirs) == ours) ? BracketRelation.EstimateInside
            : theirs < 0 || BracketOf(ours) == theirs ? BracketRelation.MentionInside
            : BracketRelation.Apart;
        return new Relation(side, to - from, between, _tokens[to].Verbs - _tokens[from].Verbs, _tokens[to].Commas - _tokens[from].Commas, ClauseOf(mention.First) == ClauseOf(place.First), bracket);
    }

    /// <summary>0: no habit; 1: groups follow their numbers ("6.5% in the ICP group"); 2: they lead them ("letrozole, 26%").</summary>
    private int Style()
    {
        int after = 0;
        int before = 0;
        for (int i = 0; i < EstimatePlaces.Length; i++)
        {
            int next = i + 1 < EstimatePlaces.Length ? EstimatePlaces[i + 1].First : Words.Count;
            int last = i > 0 ? EstimatePlaces[i - 1].Last : -1;
            for (int k = 0; k < GroupPlaces.Length; k++)
            {
                bool arm = ArmOrder[k] >= 0;
                after += arm && GroupPlaces[k].First > EstimatePlaces[i].Last && GroupPlaces[k].Last < next && GroupPlaces[k].First - EstimatePlaces[i].Last < 8 ? 1 : 0;
                before += arm && GroupPlaces[k].Last < EstimatePlaces[i].First && GroupPlaces[k].First > last && EstimatePlaces[i].First - GroupPlaces[k].Last < 8 ? 1 : 0;
            }
        }

        return after > before ? 1 : before > after ? 2 : 0;
    }

    public int ClauseOf(int token) => _tokens[Math.Min(token, Words.Count)].Clause;

    /// <summary>The token that opens the bracket around a token, or -1.</summary>
    public int BracketOf(int token) => token < Words.Count ? _tokens[token].Bracket : -1;

    /// <summary>The number of a token's word among those that the models know; past the ends of the sentence, that of its edge.</summary>
    public int KnownAt(int token) => _tokens[token < 0 ? Words.Count : Math.Min(token, Words.Count)].Known;

    public bool Is(int token, string word) => token >= 0 && token < Words.Count && Words[token].Span.In(Text).Equals(word, StringComparison.OrdinalIgnoreCase);

    public Place PlaceOf(TextSpan span) => new(Tokens.IndexAt(Words, span.Start), Tokens.IndexAt(Words, span.End - 1));

    private TokenPlace[] ReadTokens()
    {
        TokenPlace[] tokens = new TokenPlace[Words.Count + 1];
        int open = -1;
        int clause = 0;
        int verbs = 0;
        int commas = 0;
        for (int i = 0; i < Words.Count; i++)
        {
            Token token = Words[i];
            if (token.Class == WordClass.Close && open >= 0)
            {
                open = tokens[open].Bracket;
            }

            bool splits = (token.Class == WordClass.Stop && Text[token.Span.Start] == ';')
                || (token.Class == WordClass.Conjunction && (Is(i, "whereas") || Is(i, "while") || Is(i, "but") || Is(i, "although") || Is(i, "however")));
            clause += splits ? 1 : 0;
            tokens[i] = new TokenPlace(open, clause, verbs, commas, _known.Of(token.Span.In(Text)));
            verbs += token.Class == WordClass.Verb ? 1 : 0;
            commas += token.Class is WordClass.Comma or WordClass.Stop ? 1 : 0;
            open = token.Class == WordClass.Open ? i : open;
        }

        tokens[^1] = new TokenPlace(-1, clause, verbs, commas, _known.Of([]));
        return tokens;
    }

    private Place[] Places<T>(ImmutableArray<T> mentions)
        where T : Mention
    {
        Place[] places = new Place[mentions.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = PlaceOf(mentions[i] is EstimateMention estimate ? Extent(estimate) : mentions[i].Span);
        }

        return places;
    }

    /// <summary>The estimate with its n, N and spread.</summary>
    public static TextSpan Extent(EstimateMention estimate)
    {
        TextSpan extent = estimate.Span;
        extent = estimate.Events is { } events ? extent.Hull(events.Span) : extent;
        extent = estimate.Total is { } total && total.Span.DistanceTo(extent) < 20 ? extent.Hull(total.Span) : extent;
        return estimate.Spread is { } spread ? extent.Hull(spread.High?.Span.Hull(spread.Low.Span) ?? spread.Low.Span) : extent;
    }

    private ListPlace[] Lists(Place[] places, Func<SentenceFrame, int, int, int> gap)
    {
        ListPlace[] lists = new ListPlace[places.Length];
        int list = 0;
        for (int first = 0; first < places.Length; list++)
        {
            int end = first + 1;
            bool versus = false;
            while (end < places.Length && gap(this, places[end - 1].Last + 1, places[end].First) is var joint and > 0)
            {
                versus |= joint == 2;
                end++;
            }

            for (int i = first; i < end; i++)
            {
                lists[i] = new ListPlace(list, i - first, end - first, versus);
            }

            first = end;
        }

        return lists;
    }

    /// <summary>0: no list; 1: joined by a comma or "and"; 2: set against each other.</summary>
    private int EstimateGap(int from, int to)
    {
        int joint = 0;
        int units = 0;
        for (int i = from; i < to; i++)
        {
            Token token = Words[i];
            if (token.Class == WordClass.Open)
            {
                int close = i + 1;
                while (close < to && !(Words[close].Class == WordClass.Close && BracketOf(i) == BracketOf(close)))
                {
                    close++;
                }

                if (close == to)
                {
                    return 0;
                }

                i = close;
                continue;
            }

            int kind = JointOf(i);
            if (kind > 0)
            {
                joint = Math.Max(joint, kind);
            }
            else if (token.Class is WordClass.Sign or WordClass.Number || (token.Class == WordClass.Close && joint == 0) || (token.Class == WordClass.Stop && JointOf(i - 1) > 0))
            {
                // "%", "±" and what follows it, the end of the bracket with the spread
            }
            else if (token.Class == WordClass.Word && joint == 0 && ++units <= 2)
            {
                // a unit
            }
            else
            {
                return 0;
            }
        }

        return joint;
    }

    private int GroupGap(int from, int to)
    {
        int joint = 0;
        for (int i = from; i < to; i++)
        {
            int kind = JointOf(i);
            if (kind > 0)
            {
                joint = Math.Max(joint, kind);
            }
            else if (Words[i].Class == WordClass.Open)
            {
                while (i < to && Words[i].Class != WordClass.Close)
                {
                    i++;
                }
            }
            else if (!(Words[i].Class is WordClass.Determiner or WordClass.Preposition || (Words[i].Class == WordClass.Stop && JointOf(i - 1) > 0) || Is(i, "group") || Is(i, "groups") || Is(i, "arm") || Is(i, "arms") || Is(i, "months") || Is(i, "weeks")))
            {
                return 0;
            }
        }

        return joint;
    }

    private int OutcomeGap(int from, int to)
    {
        int joint = 0;
        for (int i = from; i < to; i++)
        {
            int kind = JointOf(i);
            if (kind == 0 && Words[i].Class != WordClass.Determiner)
            {
                return 0;
            }

            joint = Math.Max(joint, kind);
        }

        return joint;
    }

    /// <summary>Whether "than", "vs" or the like stands among the tokens from one up to another.</summary>
    public bool IsAgainst(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (JointOf(i) == 2)
            {
                return true;
            }
        }

        return false;
    }

    private int JointOf(int token) =>
        token < 0 || token >= Words.Count ? 0
        : Words[token].Class == WordClass.Comma || Is(token, "and") || Is(token, "or") ? 1
        : Is(token, "vs") || Is(token, "versus") || Is(token, "v") || Is(token, "compared") || Is(token, "against") || Is(token, "than") ? 2
        : 0;

    /// <summary>Orders the arms by how probable it is that results are reported of each.</summary>
    internal void Order(Dictionary<int, ArmEvidence> evidence)
    {
        double highest = 0;
        double second = 0;
        for (int i = 0; i < Groups.Length; i++)
        {
            if (FirstOfArm(i) == i)
            {
                (highest, second) = ProbabilityOf(i) > highest ? (ProbabilityOf(i), highest) : (highest, Math.Max(second, ProbabilityOf(i)));
            }
        }

        // A sentence may set two groups against each other that the abstract names but once.
        double least = Math.Clamp(second, 0.1, 0.5);
        int arms = 0;
        for (int i = 0; i < Groups.Length; i++)
        {
            int first = FirstOfArm(i);
            ArmOrder[i] = first < i ? ArmOrder[first] : ProbabilityOf(i) < least ? -1 : arms++;
        }

        GroupStyle = Style();

        double ProbabilityOf(int group) => Groups[group].Arm is { } arm ? evidence[arm].Probability : 0;
    }

    private int FirstOfArm(int group)
    {
        int first = 0;
        while (Groups[first].Arm != Groups[group].Arm)
        {
            first++;
        }

        return first;
    }

    /// <param name="Bracket">The token that opens the bracket around it, or -1.</param>
    /// <param name="Verbs">How many stand before it.</param>
    /// <param name="Commas">How many stand before it.</param>
    /// <param name="Known">The number of its word among those that the models know.</param>
    private readonly record struct TokenPlace(int Bracket, int Clause, int Verbs, int Commas, int Known);
}
