using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests;

public class CellTaggerTest
{
    private static readonly IStage Tagger = StageCatalog.All.Single(entry => entry.Name == "cells").Create(System.Text.Json.JsonDocument.Parse("{}").RootElement, new StageResources(AppContext.BaseDirectory));

    [Theory]
    [InlineData("Allogeneic BM-/UC-MSCs were infused.", "MSC bone marrow Allogeneic; MSC umbilical cord Allogeneic", "a slash and a hyphen: two")]
    [InlineData("We gave bone marrow and/or umbilical cord derived MSCs.", "MSC bone marrow; MSC umbilical cord", "and/or: two")]
    [InlineData("UC-MSCT was well tolerated.", "MSC umbilical cord", "the procedure stands for the cells")]
    [InlineData("Umbilical cord MSCs were thawed. MSCs were then given.", "MSC umbilical cord", "a bare name belongs to the source named elsewhere")]
    [InlineData("Autologous haematopoietic stem cells were isolated from bone marrow.", "HSC bone marrow Autologous", "the tissue stands behind")]
    [InlineData("Knees were injected with platelet-rich plasma.", "platelet product peripheral blood", "a platelet product")]
    [InlineData("Panretinal photocoagulation (PRP) was performed.", "", "the other PRP")]
    [InlineData("The platelet count and the T cells fell.", "", "blood cells that are only counted")]
    [InlineData("Fibroblast growth factor was measured.", "", "part of another name")]
    public void FindsSources(string text, string sources, string reason) =>
        Assert.True(sources == string.Join("; ", Read(text).Of<CellMention>().Select(cell => $"{cell.CellType} {cell.Tissue} {cell.Donor}".Trim()).Distinct().Order(StringComparer.Ordinal)), reason);

    [Theory]
    [InlineData("They received 1×106 UC-MSCs/kg once.", 1_000_000, "cells/kg", FlagKind.FlattenedExponent, "the exponent stands on the line")]
    [InlineData("They received 2 × 10^7 UC-MSCs.", 20_000_000, "cells", null, "a written power")]
    [InlineData("They received 1×10 UC-MSCs/kg once.", null, "cells/kg", FlagKind.LostExponent, "the exponent is lost: no value")]
    [InlineData("UC-MSCs were given at one million cells per kilogram.", 1_000_000, "cells/kg", null, "in words")]
    [InlineData("UC-MSCs (1 million/kg) were given.", 1_000_000, "cells/kg", null, "half in words")]
    public void ReadsDoses(string text, int? value, string unit, FlagKind? flag, string reason)
    {
        AnnotatedAbstract doc = Read(text);
        CellDose dose = doc.Of<CellMention>().First().Dose!;
        Assert.True(value == (int?)dose.Value && unit == dose.Unit, reason);
        Assert.Equal(flag, doc.Flags.Select(found => (FlagKind?)found.Kind).SingleOrDefault());
    }

    private static AnnotatedAbstract Read(string text)
    {
        RawDocument raw = new("test", null, text);
        return Tagger.Apply(new AnnotatedAbstract(raw, Segmenter.Segment(Normaliser.Normalise(raw)).First()));
    }
}
