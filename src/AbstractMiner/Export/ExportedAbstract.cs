using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Export;

/// <summary>An abstract on its way out: with the ids and the raw places that the outputs share.</summary>
public sealed record ExportedAbstract(AnnotatedAbstract Doc, Identity Identity)
{
    public string Id => Identity.Id;

    public string? DuplicateOf => Identity.DuplicateOf;

    public double? Similarity => Identity.Similarity;

    /// <summary>The <c>evidence_id</c> of each of the findings.</summary>
    public ImmutableArray<string> EvidenceIds { get; } = IdentityRegister.EvidenceIds(Identity.Id, Doc);

    public AbstractText Text => Doc.Text;

    /// <summary>The raw characters that a span came from, in UTF-16 units.</summary>
    public TextSpan Raw(TextSpan span) => Text.Map.ToRaw(span);

    /// <summary>The same in code points of the source, of which a long dump's document is only a piece.</summary>
    public Place Place(TextSpan span)
    {
        TextSpan raw = Raw(span);
        return new Place(CodePoint(raw.Start), CodePoint(raw.End));
    }

    /// <summary>A raw position, counted like <see cref="Place"/>.</summary>
    public long CodePoint(int raw) => Doc.Source.Origin.CodePointsBefore + Identity.Counted.At(raw);

    /// <summary>The words of the source, as they stand there.</summary>
    public string Quote(TextSpan span) => Raw(span).Of(Doc.Source.Raw);

    /// <summary>The words of a mention, mended.</summary>
    public string? Words(Mention? mention) => mention is TimeMention { Name: { } name } ? name : mention is null ? null : Text.Slice(mention.Span);

    public string? Words(TextSpan? span) => span is { } place ? Text.Slice(place) : null;

    public string? Title => Text.Sections.FirstOrDefault(section => section.Kind is SectionKind.Title) is { } title
        ? Text.Slice(title.Content).Trim() : Doc.Source.Title;

    public string? Doi => Text.Doi ?? Doc.Source.Doi;

    public ImmutableArray<string> RegistryIds { get; } = [.. Doc.Of<RegistryMention>().Select(mention => mention.Id).Distinct()];

    public ConditionMention? Condition { get; } = Surest(Doc.Of<ConditionMention>());

    public DesignMention? Design { get; } = Surest(Doc.Of<DesignMention>());

    public ImmutableArray<string> Languages { get; } = [.. Doc.Text.Sentences.Select(sentence => sentence.Language).Distinct().Order().Select(Export.Words.Of)];

    /// <summary>What the study is about: the surest total, of several the first.</summary>
    public int? SampleSizeTotal { get; } = Surest(Doc.Of<SampleSizeMention>().Where(mention => mention.Role is SampleRole.Total))?.Value;

    public ImmutableArray<DrugEntry> Drugs { get; } = [.. Doc.Of<DrugMention>().GroupBy(mention => mention.Name, StringComparer.Ordinal).Select(drug => new DrugEntry([.. drug]))];

    public ImmutableArray<CellEntry> Cells { get; } = [.. Doc.Of<CellMention>().GroupBy(mention => (mention.CellType, mention.Tissue, mention.Donor)).Select(cell => new CellEntry([.. cell]))];

    private static T? Surest<T>(IEnumerable<T> mentions)
        where T : Mention => mentions.MaxBy(mention => mention.Confidence);
}

/// <summary>The mentions of one substance.</summary>
public sealed record DrugEntry(ImmutableArray<DrugMention> Mentions)
{
    public string Name => Mentions[0].Name;

    public DrugLevel Level => Mentions[0].Level;

    /// <summary>The part that weighs most; the guideline's order of roles is by weight.</summary>
    public DrugRole Role { get; } = Mentions.Min(mention => mention.Role);

    public IEnumerable<DrugRole> OtherRoles => Mentions.Select(mention => mention.Role).Where(role => role != Role && role is not DrugRole.Mentioned).Distinct().Order();

    public ImmutableArray<string> Ids { get; } = [.. Mentions.SelectMany(mention => mention.Ids).Distinct()];

    public ImmutableArray<Dose> Doses { get; } = [.. Mentions.SelectMany(mention => mention.Doses).DistinctBy(dose => (dose.Value, dose.Unit, dose.Per, dose.Schedule, dose.Route))];
}

/// <summary>The mentions of one cell source.</summary>
public sealed record CellEntry(ImmutableArray<CellMention> Mentions)
{
    public string CellType => Mentions[0].CellType;

    public string? Tissue => Mentions[0].Tissue;

    public Donor? Donor => Mentions[0].Donor;

    public CellRole Role { get; } = Mentions.Min(mention => mention.Role);

    public ImmutableArray<string> Ids { get; } = [.. Mentions.SelectMany(mention => mention.Ids).Distinct()];

    /// <summary>The first dose with a number; failing that the first without.</summary>
    public CellDose? Dose => Mentions.Select(mention => mention.Dose).Where(dose => dose is not null).OrderBy(dose => dose!.Value is null).FirstOrDefault();

    /// <summary>In words: "allogeneic bone marrow MSC".</summary>
    public string Label => string.Join(' ', new[] { Donor is { } donor ? Words.Of(donor) : null, Tissue, CellType }.OfType<string>());
}
