using AbstractMiner.Annotation;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Numbers of subjects in Chinese: "将70例患者随机分为试验组和对照组,各35例".</summary>
public sealed class ChineseSampleSizeTagger(ChineseSampleSizeTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [typeof(GroupMention)];

    public IReadOnlyList<Type> Adds => [typeof(SampleSizeMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        if (!doc.HasChinese())
        {
            return doc;
        }

        return doc.With(ChineseCounts.In(doc)
            .Where(count => count.Role is not null && count.Confidence >= options.Least)
            .Select(count => new SampleSizeMention(count.Number, count.Rule, count.Confidence, count.Value, count.Role!.Value, count.Group)));
    }
}
