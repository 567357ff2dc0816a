using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Estimates;

/// <summary>A written number with what belongs to it: its sign, its percent sign or unit, a bound before it.</summary>
/// <param name="Span">The number with a written minus and an attached percent sign: the place of an estimate.</param>
/// <param name="Reach">From the bound to the end of the unit: what lies between two reaches tells how two numbers belong together.</param>
/// <param name="Unit">The unit's characters; null where there is none. A percent sign is no unit.</param>
/// <param name="InWords"><c>eight</c>, not <c>8</c>.</param>
/// <param name="Hyphened">The number describes a noun: <c>12-month</c>, <c>3-level</c>.</param>
internal sealed record Numeral(TextSpan Span, TextSpan Reach, Number Number, bool Percent, TextSpan? Unit, Comparison Bound, bool InWords, bool Hyphened)
{
    public bool IsWhole => Number.IsWhole && Number.Decimals == 0;

    /// <summary>Whether it can count things: whole, without unit or percent sign.</summary>
    public bool IsCount => IsWhole && !Percent && Unit is null && !Hyphened && Number.Value >= 0;

    public Quantity Quantity => new(Span, Number);
}
