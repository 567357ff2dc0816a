using System.Collections.Immutable;

namespace AbstractMiner.Patterns;

/// <summary>
/// RXNCONSO.RRF: eighteen fields parted by '|', the rows of one concept together. Ingredients become concepts, with the
/// identifiers that the sources in the release give them; products and doses are passed over.
/// </summary>
internal static class RxNormRelease
{
    private const int Fields = 18;
    private const int Concept = 0;
    private const int Language = 1;
    private const int Source = 11;
    private const int Type = 12;
    private const int Code = 13;
    private const int Text = 14;
    private const int Suppress = 16;

    public static IEnumerable<ReleasedConcept> Read(TextReader reader, string file)
    {
        string? current = null;
        List<string[]> rows = [];
        long number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            string[] fields = line.Split('|');
            if (fields.Length < Fields || fields[Concept].Length == 0 || fields[Text].Length == 0)
            {
                throw new ReleaseException(file, number, $"{fields.Length} fields where RXNCONSO has {Fields}, or no concept or no string.", "Is the file RXNCONSO.RRF, and whole?");
            }

            if (fields[Concept] != current)
            {
                if (ConceptOf(rows) is { } concept)
                {
                    yield return concept;
                }

                rows.Clear();
                current = fields[Concept];
            }

            if (fields[Language] == "ENG" && fields[Suppress] is "N" or "")
            {
                rows.Add(fields);
            }
        }

        if (ConceptOf(rows) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>An ingredient, precise or not, or a brand; null for anything else.</summary>
    private static ReleasedConcept? ConceptOf(List<string[]> rows)
    {
        string[]? name = rows.Find(row => row[Source] == "RXNORM" && row[Type] is "IN" or "PIN");
        if (name is null)
        {
            return null;
        }

        ImmutableArray<string>.Builder ids = ImmutableArray.CreateBuilder<string>();
        ids.Add($"RXCUI:{name[Concept]}");
        foreach (string[] row in rows)
        {
            string? scheme = row[Source] switch
            {
                "DRUGBANK" => "DRUGBANK",
                "ATC" => "ATC",
                "MSH" => "MESH",
                "MTHSPL" when row[Type] == "SU" => "UNII",
                _ => null,
            };
            if (scheme is not null && !ids.Contains($"{scheme}:{row[Code]}"))
            {
                ids.Add($"{scheme}:{row[Code]}");
            }
        }

        return new ReleasedConcept(name[Text], ids.ToImmutable(), [.. rows.Where(row => row != name && IsName(row)).Select(row => row[Text]).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. rows.Where(row => row[Type] == "BN").Select(row => row[Text]).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    private static bool IsName(string[] row) => row[Type] is "SY" or "SU" or "PT" or "FSY" or "IN" or "MH" or "PEP" or "ET" or "TMSY" && row[Text].Length is > 3 and < 60;
}
