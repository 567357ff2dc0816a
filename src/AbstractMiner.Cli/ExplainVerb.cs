using System.CommandLine;
using System.Globalization;
using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;
using AbstractMiner.Stages.Linking;
using Spectre.Console;
using Label = Spectre.Console.Text;

namespace AbstractMiner.Cli;

/// <summary><c>explain INPUT</c>: one abstract with all that the stages said of it.</summary>
internal static class ExplainVerb
{
    private const int MostFeatures = 5;

    public static Command Create()
    {
        Argument<string?> input = new("INPUT") { Description = "A file, an address, or - for the standard input.", Arity = ArgumentArity.ZeroOrOne };
        Option<int> number = new("--abstract") { Description = "Which abstract of the input.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<string?> at = new("--at") { Description = "The abstract at a byte of a file, in place of INPUT; abstracts.csv has the bytes of each.", HelpName = "FILE:OFFSET" };
        Option<bool> why = new("--why") { Description = $"The features that decided each link, the {MostFeatures} weightiest of each." };
        Option<string?> config = Options.Config();
        Command command = new("explain", "Shows what was found in one abstract, by which rule, and how it is linked.") { input, number, at, why, config };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(input) is null) == (result.GetValue(at) is null))
            {
                result.AddError("explain takes an INPUT, or --at FILE:OFFSET.");
            }
            else if (result.GetValue(at) is { } place && PlaceOf(place) is null)
            {
                result.AddError($"--at takes FILE:OFFSET with an offset in bytes, not '{place}'.");
            }
        });
        command.SetAction(parsed =>
        {
            (string File, long Offset)? place = parsed.GetValue(at) is { } text ? PlaceOf(text) : null;
            return Run(place?.File ?? parsed.GetRequiredValue(input)!, parsed.GetValue(number), place?.Offset, parsed.GetValue(why), parsed.GetValue(config) ?? Options.DefaultConfig);
        });
        return command;
    }

    private static (string File, long Offset)? PlaceOf(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0 && long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long offset) ? (text[..colon], offset) : null;
    }

    /// <param name="offset">A byte of the wanted abstract; null to count to <paramref name="number"/>.</param>
    private static int Run(string input, int number, long? offset, bool why, string config)
    {
        Pipeline.Pipeline pipeline = Pipeline.Pipeline.Load(config, Options.Resources);
        using WebFetcher web = new(new WebOptions(Options.PageCache));
        InputList inputs = InputCatalog.Expand([input], web: web);
        int count = 0;
        foreach (ReadItem item in inputs.Rejections.Concat(inputs.Files.SelectMany(file => ReaderCatalog.Read(file, new ReadOptions()))))
        {
            if (item is Rejection rejection)
            {
                Console.Error.WriteLine($"{rejection.Source}: {rejection.Reason} {rejection.Remedy}");
                if (rejection.Place is null)
                {
                    return ExitCode.Failure;
                }
            }

            foreach (AnnotatedAbstract doc in item is RawDocument document ? Pipeline.Pipeline.Segment(document) : [])
            {
                count++;
                (long start, long end) = doc.Source.Origin.BytesOf(doc.Source.Raw, doc.Text.Map.ToRaw(doc.Text.Whole));
                if (offset is { } place ? place >= start && place < end : count == number)
                {
                    string record = doc.Source.Record is { } id ? $" ({id})" : "";
                    Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{doc.Source.Source}, abstract {count}, record {doc.Source.Origin.Number}{record}, bytes {start} to {end}"));
                    Terminal.Out.WriteLine();
                    IReadOnlyList<LinkReason> reasons = [];
                    AnnotatedAbstract read = pipeline.Annotate(doc, (stage, seen) => reasons = why && stage is FindingLinker linker ? linker.Reasons(seen) : reasons);
                    Show(read, reasons);
                    return ExitCode.Done;
                }
            }
        }

        Console.Error.WriteLine(offset is null
            ? $"{input}: There is no abstract {number}; it has {count}. Choose with --abstract N."
            : $"{input}: No abstract stands at byte {offset}. abstracts.csv has the bytes of each.");
        return ExitCode.Usage;
    }

    private static void Show(AnnotatedAbstract doc, IReadOnlyList<LinkReason> reasons)
    {
        Terminal.Out.Write(Coloured(doc));
        Terminal.Out.WriteLine();
        Heading("Mentions");
        foreach (Mention mention in doc.Mentions)
        {
            Line(Colour(mention), $"{Kind(mention)} {mention.Span} \"{doc.Text.Slice(mention.Span)}\"", $"{Tell(doc, mention)}{mention.Rule}, {Words.OfConfidence(mention.Confidence)}");
        }

        Heading("Findings");
        foreach (Finding finding in doc.Findings)
        {
            Line(Colour(finding.Anchor), $"{finding.Anchor.Span} {(finding.Estimate is { } estimate ? Words.Of(estimate.Statistic) : "p_only")} \"{doc.Text.Slice(finding.Anchor.Span)}\"", Links(doc, finding));
            foreach (LinkReason reason in reasons.Where(reason => reason.Of == finding.Anchor.Span || (reason.Of == finding.P?.Span && reason.Chosen?.Span == finding.Anchor.Span)))
            {
                Terminal.Out.Write(new Label($"      {Why(doc, reason)}", new Style(Color.Silver)));
                Terminal.Out.WriteLine();
            }
        }

        Heading("Flags");
        foreach (Flag flag in doc.Flags)
        {
            Line(Color.Red, $"{Words.Of(flag.Kind)} {flag.Span} \"{doc.Text.Slice(flag.Span)}\"", flag.Note);
        }
    }

    /// <summary>The text, each character in the colour of the first mention that claims it.</summary>
    private static Paragraph Coloured(AnnotatedAbstract doc)
    {
        Paragraph paragraph = new();
        int at = 0;
        foreach (Mention mention in doc.Mentions.Where(mention => !mention.Span.IsEmpty))
        {
            if (mention.Span.Start >= at)
            {
                paragraph.Append(doc.Text.Text[at..mention.Span.Start]);
                paragraph.Append(doc.Text.Slice(mention.Span), new Style(Colour(mention), decoration: Decoration.Bold));
                at = mention.Span.End;
            }
        }

        paragraph.Append(doc.Text.Text[at..]);
        return paragraph;
    }

    private static string Links(AnnotatedAbstract doc, Finding finding)
    {
        (string Name, Mention? Mention)[] links =
            [("outcome", finding.Outcome), ("group", finding.Group), ("comparator", finding.Comparator), ("time", finding.Time), ("p", finding.Estimate is null ? null : finding.P)];
        IEnumerable<string> told = links.Where(link => link.Mention is not null).Select(link => $"{link.Name} \"{doc.Text.Slice(link.Mention!.Span)}\"");
        return string.Join(", ", told.Append(finding.AgainstBaseline ? "against baseline" : "").Append(finding.Rule).Append(Words.OfConfidence(finding.Confidence)).Where(part => part.Length > 0));
    }

    /// <summary>"group "laser group", 0.81 of 5: rule Pair +1.20, ...": the choice, how sure of how many, and what spoke for (+) and against (-) it.</summary>
    private static string Why(AnnotatedAbstract doc, LinkReason reason)
    {
        string kind = reason.Kind switch { LinkKind.PValue => "row of p", LinkKind.AnyGroup => "group or none", LinkKind.AnyTime => "time or none", _ => Words.Of(reason.Kind) };
        string chosen = reason.Chosen is { } mention ? $"\"{doc.Text.Slice(mention.Span)}\"" : "none";
        IEnumerable<string> features = reason.Weights.Take(MostFeatures).Select(feature => string.Create(CultureInfo.InvariantCulture, $"{feature.Feature} {feature.Weight:+0.00;-0.00}"));
        return string.Create(CultureInfo.InvariantCulture, $"why {kind} {chosen}, {reason.Probability:0.00} of {reason.Options}: {string.Join("; ", features)}");
    }

    private static string Tell(AnnotatedAbstract doc, Mention mention) => mention switch
    {
        DrugMention drug => $"{drug.Name}, {Words.Of(drug.Role)}, ",
        CellMention cell => $"{cell.CellType}, {cell.Tissue ?? "no tissue"}, {Words.Of(cell.Role)}, ",
        SampleSizeMention sample => $"{Words.Of(sample.Value)}, {Words.Of(sample.Role)}{(sample.Group is { } group ? $" of \"{doc.Text.Slice(group)}\"" : "")}, ",
        PValueMention p => $"{Words.Of(p.Operator)} {p.Value?.Printed}, ",
        EstimateMention estimate => $"{Words.Of(estimate.Statistic)} {estimate.Value?.Printed ?? "lost"}{(estimate.Unit is { } unit ? $" {unit}" : "")}, ",
        TimeMention { Days: { } days } => $"day {Words.Of(days)}, ",
        GroupMention { Arm: { } arm } => $"arm {Words.Of(arm)}, ",
        ConditionMention condition => $"{condition.Name}, ",
        DesignMention design => $"{design.Design}, ",
        RegistryMention registry => $"{registry.Id}, ",
        AbbreviationMention abbreviation => $"for \"{doc.Text.Slice(abbreviation.LongForm)}\", ",
        _ => "",
    };

    private static string Kind(Mention mention) => mention.GetType().Name.Replace(nameof(Mention), "", StringComparison.Ordinal);

    private static Color Colour(Mention mention) => mention switch
    {
        DrugMention => Color.Green,
        CellMention => Color.Lime,
        SampleSizeMention => Color.Aqua,
        PValueMention => Color.Yellow,
        EstimateMention => Color.Blue,
        TimeMention => Color.Purple,
        GroupMention => Color.Fuchsia,
        OutcomeMention => Color.Olive,
        _ => Color.Silver,
    };

    private static void Heading(string text)
    {
        Terminal.Out.WriteLine();
        Terminal.Out.Write(new Label(text, new Style(decoration: Decoration.Bold | Decoration.Underline)));
        Terminal.Out.WriteLine();
    }

    private static void Line(Color colour, string what, string why)
    {
        Terminal.Out.Write(new Label(string.Create(CultureInfo.InvariantCulture, $"  {what}"), new Style(colour)));
        Terminal.Out.WriteLine();
        Terminal.Out.Write(new Label($"      {why}"));
        Terminal.Out.WriteLine();
    }
}
