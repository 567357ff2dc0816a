using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests;

public class CellTaggerTest
{
    private static readonly StageResources Resources = new(AppContext.BaseDirectory);

    private static readonly IReadOnlyList<IStage> Stages =
        [.. new[] { "abbreviations", "cells" }.Select(name => StageCatalog.All.Single(entry => entry.Name == name).Create(System.Text.Json.JsonDocument.Parse("{}").RootElement, Resources))];

    [Theory]
    [InlineData("Allogeneic BM-/UC-MSCs were infused.", "MSC bone marrow Allogeneic; MSC umbilical cord Allogeneic", "a slash and a hyphen: two")]
    [InlineData("We gave bone marrow and/or umbilical cord derived MSCs.", "MSC bone marrow; MSC umbilical cord", "and/or: two")]
    [InlineData("UC-MSCT was well tolerated.", "MSC umbilical cord", "the procedure stands for the cells")]
    [InlineData("Umbilical cord MSCs were thawed. MSCs were then given.", "MSC umbilical cord", "a bare name belongs to the source named elsewhere")]
    [InlineData("Autologous haematopoietic stem cells were isolated from bone marrow.", "HSC bone marrow Autologous", "the tissue stands behind")]
    [InlineData("Knees were injected with platelet-rich plasma.", "platelet product peripheral blood", "a platelet product")]
    [InlineData("Adipose-derived MSCs from healthy donors were injected into the knee.", "MSC adipose", "a tissue with derived")]
    [InlineData("Allogeneic placenta-derived stromal cells were given intramuscularly.", "MSC placenta Allogeneic", "a placental source")]
    [InlineData("Patients received autologous bone marrow mononuclear cells by the coronary artery.", "MNC bone marrow Autologous", "mononuclear cells of the marrow")]
    [InlineData("Wharton's jelly-derived MSCs were compared with saline.", "MSC Wharton's jelly", "Wharton's jelly")]
    [InlineData("Umbilical cord blood mononuclear cells were infused once.", "MNC umbilical cord blood", "mononuclear cells of cord blood")]
    [InlineData("Autologous endothelial progenitor cells were infused in pulmonary hypertension.", "EPC Autologous", "progenitors that are given")]
    [InlineData("The number of endothelial progenitor cells rose.", "", "progenitors that are counted")]
    [InlineData("Expanded regulatory T cells were infused at diagnosis: infusion of Tregs was safe.", "Treg", "regulatory T cells that are given")]
    [InlineData("CAR T cells against CD19 were infused.", "CAR-T", "engineered T cells")]
    [InlineData("Human embryonic stem cell (ESC) lines were grafted. ESCs survived.", "ESC", "embryonic stem cells")]
    [InlineData("Autologous fibroblasts were injected into the scars.", "fibroblast Autologous", "fibroblasts that are given")]
    [InlineData("Autologous chondrocyte implantation was compared with microfracture.", "chondrocyte Autologous", "the procedure names the cells")]
    [InlineData("Burns were covered with cultured keratinocytes.", "keratinocyte", "cultured cells of the skin")]
    [InlineData("Islet transplantation restored insulin independence.", "islet pancreas", "islets of the pancreas")]
    [InlineData("A dendritic cell vaccine was given every month.", "dendritic cell", "a vaccine of cells")]
    [InlineData("Transfer of autologous T cells and dendritic cells was safe.", "T cell Autologous; dendritic cell Autologous", "one word for two cells")]
    [InlineData("Sockets were filled with platelet-rich fibrin.", "platelet product peripheral blood", "a clot of platelets")]
    [InlineData("Autologous haematopoietic stem cells were isolated from bone marrow; half of them were differentiated into MSCs.", "HSC bone marrow Autologous; MSC bone marrow Autologous", "what cells become comes from where they came from")]
    [InlineData("Hepatoma-derived NX2 cells filled the device.", "hepatoma-derived nx2 cell hepatoma", "a line of cells as the product")]
    [InlineData("Altered states of consciousness (ASC) were rated. ASC scores rose after the stem cell talk.", "", "letters defined for something else")]
    [InlineData("The HCT fell after surgery.", "", "letters that mean no cells here")]
    [InlineData("Patients with a prior red cell transfusion were left out.", "", "blood cells that are no product")]
    [InlineData("Panretinal photocoagulation (PRP) was performed.", "", "the other PRP")]
    [InlineData("The platelet count and the T cells fell.", "", "blood cells that are only counted")]
    [InlineData("Fibroblast growth factor was measured.", "", "part of another name")]
    public void FindsSources(string text, string sources, string reason)
    {
        string found = string.Join("; ", Read(text).Of<CellMention>().Select(cell => $"{cell.CellType} {cell.Tissue} {cell.Donor}".Replace("  ", " ", StringComparison.Ordinal).Trim()).Distinct().Order(StringComparer.Ordinal));
        Assert.True(sources == found, $"{reason}: {found}");
    }

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
        return Stages.Aggregate(new AnnotatedAbstract(raw, Segmenter.Segment(Normaliser.Normalise(raw)).First()), (doc, stage) => stage.Apply(doc));
    }
}
