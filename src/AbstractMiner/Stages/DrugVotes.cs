using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// What the places of one drug say of its role, settled into one main role. The title and the aim of a study name its arms: a
/// drug that stands there is studied unless its words say otherwise, and a drug that stands only elsewhere is background.
/// </summary>
internal sealed class DrugVotes(bool isClass)
{
    private readonly int[] _cues = new int[Enum.GetValues<RoleCue>().Length];
    private readonly int[] _aims = new int[Enum.GetValues<RoleCue>().Length];
    private int _places;
    private bool _comparedInTitle;
    private bool _givenBesideInTitle;
    private int _alternatives;
    private int _chosen;
    private int _firstChoices;
    private bool _inReport;

    public bool IsClass => isClass;

    /// <summary>The title or the aim names the drug as one that is tried.</summary>
    public bool IsAim => _aims[(int)RoleCue.None] + _aims[(int)RoleCue.Studied] + _aims[(int)RoleCue.Given] > 0;

    /// <summary>The text says that it was given beside, or before, what is studied.</summary>
    public bool IsGivenBeside => _cues[(int)RoleCue.Background] + _cues[(int)RoleCue.Prior] + _cues[(int)RoleCue.Given] > 0;

    /// <summary>How much the text makes of the drug where no title tells.</summary>
    public int Weight => _places + (2 * _cues[(int)RoleCue.Studied]);

    /// <summary>The title names the drug.</summary>
    public bool InTitle { get; private set; }

    /// <summary>Some place of the methods or results names the drug.</summary>
    public bool InReport => _inReport;

    public void Add(DrugPlace place)
    {
        (RoleCue cue, SectionKind section) = (place.Cue, place.Section);
        if (section is SectionKind.Title)
        {
            _comparedInTitle = cue is RoleCue.Comparator && (!InTitle || _comparedInTitle);
            _givenBesideInTitle = cue is RoleCue.Background && (!InTitle || _givenBesideInTitle);
            InTitle = true;
        }

        if (section is SectionKind.Table)
        {
            return;
        }

        _places++;
        _inReport |= section is not (SectionKind.Background or SectionKind.Conclusions);
        bool isAim = section is SectionKind.Title or SectionKind.Objective;
        if (isAim)
        {
            _aims[(int)cue]++;
        }

        if (cue is RoleCue.None or RoleCue.Studied or RoleCue.Given or RoleCue.Dosed)
        {
            _chosen += section is SectionKind.Title or SectionKind.Objective or SectionKind.Methods && !place.IsAlternative ? 1 : 0;
            _firstChoices += place.IsFirstChoice ? 1 : 0;
            _alternatives += section is SectionKind.Title or SectionKind.Objective or SectionKind.Methods && place.IsAlternative ? 1 : 0;
        }

        // What the introduction tells is of earlier studies, but for whom the drug fails is told there too.
        if (section != SectionKind.Background || cue is RoleCue.Prior or RoleCue.Background)
        {
            _cues[(int)cue]++;
        }
    }

    /// <param name="othersStudied">Another drug, or a cell product, is what the study is about.</param>
    /// <param name="othersAimed">The title or the aim says so.</param>
    /// <param name="isStudied">No title tells, and the text makes most of this drug.</param>
    public DrugRole Main(bool othersStudied, bool othersAimed, bool isStudied)
    {
        int Count(RoleCue cue) => _cues[(int)cue];

        bool aim = IsAim || (isStudied && Count(RoleCue.Background) * 2 <= _places);
        if (!_inReport)
        {
            return Count(RoleCue.Prior) > 0 ? DrugRole.Prior : DrugRole.Mentioned;
        }

        if (Count(RoleCue.Example) == _places)
        {
            return DrugRole.Mentioned;
        }

        if (_comparedInTitle)
        {
            return DrugRole.Comparator;
        }

        if (_givenBesideInTitle && othersAimed)
        {
            return DrugRole.Background;
        }

        if (_aims[(int)RoleCue.Comparator] > 0 && _aims[(int)RoleCue.Studied] == 0 && _aims[(int)RoleCue.None] == 0 && othersStudied)
        {
            return DrugRole.Comparator;
        }

        if (_alternatives > (IsAim ? _chosen : _firstChoices) && (othersStudied || !IsAim) && !isClass)
        {
            return DrugRole.Comparator;
        }

        if (_aims[(int)RoleCue.Background] > 0 && !(IsAim && !isClass))
        {
            return DrugRole.Background;
        }

        if (Count(RoleCue.Prior) > 0 && !aim && Count(RoleCue.Background) == 0 && Count(RoleCue.Prior) >= Count(RoleCue.Studied))
        {
            return DrugRole.Prior;
        }

        if (Count(RoleCue.Comparator) > 0 && othersStudied && !IsAim && Count(RoleCue.Comparator) >= Count(RoleCue.Background))
        {
            return DrugRole.Comparator;
        }

        if (Count(RoleCue.Background) > 0 && (!aim || isClass) && Count(RoleCue.Background) >= Count(RoleCue.Studied))
        {
            return DrugRole.Background;
        }

        if (aim || Count(RoleCue.Studied) > 0 || (Count(RoleCue.Dosed) > 0 && !isClass))
        {
            return DrugRole.Intervention;
        }

        return othersAimed || isClass ? DrugRole.Background : DrugRole.Intervention;
    }

    /// <summary>The further roles that some place states.</summary>
    public ImmutableArray<DrugRole> Others(DrugRole main)
    {
        ImmutableArray<DrugRole>.Builder others = ImmutableArray.CreateBuilder<DrugRole>();
        foreach ((RoleCue cue, DrugRole role) in Stated)
        {
            if (role != main && _cues[(int)cue] > 0)
            {
                others.Add(role);
            }
        }

        return others.ToImmutable();
    }

    private static readonly (RoleCue Cue, DrugRole Role)[] Stated =
        [(RoleCue.Studied, DrugRole.Intervention), (RoleCue.Comparator, DrugRole.Comparator), (RoleCue.Background, DrugRole.Background), (RoleCue.Prior, DrugRole.Prior)];
}
