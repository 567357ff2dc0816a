using AbstractMiner.Patterns;

namespace AbstractMiner.Stages.Linking;

/// <summary>The trained models of the four links; each lies in a file of its own under models/links.</summary>
public sealed record LinkModels(LogLinearModel Arm, LogLinearModel Landmark, LogLinearModel Outcome, LogLinearModel Group, LogLinearModel AnyGroup, LogLinearModel Time, LogLinearModel AnyTime, LogLinearModel PValue)
{
    private const string WordsFile = "words.txt";

    /// <summary>Models that know nothing.</summary>
    public static LinkModels Empty { get; } = new(LogLinearModel.Empty, LogLinearModel.Empty, LogLinearModel.Empty, LogLinearModel.Empty, LogLinearModel.Empty, LogLinearModel.Empty, LogLinearModel.Empty, LogLinearModel.Empty);

    internal LogLinearModel Of(LinkKind kind) => kind switch { LinkKind.Outcome => Outcome, LinkKind.Group => Group, LinkKind.AnyGroup => AnyGroup, LinkKind.Time => Time, LinkKind.AnyTime => AnyTime, _ => PValue };

    /// <exception cref="FileNotFoundException">A model is not there.</exception>
    /// <exception cref="FormatException">A model's file is broken.</exception>
    public static LinkModels Load(string folder) =>
        new(Read(folder, "arm"), Read(folder, "landmark"), Read(folder, "outcome"), Read(folder, "group"), Read(folder, "any-group"), Read(folder, "time"), Read(folder, "any-time"), Read(folder, "p-value")) { Confidence = ReadConfidence(folder), Words = ReadWords(folder) };

    private static LinkWords ReadWords(string folder) => new(File.ReadLines(Path.Combine(folder, WordsFile)).Where(line => !line.StartsWith("# ", StringComparison.Ordinal)));

    private static Calibration ReadConfidence(string folder)
    {
        using StreamReader reader = new(Path.Combine(folder, "confidence.tsv"));
        return Calibration.Read($"{folder}/confidence.tsv", reader);
    }

    /// <summary>How often rows are right that the models are so sure of.</summary>
    public Calibration Confidence { get; init; } = Calibration.None;

    /// <summary>The words that stand in their features.</summary>
    public LinkWords Words { get; init; } = LinkWords.None;

    public void Save(string folder, IReadOnlyCollection<string> card)
    {
        Directory.CreateDirectory(folder);
        Write(Arm, "Whether a name is a group that results are reported of");
        Write(Landmark, "Whether a stretch of time is one that results are reported at");
        Write(Outcome, "The outcome of a number");
        Write(Group, "The group of a number, if it has one");
        Write(AnyGroup, "Whether a number has a group");
        Write(Time, "The time of a number, if it has one");
        Write(AnyTime, "Whether a number has a time");
        Write(PValue, "The number that a p-value stands on");

        using StreamWriter points = new(Path.Combine(folder, "confidence.tsv"));
        Confidence.Write(points, ["How sure the models are of the links of a row, and how often they are right.", .. card]);

        using StreamWriter words = new(Path.Combine(folder, WordsFile));
        words.Write(string.Concat(card.Prepend("The words that stand in the features, a plural as its singular.").Select(line => $"# {line}\n")));
        words.Write(string.Concat(Words.Words.Select(word => $"{word}\n")));

        void Write(LogLinearModel model, string what)
        {
            using StreamWriter writer = new(Path.Combine(folder, $"{model.Name}.tsv"));
            model.Write(writer, [$"{what}: a feature and its weight.", .. card]);
        }
    }

    private static LogLinearModel Read(string folder, string name)
    {
        using StreamReader reader = new(Path.Combine(folder, $"{name}.tsv"));
        return LogLinearModel.Read($"{folder}/{name}.tsv", reader);
    }
}
