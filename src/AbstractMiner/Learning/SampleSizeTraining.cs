using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Patterns;
using AbstractMiner.Stages;
using AbstractMiner.Text;

namespace AbstractMiner.Learning;

/// <summary>A number that somebody marked in a raw text.</summary>
/// <param name="Raw">Its place in the raw text, in UTF-16 units.</param>
/// <param name="Roles">All roles that the mark allows: a corpus that marks any number of participants alike allows several. Empty for no sample size.</param>
internal sealed record MarkedSampleSize(TextSpan Raw, int Value, ImmutableArray<SampleRole> Roles);

/// <summary>A raw text with its marks.</summary>
/// <param name="Unmarked">What a count without a mark may be; null where nobody looked at it.</param>
internal sealed record MarkedText(string Document, string Raw, ImmutableArray<MarkedSampleSize> Marks, ImmutableArray<SampleRole>? Unmarked);

/// <summary>
/// Trains the model of <see cref="SampleSizeTagger"/>. The gold says every role; the public corpora say less (PICO marks any
/// number of participants and the arms, EBM-NLP the total), so a model of the gold alone first chooses among the roles that
/// their marks allow.
/// </summary>
public static class SampleSizeTraining
{
    /// <summary>The gold counts this often beside one count of the public corpora.</summary>
    private const int GoldWeight = 4;

    private static readonly LogLinearTrainer.Options Fit = new() { Penalty = 4, LeastCount = 5, Folds = 5 };

    private static readonly ImmutableArray<SampleRole> Any = [.. Enum.GetValues<SampleRole>()];

    /// <param name="gold">A corpus folder with raw/ and gold/.</param>
    /// <param name="published">The folder with the public corpora as JSON Lines.</param>
    /// <param name="marks">Roles by place for texts of the public corpora: id, place, value, role.</param>
    public static LogLinearModel Train(string gold, string published, string marks)
    {
        List<MarkedText> sure = [.. Gold(gold), .. Placed(Path.Combine(published, "ei.dev.jsonl"), marks)];
        HashSet<string> known = [.. sure.Select(text => text.Document)];
        List<Choice> certain = [.. sure.SelectMany(Choices)];
        List<Choice> open = [.. Participants(Path.Combine(published, "pico.dev.jsonl"), arms: true).Concat(Participants(Path.Combine(published, "ebmnlp-n.dev.jsonl"), arms: false))
            .Where(text => !known.Contains(text.Document)).SelectMany(Choices)];
        IEnumerable<Choice> weighted = Enumerable.Repeat(certain, GoldWeight).SelectMany(copy => copy);
        LogLinearModel seed = LogLinearTrainer.Train("seed", weighted, Fit);
        return LogLinearTrainer.Train("sample-sizes", weighted.Concat(open.Select(choice => Settle(choice, seed))), Fit);
    }

    /// <summary>One choice a count, over no sample size and every role.</summary>
    private static IEnumerable<Choice> Choices(MarkedText text)
    {
        foreach (AbstractText part in Segmenter.Segment(Normaliser.Normalise(new RawDocument(text.Document, null, text.Raw))))
        {
            foreach (DescribedCount described in SubjectCountFeatures.Of(part, new PerSentence<List<ScannedNumber>>(part, NumberScan.In)))
            {
                TextSpan raw = part.Map.ToRaw(described.Count.Span);
                MarkedSampleSize? mark = text.Marks.FirstOrDefault(mark => mark.Value == described.Count.Value && mark.Raw.Overlaps(raw));
                if (mark is not null || text.Unmarked is not null)
                {
                    yield return new Choice(text.Document, [.. SampleSizeTagger.Labels.Select((label, i) => new Candidate(
                        [.. described.Features.Names.Select(feature => $"{label}|{feature}")],
                        mark is null ? i == 0 || text.Unmarked!.Value.Contains((SampleRole)(i - 1)) : i == 0 ? mark.Roles.IsEmpty : mark.Roles.Contains((SampleRole)(i - 1))))]);
                }
            }
        }
    }

    /// <summary>Keeps the likeliest of the right candidates alone.</summary>
    private static Choice Settle(Choice choice, LogLinearModel seed)
    {
        ImmutableArray<double> chances = LogLinearTrainer.Probabilities(seed, choice);
        int best = Enumerable.Range(0, chances.Length).Where(i => choice.Candidates[i].Right).DefaultIfEmpty(-1).MaxBy(i => i < 0 ? 0 : chances[i]);
        return choice with { Candidates = [.. choice.Candidates.Select((candidate, i) => candidate with { Right = i == best })] };
    }

    private static IEnumerable<MarkedText> Gold(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, "gold"), "*.json").Order(StringComparer.Ordinal))
        {
            string id = Path.GetFileNameWithoutExtension(file);
            string raw = File.ReadAllText(Path.Combine(folder, "raw", id + ".txt"));
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file));
            IEnumerable<JsonElement> abstracts = json.RootElement.TryGetProperty("abstracts", out JsonElement list) ? list.EnumerateArray() : [json.RootElement];
            yield return new MarkedText(id, raw, [.. abstracts.SelectMany(item => item.GetProperty("sample_sizes").EnumerateArray()).Select(size => new MarkedSampleSize(
                Place(raw, size.GetProperty("at").GetInt32(), size.GetProperty("text").GetString()!.Length), (int)size.GetProperty("value").GetDouble(), [Role(size.GetProperty("role").GetString()!)]))], []);
        }
    }

    private static IEnumerable<MarkedText> Participants(string file, bool arms)
    {
        foreach ((string id, string raw, JsonElement root) in Lines(file))
        {
            yield return new MarkedText((arms ? "pico_" : "ebm_") + id, raw, [.. root.GetProperty("entities").EnumerateArray()
                .Where(entity => entity.GetProperty("type").GetString()!.EndsWith("participants", StringComparison.Ordinal) && entity.GetProperty("norm").ValueKind == JsonValueKind.Number)
                .Select(entity => new MarkedSampleSize(Place(raw, entity.GetProperty("start").GetInt32(), entity.GetProperty("end").GetInt32() - entity.GetProperty("start").GetInt32()), (int)entity.GetProperty("norm").GetDouble(),
                    !entity.GetProperty("type").GetString()!.StartsWith("total", StringComparison.Ordinal) ? [SampleRole.Arm, SampleRole.Analysed]
                    : arms ? Any.Remove(SampleRole.Arm) : [SampleRole.Total]))], Any.Remove(arms ? SampleRole.Arm : SampleRole.Total));
        }
    }

    private static IEnumerable<MarkedText> Placed(string file, string marks)
    {
        ILookup<string, string[]> rows = File.ReadLines(marks).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).ToLookup(row => row[0]);
        foreach ((string id, string raw, _) in Lines(file))
        {
            if (rows.Contains(id))
            {
                yield return new MarkedText("ei_" + id, raw, [.. rows[id].Select(row => new MarkedSampleSize(Place(raw, int.Parse(row[1], CultureInfo.InvariantCulture), 6),
                    int.Parse(row[2], CultureInfo.InvariantCulture), row[3] == SampleSizeTagger.None ? [] : [Role(row[3])]))], null);
            }
        }
    }

    private static IEnumerable<(string Id, string Raw, JsonElement Root)> Lines(string file)
    {
        foreach (string line in File.ReadLines(file))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            yield return (json.RootElement.GetProperty("id").ToString(), json.RootElement.GetProperty("text").GetString()!, json.RootElement);
        }
    }

    private static SampleRole Role(string name) => Enum.Parse<SampleRole>(name, ignoreCase: true);

    /// <summary>A place that counts code points, in UTF-16 units.</summary>
    private static TextSpan Place(string raw, int codePoint, int length)
    {
        int at = 0;
        for (int i = 0; i < codePoint && at < raw.Length; i++)
        {
            at += char.IsHighSurrogate(raw[at]) ? 2 : 1;
        }

        return new TextSpan(at, Math.Min(raw.Length, at + length));
    }
}
