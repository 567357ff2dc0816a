using AbstractMiner.Annotation;
using AbstractMiner.Ingest;

namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>A public corpus: the files that hold its development part, and what is scored by its labels.</summary>
/// <param name="Note">What a reader of the figures must know of the labels.</param>
public sealed record PublicCorpus(string Name, string About, IReadOnlyList<string> Files, string Note)
{
    private IReadOnlyList<Func<LabelledText, MinedText, CorpusScore>> Scorers { get; init; } = [];

    public static IReadOnlyList<PublicCorpus> All { get; } =
    [
        new("PICO-Corpus", "trials of breast cancer", ["pico.dev.jsonl"],
            "The total is one answer an abstract, right where it is any of the labelled ones. The other numbers are right where kind, value and place agree. Results of two arms are labelled: many true percents are not, so that the precision of percents is too low.")
        {
            Scorers = [TotalScorer.Score, NumberScorer.Score],
        },
        new("EBM-NLP", "trials of all medicine", ["ebmnlp-n.dev.jsonl"], "One answer an abstract, right where it is any of the labelled ones; abstracts without a label are left out.")
        {
            Scorers = [TotalScorer.Score],
        },
        new("CLERx", "abstracts with ratios", ["clerx.train.jsonl", "clerx.validation.jsonl"], "A ratio is right where its kind and value are labelled in the abstract.")
        {
            Scorers = [RatioScorer.Score],
        },
        new("BC5CDR", "abstracts on chemicals and diseases", ["bc5cdr.dev.jsonl"],
            "Drugs are held against labelled chemicals by places that overlap. Every chemical is labelled: analytes that are only measured (creatinine, glucose) are missed by design.")
        {
            Scorers = [ChemicalScorer.Score],
        },
    ];

    /// <summary>Mines the texts of the corpus and scores what was found.</summary>
    /// <param name="read">The pipeline: a document to its abstracts.</param>
    /// <exception cref="InvalidDataException">A file is not in the form of a corpus.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public (PublicCorpus Corpus, int Texts, CorpusScore Score) Evaluate(string folder, Func<RawDocument, IEnumerable<AnnotatedAbstract>> read)
    {
        List<CorpusScore> scores = [];
        foreach (LabelledText text in Files.SelectMany(file => LabelledText.ReadFile(Path.Combine(folder, file))))
        {
            MinedText mined = MinedText.Of(text, read);
            CorpusScore[] parts = [.. Scorers.Select(score => score(text, mined))];
            scores.Add(new CorpusScore([.. parts.SelectMany(part => part.Labels)], [.. parts.SelectMany(part => part.Misses)]));
        }

        return (this, scores.Count, CorpusScore.Sum(scores));
    }
}
