using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Splits a dump into its abstracts, and each abstract into sections and sentences.</summary>
public static class Segmenter
{
    public static IEnumerable<AbstractText> Segment(NormalisedText text)
    {
        List<Heading> headings = HeadingScan.All(text.Text);
        foreach (Record record in RecordBoundaries.Find(text.Text, headings, text.IsOneAbstract))
        {
            yield return SectionReader.Read(text, record, headings);
        }
    }
}

/// <param name="Span">From the first character of the record to its last.</param>
/// <param name="IsBody">The body of a full paper, whose abstract is the record before.</param>
internal readonly record struct Record(TextSpan Span, bool IsBody, bool First, bool Last);
