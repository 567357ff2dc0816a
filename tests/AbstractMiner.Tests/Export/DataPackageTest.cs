using System.Text.Json;
using System.Text.RegularExpressions;
using AbstractMiner.Export;

namespace AbstractMiner.Tests.Export;

public partial class DataPackageTest
{
    private static readonly JsonElement Package = JsonDocument.Parse(DataPackage.Describe(ExporterCatalog.Tables)).RootElement;

    private static IEnumerable<JsonElement> Resources => Package.GetProperty("resources").EnumerateArray();

    [Fact]
    public void NamesArePlainAndPathsAreBesideTheFile() => Assert.All(Resources, resource =>
    {
        Assert.Matches(NameRegex(), resource.GetProperty("name").GetString());
        Assert.DoesNotContain("/", resource.GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal("tabular-data-resource", resource.GetProperty("profile").GetString());
    });

    [Fact]
    public void EveryFieldHasATypeAMeaningAndOneName() => Assert.All(Resources, resource =>
    {
        JsonElement[] fields = [.. Fields(resource)];
        Assert.Equal(fields.Length, fields.Select(Name).Distinct().Count());
        Assert.All(fields, field =>
        {
            Assert.Contains(field.GetProperty("type").GetString(), new[] { "string", "integer", "number", "boolean" });
            Assert.NotEmpty(field.GetProperty("description").GetString()!);
        });
        Assert.Equal([""], resource.GetProperty("schema").GetProperty("missingValues").EnumerateArray().Select(value => value.GetString()));
    });

    [Fact]
    public void KeysNameFieldsThatAreNeverEmpty() => Assert.All(Resources.Where(resource => resource.GetProperty("schema").TryGetProperty("primaryKey", out _)), resource =>
    {
        foreach (JsonElement key in resource.GetProperty("schema").GetProperty("primaryKey").EnumerateArray())
        {
            JsonElement field = Fields(resource).Single(field => Name(field) == key.GetString());
            Assert.True(field.GetProperty("constraints").GetProperty("required").GetBoolean());
        }
    });

    [Fact]
    public void ForeignKeysLeadToThePrimaryKeyOfAResource() => Assert.All(Resources.Where(resource => resource.GetProperty("schema").TryGetProperty("foreignKeys", out _)), resource =>
    {
        foreach (JsonElement key in resource.GetProperty("schema").GetProperty("foreignKeys").EnumerateArray())
        {
            string other = key.GetProperty("reference").GetProperty("resource").GetString()!;
            JsonElement target = other.Length == 0 ? resource : Resources.Single(item => item.GetProperty("name").GetString() == other);
            Assert.Contains(key.GetProperty("fields").GetString(), Fields(resource).Select(Name));
            Assert.Equal(target.GetProperty("schema").GetProperty("primaryKey")[0].GetString(), key.GetProperty("reference").GetProperty("fields").GetString());
        }
    });

    [Fact]
    public void TheEvidenceTableHasTheColumnsThatItIsKnownBy() => Assert.Equal(
        "evidence_id,abstract_id,source,abstract_no,doi,registry_ids,title,condition,design,interventions,drug_ids,cell_sources,cell_ids,sample_size_total,outcome,group,group_n,comparator,"
        + "time,time_days,statistic,value,unit,n,N,spread_kind,spread_low,spread_high,ci_level,p_operator,p_value,p_kind,direction,significant,language,quote,start,end,rule,confidence,flags,review_status",
        string.Join(',', EvidenceRow.Table.Columns.Select(column => column.Name)));

    private static IEnumerable<JsonElement> Fields(JsonElement resource) => resource.GetProperty("schema").GetProperty("fields").EnumerateArray();

    private static string? Name(JsonElement field) => field.GetProperty("name").GetString();

    [GeneratedRegex("^[-a-z0-9._]{1,50}$")]
    private static partial Regex NameRegex();
}
