using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Estimates;

/// <summary>Reads the numbers of one sentence: every family of rules proposes, <see cref="Reading.Settle"/> decides.</summary>
internal static class SentenceReader
{
    /// <summary>The settled readings of a text that is one sentence.</summary>
    public static List<Reading> Of(string text)
    {
        NumberLine line = new(text, new Sentence(new TextSpan(0, text.Length), SectionKind.Results, Language.English), NumberScan.In(text));
        return Series.Complete(line, Read(line, []));
    }

    /// <summary>Gives every interval to the estimate before it.</summary>
    public static List<Reading> WithIntervals(List<Reading> readings)
    {
        for (int i = 1; i < readings.Count; i++)
        {
            int owner = i - 1;
            while (owner >= 0 && readings[owner].Drafts.Count == 0)
            {
                owner--;
            }

            if (readings[i].Interval is { } interval && owner >= 0 && readings[owner].Drafts[^1].Spread is null)
            {
                readings[owner] = readings[owner] with { Drafts = [.. readings[owner].Drafts.SkipLast(1), readings[owner].Drafts[^1] with { Spread = interval }] };
            }
        }

        return readings;
    }

    /// <param name="claimed">Places that other taggers have read as something else.</param>
    public static List<Reading> Read(NumberLine line, IReadOnlyList<Mention> claimed)
    {
        List<Reading> readings = [];
        if (line.Count == 0)
        {
            return readings;
        }

        foreach (Mention mention in claimed)
        {
            for (int i = 0; i < line.Count; i++)
            {
                if (mention.Span.Overlaps(line[i].Span))
                {
                    readings.Add(new Reading(mention.Rule, i, i, mention is PValueMention ? 1000 : 45));
                }
            }
        }

        NoResults.Find(line, readings);
        Spreads.Find(line, readings);
        Shares.Find(line, readings);
        Values.Find(line, readings);
        Counts.Find(line, readings);
        return Reading.Settle(readings, line.Count);
    }
}
