using System.Text.Encodings.Web;
using System.Text.Json;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Export;

/// <summary>
/// abstracts.jsonl: one object per abstract, in the form of the annotation guideline. <c>text</c> is the source's own words,
/// <c>at</c> their place in code points and <c>at_utf16</c> in UTF-16 units.
/// </summary>
public sealed class JsonLinesExporter : IExporter
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string FileName => "abstracts.jsonl";

    public void WriteHead(Stream output)
    {
    }

    public void Write(IEnumerable<ExportedAbstract> items, Stream output)
    {
        using Utf8JsonWriter json = new(output, Writing);
        foreach (ExportedAbstract item in items)
        {
            new AbstractJson(json, item).Write();
            json.Flush();
            output.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private sealed class AbstractJson(Utf8JsonWriter json, ExportedAbstract item)
    {
        public void Write()
        {
            AnnotatedAbstract doc = item.Doc;
            Place whole = item.Place(item.Text.Whole);
            json.WriteStartObject();
            json.WriteString("source", doc.Source.Source);
            json.WriteString("record", doc.Source.Record);
            json.WriteString("abstract_id", item.Id);
            json.WriteString("duplicate_of", item.DuplicateOf);
            if (item.Similarity is { } similarity)
            {
                json.WriteNumber("similarity", similarity);
            }

            json.WriteNumber("start", whole.Start);
            json.WriteNumber("end", whole.End);
            json.WriteNumber("start_utf16", doc.Source.Origin.UnitsBefore + item.Raw(item.Text.Whole).Start);
            json.WriteNumber("record_no", doc.Source.Origin.Number);
            json.WriteNumber("byte_start", item.Identity.ByteStart);
            json.WriteNumber("byte_end", item.Identity.ByteEnd);
            WriteAbstract();
            Array("drugs", item.Drugs, Drug);
            Array("cells", item.Cells, Cell);
            Array("sample_sizes", doc.Of<SampleSizeMention>(), SampleSize);
            Array("p_values", PValueEntry.Of(item), PValue);
            json.WriteStartArray("results");
            for (int i = 0; i < doc.Findings.Length; i++)
            {
                if (doc.Findings[i] is { Estimate: { } estimate } finding)
                {
                    Result(finding, estimate, item.EvidenceIds[i]);
                }
            }

            json.WriteEndArray();
            json.WriteString("raw", item.Quote(item.Text.Whole));
            json.WriteEndObject();
        }

        private void WriteAbstract()
        {
            json.WriteStartObject("abstract");
            json.WriteString("title", item.Title);
            json.WriteString("abstract_id", item.Text.AbstractNumber);
            json.WriteString("doi", item.Doi);
            Strings("registry_ids", item.RegistryIds);
            Strings("languages", item.Languages);
            json.WriteString("condition", item.Condition?.Name);
            Strings("condition_ids", item.Condition?.Ids ?? []);
            json.WriteString("design", item.Design?.Design);
            json.WriteBoolean("truncated_start", item.Text.TruncatedStart);
            json.WriteBoolean("truncated_end", item.Text.TruncatedEnd);
            Array("flags", item.Doc.Flags, flag =>
            {
                json.WriteString("kind", Words.Of(flag.Kind));
                At(flag.Span);
                json.WriteString("note", flag.Note);
            });
            Array("sections", item.Text.Sections, section =>
            {
                Place place = item.Place(section.Span);
                json.WriteString("kind", Words.Of(section.Kind));
                json.WriteString("name", item.Words(section.Heading)?.Trim().TrimEnd(':'));
                json.WriteNumber("start", place.Start);
                json.WriteNumber("end", place.End);
                json.WriteBoolean("inferred", section.Inferred);
            });
            json.WriteEndObject();
        }

        private void Drug(DrugEntry drug)
        {
            json.WriteString("name", drug.Name);
            json.WriteString("level", Words.Of(drug.Level));
            json.WriteString("role", Words.Of(drug.Role));
            Strings("other_roles", drug.OtherRoles.Select(Words.Of));
            Strings("ids", drug.Ids);
            Array("doses", drug.Doses, dose =>
            {
                json.WriteString("value", dose.Value);
                json.WriteString("unit", dose.Unit);
                json.WriteString("per", dose.Per);
                json.WriteString("schedule", dose.Schedule);
                json.WriteString("route", dose.Route);
                At(dose.Span);
            });
            Places(drug.Mentions);
        }

        private void Cell(CellEntry cell)
        {
            json.WriteString("cell_type", cell.CellType);
            json.WriteString("tissue", cell.Tissue);
            json.WriteString("donor", cell.Donor is { } donor ? Words.Of(donor) : null);
            json.WriteString("role", Words.Of(cell.Role));
            Strings("ids", cell.Ids);
            if (cell.Dose is { } dose)
            {
                json.WriteStartObject("dose");
                Raw("value", dose.Value is { } value ? Words.Of(value) : null);
                json.WriteString("unit", dose.Unit);
                Raw("infusions", dose.Infusions is { } times ? Words.Of(times) : null);
                json.WriteString("route", dose.Route);
                At(dose.Span);
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("dose");
            }

            Places(cell.Mentions);
        }

        private void SampleSize(SampleSizeMention mention)
        {
            json.WriteNumber("value", mention.Value);
            At(mention.Span);
            Translation(mention.Translation);
            json.WriteString("role", Words.Of(mention.Role));
            json.WriteString("group", item.Words(mention.Group));
            Why(mention.Rule, mention.Confidence);
        }

        private void PValue(PValueEntry entry)
        {
            json.WriteString("evidence_id", entry.EvidenceId);
            P(entry.Mention);
            At(entry.Mention.Span);
            Translation(entry.Mention.Translation);
            json.WriteString("kind", Words.Of(entry.Mention.Kind));
            json.WriteString("role", entry.Role);
            json.WriteString("outcome", entry.Outcome);
            json.WriteString("comparison", entry.Comparison);
            Why(entry.Mention.Rule, entry.Mention.Confidence);
        }

        private void Result(Finding finding, EstimateMention estimate, string id)
        {
            json.WriteStartObject();
            json.WriteString("evidence_id", id);
            json.WriteString("outcome", item.Words(finding.Outcome));
            json.WriteString("instrument", finding.Outcome?.Instrument);
            json.WriteString("group", item.Words(finding.Group));
            json.WriteString("comparator", finding.AgainstBaseline ? "baseline" : item.Words(finding.Comparator));
            json.WriteString("time", item.Words(finding.Time));
            Raw("time_days", finding.Time?.Days is { } days ? Words.Of(days) : null);
            json.WriteString("stat", Words.Of(estimate.Statistic));
            Raw("value", estimate.Value?.Printed);
            json.WriteString("unit", estimate.Unit);
            At(estimate.Span);
            Translation(finding.Translation);
            if (estimate.Bound is not Comparison.Equal)
            {
                json.WriteString("op", Sign(estimate.Bound));
            }

            Quantity("n", estimate.Events);
            Quantity("N", estimate.Total);
            if (estimate.Spread is { } spread)
            {
                Spread(spread);
            }

            if (finding.P is { } p)
            {
                json.WriteStartObject("p");
                P(p);
                json.WriteEndObject();
                json.WriteNumber("p_at", Start(p.Span));
            }
            else
            {
                json.WriteNull("p");
            }

            json.WriteString("direction", estimate.Direction is { } direction ? Words.Of(direction) : null);
            Why(finding.Rule.Length > 0 ? $"{estimate.Rule}{Words.Separator}{finding.Rule}" : estimate.Rule, finding.Confidence);
            json.WriteEndObject();
        }

        private void Spread(Spread spread)
        {
            if (spread.High is not { } high)
            {
                Quantity(spread.Kind is SpreadKind.StandardError ? "se" : "sd", spread.Low);
                if (spread.Kind is SpreadKind.Unnamed)
                {
                    json.WriteBoolean("spread_unnamed", true);
                }

                return;
            }

            json.WriteStartObject(Words.Of(spread.Kind));
            if (spread.Level is { } level)
            {
                json.WriteNumber("level", level);
            }

            Raw("low", spread.Low.Number.Printed);
            Raw("high", high.Number.Printed);
            json.WriteEndObject();
            json.WriteNumber("low_at", Start(spread.Low.Span));
            json.WriteNumber("high_at", Start(high.Span));
        }

        private void P(PValueMention p)
        {
            json.WriteString("op", Sign(p.Operator));
            Raw("value", p.Value?.Printed);
        }

        /// <summary>The surface forms, each once, and every place.</summary>
        private void Places(IReadOnlyList<Mention> mentions)
        {
            Strings("text", mentions.Select(mention => item.Quote(mention.Span)).Distinct());
            json.WriteNumber("at", Start(mentions[0].Span));
            Array("places", mentions, mention => At(mention.Span));
            Why(mentions[0].Rule, mentions.Max(mention => mention.Confidence));
        }

        private void At(TextSpan span)
        {
            TextSpan raw = item.Raw(span);
            json.WriteString("text", raw.In(item.Doc.Source.Raw));
            json.WriteNumber("at", item.CodePoint(raw.Start));
            json.WriteNumber("at_utf16", item.Doc.Source.Origin.UnitsBefore + raw.Start);
        }

        /// <summary>The place of the same statement in the Chinese of a bilingual abstract.</summary>
        private void Translation(TextSpan? span)
        {
            if (span is { } translation)
            {
                json.WriteNumber("at_zh", Start(translation));
                json.WriteString("text_zh", item.Quote(translation));
            }
        }

        private long Start(TextSpan span) => item.CodePoint(item.Raw(span).Start);

        private void Quantity(string key, Quantity? quantity)
        {
            Raw(key, quantity?.Number.Printed);
            if (quantity is not null)
            {
                json.WriteNumber($"{key}_at", Start(quantity.Span));
            }
        }

        private void Why(string rule, double confidence)
        {
            json.WriteString("rule", rule);
            json.WriteNumber("confidence", Math.Round(confidence, 3));
        }

        /// <summary>A number as printed: no digit is lost or added on the way through a double.</summary>
        private void Raw(string key, string? number)
        {
            if (number is null)
            {
                json.WriteNull(key);
                return;
            }

            json.WritePropertyName(key);
            json.WriteRawValue(number);
        }

        private void Strings(string key, IEnumerable<string> values)
        {
            json.WriteStartArray(key);
            foreach (string value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        private void Array<T>(string key, IEnumerable<T> values, Action<T> write)
        {
            json.WriteStartArray(key);
            foreach (T value in values)
            {
                json.WriteStartObject();
                write(value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private static string Sign(Comparison comparison) => comparison switch
        {
            Comparison.Equal => "=",
            Comparison.Less => "<",
            Comparison.Greater => ">",
            Comparison.LessOrEqual => "<=",
            Comparison.GreaterOrEqual => ">=",
            _ => "ns",
        };
    }
}
