using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Conventions;

/// <summary>Pilot studies: "In this pilot study, 12 patients were treated".</summary>
public sealed partial class PilotTagger(PilotTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(DesignMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc) =>
        doc.With(Pilot.In(doc.Text.Text).Where(mention => mention.Confidence >= options.Least));

    public static Pattern<DesignMention> Pilot { get; } = new("design.pilot", PilotRegex(), ReadPilot)
    {
        Finds = ["In this pilot study of 12 patients", "A pilot trial"],
        Ignores = ["Airline pilots were studied", "the pilot flame"],
    };

    private static DesignMention ReadPilot(Match match) => new(match.Span(), "design.pilot", 0.9, "pilot study");

    [GeneratedRegex(@"\bpilot\s(study|trial)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PilotRegex();
}
