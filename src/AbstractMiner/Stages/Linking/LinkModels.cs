using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>The trained models of the four links; each lies in a file of its own under models/links.</summary>
public sealed record LinkModels(LogLinearModel Arm, LogLinearModel Landmark, LogLinearModel Outcome, LogLinearModel Group, LogLinearModel AnyGroup, LogLinearModel Time, LogLinearModel AnyTime, LogLinearModel PValue)
{
    internal LogLinearModel Of(LinkKind kind) => kind switch { LinkKind.Outcome => Outcome, LinkKind.Group => Group, LinkKind.AnyGroup => AnyGroup, LinkKind.Time => Time, LinkKind.AnyTime => AnyTime, _ => PValue };

    /// <exception cref="FileNotFoundException">A model is not there.</exception>
    /// <exception cref="FormatException">A model's file is broken.</exception>
    public static LinkModels Load(string folder) =>
        new(Read(folder, "arm"), Read(folder, "landmark"), Read(folder, "outcome"), Read(folder, "group"), Read(folder, "any-group"), Read(folder, "time"), Read(folder, "any-time"), Read(folder, "p-value")) { Confidence = ReadConfidence(folder) };

    private static Calibration ReadConfidence(string folder)
    {
        using StreamReader reader = new(Path.Combine(folder, "confidence.tsv"));
        return Calibration.Read($"{folder}/confidence.tsv", reader);
    }

    /// <summary>How often rows are right that the models are so sure of.</summary>
    public Calibration Confidence { get; init; } = Calibration.None;

    public void Save(string folder, IReadOnlyCollection<string> card)
    {
        Directory.CreateDirectory(folder);
        foreach (LinkKind kind in Enum.GetValues<LinkKind>())
        {
            using StreamWriter writer = new(Path.Combine(folder, $"{Of(kind).Name}.tsv"));
            Of(kind).Write(writer, [$"The link of a number with its {Of(kind).Name}: a feature and its weight.", .. card]);
        }

        using (StreamWriter writer = new(Path.Combine(folder, "arm.tsv")))
        {
            Arm.Write(writer, ["Whether a name is a group that results are reported of: a feature and its weight.", .. card]);
        }

        using (StreamWriter writer = new(Path.Combine(folder, "landmark.tsv")))
        {
            Landmark.Write(writer, ["Whether a stretch of time is one that results are reported at: a feature and its weight.", .. card]);
        }

        using StreamWriter points = new(Path.Combine(folder, "confidence.tsv"));
        Confidence.Write(points, ["How sure the models are of the links of a row, and how often they are right.", .. card]);
    }

    private static LogLinearModel Read(string folder, string name)
    {
        using StreamReader reader = new(Path.Combine(folder, $"{name}.tsv"));
        return LogLinearModel.Read($"{folder}/{name}.tsv", reader);
    }
}
