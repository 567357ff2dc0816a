using AbstractMiner.Text;

namespace AbstractMiner.Annotation;

/// <summary>A contradiction or a loss in the text itself: told, never repaired.</summary>
public enum FlagKind
{
    NMismatch,
    PercentMismatch,
    LostExponent,
    FlattenedExponent,
    LostSymbol,
    CiExcludesEstimate,
    CiAsymmetric,
    PContradictsInterval,
    PZero,
    POutOfRange,
    DirectionContradictsWording,
    ArmsExceedTotal,
    SubgroupExceedsGroup,
    TitleBodyMismatch,
    AmbiguousN,
    AmbiguousDenominator,
    AmbiguousMapping,
    SpreadUnnamed,
    TimepointMismatch,
    TranslationMismatch,
    LostDigit,
}

/// <param name="Span">The words that contradict or are damaged.</param>
/// <param name="Note">In a sentence, with the numbers.</param>
public sealed record Flag(FlagKind Kind, TextSpan Span, string Note);
