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
    [InlineData("Adults received ropinirole (dopamine agonist) at night.", "ropinirole", "a class in brackets that only describes")]
    [InlineData("The block was made with 0.2% lidocaine with 1:1,000,000 epinephrine.", "epinephrine,lidocaine", "a dilution is given")]
    [InlineData("Infants got milk fortified with probiotic Bifidobacterium lactis HN019.", "bifidobacterium lactis hn019", "a probiotic strain")]
    [InlineData("PDE5 inhibitors were stopped before the study.", "PDE5 inhibitor", "a class that stands for itself")]
    [InlineData("Users of statins were compared with others.", "statin", "a class in the singular")]
    [InlineData("Cells were kept in DMEM with 1% penicillin-streptomycin.", "", "a reagent")]
    [InlineData("Plasma total antioxidant capacity (TAC) rose. TAC was lower in cancer.", "", "letters that the text defines for something else")]
    [InlineData("Sixty patients of ASA I-II were enrolled.", "", "a physical status")]
    [InlineData("Opioid-dependent adults took methadone 40 mg.", "methadone", "who is studied, not what is given")]
    [InlineData("The anxiolytic effects of massage were studied.", "", "what a class of drugs does")]
    [InlineData("Dextromethorphan (DM) was tried: DM60 and DM120 were alike.", "dextromethorphan", "arms named by the dose")]
    [InlineData("Women were stimulated with HMG 150 IU.", "human menopausal gonadotropin", "a name of fertility care")]
    [InlineData("The drink was composed of glutamine, L-carnitine and selenium.", "glutamine,l-carnitine,selenium", "what is said of a list goes for each")]
    [InlineData("Bifidobacterium lactis HN019 was added to milk: supplementation with Bifidobacterium lactis HN019 was safe.", "bifidobacterium lactis hn019", "a strain is named with its code")]
    [InlineData("Women used PRO2000 gel.", "pro2000", "a code is spelled as the text spells it")]
    [InlineData("n-3 polyunsaturated fatty acids (n-3 PUFA) were given; n-3 PUFA lowered triglycerides.", "n-3 polyunsaturated fatty acid", "without a nonproprietary name, by the words of the text")]
    [InlineData("They received XKB4 or placebo.", "xkb4", "the other choice beside placebo")]
    [InlineData("Patients failed on a sulfonylurea, metformin or pioglitazone.", "metformin,pioglitazone,sulfonylurea", "a class in a list stands for itself")]
    [InlineData("Failure was rarer (AS+AQ 13.3%; AL 15.2%).", "", "a share behind letters is no code")]
    [InlineData("Capsules held cranberry (poly)phenols 400 mg.", "", "the tail of a word")]
    [InlineData("We compared the outcome of the LAMA trial.", "", "letters that name a study")]
    [InlineData("The mitochondrial target of thiazolidinediones (mTOT) was blocked; thiazolidinediones were given. An mTOT modulator failed.", "thiazolidinedione", "the short form stands for more than the drug")]
    [InlineData("Prostaglandin E2 (dinoprostone) gel was given.", "dinoprostone", "the name of the drug stands in brackets")]
    [InlineData("Women had doxorubicin-based chemotherapy.", "doxorubicin", "a wide class beside its drug")]
    [InlineData("Controls received 600 mg m-2cyclophosphamide.", "cyclophosphamide", "a lost space before the name")]
    [InlineData("They took loop diuretics.", "loop diuretic", "a class as the text calls it")]
    [InlineData("They took diuretic agents.", "diuretic", "a word that says no more than that it is given")]
    [InlineData("Patients were treated with BAY 43-9006.", "bay 43-9006", "a code stays where the text has no other name")]
    [InlineData("Patients were treated with BAY 43-9006 (sorafenib).", "sorafenib", "a code beside its name")]
    [InlineData("Solvanoic acid (SVA) was tested: they took SVA or placebo.", "solvanoic acid", "a name that the text defines and gives")]
    [InlineData("Eye movement therapy (EMT) was tested: EMT or placebo was given.", "", "what the text defines is a procedure")]
    [InlineData("The effects of solvanox, a selective SV1 receptor antagonist, were studied.", "solvanox", "an unknown name that the text explains")]
    [InlineData("The effect of melatonin as an antidepressant was studied.", "melatonin", "what a drug is tried as")]
    [InlineData("Lesions were marked with iodine-125 seeds.", "", "an isotope in a device")]
    [InlineData("They received lactulose, branched-chain amino acids and rifaximin.", "branched-chain amino acid,lactulose,rifaximin", "a class of nutrients in a list of drugs")]
    [InlineData("Wounds were washed with povidone-iodine; iodine stained the skin.", "povidone-iodine", "the short name of a drug that the text has in full")]
    [InlineData("Sleep rose from the premidazolam night to the midazolam night.", "midazolam", "what was before the drug")]
    [InlineData("Cultures were stimulated, and an IL-6 blocking antibody was added.", "anti-IL-6 antibody", "an antibody that blocks is given")]
    public void FindsDrugs(string text, string names, string reason) =>
        Assert.Equal((names, reason), (string.Join(',', Read(text).Of<DrugMention>().Select(drug => drug.Name).Distinct().Order(StringComparer.Ordinal)), reason));

    [Theory]
    [InlineData("TITLE: Tofacitinib versus adalimumab in arthritis\n\nMETHODS: Patients on stable methotrexate were randomised to tofacitinib 5 mg or adalimumab.", "tofacitinib", DrugRole.Intervention, "named first in the title")]
    [InlineData("TITLE: Tofacitinib versus adalimumab in arthritis\n\nMETHODS: Patients on stable methotrexate were randomised to tofacitinib 5 mg or adalimumab.", "adalimumab", DrugRole.Comparator, "stands behind versus")]
    [InlineData("TITLE: Tofacitinib versus adalimumab in arthritis\n\nMETHODS: Patients on stable methotrexate were randomised to tofacitinib 5 mg or adalimumab.", "methotrexate", DrugRole.Background, "stable before the study")]
    [InlineData("TITLE: Belimumab in lupus\n\nMETHODS: Eligible patients were refractory to cyclophosphamide.", "cyclophosphamide", DrugRole.Prior, "failed before")]
    [InlineData("TITLE: Lidocaine after colectomy\n\nRESULTS: Morphine consumption was lower with lidocaine.", "morphine", DrugRole.Background, "consumed by both groups")]
    [InlineData("TITLE: Fentanyl or remifentanil in labour\n\nMETHODS: Women were given fentanyl or remifentanil.", "remifentanil", DrugRole.Comparator, "the other choice")]
    [InlineData("TITLE: Acupuncture for dementia\n\nMETHODS: Adults were randomly allocated to either acupuncture or donepezil 5 mg.", "donepezil", DrugRole.Comparator, "the other choice beside no drug")]
    [InlineData("TITLE: Adding insulin degludec in type 2 diabetes\n\nOBJECTIVE: To see what insulin degludec adds in adults with type 2 diabetes receiving metformin.\n\nMETHODS: They were randomised to insulin degludec or placebo.", "metformin", DrugRole.Background, "what the adults of the aim receive")]
    [InlineData("TITLE: RX-P7 versus reference infliximab in colitis\n\nMETHODS: Adults were randomised to RX-P7 or infliximab.", "infliximab", DrugRole.Comparator, "the reference product")]
    [InlineData("TITLE: Balugrastim versus pegfilgrastim in women receiving chemotherapy with docetaxel\n\nMETHODS: Women got balugrastim or pegfilgrastim.", "docetaxel", DrugRole.Background, "what all receive")]
    [InlineData("TITLE: Intranasal sedation using ketamine and midazolam in children\n\nMETHODS: Children received ketamine or midazolam.", "ketamine", DrugRole.Intervention, "the means that a title names")]
    [InlineData("TITLE: Nerve blocks after surgery\n\nRESULTS: The total amount of fentanyl required was lower, and fentanyl consumption fell.", "fentanyl", DrugRole.Background, "consumed, though it is the only drug")]
    [InlineData("TITLE: Ropivacaine for pain\n\nMETHODS: Adults were given ropivacaine. Patients on morphine were excluded.", "morphine", DrugRole.Mentioned, "who takes it is left out")]
    [InlineData("TITLE: Ketamine against myalgia\n\nMETHODS: Adults were randomised to ketamine or saline. Anesthesia was induced in all by injecting 2 mg/kg of propofol.", "propofol", DrugRole.Background, "what all are put to sleep with")]
    [InlineData("TITLE: Spinal block after caesarean\n\nMETHODS: Women had levobupivacaine. Patients received 4 mg of morphine as a rescue.", "morphine", DrugRole.Background, "a rescue")]
    [InlineData("TITLE: Lactate with antipsychotics\n\nMETHODS: Thirty received haloperidol and thirty received olanzapine.\n\nRESULTS: Lactate was higher in patients receiving haloperidol.", "haloperidol", DrugRole.Intervention, "patients who receive it are an arm")]
    [InlineData("TITLE: A new filgrastim in women receiving TAC chemotherapy for breast cancer\n\nMETHODS: Women were randomised to filgrastim or placebo.", "chemotherapy", DrugRole.Background, "stands behind what all receive")]
    [InlineData("TITLE: Sitagliptin in diabetes\n\nMETHODS: Adults did not achieve the target with metformin.", "metformin", DrugRole.Prior, "did not help enough")]
    [InlineData("TITLE: Esomeprazole in cystic fibrosis\n\nBACKGROUND: Many patients take proton pump inhibitors.\n\nMETHODS: Adults were randomised to esomeprazole or placebo.", "proton pump inhibitor", DrugRole.Mentioned, "the study's drug is one of them")]
    [InlineData("TITLE: Trastuzumab for six months\n\nMETHODS: Women were randomised to trastuzumab for 6 or 12 months. All patients received epirubicin 75 mg/m2 and cyclophosphamide.", "cyclophosphamide", DrugRole.Background, "what all received")]
    [InlineData("TITLE: Memantine against neuropathy\n\nMETHODS: Women scheduled for four courses of weekly paclitaxel were randomly assigned to memantine or placebo.", "paclitaxel", DrugRole.Background, "what those who are randomised are scheduled for")]
    [InlineData("TITLE: Effect of clonidine on agitation using desflurane\n\nMETHODS: Children received clonidine 1 mg or 2 mg.", "desflurane", DrugRole.Background, "what is used behind the drug of the title")]
    [InlineData("TITLE: Neratinib after trastuzumab-based therapy\n\nMETHODS: Women were randomised to neratinib or placebo after trastuzumab-based adjuvant therapy.", "trastuzumab", DrugRole.Prior, "what the study comes after")]
    [InlineData("TITLE: Bisphosphonates in cancer: clodronate after surgery\n\nMETHODS: Women were randomised to clodronate or placebo.", "bisphosphonate", DrugRole.Intervention, "the class that the title names")]
    [InlineData("TITLE: Lidocaine against sevoflurane-induced agitation\n\nMETHODS: Children were randomised to lidocaine or saline.", "sevoflurane", DrugRole.Background, "induces what is treated")]
    public void ReadsRoles(string text, string name, DrugRole role, string reason) =>
        Assert.Equal((role, reason), (Read(text).Of<DrugMention>().First(drug => drug.Name == name).Role, reason));

    private static AnnotatedAbstract Read(string text)
    {
        RawDocument raw = new("test", null, text);
        return Stages.Aggregate(new AnnotatedAbstract(raw, Segmenter.Segment(Normaliser.Normalise(raw)).First()), (doc, stage) => stage.Apply(doc));
    }
}
