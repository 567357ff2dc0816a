using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Tells the parts of an abstract whose headings were dropped.</summary>
internal static class SectionInference
{
    /// <summary>Replaces every unnamed stretch of prose by its parts.</summary>
    public static void Fill(string text, List<Section> sections)
    {
    }
}
