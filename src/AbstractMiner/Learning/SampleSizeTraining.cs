using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Stages;
using AbstractMiner.Text;

namespace AbstractMiner.Learning;

/// <summary>A number of subjects that somebody marked in a raw text.</summary>
/// <param name="Raw">Its place in the raw text, in UTF-16 units.</param>
/// <param name="Roles">All roles that the mark allows: a corpus that marks any number of participants alike allows several.</param>
public sealed record MarkedSampleSize(TextSpan Raw, int Value, ImmutableArray<SampleRole> Roles);

/// <summary>What a corpus says of the counts that it leaves unmarked.</summary>
/// <param name="Never">Roles that an unmarked count cannot have.</param>
public sealed record SampleSizeCorpus(ImmutableArray<SampleRole> Never);

/// <summary>Makes the choices that the model of <see cref="SampleSizeTagger"/> learns from: what is each count of an abstract?</summary>
public static class SampleSizeTraining
{
    /// <summary>One choice a count, over no sample size and every role.</summary>
    public static IEnumerable<Choice> Choices(AbstractText text, IReadOnlyList<MarkedSampleSize> marks, SampleSizeCorpus corpus, string document)
    {
        foreach (DescribedCount described in SubjectCountFeatures.Of(text))
        {
            TextSpan raw = text.Map.ToRaw(described.Count.Span);
            MarkedSampleSize? mark = marks.FirstOrDefault(mark => mark.Value == described.Count.Value && mark.Raw.Overlaps(raw));
            yield return new Choice(document, [.. SampleSizeTagger.Labels.Select((label, i) => new Candidate(
                [.. described.Features.Select(feature => $"{label}|{feature}")],
                mark is null ? i == 0 || !corpus.Never.Contains((SampleRole)(i - 1)) : i > 0 && mark.Roles.Contains((SampleRole)(i - 1))))]);
        }
    }
}
