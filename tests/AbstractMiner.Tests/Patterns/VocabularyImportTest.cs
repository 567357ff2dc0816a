using AbstractMiner.Patterns;

namespace AbstractMiner.Tests.Patterns;

/// <summary>A few records in the form of each real release, and what a break in them does.</summary>
public sealed class VocabularyImportTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vocabulary").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private const string Obo = """
        format-version: 1.2

        [Term]
        id: CL:0000134
        name: mesenchymal stem cell
        synonym: "mesenchymal stromal cell" EXACT []
        synonym: "bone-forming cell" RELATED []
        xref: MESH:D044982

        [Term]
        id: CL:0000999
        name: a name no longer used
        is_obsolete: true

        [Typedef]
        id: part_of
        """;

    private const string RxNorm = """
        1191|ENG|P|L1|PF|S1|Y|A1||1191||RXNORM|IN|1191|aspirin||N||
        1191|ENG|S|L2|PF|S2|Y|A2||||MTHSPL|SU|R16CO5Y76E|ASPIRIN||N||
        1191|ENG|S|L3|PF|S3|Y|A3||||DRUGBANK|SY|DB00945|Acetylsalicylic acid||N||
        198466|ENG|P|L4|PF|S4|Y|A4||198466||RXNORM|SCD|198466|aspirin 325 MG Oral Capsule||N||
        """;

    private const string MeshXml = """
        <?xml version="1.0"?>
        <!DOCTYPE DescriptorRecordSet SYSTEM "https://example.org/desc.dtd">
        <DescriptorRecordSet>
        <DescriptorRecord><DescriptorUI>D001241</DescriptorUI><DescriptorName><String>Aspirin</String></DescriptorName>
        <PharmacologicalActionList><PharmacologicalAction><DescriptorReferredTo><DescriptorUI>D000894</DescriptorUI><DescriptorName><String>Anti-Inflammatory Agents</String></DescriptorName></DescriptorReferredTo></PharmacologicalAction></PharmacologicalActionList>
        <ConceptList><Concept><ConceptName><String>Aspirin</String></ConceptName><RegistryNumber>R16CO5Y76E</RegistryNumber>
        <TermList><Term><TermUI>T003679</TermUI><String>Aspirin</String></Term><Term><TermUI>T003680</TermUI><String>Acetylsalicylic Acid</String></Term></TermList></Concept></ConceptList>
        </DescriptorRecord>
        </DescriptorRecordSet>
        """;

    private const string MeshAscii = """
        *NEWRECORD
        RECTYPE = D
        MH = Aspirin
        ENTRY = Acetylsalicylic Acid|T109|NON|EQV
        UI = D001241

        *NEWRECORD
        RECTYPE = C
        NM = abatacept
        SY = BMS 188667|T116
        UI = C099123
        """;

    private const string Atc = "code\tname\nB01AC\tplatelet aggregation inhibitors\nB01AC06\tAcetylsalicylic acid\n";

    [Theory]
    [InlineData("obo", Obo, "mesenchymal stromal cell", "CL:0000134,MESH:D044982", 1, "exact synonyms; obsolete terms and other stanzas are passed over")]
    [InlineData("rxnorm", RxNorm, "Acetylsalicylic acid", "RXCUI:1191,UNII:R16CO5Y76E,DRUGBANK:DB00945", 1, "ingredients with the ids of the sources; no products")]
    [InlineData("mesh-xml", MeshXml, "Acetylsalicylic Acid", "MESH:D001241,UNII:R16CO5Y76E", 1, "a record's own id and name, not those it refers to")]
    [InlineData("mesh-ascii", MeshAscii, "BMS 188667", "MESH:C099123", 2, "descriptors and supplementary concepts")]
    [InlineData("atc", Atc, "acetylsalicylic acid", "ATC:B01AC06", 2, "substances and classes")]
    public void AReleaseBecomesAVocabulary(string format, string release, string name, string ids, int concepts, string reason)
    {
        string vocabulary = Path.Combine(_folder, "out.tsv");
        Assert.Equal(concepts, VocabularyImport.Import(FormatOf(format), Write(release), vocabulary));
        Assert.True(ids == string.Join(',', Vocabulary.Load(vocabulary).Lookup(name)?.Concept.Ids ?? []), reason);
    }

    [Theory]
    [InlineData("obo", "[Term]\nid: CL:1\nname: a cell\nbroken\n", "line 4", "a line without a tag")]
    [InlineData("obo", "[Term]\nname: a cell\n\n[Term]\nid: CL:2\nname: b\n", "line 1", "a term without an id")]
    [InlineData("rxnorm", "1191|ENG|P|L1|PF|S1|Y|A1||1191||RXNORM|IN|1191|aspirin||N||\n1192|ENG|P\n", "line 2", "a line cut off")]
    [InlineData("mesh-xml", "<DescriptorRecordSet>\n<DescriptorRecord><DescriptorUI>D1</DescriptorUI>\n", "line", "a file cut off")]
    [InlineData("mesh-ascii", "*NEWRECORD\nMH = Aspirin\nUI D001241\n", "line 3", "an element without its sign")]
    [InlineData("atc", "code\tname\nB01AC06\tAspirin\nB01\n", "line 3", "a code without a name")]
    public void AMalformedLineIsToldByItsNumberAndNothingRemains(string format, string release, string place, string reason)
    {
        string vocabulary = Path.Combine(_folder, "out.tsv");
        File.WriteAllText(vocabulary, "as it was");
        ReleaseException error = Assert.Throws<ReleaseException>(() => VocabularyImport.Import(FormatOf(format), Write(release), vocabulary));
        Assert.True(error.Message.Contains(place, StringComparison.Ordinal), reason);
        Assert.Equal("as it was", File.ReadAllText(vocabulary));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    private static ReleaseFormat FormatOf(string name) => VocabularyImport.Formats.Single(format => format.Name == name);

    private string Write(string release)
    {
        string file = Path.Combine(_folder, "release");
        File.WriteAllText(file, release);
        return file;
    }
}
