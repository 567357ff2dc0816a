using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using AbstractMiner.Patterns;
using AbstractMiner.Stages.Chinese;
using AbstractMiner.Stages.Linking;

namespace AbstractMiner.Stages;

/// <summary>A stage that pipeline.json may name.</summary>
/// <param name="OptionNames">The keys that its options may have.</param>
/// <param name="Create">Makes the stage from its options.</param>
/// <exception cref="JsonException">Thrown by <paramref name="Create"/>: an option is unknown, missing or of the wrong type.</exception>
public sealed record StageEntry(string Name, IReadOnlyList<string> OptionNames, Func<JsonElement, StageResources, IStage> Create);

/// <summary>What stages are made with: where the models and vocabularies lie.</summary>
public sealed record StageResources(string BaseFolder)
{
    private readonly ConcurrentDictionary<string, Vocabulary> _vocabularies = [];

    /// <summary>A user's own vocabularies, which add to, correct and stop names of all others.</summary>
    public IReadOnlyList<string> Overlays { get; init; } = [];

    /// <summary>The vocabulary that files of the base folder make together with the user's own, read once for all stages.</summary>
    public Vocabulary Vocabulary(IReadOnlyList<string> paths) =>
        _vocabularies.GetOrAdd(string.Join('|', paths.Concat(Overlays)), _ => Patterns.Vocabulary.Load(paths.Select(File), Overlays, Path.GetFileNameWithoutExtension(paths[0])));

    /// <summary>A trained model of the base folder.</summary>
    public LogLinearModel Model(string path)
    {
        using StreamReader reader = new(File(path));
        return LogLinearModel.Read(path, reader);
    }

    public string File(string path) => Path.Combine(BaseFolder, path);
}

/// <summary>Every stage there is, by the name that pipeline.json uses. A new stage is one line here.</summary>
public static class StageCatalog
{
    /// <summary>How configuration is read: an unknown, missing or doubled key is an error.</summary>
    public static JsonSerializerOptions Strict { get; } = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter() } };

    public static IReadOnlyList<StageEntry> All { get; } =
    [
        Entry<AbbreviationTagger.Options>("abbreviations", (options, _) => new AbbreviationTagger(options)),
        Entry<ConditionTagger.Options>("conditions", (options, resources) => new ConditionTagger(options, resources.Vocabulary(options.Vocabularies))),
        Entry<CellTagger.Options>("cells", (options, resources) => new CellTagger(options, resources.Vocabulary(options.Vocabularies))),
        Entry<DrugTagger.Options>("drugs", (options, resources) => new DrugTagger(options, resources.Vocabulary(options.Vocabularies), DrugStems.Load(resources.File(options.Stems)))),
        Entry<PValueTagger.Options>("p-values", (options, _) => new PValueTagger(options)),
        Entry<RegistryTagger.Options>("registries", (options, _) => new RegistryTagger(options)),
        Entry<DesignTagger.Options>("designs", (options, _) => new DesignTagger(options)),
        Entry<SampleSizeTagger.Options>("sample-sizes", (options, resources) => new SampleSizeTagger(options, resources.Model(options.Model))),
        Entry<EstimateTagger.Options>("estimates", (options, _) => new EstimateTagger(options)),
        Entry<TimeTagger.Options>("times", (options, _) => new TimeTagger(options)),
        Entry<GroupTagger.Options>("groups", (options, _) => new GroupTagger(options)),
        Entry<OutcomeTagger.Options>("outcomes", (options, _) => new OutcomeTagger(options)),
        Entry<FindingLinker.Options>("findings", (options, resources) => new FindingLinker(options, LinkModels.Load(resources.File(options.Models)))),
        Entry<ChinesePValueTagger.Options>("chinese-p-values", (options, _) => new ChinesePValueTagger(options)),
        Entry<ChineseGroupTagger.Options>("chinese-groups", (options, _) => new ChineseGroupTagger(options)),
        Entry<ChineseConditionTagger.Options>("chinese-conditions", (options, resources) => new ChineseConditionTagger(options, resources.Vocabulary(options.Vocabularies))),
        Entry<ChineseDesignTagger.Options>("chinese-designs", (options, _) => new ChineseDesignTagger(options)),
        Entry<ChineseCellTagger.Options>("chinese-cells", (options, resources) => new ChineseCellTagger(options, resources.Vocabulary(options.Vocabularies))),
        Entry<ChineseDrugTagger.Options>("chinese-drugs", (options, resources) => new ChineseDrugTagger(options, resources.Vocabulary(options.Vocabularies))),
        Entry<ChineseSampleSizeTagger.Options>("chinese-sample-sizes", (options, _) => new ChineseSampleSizeTagger(options)),
        Entry<ChineseTimeTagger.Options>("chinese-times", (options, _) => new ChineseTimeTagger(options)),
        Entry<ChineseMeanTagger.Options>("chinese-means", (options, _) => new ChineseMeanTagger(options)),
        Entry<ChinesePercentTagger.Options>("chinese-percents", (options, _) => new ChinesePercentTagger(options)),
        Entry<ChineseEffectTagger.Options>("chinese-effects", (options, _) => new ChineseEffectTagger(options)),
        Entry<ChineseCountTagger.Options>("chinese-counts", (options, _) => new ChineseCountTagger(options)),
        Entry<ChineseFindingLinker.Options>("chinese-findings", (options, _) => new ChineseFindingLinker(options)),
        Entry<BilingualLinker.Options>("bilingual", (options, _) => new BilingualLinker(options)),
        Entry<PercentCheck.Options>("check-percents", (options, _) => new PercentCheck(options)),
        Entry<IntervalCheck.Options>("check-intervals", (options, _) => new IntervalCheck(options)),
        Entry<PValueCheck.Options>("check-p-values", (options, _) => new PValueCheck(options)),
        Entry<SampleSizeCheck.Options>("check-sample-sizes", (options, _) => new SampleSizeCheck(options)),
        Entry<DirectionCheck.Options>("check-directions", (options, _) => new DirectionCheck(options)),
        Entry<SpreadCheck.Options>("check-spreads", (options, _) => new SpreadCheck(options)),
        Entry<DamageCheck.Options>("check-damage", (options, _) => new DamageCheck(options)),
    ];

    /// <summary>A stage with its options, which are read strictly.</summary>
    public static StageEntry Entry<TOptions>(string name, Func<TOptions, StageResources, IStage> create) =>
        new(name, [.. typeof(TOptions).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))], (options, resources) => create(options.Deserialize<TOptions>(Strict)!, resources));
}
