using AbstractMiner.Patterns;

namespace AbstractMiner.Tests.Patterns;

public class VocabularyTest
{
    private const string Rows = """
        # a head
        name	synonyms	abbreviations	zh	weak	flags
        mycophenolate mofetil		MMF	吗替麦考酚酯
        interferon gamma	IFN-γ|IFN-gamma
        sulfasalazine				*
        granulocyte colony-stimulating factor	G-CSF
        AMG 386
        statin
        vitamin D
        vitamin D3
        mycophenolic acid			麦考酚酯
        """;

    /// <summary>The rows with every tab: an editor drops those at the ends of lines.</summary>
    private static Vocabulary Padded { get; } = Vocabulary.Parse("drugs.tsv",
        string.Join('\n', Rows.Split('\n').Select(row => row[0] == '#' ? row : row + new string('\t', 5 - row.Count(c => c == '\t')))));

    [Theory]
    [InlineData("given Mycophenolate mofetil daily", "Mycophenolate mofetil", "mycophenolate mofetil", "case does not matter to a name")]
    [InlineData("given MMF daily", "MMF", "mycophenolate mofetil", "an abbreviation in its own case")]
    [InlineData("a gap of 3 mmf", null, null, "an abbreviation in another case is something else")]
    [InlineData("recombinant IFN-γ was", "IFN-γ", "interferon gamma", "a Greek letter is its name")]
    [InlineData("recombinant IFN gamma was", "IFN gamma", "interferon gamma", "a space for a hyphen")]
    [InlineData("on sulphasalazine", "sulphasalazine", "sulfasalazine", "British spelling")]
    [InlineData("AMG386 or placebo", "AMG386", "AMG 386", "letters and digits part of themselves")]
    [InlineData("AMG-386 or placebo", "AMG-386", "AMG 386", "a hyphen for a space")]
    [InlineData("AMG 3860 or placebo", null, null, "a name ends with the number")]
    [InlineData("users of statins", "statins", "statin", "plural")]
    [InlineData("vitamin D3 daily", "vitamin D3", "vitamin D3", "the longest name wins")]
    [InlineData("vitamin D daily", "vitamin D", "vitamin D", "the shorter name where the longer does not stand")]
    [InlineData("prostatins", null, null, "never inside a word")]
    [InlineData("口服吗替麦考酚酯治疗", "吗替麦考酚酯", "mycophenolate mofetil", "Chinese has no spaces: longest match over characters")]
    [InlineData("口服吗 替 麦 考 酚 酯", "吗 替 麦 考 酚 酯", "mycophenolate mofetil", "characters spaced out by a typesetter")]
    [InlineData("granulocyte\ncolony-stimulating factor", null, null, "a name does not cross blocks")]
    public void FindsNames(string text, string? found, string? name, string reason)
    {
        VocabularyMatch match = Padded.Find(text).FirstOrDefault();
        Assert.True(found == (match.Name is null ? null : match.Span.Of(text)), reason);
        Assert.True(name == match.Name?.Concept.Name, reason);
    }

    [Fact]
    public void ALaterFileAddsCorrectsAndStops()
    {
        Vocabulary vocabulary = Vocabulary.Parse(("drugs.tsv", "name\tids\tsynonyms\tflags\naspirin\tUNII:1\tASA\t\nfig\t\t\t\n"),
            ("mine.tsv", "name\tids\tsynonyms\tflags\naspirin\t\tAspro\t\nnovel-1\t\t\t\nfig\t\t\tstop\n"));
        Assert.Equal("aspirin", vocabulary.Lookup("Aspro")?.Concept.Name);
        Assert.Equal("UNII:1", vocabulary.Lookup("aspirin")!.Concept.Ids.Single());
        Assert.Equal("mine.tsv, line 2", vocabulary.Lookup("aspirin")!.Concept.Origin);
        Assert.NotNull(vocabulary.Lookup("ASA"));
        Assert.NotNull(vocabulary.Lookup("novel 1"));
        Assert.Null(vocabulary.Lookup("fig"));
    }

    [Fact]
    public void WhatALaterFileNamesKeepsWhatTheEarlierSaysOfIt()
    {
        Vocabulary vocabulary = Vocabulary.Parse(("drugs.tsv", "name\tids\tsynonyms\tweak\tflags\nparacetamol\tUNII:1\tAcetaminophen\t\t\ninsulin\tUNII:2\t\t*\t\niron\t\t\t*\t\n"),
            ("rxnorm.tsv", "name\tids\tflags\nacetaminophen\tRXCUI:161\t\ninsulin\tRXCUI:5856\t\niron\t\tstrong\n"));
        VocabularyName imported = vocabulary.Lookup("acetaminophen")!;
        Assert.Equal("paracetamol", imported.Concept.Name);
        Assert.Equal(["RXCUI:161", "UNII:1"], imported.Concept.Ids.ToArray());
        Assert.True(vocabulary.Lookup("insulin")!.IsWeak);
        Assert.False(vocabulary.Lookup("iron")!.IsWeak);
    }

    [Theory]
    [InlineData("name\tids\naspirin\n", "mine.tsv, line 2", "a cell is missing")]
    [InlineData("# head\nids\tname\n", "mine.tsv, line 2", "the name must come first")]
    [InlineData("name\tids\n\tUNII:1\n", "mine.tsv, line 2", "a concept has a name")]
    public void MalformedLinesAreToldByTheirNumber(string text, string place, string reason)
    {
        FormatException error = Assert.Throws<FormatException>(() => Vocabulary.Parse("mine.tsv", text));
        Assert.True(error.Message.Contains(place, StringComparison.Ordinal), reason);
    }

    [Fact]
    public void EveryShippedVocabularyLoadsAndStatesItsSourceAndLicence()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "models", "vocabularies");
        foreach (string file in Directory.EnumerateFiles(folder, "*.tsv"))
        {
            Assert.NotNull(Vocabulary.Load(file));
            string head = string.Concat(File.ReadLines(file).TakeWhile(line => line.StartsWith('#')));
            Assert.True(head.Contains("source:", StringComparison.Ordinal) && head.Contains("licence:", StringComparison.Ordinal) && head.Contains("date:", StringComparison.Ordinal), file);
        }
    }
}
