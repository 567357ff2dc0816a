using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;

namespace AbstractMiner.Store.Tables;

/// <summary>
/// The findings as a FHIR R5 Bundle: an Evidence a finding, with the EvidenceVariables that it speaks of. Statistics bear
/// STATO codes. Quote and place stand in the description and the related artifact, so that each value leads to its source.
/// </summary>
internal static class FhirBundle
{
    private const string Stato = "http://purl.obolibrary.org/obo/stato.owl";
    private const string Roles = "http://terminology.hl7.org/CodeSystem/variable-role";
    private const string Ids = "urn:abstractminer";

    private static readonly JsonWriterOptions Writing = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>STATO codes; a statistic without one is told in words alone.</summary>
    private static readonly Dictionary<string, (string? Code, string Display)> Statistics = new(StringComparer.Ordinal)
    {
        ["percent"] = ("STATO:0000639", "Percentage"),
        ["mean"] = ("STATO:0000573", "Mean"),
        ["median"] = ("STATO:0000574", "Median"),
        ["odds_ratio"] = ("STATO:0000182", "Odds Ratio"),
        ["risk_ratio"] = ("STATO:0000245", "Risk Ratio"),
        ["hazard_ratio"] = ("STATO:0000677", "Hazard Ratio"),
        ["mean_difference"] = ("STATO:0000457", "Mean Difference"),
    };

    private static readonly (string? Code, string Display) Interval = ("STATO:0000196", "Confidence interval");
    private static readonly (string? Code, string Display) PValue = ("STATO:0000700", "p-value");
    private static readonly (string? Code, string Display) Deviation = ("STATO:0000237", "Standard deviation");

    private sealed record Row
    {
        public required string EvidenceId { get; init; }

        public required string AbstractId { get; init; }

        public string? Title { get; init; }

        public string? Doi { get; init; }

        public string? Condition { get; init; }

        public required string Source { get; init; }

        public string? Outcome { get; init; }

        public string? Arm { get; init; }

        public string? Comparator { get; init; }

        public string? Time { get; init; }

        public required string Statistic { get; init; }

        public string? Value { get; init; }

        public string? Unit { get; init; }

        public double? Events { get; init; }

        public double? Total { get; init; }

        public string? SpreadKind { get; init; }

        public double? SpreadLow { get; init; }

        public double? SpreadHigh { get; init; }

        public double? CiLevel { get; init; }

        public string? POperator { get; init; }

        public double? PValue { get; init; }

        public string? Quote { get; init; }

        public long StartAt { get; init; }
    }

    public static IReadOnlyList<string> Write(EvidenceDatabase database, string folder)
    {
        string path = Path.Combine(folder, "evidence.fhir.json");
        using FileStream output = File.Create(path);
        using Utf8JsonWriter json = new(output, Writing);
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("type", "collection");
        json.WriteStartArray("entry");
        HashSet<string> variables = new(StringComparer.Ordinal);
        foreach (Row row in database.Connection.Query<Row>("""
            SELECT evidence_id AS EvidenceId, abstract_id AS AbstractId, title AS Title, doi AS Doi, condition AS Condition, source AS Source, outcome AS Outcome, arm AS Arm, comparator AS Comparator,
                   time AS Time, statistic AS Statistic, value_printed AS Value, unit AS Unit, events AS Events, total AS Total, spread_kind AS SpreadKind, spread_low AS SpreadLow,
                   spread_high AS SpreadHigh, ci_level AS CiLevel, p_operator AS POperator, p_value AS PValue, quote AS Quote, start_at AS StartAt
            FROM evidence ORDER BY source, abstract_id, entry
            """, buffered: false))
        {
            (string Role, string Display, string? Words)[] parts =
                [("population", "Population", row.Condition), ("exposure", "Exposure", row.Arm), ("referenceExposure", "Reference exposure", row.Comparator), ("measuredVariable", "Measured variable", row.Outcome)];
            foreach ((string role, _, string? words) in parts)
            {
                if (words is not null && variables.Add(Name(row, role, words)))
                {
                    Variable(json, Name(row, role, words), words);
                }
            }

            Evidence(json, row, parts);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return [path];
    }

    // An id of FHIR has at most 64 letters, digits, hyphens and points.
    private static string Name(Row row, string role, string words) =>
        $"v-{row.AbstractId}-{Export.IdentityRegister.Fingerprint($"{role}|{words}"):x16}";

    private static void Variable(Utf8JsonWriter json, string id, string words)
    {
        Start(json, "EvidenceVariable", id);
        json.WriteString("status", "active");
        json.WriteString("description", words);
        End(json);
    }

    private static void Evidence(Utf8JsonWriter json, Row row, (string Role, string Display, string? Words)[] parts)
    {
        Start(json, "Evidence", row.EvidenceId);
        json.WriteStartArray("identifier");
        json.WriteStartObject();
        json.WriteString("system", Ids);
        json.WriteString("value", row.EvidenceId);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("status", "active");
        if (row.Title is not null)
        {
            json.WriteString("title", row.Title);
        }

        json.WriteStartArray("relatedArtifact");
        json.WriteStartObject();
        json.WriteString("type", "derived-from");
        json.WriteString("citation", string.Create(CultureInfo.InvariantCulture, $"{row.Source}, character {row.StartAt}{(row.Doi is null ? "" : $", doi:{row.Doi}")}"));
        json.WriteEndObject();
        json.WriteEndArray();
        if (row.Quote is not null)
        {
            json.WriteString("description", row.Quote);
        }

        json.WriteStartArray("variableDefinition");
        foreach ((string role, string display, string? words) in parts.Where(part => part.Words is not null || part.Role == "measuredVariable"))
        {
            json.WriteStartObject();
            json.WriteString("description", words is null ? "not stated" : role == "measuredVariable" && row.Time is not null ? $"{words} ({row.Time})" : words);
            Concept(json, "variableRole", Roles, (role, display));
            if (words is not null)
            {
                json.WriteStartObject("observed");
                json.WriteString("reference", $"EvidenceVariable/{Name(row, role, words)}");
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        Statistic(json, row);
        End(json);
    }

    private static void Statistic(Utf8JsonWriter json, Row row)
    {
        json.WriteStartArray("statistic");
        json.WriteStartObject();
        Concept(json, "statisticType", Stato, row.Statistic == "p_only" ? PValue : Statistics.GetValueOrDefault(row.Statistic, (null, row.Statistic.Replace('_', ' '))));
        string? printed = row.Statistic == "p_only" ? row.PValue?.ToString(CultureInfo.InvariantCulture) : row.Value;
        if (printed is not null)
        {
            json.WriteStartObject("quantity");
            json.WritePropertyName("value");
            json.WriteRawValue(printed);
            if (row.Statistic == "p_only" && Sign(row.POperator) is { } sign)
            {
                json.WriteString("comparator", sign);
            }

            if (row.Unit is not null)
            {
                json.WriteString("unit", row.Unit);
            }

            json.WriteEndObject();
        }

        // Both elements are unsigned whole numbers.
        if (row.Events is { } events && double.IsInteger(events))
        {
            json.WriteNumber("numberOfEvents", (long)events);
        }

        if (row.Total is { } total && double.IsInteger(total))
        {
            json.WriteStartObject("sampleSize");
            json.WriteNumber("numberOfParticipants", (long)total);
            json.WriteEndObject();
        }

        bool spread = row.SpreadLow is not null;
        bool p = row.Statistic != "p_only" && row.POperator is not null;
        if (spread || p)
        {
            json.WriteStartArray("attributeEstimate");
            if (spread)
            {
                Spread(json, row);
            }

            if (p)
            {
                json.WriteStartObject();
                Concept(json, "type", Stato, PValue);
                if (row.PValue is { } value)
                {
                    json.WriteStartObject("quantity");
                    json.WriteNumber("value", value);
                    if (Sign(row.POperator) is { } sign)
                    {
                        json.WriteString("comparator", sign);
                    }

                    json.WriteEndObject();
                }
                else
                {
                    json.WriteString("description", "not significant");
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Spread(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        Concept(json, "type", Stato, row.SpreadKind switch
        {
            "ci" => Interval,
            "sd" => Deviation,
            "se" => (null, "Standard error"),
            "iqr" => (null, "Interquartile range"),
            "range" => (null, "Range"),
            _ => (null, "Spread of a kind that the source does not name"),
        });
        if (row.SpreadHigh is { } high)
        {
            if (row.SpreadKind == "ci" && row.CiLevel is { } level)
            {
                json.WriteNumber("level", level / 100);
            }

            json.WriteStartObject("range");
            json.WriteStartObject("low");
            json.WriteNumber("value", row.SpreadLow!.Value);
            json.WriteEndObject();
            json.WriteStartObject("high");
            json.WriteNumber("value", high);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartObject("quantity");
            json.WriteNumber("value", row.SpreadLow!.Value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string? Sign(string? comparison) => comparison switch { "lt" => "<", "le" => "<=", "gt" => ">", "ge" => ">=", _ => null };

    private static void Concept(Utf8JsonWriter json, string name, string system, (string? Code, string Display) concept)
    {
        json.WriteStartObject(name);
        if (concept.Code is not null)
        {
            json.WriteStartArray("coding");
            json.WriteStartObject();
            json.WriteString("system", system);
            json.WriteString("code", concept.Code);
            json.WriteString("display", concept.Display);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("text", concept.Display);
        json.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter json, string type, string id)
    {
        json.WriteStartObject();
        json.WriteString("fullUrl", $"{Ids}:{id}");
        json.WriteStartObject("resource");
        json.WriteString("resourceType", type);
        json.WriteString("id", id);
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
