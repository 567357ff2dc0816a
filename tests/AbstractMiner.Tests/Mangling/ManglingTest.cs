using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AbstractMiner.Evaluation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;
using Xunit.Abstractions;

namespace AbstractMiner.Tests.Mangling;

/// <summary>The annotated texts, damaged in every usual way, give what they gave before: no field loses more than two points of F1.</summary>
public class ManglingTest(ITestOutputHelper output)
{
    private const double MostLost = 0.02;

    private static readonly Lazy<AbstractMiner.Pipeline.Pipeline> Miner = new(() => AbstractMiner.Pipeline.Pipeline.Load(Project.PathOf("pipeline.json"), new StageResources(Project.Root)));

    private static readonly Lazy<IReadOnlyList<Annotated>> Texts = new(() => [.. Folders().SelectMany(Read)]);

    private static readonly Lazy<Score> Unmangled = new(() => Mine(Texts.Value, text => MangledText.Of(text.Raw)));

    public static TheoryData<string> Kinds => [.. Mangler.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void NoFieldLosesMoreThanTwoPoints(string kind)
    {
        if (Project.SharedGold is null)
        {
            output.WriteLine("The annotated texts beside the project are absent: only its own corpora are mangled.");
        }

        Score before = Unmangled.Value;
        Score mangled = Mine(Texts.Value, text => Mangler.Kinds[kind](MangledText.Of(text.Raw), new Dice(text.Id.Sum(c => c))));
        List<string> lost = [];
        foreach ((string field, Tally was) in before.Tallies)
        {
            Tally after = mangled.Tallies[field];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{field,-16} {was.F1:0.000} -> {after.F1:0.000}   ({was.Right} of {was.Gold} -> {after.Right})"));

            // One entry of a rare field is more than two points.
            if (was.F1 - after.F1 > MostLost && was.Right + after.Extra - was.Extra - after.Right > 1)
            {
                lost.Add(string.Create(CultureInfo.InvariantCulture, $"{field} {was.F1:0.000} -> {after.F1:0.000}"));
            }
        }

        HashSet<(string, string, string, string)> known = [.. before.Misses.Select(miss => (miss.Field, miss.Kind, miss.File, miss.Text))];
        foreach (Miss miss in mangled.Misses.Where(miss => !known.Contains((miss.Field, miss.Kind, miss.File, miss.Text))).Take(60))
        {
            output.WriteLine($"  {miss.Field} {miss.Kind} {miss.File} {miss.At}: {miss.Text}");
        }

        Assert.True(lost.Count == 0, $"{kind}: {string.Join(", ", lost)}");
    }

    [Fact]
    public void TheSameSeedGivesTheSameDamage()
    {
        const string Raw = "The final difference was 12.5% (p<0.05) in 40 patients, and -3.1 to 4.2 in the others of the first group. 结果 总有效率为90.0%。";
        Assert.All(Mangler.Kinds, kind => Assert.Equal(kind.Value(MangledText.Of(Raw), new Dice(7)).Text, kind.Value(MangledText.Of(Raw), new Dice(7)).Text));
    }

    [Fact]
    public void PlacesFollowTheDamage()
    {
        MangledText text = Mangler.Kinds["entities"](MangledText.Of("a < b < c"), new Dice(1));
        Assert.All(new[] { 0, 4, 8 }, place => Assert.Equal("a < b < c"[place], text.Text[text[place]]));
    }

    /// <summary>A raw text and its gold.</summary>
    private sealed record Annotated(string Id, string Raw, string Gold);

    private static IEnumerable<string> Folders()
    {
        yield return Project.PathOf("corpora", "samples");
        if (Project.SharedGold is { } shared)
        {
            yield return shared;
        }
    }

    private static IEnumerable<Annotated> Read(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, "gold"), "*.json").Order(StringComparer.Ordinal))
        {
            string id = Path.GetFileNameWithoutExtension(file);
            string raw = Path.Combine(folder, "raw", id + ".txt");
            if (File.Exists(raw))
            {
                yield return new Annotated(id, File.ReadAllText(raw), File.ReadAllText(file));
            }
        }
    }

    private static Score Mine(IReadOnlyList<Annotated> texts, Func<Annotated, MangledText> mangle)
    {
        (GoldFile Gold, string[] Lines)[] mined = new (GoldFile, string[])[texts.Count];
        Parallel.For(0, texts.Count, i =>
        {
            MangledText text = mangle(texts[i]);
            mined[i] = (GoldOf(texts[i], text), Lines(texts[i].Id, text.Text));
        });
        GoldFile[] gold = [.. mined.Select(pair => pair.Gold)];
        return Scorer.Compare(gold, GoldReader.ReadMined(mined.SelectMany(pair => pair.Lines), gold));
    }

    private static string[] Lines(string id, string text)
    {
        IdentityRegister register = new();
        JsonLinesExporter exporter = new();
        return [.. Miner.Value.Read(new RawDocument(id + ".txt", null, text)).Select(doc =>
        {
            using MemoryStream line = new();
            exporter.Write([new ExportedAbstract(doc, register.Enter(doc))], line);
            return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
        })];
    }

    /// <summary>The annotation with every place where the mangled text has it.</summary>
    private static GoldFile GoldOf(Annotated annotated, MangledText text)
    {
        int[] units = UnitsOf(annotated.Raw);
        JsonNode gold = JsonNode.Parse(annotated.Gold)!;
        Move(gold);
        JsonElement json = JsonSerializer.SerializeToElement(gold);
        Entry entry = new(json);
        return new GoldFile(entry.Text("id")!, json.TryGetProperty("abstracts", out _) ? entry.List("abstracts") : [entry]);

        void Move(JsonNode node)
        {
            if (node is JsonArray list)
            {
                foreach (JsonNode? item in list)
                {
                    if (item is not null)
                    {
                        Move(item);
                    }
                }
            }
            else if (node is JsonObject entry)
            {
                foreach (string key in entry.Select(pair => pair.Key).ToList())
                {
                    if (key is "at" or "start" or "end" && entry[key] is JsonValue value && value.TryGetValue(out int place) && place < units.Length)
                    {
                        entry[key] = CodePoints(text.Text, text[units[place]]);
                    }
                    else if (entry[key] is { } child)
                    {
                        Move(child);
                    }
                }
            }
        }
    }

    /// <summary>The UTF-16 position of every code point, and of the end.</summary>
    private static int[] UnitsOf(string text) => [.. Enumerable.Range(0, text.Length).Where(i => !char.IsLowSurrogate(text[i])), text.Length];

    private static int CodePoints(string text, int unit) => unit - text.AsSpan(0, unit).ToArray().Count(char.IsLowSurrogate);
}
