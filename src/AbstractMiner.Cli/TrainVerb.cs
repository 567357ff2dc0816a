using System.CommandLine;
using AbstractMiner.Learning;
using AbstractMiner.Patterns;

namespace AbstractMiner.Cli;

/// <summary><c>train</c>: makes the models again from annotated texts. The same texts give the same bytes.</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        Option<string> gold = new("--gold") { Description = "A corpus: a folder with raw/ and gold/.", HelpName = "DIR", Required = true };
        Option<string> published = new("--public") { Description = "The folder of the public corpora as JSON Lines.", HelpName = "DIR", Required = true };
        Option<string> marks = new("--marks") { Description = "Roles of counts by place.", HelpName = "FILE", DefaultValueFactory = _ => Path.Combine("corpora", "marks", "sample-sizes.tsv") };
        Option<string> output = new("--out") { Description = "Where the models go.", HelpName = "DIR", DefaultValueFactory = _ => "models" };
        Command sizes = new("sample-sizes", "What a count of subjects is: no sample size, or which role.") { gold, published, marks, output };
        sizes.SetAction(parsed =>
        {
            LogLinearModel model = SampleSizeTraining.Train(parsed.GetValue(gold)!, parsed.GetValue(published)!, parsed.GetValue(marks)!);
            string file = Path.Combine(parsed.GetValue(output)!, "sample-sizes.tsv");
            using StreamWriter writer = new(file) { NewLine = "\n" };
            model.Write(writer,
            [
                "Weights of the log-linear model that decides what a count of subjects is: role, bar, feature, tab, weight.",
                "Data: the annotated gold (counted four times), marked places of Evidence Inference (dev), PICO-Corpus (dev) and EBM-NLP (dev).",
                "Features: form, words and verbs beside the count, section, sums, place, first-sight rule and neighbours (SubjectCountFeatures).",
                "Made by: abstractminer train sample-sizes",
            ]);
            Console.Error.WriteLine($"{file}: {model.Weights.Count()} weights");
            return ExitCode.Done;
        });
        return new Command("train", "Makes the trained models again.") { sizes, TrainLinksVerb.Create() };
    }
}
