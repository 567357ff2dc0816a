using System.Text;
using System.Text.Json;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests.Export;

/// <summary>Every value leads back to the characters of its source: over all texts of the sample corpus, and those beside the project.</summary>
public class SourcePlacesTest
{
    private static readonly AbstractMiner.Pipeline.Pipeline Pipeline = AbstractMiner.Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));

    public static TheoryData<string> Folders => Project.SharedGold is { } shared ? [Project.PathOf("corpora", "samples", "raw"), Path.Combine(shared, "raw")] : [Project.PathOf("corpora", "samples", "raw")];

    [Theory]
    [MemberData(nameof(Folders))]
    public void EveryTextIsTheRawTextAtItsPlace(string folder)
    {
        int places = 0;
        IdentityRegister register = new();
        foreach (RawDocument document in InputCatalog.Expand([folder]).Files.SelectMany(file => ReaderCatalog.Read(file, new ReadOptions())).OfType<RawDocument>())
        {
            foreach (var doc in Pipeline.Read(document))
            {
                using MemoryStream line = new();
                new JsonLinesExporter().Write([new ExportedAbstract(doc, register.Enter(doc))], line);
                Check(JsonDocument.Parse(Encoding.UTF8.GetString(line.ToArray())).RootElement, [.. document.Raw.EnumerateRunes()], document.Raw);
            }
        }

        Assert.True(places > 100, "the corpus has places to check");

        void Check(JsonElement item, Rune[] runes, string raw)
        {
            if (item.ValueKind is JsonValueKind.Array)
            {
                foreach (JsonElement part in item.EnumerateArray())
                {
                    Check(part, runes, raw);
                }
            }
            else if (item.ValueKind is JsonValueKind.Object)
            {
                if (item.TryGetProperty("text", out JsonElement text) && text.ValueKind is JsonValueKind.String && item.TryGetProperty("at", out JsonElement at))
                {
                    places++;
                    string words = text.GetString()!;
                    Assert.NotEmpty(words);
                    Assert.Equal(words, string.Concat(runes.Skip(at.GetInt32()).Take(words.EnumerateRunes().Count()).Select(rune => rune.ToString())));
                    Assert.Equal(words, raw.Substring(item.GetProperty("at_utf16").GetInt32(), words.Length));
                }

                foreach (JsonProperty part in item.EnumerateObject())
                {
                    Check(part.Value, runes, raw);
                }
            }
        }
    }
}
