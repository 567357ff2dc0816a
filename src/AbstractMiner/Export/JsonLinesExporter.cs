using System.Text.Encodings.Web;
using System.Text.Json;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Export;

/// <summary>abstracts.jsonl: one object an abstract, in the form of the annotation guideline.</summary>
public static class JsonLinesExporter
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(AnnotatedAbstract doc, Stream output)
    {
        using (Utf8JsonWriter json = new(output, Writing))
        {
            json.WriteStartObject();
            Place place = new(json, doc);
            TextSpan whole = doc.Text.Map.ToRaw(doc.Text.Whole);
            json.WriteString("source", doc.Source.Source);
            json.WriteString("record", doc.Source.Record);
            json.WriteNumber("start", place.CodePoints(whole.Start));
            json.WriteNumber("end", place.CodePoints(whole.End));

            json.WriteStartObject("abstract");
            json.WriteString("abstract_id", doc.Text.AbstractNumber);
            json.WriteString("doi", doc.Text.Doi);
            json.WriteEndObject();

            json.WriteStartArray("drugs");
            foreach (IGrouping<string, DrugMention> drug in doc.Of<DrugMention>().GroupBy(mention => mention.Name))
            {
                json.WriteStartObject();
                json.WriteString("name", drug.Key);
                json.WriteString("level", Words(drug.First().Level));
                json.WriteString("role", Words(drug.Min(mention => mention.Role)));
                place.Places(drug);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("cells");
            foreach (var cell in doc.Of<CellMention>().GroupBy(mention => (mention.CellType, mention.Tissue, mention.Donor)))
            {
                json.WriteStartObject();
                json.WriteString("cell_type", cell.Key.CellType);
                json.WriteString("tissue", cell.Key.Tissue);
                json.WriteString("donor", cell.Key.Donor is { } donor ? Words(donor) : null);
                json.WriteString("role", Words(cell.Min(mention => mention.Role)));
                place.Places(cell);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("sample_sizes");
            foreach (SampleSizeMention mention in doc.Of<SampleSizeMention>())
            {
                json.WriteStartObject();
                json.WriteNumber("value", mention.Value);
                place.At(mention.Span);
                json.WriteString("role", Words(mention.Role));
                json.WriteString("group", mention.Group is { } group ? doc.Text.Slice(group) : null);
                place.Why(mention);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("p_values");
            foreach (PValueMention mention in doc.Of<PValueMention>())
            {
                json.WriteStartObject();
                place.P(mention);
                place.At(mention.Span);
                json.WriteString("kind", Words(mention.Kind));
                json.WriteString("role", mention.IsThreshold ? "threshold" : "result");
                json.WriteString("outcome", mention.Outcome is { } outcome ? doc.Text.Slice(outcome) : null);
                json.WriteString("comparison", mention.Contrast);
                place.Why(mention);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("results");
            foreach (Finding finding in doc.Findings.Where(finding => finding.Estimate is not null))
            {
                EstimateMention estimate = finding.Estimate!;
                json.WriteStartObject();
                json.WriteString("outcome", place.Words(finding.Outcome));
                json.WriteString("group", place.Words(finding.Group));
                json.WriteString("comparator", finding.AgainstBaseline ? "baseline" : place.Words(finding.Comparator));
                json.WriteString("time", place.Words(finding.Time));
                json.WriteString("stat", Words(estimate.Statistic));
                place.Number("value", estimate.Value);
                json.WriteString("unit", estimate.Unit);
                place.At(estimate.Span);
                place.Quantity("n", estimate.Events);
                place.Quantity("N", estimate.Total);
                place.Spread(estimate.Spread);
                if (finding.P is { } p)
                {
                    json.WriteStartObject("p");
                    place.P(p);
                    json.WriteEndObject();
                    json.WriteNumber("p_at", place.Start(p.Span));
                }

                json.WriteString("direction", estimate.Direction is { } direction ? Words(direction) : null);
                place.Why(estimate);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static string Words<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private sealed class Place(Utf8JsonWriter json, AnnotatedAbstract doc)
    {
        public int CodePoints(int rawPosition)
        {
            int surrogates = 0;
            foreach (char c in doc.Source.Raw.AsSpan(0, rawPosition))
            {
                surrogates += char.IsLowSurrogate(c) ? 1 : 0;
            }

            return rawPosition - surrogates;
        }

        public int Start(TextSpan span) => CodePoints(doc.Text.Map.ToRaw(span).Start);

        public string? Words(Mention? mention) => mention is null ? null : doc.Text.Slice(mention.Span);

        public void At(TextSpan span)
        {
            TextSpan raw = doc.Text.Map.ToRaw(span);
            json.WriteString("text", raw.Of(doc.Source.Raw));
            json.WriteNumber("at", CodePoints(raw.Start));
            json.WriteNumber("at_utf16", raw.Start);
        }

        public void Places(IEnumerable<Mention> mentions)
        {
            json.WriteStartArray("places");
            foreach (Mention mention in mentions)
            {
                json.WriteStartObject();
                At(mention.Span);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Why(mentions.First());
        }

        public void Why(Mention mention)
        {
            json.WriteString("rule", mention.Rule);
            json.WriteNumber("confidence", Math.Round(mention.Confidence, 3));
        }

        public void Number(string key, Number? number)
        {
            json.WritePropertyName(key);
            json.WriteRawValue(number?.Printed ?? "null");
        }

        public void Quantity(string key, Quantity? quantity)
        {
            Number(key, quantity?.Number);
            if (quantity is not null)
            {
                json.WriteNumber($"{key}_at", Start(quantity.Span));
            }
        }

        public void P(PValueMention p)
        {
            json.WriteString("op", p.Operator switch
            {
                Comparison.Equal => "=",
                Comparison.Less => "<",
                Comparison.Greater => ">",
                Comparison.LessOrEqual => "<=",
                Comparison.GreaterOrEqual => ">=",
                _ => "ns",
            });
            Number("value", p.Value);
        }

        public void Spread(Spread? spread)
        {
            switch (spread)
            {
                case null:
                    break;
                case { High: null, Kind: var kind }:
                    Quantity(kind is SpreadKind.StandardError ? "se" : "sd", spread.Low);
                    break;
                default:
                    json.WriteStartObject(spread.Kind switch { SpreadKind.ConfidenceInterval => "ci", SpreadKind.InterquartileRange => "iqr", _ => "range" });
                    if (spread.Level is { } level)
                    {
                        json.WriteNumber("level", level);
                    }

                    Number("low", spread.Low.Number);
                    Number("high", spread.High!.Number);
                    json.WriteEndObject();
                    json.WriteNumber("low_at", Start(spread.Low.Span));
                    json.WriteNumber("high_at", Start(spread.High.Span));
                    break;
            }
        }
    }
}
