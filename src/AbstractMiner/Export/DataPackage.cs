using System.Text.Json;
using System.Text.Json.Nodes;

namespace AbstractMiner.Export;

/// <summary>datapackage.json: the columns of all tables, as a Frictionless Tabular Data Package.</summary>
public static class DataPackage
{
    public const string FileName = "datapackage.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Describe(IReadOnlyList<Table> tables) => new JsonObject
    {
        ["profile"] = "tabular-data-package",
        ["name"] = "evidence",
        ["title"] = "Evidence mined from abstracts",
        ["resources"] = new JsonArray([.. tables.Select(Resource)]),
    }.ToJsonString(Indented) + "\n";

    private static JsonObject Resource(Table table) => new()
    {
        ["profile"] = "tabular-data-resource",
        ["name"] = table.Name,
        ["path"] = table.FileName,
        ["description"] = table.Meaning,
        ["format"] = "csv",
        ["mediatype"] = "text/csv",
        ["encoding"] = "utf-8",
        ["schema"] = Schema(table),
    };

    private static JsonObject Schema(Table table)
    {
        JsonObject schema = new()
        {
            ["fields"] = new JsonArray([.. table.Head.Select(column => Field(column, isKey: table.Key is [var key] && key == column.Name))]),
            ["missingValues"] = new JsonArray(""),
        };
        if (table.Key.Count > 0)
        {
            schema["primaryKey"] = new JsonArray([.. table.Key.Select(name => JsonValue.Create(name))]);
        }

        if (table.References.Count > 0)
        {
            schema["foreignKeys"] = new JsonArray([.. table.References.Select(reference => new JsonObject
            {
                ["fields"] = reference.Column,
                // The empty name is the resource itself.
                ["reference"] = new JsonObject { ["resource"] = reference.Table == table.Name ? "" : reference.Table, ["fields"] = KeyOf(reference.Table) },
            })]);
        }

        return schema;
    }

    private static string KeyOf(string table) => ExporterCatalog.Tables.Single(item => item.Name == table).Key.Single();

    private static JsonObject Field(Column column, bool isKey)
    {
        JsonObject field = new()
        {
            ["name"] = column.Name,
            ["type"] = JsonNamingPolicy.CamelCase.ConvertName(column.Type.ToString()),
            ["description"] = column.Meaning,
        };
        if (column.Unit is { } unit)
        {
            field["unit"] = unit;
        }

        JsonObject constraints = [];
        if (column.Required)
        {
            constraints["required"] = true;
        }

        if (isKey)
        {
            constraints["unique"] = true;
        }

        if (column.Words.Count > 0)
        {
            constraints["enum"] = new JsonArray([.. column.Words.Select(word => JsonValue.Create(word))]);
        }

        if (column.Minimum is { } minimum)
        {
            constraints["minimum"] = minimum;
        }

        if (column.Maximum is { } maximum)
        {
            constraints["maximum"] = maximum;
        }

        if (constraints.Count > 0)
        {
            field["constraints"] = constraints;
        }

        return field;
    }
}
