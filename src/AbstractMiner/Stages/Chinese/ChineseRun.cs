using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>A list of numbers of one kind with the words before and after it: "两组总有效率分别为|84.4%、62.5%|,差异...".</summary>
/// <param name="Head">The words before the list that no earlier list has.</param>
/// <param name="Tail">The words after it, up to the next list.</param>
internal sealed record ChineseRun(List<ChineseRow> Rows, TextSpan Head, TextSpan Tail)
{
    public ChineseRow First => Rows[0];

    /// <summary>The lists of a sentence, from left to right.</summary>
    public static IEnumerable<ChineseRun> In(TextSpan sentence, List<EstimateMention> estimates, ChineseExtents extents)
    {
        int from = sentence.Start;
        int number = 0;
        for (int i = 0; i < estimates.Count;)
        {
            int last = i;
            while (last + 1 < estimates.Count && extents.IsNext(estimates[last], estimates[last + 1]))
            {
                last++;
            }

            List<ChineseRow> rows = [.. estimates[i..(last + 1)].Select(estimate => new ChineseRow(estimate) { Run = number })];
            int start = extents.ExtentOf(estimates[i]).Start;
            int end = extents.ExtentOf(estimates[last]).End;
            int limit = last + 1 < estimates.Count ? extents.ExtentOf(estimates[last + 1]).Start : sentence.End;
            yield return new ChineseRun(rows, new TextSpan(Math.Min(from, start), start), new TextSpan(Math.Min(end, limit), limit));
            from = end;
            number++;
            i = last + 1;
        }
    }
}

/// <summary>What the lists of a sentence have said so far: what a later one leaves out is taken from here.</summary>
internal sealed class ChineseContext
{
    public OutcomeMention? Outcome { get; set; }

    /// <summary>The outcomes of the last list that named one for each of its numbers.</summary>
    public List<OutcomeMention?> Outcomes { get; set; } = [];

    /// <summary>Whom the sentence speaks of; never those that they are held against.</summary>
    public List<GroupMention> Groups { get; set; } = [];

    public TimeMention? Time { get; set; }

    /// <summary>The times of the last list that had one for each of its numbers.</summary>
    public List<TimeMention> Times { get; set; } = [];

    public ChineseRun? Last { get; set; }
}
