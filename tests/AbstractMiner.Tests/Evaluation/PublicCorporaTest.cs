using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AbstractMiner.Annotation;
using AbstractMiner.Evaluation.PublicCorpora;
using AbstractMiner.Export;
using AbstractMiner.Stages;
using Xunit.Abstractions;

namespace AbstractMiner.Tests.Evaluation;

public sealed class PublicCorporaTest(ITestOutputHelper output) : IDisposable
{
    private static readonly Lazy<AbstractMiner.Pipeline.Pipeline> Pipeline = new(() => AbstractMiner.Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory)));

    private readonly string _folder = Directory.CreateTempSubdirectory("public").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Each row labels one stretch of a text of its own.</summary>
    [Theory]
    [InlineData("PICO-Corpus", "total n", "We randomised 84 women to letrozole or placebo.", "total-participants", "84", "84", "1/1/1", null, "the answer is labelled")]
    [InlineData("PICO-Corpus", "total n", "We randomised 84 women to letrozole or placebo.", "total-participants", "84", "90", "1/1/0", "another total told; read with another value", "the annotators read another number there")]
    [InlineData("PICO-Corpus", "percent", "Nausea occurred in 35.0% of patients.", "iv-bin-percent", "35.0%", "35", "1/1/1", null, "kind, value and place agree")]
    [InlineData("PICO-Corpus", "percent", "Nausea occurred in 35.0% of patients.", "iv-bin-percent", "of patients", "35", "1/1/0", "not read as a number", "the same number elsewhere")]
    [InlineData("PICO-Corpus", "mean", "Nausea occurred in 35.0% of patients.", "cv-cont-mean", "35.0%", "35", "1/0/0", "read as percent; no such word", "another kind at the place")]
    [InlineData("PICO-Corpus", "mean", "The mean age was high. Nausea occurred in 35.0% of patients.", "cv-cont-mean", "35.0%", "35", "1/0/0", "read as percent; the word elsewhere", "the word stands in another sentence")]
    [InlineData("PICO-Corpus", "percent", "\U0001F600 Nausea occurred in 35.0% of patients.", "iv-bin-percent", "35.0%", "35", "1/1/1", null, "places count code points")]
    [InlineData("EBM-NLP", "total n", "We randomised 84 women to letrozole or placebo.", "Other", "84", "84", "0/0/0", null, "a text without a label says nothing of the answer")]
    [InlineData("CLERx", "hazard, odds and risk ratios", "Survival was longer (hazard ratio 0.58, 95% CI 0.44-0.75).", "HR", "0.58", "0.58", "1/1/1", null, "kind and value agree")]
    [InlineData("CLERx", "hazard, odds and risk ratios", "Survival was longer (hazard ratio 0.58, 95% CI 0.44-0.75).", "OR", "0.58", "0.58", "1/1/0", "read as hazard ratio", "another kind of ratio")]
    [InlineData("BC5CDR", "chemicals", "Seizures after high doses of bupropion hydrochloride.", "Chemical", "bupropion", null, "1/1/1", null, "places overlap")]
    [InlineData("BC5CDR", "chemicals", "Serum creatinine rose.", "Chemical", "creatinine", null, "1/0/0", "a name of one word", "an analyte is no drug")]
    public void ScoresALabel(string corpus, string label, string text, string type, string stretch, string? norm, string scores, string? kind, string reason)
    {
        int start = CodePoints(text[..text.IndexOf(stretch, StringComparison.Ordinal)]);
        string row = JsonSerializer.Serialize(new
        {
            id = "a",
            text,
            entities = new[] { new { type, start, end = start + stretch.Length, text = stretch, norm = norm is null ? (object)"MESH:D000001" : decimal.Parse(norm, CultureInfo.InvariantCulture) } },
        });
        CorpusScore score = Evaluate(corpus, row);
        LabelScore found = Assert.Single(score.Labels, other => other.Label == label);
        Assert.True(scores == $"{found.Labelled}/{found.Found}/{found.Right}", $"{reason}: {found}");
        Assert.Equal(kind, score.Misses.FirstOrDefault(miss => miss.Missed)?.Kind);
    }

    [Fact]
    public void TellsMissesByKindAndNeverASentence()
    {
        string row = """{"id":"a","text":"Relief was reported by 31.5% of those who took tablets, and by 12.5% of the others.","entities":[]}""";
        PublicCorpus corpus = Corpus("PICO-Corpus");
        string table = PublicTable.Write([(corpus, 2, CorpusScore.Sum([Evaluate(corpus.Name, row), Evaluate(corpus.Name, row)]))]);
        Assert.Contains("| percent | 0.000 | 0.000 | 0.000 | 0 | 4 | |", table, StringComparison.Ordinal);
        Assert.Contains("| percent extra | not labelled | 4 | `by # of` 4 |", table, StringComparison.Ordinal);
        Assert.DoesNotContain("Relief", table, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"id":"a","text":"Short.","entities":[{"type":"HR","start":2,"end":90,"norm":1}]}""", "from 2 to 90 is not inside the text", "a place outside the text")]
    [InlineData("""{"id":"a","text":"Short."}""", "entities", "no labels")]
    [InlineData("""{"id":"a","text":null,"entities":[]}""", "text", "no text")]
    [InlineData("Short.", "no labelled text", "no JSON")]
    public void NamesTheLineThatIsNoLabelledText(string row, string told, string reason)
    {
        string file = Path.Combine(_folder, "bc5cdr.dev.jsonl");
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => Evaluate("BC5CDR", """{"id":"a","text":"Short.","entities":[]}""", row));
        Assert.Contains($"{file}, line 2", e.Message, StringComparison.Ordinal);
        Assert.True(e.Message.Contains(told, StringComparison.Ordinal), $"{reason}: {e.Message}");
        Assert.Contains("Write one object a line", e.Message, StringComparison.Ordinal);
    }

    /// <summary>The scorers beside the project define the figures.</summary>
    [Theory]
    [InlineData("PICO-Corpus")]
    [InlineData("EBM-NLP")]
    [InlineData("CLERx")]
    [InlineData("BC5CDR")]
    public void FiguresAgreeWithTheScorersBesideTheProject(string name)
    {
        string scripts = Project.PathOf("..", "shared", "score");
        string texts = Project.PathOf("..", "shared", "corpora", "public");
        if (!Directory.Exists(scripts) || !Directory.Exists(texts) || !ScorerTest.HasPython())
        {
            output.WriteLine("Not compared: ../shared or python3 is not here.");
            return;
        }

        PublicCorpus corpus = Corpus(name);
        string mined = Path.Combine(_folder, "abstracts.jsonl");
        string mentions = Path.Combine(_folder, "mentions.jsonl");
        CorpusScore score;
        using (FileStream lines = File.Create(mined))
        {
            IdentityRegister register = new();
            HashSet<string> seen = []; // a text that two files hold is one to the scorers
            score = corpus.Evaluate(texts, document =>
            {
                AnnotatedAbstract[] docs = [.. Pipeline.Value.Read(document)];
                if (seen.Add(document.Source))
                {
                    new JsonLinesExporter().Write(docs.Select(doc => new ExportedAbstract(doc, register.Enter(doc))), lines);
                }

                return docs;
            }).Score;
        }

        File.WriteAllText(mentions, Python(Path.Combine(scripts, "to_mentions.py"), mined));
        string[] files = [.. corpus.Files.Select(file => Path.Combine(texts, file))];
        string theirs = name switch
        {
            "CLERx" => Python([Path.Combine(scripts, "score_effects.py"), "--pred", mentions, "--gold", .. files]),
            "BC5CDR" => Python(Path.Combine(scripts, "score_spans.py"), "--pred", mentions, "--gold", files[0], "--gold-types", "Chemical"),
            _ => Python(Path.Combine(scripts, "score_pico.py"), "--pred", mentions, "--gold", files[0], "--split", "dev"),
        };
        output.WriteLine(theirs);
        Assert.All(score.Labels.Where(label => label.Label != "total n"), label =>
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{label.Precision:0.000}/{label.Recall:0.000}/{label.F1:0.000}"), theirs, StringComparison.Ordinal));
        Assert.All(score.Labels.Where(label => label.Label == "total n"), label =>
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"acc_any={label.Recall:0.000} "), theirs, StringComparison.Ordinal);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"P_lab={label.Precision:0.000} "), theirs, StringComparison.Ordinal);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"F1_lab={label.F1:0.000} "), theirs, StringComparison.Ordinal);
        });
    }

    private static PublicCorpus Corpus(string name) => PublicCorpus.All.Single(corpus => corpus.Name == name);

    private CorpusScore Evaluate(string name, params string[] rows)
    {
        PublicCorpus corpus = Corpus(name);
        foreach (string file in corpus.Files)
        {
            File.WriteAllText(Path.Combine(_folder, file), "");
        }

        File.WriteAllLines(Path.Combine(_folder, corpus.Files[0]), rows);
        return corpus.Evaluate(_folder, Pipeline.Value.Read).Score;
    }

    private static int CodePoints(string text) => text.EnumerateRunes().Count();

    private static string Python(params string[] arguments)
    {
        using Process python = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        string told = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.Equal(0, python.ExitCode);
        return told;
    }
}
