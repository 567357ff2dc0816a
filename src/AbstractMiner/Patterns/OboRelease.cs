using System.Collections.Immutable;

namespace AbstractMiner.Patterns;

/// <summary>OBO 1.4: "[Term]", then "tag: value" lines; obsolete terms and other stanzas are passed over.</summary>
internal static class OboRelease
{
    private static readonly string[] Schemes = ["DOID:", "MESH:", "UMLS:", "ICD10CM:", "CAS:", "UBERON:", "CL:", "DRUGBANK:", "UNII:"];

    public static IEnumerable<ReleasedConcept> Read(TextReader reader, string file)
    {
        Term? term = null;
        long number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.StartsWith('['))
            {
                if (term?.Concept(file) is { } concept)
                {
                    yield return concept;
                }

                term = line.StartsWith("[Term]", StringComparison.Ordinal) ? new Term(number) : null;
            }
            else if (term is not null && line.AsSpan().Trim().Length > 0 && line[0] != '!')
            {
                int colon = line.IndexOf(": ", StringComparison.Ordinal);
                if (colon <= 0)
                {
                    throw new ReleaseException(file, number, "A line of a term has no \"tag: value\".", "Is the file an OBO release, and whole?");
                }

                term.Add(line[..colon], line[(colon + 2)..], file, number);
            }
        }

        if (term?.Concept(file) is { } last)
        {
            yield return last;
        }
    }

    private sealed class Term(long line)
    {
        private readonly ImmutableArray<string>.Builder _ids = ImmutableArray.CreateBuilder<string>();
        private readonly ImmutableArray<string>.Builder _synonyms = ImmutableArray.CreateBuilder<string>();
        private string? _id;
        private string? _name;
        private bool _obsolete;

        public void Add(string tag, string value, string file, long number)
        {
            switch (tag)
            {
                case "id":
                    _id = value;
                    break;
                case "name":
                    _name = value;
                    break;
                case "is_obsolete":
                    _obsolete = value.StartsWith("true", StringComparison.Ordinal);
                    break;
                case "synonym":
                    int end = value.Length > 1 ? value.IndexOf('"', 1) : -1;
                    if (value[0] != '"' || end < 0)
                    {
                        throw new ReleaseException(file, number, "A synonym is not in quotation marks.", "Is the file an OBO release, and whole?");
                    }

                    if (value.AsSpan(end).Contains("EXACT", StringComparison.Ordinal))
                    {
                        _synonyms.Add(value[1..end]);
                    }

                    break;
                case "xref":
                    string reference = value.Split(' ')[0];
                    if (Schemes.Any(scheme => reference.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
                    {
                        _ids.Add(reference);
                    }

                    break;
            }
        }

        public ReleasedConcept? Concept(string file) => _obsolete ? null
            : _id is null || _name is null ? throw new ReleaseException(file, line, "A term has no id or no name.", "Is the file an OBO release, and whole?")
            : new ReleasedConcept(_name, [_id, .. _ids], [.. _synonyms.Distinct()], []);
    }
}
