using System.CommandLine;
using AbstractMiner.Patterns;
using AbstractMiner.Stages;

namespace AbstractMiner.Cli;

/// <summary><c>vocabulary import</c> and <c>vocabulary lookup</c>: releases in, and what a name means.</summary>
internal static class VocabularyVerb
{
    public static Command Create() => new("vocabulary", "Imports terminologies and tells what a name means.") { Import(), Lookup() };

    private static Command Import()
    {
        Argument<string> release = new("FILE") { Description = "A release as it is published, unpacked." };
        Option<string> format = new("--as") { Description = $"Its format: {string.Join("; ", VocabularyImport.Formats.Select(known => $"{known.Name} ({known.Description})"))}.", HelpName = "FORMAT", Required = true };
        format.AcceptOnlyFromAmong([.. VocabularyImport.Formats.Select(known => known.Name)]);
        Option<string> output = new("--out") { Description = "The vocabulary to write; name it in pipeline.json or with --vocabulary to use it.", HelpName = "mine.tsv", Required = true };
        Option<string?> prefix = new("--prefix") { Description = "Only concepts with an identifier of this scheme.", HelpName = "CL" };
        Command command = new("import", "Reads a release of a terminology into a vocabulary.") { release, format, output, prefix };
        command.SetAction(parsed =>
        {
            try
            {
                ReleaseFormat known = VocabularyImport.Formats.First(known => known.Name == parsed.GetRequiredValue(format));
                int count = VocabularyImport.Import(known, parsed.GetRequiredValue(release), parsed.GetRequiredValue(output), parsed.GetValue(prefix));
                Console.Out.WriteLine($"{count} concepts written to {parsed.GetRequiredValue(output)}. Licence: {known.Licence}.");
                return ExitCode.Done;
            }
            catch (ReleaseException e)
            {
                Console.Error.WriteLine(e.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    private static Command Lookup()
    {
        Argument<string> name = new("NAME") { Description = "A name as a text may write it." };
        Option<string[]> overlays = Options.Vocabularies();
        Command command = new("lookup", "Tells what a name means, where that comes from, and whether it would be tagged.") { name, overlays };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetRequiredValue(name);
            bool found = false;
            foreach ((string kind, string[] files) in Kinds())
            {
                if (Vocabulary.Load(files, parsed.GetValue(overlays) ?? [], kind).Lookup(wanted) is { } meaning)
                {
                    found = true;
                    Tell(kind, meaning);
                }
            }

            if (!found)
            {
                Console.Out.WriteLine(DrugStems.Load(Path.Combine(Options.ModelsFolder, "vocabularies", "drug_stems.tsv")).IsDrugName(wanted)
                    ? $"{wanted}: in no vocabulary. It ends like a nonproprietary name and is tagged as a drug for that."
                    : $"{wanted}: in no vocabulary, or stopped. It is tagged only where the context alone gives it: a code or a new name that is given in a dose.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(string kind, VocabularyName name)
    {
        Concept concept = name.Concept;
        Console.Out.WriteLine($"{name.Text}: {concept.Name} ({kind}{(concept["level"] is { Length: > 0 } level ? $", {level}" : "")})");
        Console.Out.WriteLine($"  from      {concept.Origin}, as {name.Kind switch { NameKind.Preferred => "its name", NameKind.Abbreviation => "an abbreviation", NameKind.Chinese => "a Chinese name", var other => $"a {other.ToString().ToLowerInvariant()}" }}");
        if (!concept.Ids.IsEmpty)
        {
            Console.Out.WriteLine($"  ids       {string.Join(", ", concept.Ids)}");
        }

        if (concept["parts"] is { Length: > 0 } parts)
        {
            Console.Out.WriteLine($"  parts     {parts.Replace("|", ", ", StringComparison.Ordinal)}");
        }

        Console.Out.WriteLine($"  tagged    {Tagged(name)}");
    }

    /// <summary>When a name of the text counts: what the taggers ask of it.</summary>
    private static string Tagged(VocabularyName name)
    {
        Concept concept = name.Concept;
        string where = name.Kind == NameKind.Abbreviation ? "where it is written in these capitals and the text does not define them for something else" : "wherever the text names it";
        if (name.IsWeak)
        {
            where = concept.Flags.Contains("natural") ? "only as a remedy (an extract, a capsule, a dose, the subject of a title), never as a food"
                : concept.Flags.Contains("endogenous") ? "only where the text gives or doses it, never where it is measured: the body makes it too"
                : "only in context: the name also means something else, and counts where the text gives or doses it, never where it is measured";
        }

        string but = concept["level"] switch
        {
            "class" => "; a class not where it only describes a drug beside it (\"X, a statin\") or what it does (\"statin effects\")",
            "regimen" => "; as the drugs that it is made of, and up to five letters only where the text speaks of cancer",
            _ => concept["parts"].Length > 0 ? "; as its parts" : "",
        };
        return where + but + (concept.Flags.Contains("abused") ? "; not where people depend on it or abuse it" : "");
    }

    /// <summary>The vocabularies as the stages load them: the files of drugs and of cells together, every other file alone.</summary>
    private static IEnumerable<(string Kind, string[] Files)> Kinds()
    {
        string[] drugs = [.. new DrugTagger.Options().Vocabularies.Select(Resolve)];
        string[] cells = [.. new CellTagger.Options().Vocabularies.Select(Resolve)];
        string stems = Resolve(new DrugTagger.Options().Stems);
        return [("drugs", drugs), ("cells", cells), .. Directory.EnumerateFiles(Path.Combine(Options.ModelsFolder, "vocabularies"), "*.tsv").Order(StringComparer.Ordinal)
            .Where(file => file != stems && !drugs.Contains(file) && !cells.Contains(file)).Select(file => (Path.GetFileNameWithoutExtension(file), new[] { file }))];
    }

    private static string Resolve(string path) => Path.Combine(Options.ModelsFolder, "vocabularies", Path.GetFileName(path));
}
