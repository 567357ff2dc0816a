using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>What the places of one drug say of its role, weighed into one main role.</summary>
internal sealed class DrugVotes(bool isClass)
{
    private readonly double[] _votes = new double[5];

    /// <param name="role">What the place states; null where it states nothing.</param>
    public void Add(DrugRole? role, SectionKind section)
    {
        bool aim = section is SectionKind.Title or SectionKind.Objective;
        if (role is { } stated)
        {
            _votes[(int)stated] += aim ? 2 : section is SectionKind.Background ? 0.6 : 1;
        }
        else if (aim)
        {
            _votes[(int)DrugRole.Intervention] += isClass ? 0.5 : 1.5;
        }
        else
        {
            _votes[(int)(isClass ? DrugRole.Mentioned : DrugRole.Intervention)] += 0.3;
        }
    }

    public DrugRole Main
    {
        get
        {
            int best = (int)DrugRole.Mentioned;
            for (int i = _votes.Length - 1; i >= 0; i--)
            {
                best = _votes[i] >= _votes[best] && _votes[i] > 0 ? i : best;
            }

            return (DrugRole)best;
        }
    }

    /// <summary>Roles that some place states besides the main one.</summary>
    public ImmutableArray<DrugRole> Others => [.. Enum.GetValues<DrugRole>().Where(role => role != Main && _votes[(int)role] >= 1)];
}
