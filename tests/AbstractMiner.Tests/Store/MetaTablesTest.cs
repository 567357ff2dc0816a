using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AbstractMiner.Export;
using AbstractMiner.Store;
using AbstractMiner.Store.Tables;

namespace AbstractMiner.Tests.Store;

public sealed class MetaTablesTest : IDisposable
{
    private readonly StoreRun _run = EvidenceDatabaseTest.Trial()
        .Abstract("b1", ("condition", "lupus nephritis"), ("doi", "10.5555/b1"))
        .Finding("f1", "b1", "response", "cells", "percent", "60.0", ("time", "week 52"), ("n", "18"), ("N", "30"))
        .Finding("f2", "b1", "response", "control", "percent", "40.0", ("time", "week 52"), ("n", "12"), ("N", "30"))
        .Finding("f3", "b1", "relapse", "=HYPERLINK(\"x\")", "percent", "-3.5", ("p_operator", "lt"), ("p_value", "0.05"));

    private readonly EvidenceDatabase _database = EvidenceDatabase.Open("sqlite::memory:");

    public MetaTablesTest() => _database.Load(_run.Write());

    public void Dispose()
    {
        _database.Dispose();
        _run.Dispose();
    }

    [Fact]
    public void MetaforGetsEventsAndTotalsOfEveryStudy()
    {
        IReadOnlyList<string> files = MetaTables.Forms["metafor"](_database, _run.Folder);
        Assert.Equal(["metafor_binary.csv", "metafor_continuous.csv", "metafor_effect.csv"], files.Select(Path.GetFileName));
        Assert.Equal([("13", "24", "6", "24"), ("18", "30", "12", "30")],
            Csv.Read(files[0]).Where(row => row["outcome"] == "response").Select(row => (row["ai"], row["n1i"], row["ci"], row["n2i"])));
    }

    [Fact]
    public void RPoolsWhatTheTestPoolsByHand()
    {
        string table = MetaTables.Forms["metafor"](_database, _run.Folder)[0];

        // Two log odds ratios, weighted by their inverse variances (Cochrane Handbook 10.3).
        (double Log, double Weight)[] studies = [.. new[] { (13, 24, 6, 24), (18, 30, 12, 30) }.Select(item =>
        {
            (double a, double b, double c, double d) = (item.Item1, item.Item2 - item.Item1, item.Item3, item.Item4 - item.Item3);
            return (Math.Log(a * d / (b * c)), 1 / ((1 / a) + (1 / b) + (1 / c) + (1 / d)));
        })];
        double pooled = studies.Sum(study => study.Log * study.Weight) / studies.Sum(study => study.Weight);
        Assert.Equal(1.000, pooled, 3);

        if (Told("Rscript", "-e", "cat(requireNamespace('metafor', quietly = TRUE))") != "TRUE")
        {
            Console.WriteLine("Not run: there is no R with metafor on this machine; the estimate by hand alone was checked.");
            return;
        }

        string told = Told("Rscript", "-e", $"suppressMessages(library(metafor)); d <- subset(read.csv('{table}'), outcome == 'response'); cat(format(rma(measure='OR', ai=ai, n1i=n1i, ci=ci, n2i=n2i, data=d, method='FE')$b[1], digits=10))")!;
        Assert.Equal(pooled, double.Parse(told, CultureInfo.InvariantCulture), 8);
    }

    [Fact]
    public void RevManGetsARowAStudyWithItsQuote()
    {
        IReadOnlyDictionary<string, string> row = Csv.Read(MetaTables.Forms["revman"](_database, _run.Folder)[0]).First();
        Assert.Equal(("Trial a1", "response", "week 52", "13", "24", "6", "24", "response 54.2"),
            (row["Study"], row["Outcome"], row["Subgroup"], row["Experimental events"], row["Experimental total"], row["Control events"], row["Control total"], row["Quote"]));
    }

    [Fact]
    public void FhirHasTheElementsThatR5Requires()
    {
        using JsonDocument bundle = JsonDocument.Parse(File.ReadAllText(MetaTables.Forms["fhir"](_database, _run.Folder)[0]));
        Assert.Equal("Bundle", bundle.RootElement.GetProperty("resourceType").GetString());
        JsonElement[] resources = [.. bundle.RootElement.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource"))];
        string[] ids = [.. resources.Select(resource => resource.GetProperty("id").GetString()!)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9.-]{1,64}$", id));
        Assert.All(resources, resource => Assert.Equal("active", resource.GetProperty("status").GetString()));
        HashSet<string> variables = [.. resources.Where(resource => resource.GetProperty("resourceType").GetString() == "EvidenceVariable").Select(resource => $"EvidenceVariable/{resource.GetProperty("id").GetString()}")];

        string[] known = ["resourceType", "id", "identifier", "status", "title", "relatedArtifact", "description", "variableDefinition", "statistic"];
        JsonElement[] evidence = [.. resources.Where(resource => resource.GetProperty("resourceType").GetString() == "Evidence")];
        Assert.Equal(11, evidence.Length);
        foreach (JsonElement item in evidence)
        {
            Assert.Empty(item.EnumerateObject().Select(property => property.Name).Except(known));
            JsonElement[] definitions = [.. item.GetProperty("variableDefinition").EnumerateArray()];
            Assert.NotEmpty(definitions); // 1..*
            Assert.All(definitions, definition => Assert.NotEmpty(definition.GetProperty("variableRole").GetProperty("coding").EnumerateArray())); // 1..1
            Assert.All(definitions.Where(definition => definition.TryGetProperty("observed", out _)), definition => Assert.Contains(definition.GetProperty("observed").GetProperty("reference").GetString()!, variables));
        }

        JsonElement odds = evidence.Single(item => item.GetProperty("id").GetString() == "e3").GetProperty("statistic")[0];
        Assert.Equal("STATO:0000182", odds.GetProperty("statisticType").GetProperty("coding")[0].GetProperty("code").GetString());
        Assert.Equal((3.5m, 0.95m, 1.1m, 11.8m), (odds.GetProperty("quantity").GetProperty("value").GetDecimal(), odds.GetProperty("attributeEstimate")[0].GetProperty("level").GetDecimal(),
            odds.GetProperty("attributeEstimate")[0].GetProperty("range").GetProperty("low").GetProperty("value").GetDecimal(), odds.GetProperty("attributeEstimate")[0].GetProperty("range").GetProperty("high").GetProperty("value").GetDecimal()));
        Assert.Equal("25.0", evidence.Single(item => item.GetProperty("id").GetString() == "e2").GetProperty("statistic")[0].GetProperty("quantity").GetProperty("value").GetRawText());
    }

    [Fact]
    public void RisNamesEveryAbstractOnce()
    {
        string text = File.ReadAllText(MetaTables.Forms["ris"](_database, _run.Folder)[0]);
        Assert.Equal(2, text.Split("TY  - ABST").Length - 1);
        Assert.Contains("DO  - 10.5555/b1\r\n", text, StringComparison.Ordinal);
    }

    private static string? Told(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string told = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return told.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
