using System.Collections.Immutable;
using AbstractMiner.Text;

namespace AbstractMiner.Annotation;

/// <summary>Something that the text says at a place.</summary>
/// <param name="Span">The place in the normalised text.</param>
/// <param name="Rule">The name of the pattern or decision that found it.</param>
/// <param name="Confidence">How often such a mention is right, from 0 to 1.</param>
public abstract record Mention(TextSpan Span, string Rule, double Confidence)
{
    /// <summary>The same statement in the other language of a bilingual abstract.</summary>
    public TextSpan? Translation { get; init; }
}

/// <summary>A number and the place it stands at.</summary>
public sealed record Quantity(TextSpan Span, Number Number);

public enum DrugLevel
{
    Substance,
    Class,
}

/// <summary>What part a drug plays in the study.</summary>
public enum DrugRole
{
    Intervention,
    Comparator,
    Background,
    Prior,
    Mentioned,
}

/// <summary>A dose as printed (<c>0.5-1.0</c> <c>mg/kg</c> per <c>day</c>); what is not stated is null.</summary>
public sealed record Dose(TextSpan Span, string? Value, string? Unit, string? Per, string? Schedule, string? Route);

/// <summary>A drug at one place; the export gathers the places of one <see cref="Name"/>.</summary>
/// <param name="Name">Lower-case INN, or the name as written.</param>
/// <param name="Role">The main part that the drug plays in the study: the same at all its places.</param>
/// <param name="Ids">Identifiers as <c>scheme:id</c> (<c>DRUGBANK:DB00073</c>); empty for a drug no vocabulary knows.</param>
public sealed record DrugMention(TextSpan Span, string Rule, double Confidence, string Name, DrugLevel Level, DrugRole Role,
    ImmutableArray<string> Ids, ImmutableArray<Dose> Doses) : Mention(Span, Rule, Confidence)
{
    /// <summary>Further parts that the drug plays in the study, in the order of <see cref="DrugRole"/>.</summary>
    public ImmutableArray<DrugRole> OtherRoles { get; init; } = [];
}

public enum Donor
{
    Autologous,
    Allogeneic,
    Xenogeneic,
}

public enum CellRole
{
    Product,
    CoCulture,
    Studied,
}

/// <param name="Value">Cells, or null where the text lost it.</param>
/// <param name="Unit"><c>cells/kg</c>, <c>cells</c>, ...</param>
public sealed record CellDose(TextSpan Span, decimal? Value, string? Unit, int? Infusions, string? Route);

/// <summary>A cell source at one place. <c>BM-/UC-MSCs</c> is two mentions on the same span.</summary>
public sealed record CellMention(TextSpan Span, string Rule, double Confidence, string CellType, string? Tissue, Donor? Donor, CellRole Role,
    ImmutableArray<string> Ids, CellDose? Dose) : Mention(Span, Rule, Confidence);

public enum SampleRole
{
    Total,
    Arm,
    Subgroup,
    Screened,
    Analysed,
    Other,
}

/// <summary>A number of subjects that describes a population or a group.</summary>
/// <param name="Span">The number as written, with <c>n=</c> where it has one.</param>
/// <param name="Group">The label of the group in the text; null for the whole population.</param>
public sealed record SampleSizeMention(TextSpan Span, string Rule, double Confidence, int Value, SampleRole Role, TextSpan? Group)
    : Mention(Span, Rule, Confidence);

public enum Comparison
{
    Equal,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,

    /// <summary>"not significant", with or without a number.</summary>
    NotSignificant,
}

public enum PKind
{
    Difference,
    Trend,
    Interaction,
}

/// <summary>A statement of a p-value.</summary>
/// <param name="Value">From 0 to 1; null for a bare NS.</param>
/// <param name="IsThreshold">A significance level of the methods, not a result.</param>
/// <param name="ForAll">The statement holds for every value it stands beside (<c>P all &lt;0.05</c>).</param>
public sealed record PValueMention(TextSpan Span, string Rule, double Confidence, Comparison Operator, Number? Value, PKind Kind, bool IsThreshold,
    bool ForAll) : Mention(Span, Rule, Confidence)
{
    /// <summary>What is tested, where a finding does not tell; words of the text.</summary>
    public TextSpan? Outcome { get; init; }

    /// <summary>"A vs B" or "vs baseline" in words of the text; null where the text does not say.</summary>
    public string? Contrast { get; init; }
}

public enum Statistic
{
    Percent,
    Count,
    Mean,
    Median,
    OddsRatio,
    HazardRatio,
    RiskRatio,
    MeanDifference,
    PercentChange,
    FoldChange,
    Correlation,
    Rate,
    Value,
    Auc,
    Sensitivity,
    Specificity,
}

public enum SpreadKind
{
    StandardDeviation,
    StandardError,
    ConfidenceInterval,
    InterquartileRange,
    Range,

    /// <summary>± without a name: reported as an SD with the flag spread_unnamed.</summary>
    Unnamed,
}

/// <summary>SD and SE have <see cref="Low"/> alone; intervals have both ends.</summary>
/// <param name="Level">Of a confidence interval, in percent.</param>
public sealed record Spread(SpreadKind Kind, Quantity Low, Quantity? High, decimal? Level);

public enum Direction
{
    Increase,
    Decrease,
    NoChange,
}

/// <summary>A reported number before it is linked to what it is a number of.</summary>
/// <param name="Span">The number as written, with an attached % and a written minus.</param>
/// <param name="Value">Null where the text lost it.</param>
/// <param name="Events">n, where the same statement gives it.</param>
/// <param name="Total">N, where the same statement gives it.</param>
/// <param name="Bound">Equal unless the text gives only a bound (<c>less than 5%</c>).</param>
public sealed record EstimateMention(TextSpan Span, string Rule, double Confidence, Statistic Statistic, Number? Value, string? Unit,
    Quantity? Events, Quantity? Total, Spread? Spread, Comparison Bound, Direction? Direction) : Mention(Span, Rule, Confidence);

/// <summary>A point or stretch of time that a value is measured at.</summary>
/// <param name="Days">From the start of treatment, 0 for baseline; null where the text gives no number.</param>
public sealed record TimeMention(TextSpan Span, string Rule, double Confidence, decimal? Days) : Mention(Span, Rule, Confidence)
{
    /// <summary>What the time is called where the text has only a turn of phrase for it: the "from" of "from 8.2 to 7.3" is the baseline, the "3" of "at 3 and 6 months" is 3 months.</summary>
    public string? Name { get; init; }
}

/// <summary>A group of subjects by one of its names in the text.</summary>
/// <param name="Arm">Mentions of one group share the number; null for a group named once.</param>
public sealed record GroupMention(TextSpan Span, string Rule, double Confidence, int? Arm) : Mention(Span, Rule, Confidence);

/// <summary>What was measured, in words of the text.</summary>
/// <param name="Instrument">The id of the instrument in the outcomes vocabulary, or null.</param>
public sealed record OutcomeMention(TextSpan Span, string Rule, double Confidence, string? Instrument) : Mention(Span, Rule, Confidence);

/// <param name="Name">The preferred name of the condition.</param>
public sealed record ConditionMention(TextSpan Span, string Rule, double Confidence, string Name, ImmutableArray<string> Ids)
    : Mention(Span, Rule, Confidence);

/// <param name="Design">The guideline's name of the design ("randomised controlled trial").</param>
public sealed record DesignMention(TextSpan Span, string Rule, double Confidence, string Design) : Mention(Span, Rule, Confidence);

/// <param name="Id">As the registry writes it: <c>NCT00698191</c>, <c>ISRCTN58667926</c>.</param>
public sealed record RegistryMention(TextSpan Span, string Rule, double Confidence, string Id) : Mention(Span, Rule, Confidence);

/// <summary>An abbreviation that the text itself defines.</summary>
/// <param name="Span">The short form at its definition.</param>
/// <param name="LongForm">The words that it stands for.</param>
public sealed record AbbreviationMention(TextSpan Span, string Rule, double Confidence, TextSpan LongForm) : Mention(Span, Rule, Confidence);

public static class MentionExtensions
{
    /// <summary>The first of some mentions that overlaps a span.</summary>
    public static T? Over<T>(this ImmutableArray<T> mentions, TextSpan span)
        where T : Mention
    {
        foreach (T mention in mentions)
        {
            if (mention.Span.Overlaps(span))
            {
                return mention;
            }
        }

        return null;
    }
}
