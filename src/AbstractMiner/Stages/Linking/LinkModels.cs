using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>The trained models of the four links; each lies in a file of its own under models/links.</summary>
public sealed record LinkModels(LogLinearModel Outcome, LogLinearModel Group, LogLinearModel Time, LogLinearModel PValue)
{
    internal LogLinearModel Of(LinkKind kind) => kind switch { LinkKind.Outcome => Outcome, LinkKind.Group => Group, LinkKind.Time => Time, _ => PValue };

    /// <exception cref="FileNotFoundException">A model is not there.</exception>
    /// <exception cref="FormatException">A model's file is broken.</exception>
    public static LinkModels Load(string folder) =>
        new(Read(folder, "outcome"), Read(folder, "group"), Read(folder, "time"), Read(folder, "p-value"));

    private static LogLinearModel Read(string folder, string name)
    {
        using StreamReader reader = new(Path.Combine(folder, $"{name}.tsv"));
        return LogLinearModel.Read($"{folder}/{name}.tsv", reader);
    }
}
