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
    private readonly int[] _cues = new int[6];
    private bool _inAim;
    private bool _inReport;
    private bool _studiedInAim;

    public bool IsStudied => _inAim && _cues[(int)RoleCue.Prior] + _cues[(int)RoleCue.Background] == 0;

    public void Add(RoleCue cue, SectionKind section)
    {
        bool aim = section is SectionKind.Title or SectionKind.Objective;
        _inAim |= aim;
        _inReport |= section is not (SectionKind.Background or SectionKind.Conclusions);
        _studiedInAim |= aim && cue is RoleCue.None or RoleCue.Studied or RoleCue.Given;
        if (section != SectionKind.Background || cue is RoleCue.Prior or RoleCue.Background)
        {
            _cues[(int)cue]++;
        }
    }

    /// <param name="othersStudied">The title or the aim names another substance.</param>
    public DrugRole Main(bool othersStudied)
    {
        int prior = _cues[(int)RoleCue.Prior];
        int background = _cues[(int)RoleCue.Background];
        int comparator = _cues[(int)RoleCue.Comparator];
        int studied = _cues[(int)RoleCue.Studied];
        int given = _cues[(int)RoleCue.Given];
        if (prior > 0 && !_studiedInAim && prior >= studied)
        {
            return DrugRole.Prior;
        }

        if (comparator > 0 && othersStudied && comparator >= background)
        {
            return DrugRole.Comparator;
        }

        if (background > 0 && (!_studiedInAim || isClass) && background >= studied)
        {
            return DrugRole.Background;
        }

        if (_studiedInAim || studied > 0)
        {
            return DrugRole.Intervention;
        }

        if (!_inReport)
        {
            return DrugRole.Mentioned;
        }

        return isClass ? given > 0 && !othersStudied ? DrugRole.Intervention : given > 0 ? DrugRole.Background : DrugRole.Mentioned
            : othersStudied ? DrugRole.Background : DrugRole.Intervention;
    }

    /// <summary>The further roles that some place states.</summary>
    public ImmutableArray<DrugRole> Others(DrugRole main)
    {
        ImmutableArray<DrugRole>.Builder others = ImmutableArray.CreateBuilder<DrugRole>();
        foreach ((RoleCue cue, DrugRole role) in new[] { (RoleCue.Studied, DrugRole.Intervention), (RoleCue.Comparator, DrugRole.Comparator), (RoleCue.Background, DrugRole.Background), (RoleCue.Prior, DrugRole.Prior) })
        {
            if (role != main && _cues[(int)cue] > 0)
            {
                others.Add(role);
            }
        }

        return others.ToImmutable();
    }
}
