using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Export;

/// <summary>Reads the findings of one abstract into rows; what all rows share is read once.</summary>
internal sealed class EvidenceReading
{
    private readonly ExportedAbstract _from;
    private readonly EvidenceRow _shared;

    /// <summary>The significance level that the methods state, or the usual one.</summary>
    private readonly decimal _level;

    /// <summary>The groups, and the sizes that the abstract gives to them.</summary>
    private readonly ImmutableArray<GroupMention> _groups;
    private readonly ImmutableArray<(TextSpan Group, int Value)> _sizes;

    public EvidenceReading(ExportedAbstract from)
    {
        DrugEntry[] drugs = [.. from.Drugs.Where(drug => drug.Role is DrugRole.Intervention)];
        _from = from;
        _groups = from.Doc.Of<GroupMention>();
        _sizes = [.. from.Doc.Of<SampleSizeMention>().Where(size => size is { Role: SampleRole.Arm or SampleRole.Subgroup, Group: not null }).Select(size => (size.Group!.Value, size.Value))];
        _level = from.Doc.Of<PValueMention>().FirstOrDefault(p => p.IsThreshold && p.Value is { Value: > 0 and <= 0.2m })?.Value?.Value ?? 0.05m;
        _shared = new EvidenceRow
        {
            EvidenceId = "",
            AbstractId = from.Id,
            Source = from.Doc.Source.Source,
            AbstractNo = from.Text.AbstractNumber,
            Doi = from.Doi,
            RegistryIds = Words.List(from.RegistryIds),
            Title = from.Title,
            Condition = from.Condition?.Name,
            Design = from.Design?.Design,
            Interventions = Words.List(drugs.Select(drug => drug.Name)),
            DrugIds = Words.List(drugs.SelectMany(drug => drug.Ids).Distinct()),
            CellSources = Words.List(from.Cells.Select(cell => cell.Label)),
            CellIds = Words.List(from.Cells.SelectMany(cell => cell.Ids).Distinct()),
            SampleSizeTotal = from.SampleSizeTotal,
            Language = Language.English,
            Quote = "",
            Place = default,
            Rule = "",
            Confidence = 0,
        };
    }

    public EvidenceRow Row(Finding finding, string id)
    {
        EstimateMention? estimate = finding.Estimate;
        Sentence? sentence = _from.Text.SentenceAt(finding.Anchor.Span.Start);
        TextSpan quote = sentence?.Span.Hull(finding.Anchor.Span) ?? finding.Anchor.Span;
        return _shared with
        {
            EvidenceId = id,
            Outcome = _from.Words(finding.Outcome) ?? (estimate is null ? _from.Words(finding.P?.Outcome) : null),
            Group = _from.Words(finding.Group),
            GroupN = GroupN(finding.Group),
            Comparator = finding.AgainstBaseline ? "baseline" : _from.Words(finding.Comparator),
            Time = _from.Words(finding.Time),
            TimeDays = finding.Time?.Days,
            Statistic = estimate?.Statistic,
            Value = estimate?.Value,
            Unit = estimate?.Unit,
            Events = estimate?.Events?.Number,
            Total = estimate?.Total?.Number,
            SpreadKind = estimate?.Spread?.Kind,
            SpreadLow = estimate?.Spread?.Low.Number,
            SpreadHigh = estimate?.Spread?.High?.Number,
            CiLevel = estimate?.Spread?.Level,
            POperator = finding.P?.Operator,
            PValue = finding.P?.Value,
            PKind = finding.P?.Kind,
            Direction = estimate?.Direction,
            Significant = Significant(finding),
            Language = sentence?.Language ?? Language.English,
            Quote = _from.Quote(quote),
            Place = _from.Place(quote),
            Rule = Words.List(estimate?.Rule, finding.P?.Rule, finding.Rule) ?? finding.Anchor.Rule,
            Confidence = finding.Confidence,
            Flags = Flags(finding),
        };
    }

    /// <summary>The size that the abstract gives the group; null where it gives none, or two.</summary>
    private int? GroupN(GroupMention? group)
    {
        if (group is null)
        {
            return null;
        }

        int? size = null;
        foreach ((TextSpan label, int value) in _sizes)
        {
            if (IsOf(group, label))
            {
                if (size is { } before && before != value)
                {
                    return null;
                }

                size = value;
            }
        }

        return size;
    }

    private bool IsOf(GroupMention group, TextSpan label) => label == group.Span
        || label.In(_from.Text.Text).Equals(group.Span.In(_from.Text.Text), StringComparison.OrdinalIgnoreCase)
        || (group.Arm is { } arm && IsArmAt(label, arm));

    private bool IsArmAt(TextSpan label, int arm)
    {
        foreach (GroupMention group in _groups)
        {
            if (group.Arm == arm && group.Span.Overlaps(label))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the p-value says, or the interval where there is none; null where neither decides.</summary>
    private bool? Significant(Finding finding)
    {
        if (finding.P is { } p)
        {
            return p switch
            {
                { Operator: Comparison.NotSignificant } => false,
                { Value: null } => null,
                { Operator: Comparison.Equal, Value: { } value } => value.Value < _level,
                { Operator: Comparison.Less, Value: { } value } => value.Value <= _level ? true : null,
                { Operator: Comparison.LessOrEqual, Value: { } value } => value.Value < _level ? true : null,
                { Value: { } value } => value.Value >= _level ? false : null,
            };
        }

        if (finding.Estimate is not { Spread: { Kind: SpreadKind.ConfidenceInterval, High: { } high, Level: null or 95 } spread } estimate)
        {
            return null;
        }

        decimal? nothing = estimate.Statistic switch
        {
            Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio => 1,
            Statistic.MeanDifference or Statistic.PercentChange or Statistic.Correlation => 0,
            _ => null,
        };
        return nothing is { } none ? spread.Low.Number.Value > none || high.Number.Value < none : null;
    }

    private string? Flags(Finding finding)
    {
        if (_from.Doc.Flags.IsEmpty)
        {
            return null;
        }

        TextSpan place = finding.Anchor.Span;
        foreach (Quantity? quantity in (ReadOnlySpan<Quantity?>)[finding.Estimate?.Events, finding.Estimate?.Total, finding.Estimate?.Spread?.Low, finding.Estimate?.Spread?.High])
        {
            place = quantity is null ? place : place.Hull(quantity.Span);
        }

        return Words.List(_from.Doc.Flags.Where(flag => flag.Span.Overlaps(place) || (finding.P is { } p && flag.Span.Overlaps(p.Span)))
            .Select(flag => Words.Of(flag.Kind)).Distinct());
    }
}
