using System.Text.Json;
using AbstractMiner.Annotation;
using AbstractMiner.Stages;

namespace AbstractMiner.Pipeline;

/// <summary>What pipeline.json says: the stages in the order in which they run.</summary>
public sealed record PipelineConfig(IReadOnlyList<StageConfig> Stages)
{
    private static readonly JsonElement NoOptions = JsonDocument.Parse("{}").RootElement;

    /// <summary>Reads the file and makes its stages.</summary>
    /// <param name="catalog">The stages that there are; those of the library where none are given.</param>
    /// <param name="before">The name of the first stage that is not made; null for all.</param>
    /// <exception cref="ConfigurationException">Anything in it is unknown, missing or of the wrong type: nothing may run.</exception>
    public static IReadOnlyList<IStage> LoadStages(string file, StageResources resources, IReadOnlyList<StageEntry>? catalog = null, string? before = null)
    {
        catalog ??= StageCatalog.All;
        PipelineConfig config = Load(file);
        if (config.Stages.Count == 0)
        {
            throw new ConfigurationException(file, "stages", "The list is empty.", catalog.Select(entry => entry.Name));
        }

        // Most of what starting takes is reading what the stages know: they are made side by side. The first error in their order is told.
        Task<IStage>[] made = [.. config.Stages.TakeWhile(stage => stage.Stage != before).Select((stage, i) => Task.Run(() => Create(stage, PlaceOf(i, stage))))];
        List<IStage> stages = [];
        for (int i = 0; i < made.Length; i++)
        {
            stages.Add(made[i].GetAwaiter().GetResult());
            CheckNeeds(stages, file, PlaceOf(i, config.Stages[i]));
        }

        return stages;

        IStage Create(StageConfig stage, string place)
        {
            StageEntry entry = catalog.FirstOrDefault(entry => entry.Name == stage.Stage)
                ?? throw new ConfigurationException(file, place, "There is no such stage.", catalog.Select(entry => entry.Name));
            return PipelineConfig.Create(entry, stage.Options ?? NoOptions, resources, file, place);
        }

        static string PlaceOf(int i, StageConfig stage) => $"stage {i + 1}, \"{stage.Stage}\"";
    }

    /// <exception cref="ConfigurationException">The file cannot be read, or its form is wrong.</exception>
    public static PipelineConfig Load(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<PipelineConfig>(File.ReadAllText(file), StageCatalog.Strict) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException e)
        {
            throw new ConfigurationException(file, Place(e), Sentence(e), ["stages: a list of { \"stage\": a name, \"options\": { ... } }"], e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(file, null, $"The file cannot be read: {e.Message}", [], e);
        }
    }

    private static IStage Create(StageEntry entry, JsonElement options, StageResources resources, string file, string place)
    {
        try
        {
            return entry.Create(options, resources);
        }
        catch (JsonException e)
        {
            throw new ConfigurationException(file, $"{place}, options {Place(e)}", Sentence(e), entry.OptionNames, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException)
        {
            throw new ConfigurationException(file, place, $"The stage cannot be made: {e.Message}", [], e);
        }
    }

    /// <summary>What the last stage needs must have been looked for by one before it.</summary>
    private static void CheckNeeds(List<IStage> stages, string file, string place)
    {
        IEnumerable<Type> added = stages.SkipLast(1).SelectMany(stage => stage.Adds);
        if (stages[^1].Needs.Except(added).FirstOrDefault() is not { } missing)
        {
            return;
        }

        string name = missing.Name.Replace(nameof(Mention), "", StringComparison.Ordinal);
        throw new ConfigurationException(file, place, $"The stage needs {name}, which no stage before it looks for.",
            added.Select(type => type.Name.Replace(nameof(Mention), "", StringComparison.Ordinal)).Distinct());
    }

    private static string Place(JsonException e) => e.LineNumber is { } line ? $"{e.Path ?? "$"}, line {line + 1}" : e.Path ?? "$";

    /// <summary>The serialiser's own message without the place, which is told apart.</summary>
    private static string Sentence(JsonException e) => e.Message.Split(" Path: ")[0];
}

/// <param name="Options">Left out where the stage's own defaults do.</param>
public sealed record StageConfig(string Stage, JsonElement? Options = null);

/// <summary>The configuration is wrong: told with the file, the place and what is known there.</summary>
public sealed class ConfigurationException(string file, string? place, string problem, IEnumerable<string> known, Exception? inner = null)
    : Exception(Describe(file, place, problem, [.. known]), inner)
{
    private static string Describe(string file, string? place, string problem, IReadOnlyList<string> known) =>
        $"{file}{(place is null ? "" : $": {place}")}: {problem}{(known.Count == 0 ? "" : $" Known here: {string.Join(", ", known)}.")}";
}
