using System.Collections.Immutable;
using System.Globalization;

namespace AbstractMiner.Patterns;

/// <summary>A concept as a terminology publishes it.</summary>
/// <param name="Level">"class" for a class of drugs; else empty.</param>
public sealed record ReleasedConcept(string Name, ImmutableArray<string> Ids, ImmutableArray<string> Synonyms, ImmutableArray<string> Brands, string Level = "");

/// <summary>A release could not be read: told with the file, the line and the remedy.</summary>
public sealed class ReleaseException(string file, long line, string problem, string remedy)
    : Exception($"{file}, line {line.ToString(CultureInfo.InvariantCulture)}: {problem} {remedy} Nothing was imported.");

/// <param name="Read">The concepts of a release, one at a time; throws <see cref="ReleaseException"/> on a malformed line.</param>
/// <param name="Licence">Under which its makers give it away.</param>
public sealed record ReleaseFormat(string Name, string Description, string Licence, Func<TextReader, string, IEnumerable<ReleasedConcept>> Read);

/// <summary>Reads real releases of terminologies into vocabularies. A release of any size passes through in one pass, a concept at a time.</summary>
public static class VocabularyImport
{
    public static ImmutableArray<ReleaseFormat> Formats { get; } =
    [
        new("obo", "OBO: Cell Ontology, Uberon, Mondo, ChEBI", "the ontology's own licence, mostly CC BY 4.0", OboRelease.Read),
        new("rxnorm", "RxNorm: RXNCONSO.RRF", "UMLS Metathesaurus Licence: not for redistribution", RxNormRelease.Read),
        new("mesh-xml", "MeSH: descriptors (desc2026.xml) or supplementary concepts (supp2026.xml)", "courtesy of the U.S. National Library of Medicine", MeshRelease.ReadXml),
        new("mesh-ascii", "MeSH: descriptors (d2026.bin) or supplementary concepts (c2026.bin)", "courtesy of the U.S. National Library of Medicine", MeshRelease.ReadAscii),
        new("atc", "ATC: a table of code and name, parted by tabs", "the ATC index belongs to the WHO Collaborating Centre: not for redistribution", AtcRelease.Read),
    ];

    /// <summary>Writes the vocabulary beside its place and moves it there when it is whole: nothing half-imported remains.</summary>
    /// <param name="prefix">Only concepts with an identifier of this scheme (<c>CL</c>); null for all.</param>
    /// <returns>The number of concepts.</returns>
    /// <exception cref="ReleaseException">A line is malformed.</exception>
    public static int Import(ReleaseFormat format, string release, string vocabulary, string? prefix = null)
    {
        string part = $"{vocabulary}.part";
        try
        {
            int count = 0;
            using (StreamReader reader = new(release))
            using (StreamWriter writer = new(part) { NewLine = "\n" })
            {
                writer.WriteLine($"# Imported from a release: {format.Description}.");
                writer.WriteLine($"# source: {Path.GetFileName(release)}. licence: {format.Licence}. date: {File.GetLastWriteTimeUtc(release).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
                writer.WriteLine("name\tlevel\tids\tsynonyms\tbrands");
                foreach (ReleasedConcept concept in format.Read(reader, Path.GetFileName(release)))
                {
                    if (prefix is null || concept.Ids.Any(id => id.StartsWith($"{prefix}:", StringComparison.Ordinal)))
                    {
                        writer.WriteLine(string.Join('\t', Cell(concept.Name), concept.Level, List(concept.Ids), List(concept.Synonyms), List(concept.Brands)));
                        count++;
                    }
                }
            }

            File.Move(part, vocabulary, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static string List(ImmutableArray<string> items) => string.Join('|', items.Select(item => Cell(item).Replace('|', '/')));

    private static string Cell(string text) => text.Replace('\t', ' ').Trim();
}
