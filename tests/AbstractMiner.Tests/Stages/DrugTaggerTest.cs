using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;

namespace AbstractMiner.Tests;

public class DrugTaggerTest
{
    private static readonly StageResources Resources = new(AppContext.BaseDirectory);

    private static readonly IReadOnlyList<IStage> Stages =
        [.. new[] { "abbreviations", "cells", "drugs" }.Select(name => StageCatalog.All.Single(entry => entry.Name == name).Create(System.Text.Json.JsonDocument.Parse("{}").RootElement, Resources))];

    public static TheoryData<string> DrugFree => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Stages", "DrugFreeParagraphs.txt")).Where(line => line.Length > 0)];

    [Theory]
    [MemberData(nameof(DrugFree))]
    public void AParagraphWithoutADrugGivesNone(string paragraph) =>
        Assert.Empty(Read(paragraph).Of<DrugMention>().Select(drug => drug.Name));

    [Fact]
    public void ThereAreFiftyOfThem() => Assert.True(((IEnumerable<object[]>)DrugFree).Count() >= 50);

    [Theory]
    [InlineData("Patients were randomised to MabThera 1 g or placebo.", "rituximab", "a brand is its generic")]
    [InlineData("They received oral Adrenaline twice.", "epinephrine", "an older name")]
    [InlineData("Mycophenolate mofetil (MMF) was stopped. MMF was given again later.", "mycophenolate mofetil", "the text's own abbreviation")]
    [InlineData("Children received zinc supplementation for a year; serum zinc was measured.", "zinc", "given, then measured")]
    [InlineData("All were treated with AMG 386 weekly.", "amg 386", "a code that is given")]
    [InlineData("Zolbertinib was well tolerated.", "zolbertinib", "the stem of a name no list has")]
    [InlineData("Bactrim was prescribed to both.", "sulfamethoxazole,trimethoprim", "a combination is its parts")]
    [InlineData("Two cycles of FOLFOX were given.", "fluorouracil,folinic acid,oxaliplatin", "a regimen is its drugs")]
    [InlineData("Sildenafil, a selective PDE5 inhibitor, was taken at night.", "sildenafil", "a class that only describes")]
    [InlineData("PDE5 inhibitors were stopped before the study.", "phosphodiesterase 5 inhibitor", "a class that stands for itself")]
    [InlineData("Users of statins were compared with others.", "statin", "a class in the singular")]
    [InlineData("Cells were kept in DMEM with 1% penicillin-streptomycin.", "", "a reagent")]
    [InlineData("Plasma total antioxidant capacity (TAC) rose. TAC was lower in cancer.", "", "letters that the text defines for something else")]
    [InlineData("Sixty patients of ASA I-II were enrolled.", "", "a physical status")]
    [InlineData("Opioid-dependent adults took methadone 40 mg.", "methadone", "who is studied, not what is given")]
    [InlineData("The anxiolytic effects of massage were studied.", "", "what a class of drugs does")]
    [InlineData("Dextromethorphan (DM) was tried: DM60 and DM120 were alike.", "dextromethorphan", "arms named by the dose")]
    [InlineData("Women were stimulated with HMG 150 IU.", "menotropins", "a name of fertility care")]
    [InlineData("Cultures were stimulated, and an IL-6 blocking antibody was added.", "anti-IL-6 antibody", "an antibody that blocks is given")]
    public void FindsDrugs(string text, string names, string reason) =>
        Assert.True(names == string.Join(',', Read(text).Of<DrugMention>().Select(drug => drug.Name).Distinct().Order(StringComparer.Ordinal)), reason);

    [Theory]
    [InlineData("TITLE: Tofacitinib versus adalimumab in arthritis\n\nMETHODS: Patients on stable methotrexate were randomised to tofacitinib 5 mg or adalimumab.", "tofacitinib", DrugRole.Intervention, "named first in the title")]
    [InlineData("TITLE: Tofacitinib versus adalimumab in arthritis\n\nMETHODS: Patients on stable methotrexate were randomised to tofacitinib 5 mg or adalimumab.", "adalimumab", DrugRole.Comparator, "stands behind versus")]
    [InlineData("TITLE: Tofacitinib versus adalimumab in arthritis\n\nMETHODS: Patients on stable methotrexate were randomised to tofacitinib 5 mg or adalimumab.", "methotrexate", DrugRole.Background, "stable before the study")]
    [InlineData("TITLE: Belimumab in lupus\n\nMETHODS: Eligible patients were refractory to cyclophosphamide.", "cyclophosphamide", DrugRole.Prior, "failed before")]
    [InlineData("TITLE: Lidocaine after colectomy\n\nRESULTS: Morphine consumption was lower with lidocaine.", "morphine", DrugRole.Background, "consumed by both groups")]
    public void ReadsRoles(string text, string name, DrugRole role, string reason) =>
        Assert.True(role == Read(text).Of<DrugMention>().First(drug => drug.Name == name).Role, reason);

    private static AnnotatedAbstract Read(string text)
    {
        RawDocument raw = new("test", null, text);
        return Stages.Aggregate(new AnnotatedAbstract(raw, Segmenter.Segment(Normaliser.Normalise(raw)).First()), (doc, stage) => stage.Apply(doc));
    }
}
