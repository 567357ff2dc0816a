using System.Text.Json;
using AbstractMiner.Ingest;

namespace AbstractMiner.Tests.Ingest;

/// <summary>Glues abstracts together in the ways that dumps do, and counts what comes out.</summary>
public class SegmenterGlueTest(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly string[] Drugs = ["herbal tea", "warm milk", "a walking programme", "evening reading", "cold baths", "breathing lessons", "garden work", "choir singing"];

    private static readonly string[] Pains = ["poor sleep", "back pain", "low mood", "stiff knees", "cold hands", "tired eyes"];

    private static readonly string[] Places = ["Hilltown", "Westhaven", "Eastbridge", "Northbridge", "Rivertown"];

    private sealed record Made(string Title, string[] Parts)
    {
        public string Prose => string.Join(' ', Parts);
    }

    /// <summary>An abstract that no one wrote before, with the numbers that its turn gives it.</summary>
    private static Made Make(int turn)
    {
        string drug = Drugs[turn % Drugs.Length];
        string pain = Pains[turn / 2 % Pains.Length];
        int n = 20 + (turn * 7 % 80);
        return new Made(
            $"{char.ToUpperInvariant(drug[0])}{drug[1..]} versus rest for {pain} in adults of {Places[turn % Places.Length]}: a randomised trial",
            [
                $"Many adults suffer from {pain}, and it is not known whether {drug} helps them more than rest does. The aim was to compare the two in daily practice over a year.",
                $"We assigned {2 * n} adults with {pain} at random to {drug} or to rest for {4 + (turn % 9)} weeks. The primary outcome was the change of a symptom score that the patients filled in themselves at every visit to the clinic.",
                $"The score fell by {turn % 7}.{turn % 10} points with {drug} and by 0.{1 + (turn % 8)} points with rest (P = 0.0{1 + (turn % 4)}). Of {n} patients, {n / 3} were free of symptoms at the end of the study, and no serious adverse events were seen in either group.",
                $"These findings suggest that {drug} may help patients with {pain}. Further studies should be longer and larger.",
            ]);
    }

    private static string Sections(Made made, string background, string methods, string results, string conclusions, string mark) =>
        $"{background}{mark}{made.Parts[0]}\n{methods}{mark}{made.Parts[1]}\n{results}{mark}{made.Parts[2]}\n{conclusions}{mark}{made.Parts[3]}";

    public static TheoryData<string, string> Ways => new()
    {
        { "titles and headings", "{title}\n\nA. Author, B. Writer\nClinic of Sleep, {place}\n\n{colon}\n\n" },
        { "headings alone", "{colon}\n " },
        { "run-in headings", "{runin}\n\n" },
        { "headings in capitals", "{title}\n{caps}\n\n" },
        { "titles in capitals", "{TITLE}\nA. Author, B. Writer. Clinic of Sleep, {place}\n{colon}\n" },
        { "numbers of posters", "P-{number} {title}\nA. Author\n\n{colon}\n\n" },
        { "numbers with zeros", "OP0{number}\n{TITLE}\n{colon}\n\n" },
        { "numbers in words", "Abstract {number}\n{title}\n\n{prose}\n\n" },
        { "an export", "TITLE:\n{title}\n\n\n\nABSTRACT.BACKGROUND:\n{prose}\n\n" },
        { "paragraphs with their titles as sentences", "{title}. {prose}\n\n" },
        { "paragraphs below titles", "{title}\n{prose}\n\n" },
        { "rules", "{title}. {prose}\n\n----------\n\n" },
        { "a list of citations", "{turn}. J Rest. 2031 Mar;12(3):1-9. doi: 10.5555/rest.{number}.\n\n{title}.\n\nAuthor A(1), Writer B(2).\n\n{colon}\n\nPMID: 9{number}\n\n" },
        { "titles with a full stop", "{title}.\n{colon}\n\n" },
        { "paragraphs below titles with a full stop", "{title}.\n\n{prose}\n\n" },
        { "keywords", "{title}\nA. Author, B. Writer\nClinic of Sleep, {place}\n\n{prose}\nKey words: rest, {place}\n\n" },
        { "wrapped paragraphs with authors", "{wrapped title}\nA. Author, B. Writer\nClinic of Sleep, {place}\n{wrapped prose}\nKey words: rest, {place}\n\n" },
        { "pages", "\f{number} | Abstracts of the Rest Congress\n\n{wrapped title}\n\nA. Author, B. Writer\n\n{wrapped}\n\n" },
        { "wrapped lines", "{wrapped title}\n\nA. Author, B. Writer\n\n{wrapped}\n\n" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void GluedAbstractsComeApart(string way, string pattern)
    {
        for (int round = 0; round < 25; round++)
        {
            int count = 3 + (round % 4);
            string dump = string.Concat(Enumerable.Range(0, count).Select(i => Print(Make((round * 11) + i), pattern, i + 1)));
            int found = Segmenter.Segment(Normaliser.Normalise(dump)).Count();
            Assert.True(found == count, $"{way}, round {round}: {found} of {count}\n{dump}");
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void OneAbstractStaysWhole(string way, string pattern)
    {
        for (int round = 0; round < 25; round++)
        {
            int found = Segmenter.Segment(Normaliser.Normalise(Print(Make(round), pattern, 1))).Count();
            Assert.True(found == 1, $"{way}, round {round}: {found}");
        }
    }

    [Fact]
    public void ParagraphsOfOneAbstractStayTogether()
    {
        for (int round = 0; round < 25; round++)
        {
            Made made = Make(round);
            Assert.Single(Segmenter.Segment(Normaliser.Normalise($"{made.Title}\n\n{string.Join("\n\n", made.Parts)}")));
        }
    }

    /// <summary>Every text of the development corpora is one abstract and must come out as one.</summary>
    [Theory]
    [InlineData("ei.dev.jsonl")]
    [InlineData("pico.dev.jsonl")]
    [InlineData("csl-med.dev.jsonl")]
    public void PublishedAbstractsStayWhole(string file)
    {
        string path = Path.Combine(Project.Root, "..", "shared", "corpora", "public", file);
        if (!File.Exists(path))
        {
            output.WriteLine($"skipped: ../shared/corpora/public/{file} is not here");
            return;
        }

        foreach (string line in File.ReadLines(path))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            int found = Segmenter.Segment(Normaliser.Normalise(json.RootElement.GetProperty("text").GetString()!)).Count();
            Assert.True(found == 1, $"{json.RootElement.GetProperty("id")}: {found}");
        }
    }

    private static string Print(Made made, string pattern, int turn) => pattern
        .Replace("{wrapped title}", Wrap(made.Title), StringComparison.Ordinal)
        .Replace("{wrapped prose}", Wrap(made.Prose), StringComparison.Ordinal)
        .Replace("{wrapped}", Wrap(Sections(made, "Background", "Methods", "Results", "Conclusions", ": ")), StringComparison.Ordinal)
        .Replace("{title}", made.Title, StringComparison.Ordinal)
        .Replace("{TITLE}", made.Title.ToUpperInvariant(), StringComparison.Ordinal)
        .Replace("{place}", Places[turn % Places.Length], StringComparison.Ordinal)
        .Replace("{colon}", Sections(made, "Background", "Methods", "Results", "Conclusions", ": "), StringComparison.Ordinal)
        .Replace("{runin}", Sections(made, "Background and aims", "Patients and methods", "Results", "Conclusion", " "), StringComparison.Ordinal)
        .Replace("{caps}", Sections(made, "BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS", " "), StringComparison.Ordinal)
        .Replace("{prose}", made.Prose, StringComparison.Ordinal)
        .Replace("{number}", $"{110 + turn}", StringComparison.Ordinal)
        .Replace("{turn}", $"{turn}", StringComparison.Ordinal);

    /// <summary>Breaks lines after 72 characters, as a page does.</summary>
    private static string Wrap(string text)
    {
        System.Text.StringBuilder wrapped = new();
        foreach (string line in text.Split('\n'))
        {
            int length = 0;
            foreach (string word in line.Split(' '))
            {
                if (length > 0)
                {
                    bool full = length + 1 + word.Length > 72;
                    wrapped.Append(full ? '\n' : ' ');
                    length = full ? 0 : length + 1;
                }

                wrapped.Append(word);
                length += word.Length;
            }

            wrapped.Append('\n');
        }

        return wrapped.ToString().TrimEnd();
    }
}
