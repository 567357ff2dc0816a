using System.Collections.Immutable;
using System.IO.Enumeration;

namespace AbstractMiner.Ingest;

/// <summary>An input by its name, not yet open.</summary>
/// <param name="Source">The name that the tables use: the same on every machine.</param>
/// <param name="Place">The path or address, for messages.</param>
/// <param name="Bytes">Null where the size is not known before reading.</param>
/// <param name="Open">May throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</param>
public sealed record InputFile(string Source, string Place, long? Bytes, Func<Stream> Open);

/// <summary>What the arguments of a run stand for, in the order in which it is read.</summary>
public sealed record InputList(ImmutableArray<InputFile> Files, ImmutableArray<Rejection> Rejections);

/// <summary>
/// Makes the list of inputs from files, folders (with all that is in them), patterns (<c>dumps/*.txt</c>, <c>**</c> for any
/// folders), addresses of the web and <c>-</c> for the standard input. The order is the order of the arguments, and ordinal by path inside each:
/// never the order of the file system.
/// </summary>
public static class InputCatalog
{
    public const string StandardInput = "-";

    /// <summary>By default a folder without permission would be passed over in silence.</summary>
    private static readonly EnumerationOptions Listing = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    public static InputList Expand(IEnumerable<string> arguments, Func<Stream>? standardInput = null, WebFetcher? web = null)
    {
        List<InputFile> files = [];
        List<Rejection> rejections = [];
        foreach (string argument in arguments)
        {
            if (argument == StandardInput)
            {
                files.Add(new InputFile("stdin", "standard input", null, standardInput ?? Console.OpenStandardInput));
            }
            else if (WebFetcher.IsAddress(argument))
            {
                if (web is null)
                {
                    rejections.Add(new Rejection(argument, null, "Addresses are not fetched here.", "Save the page and give the file."));
                }
                else
                {
                    files.Add(web.ToInput(argument));
                }
            }
            else if (File.Exists(argument))
            {
                files.Add(FileAt(argument, Path.GetFileName(argument)));
            }
            else if (Directory.Exists(argument))
            {
                string folder = RawTextsOf(argument);
                AddFolder(folder, folder, "*", files, rejections);
            }
            else if (argument.AsSpan().ContainsAny('*', '?'))
            {
                AddPattern(argument, files, rejections);
            }
            else
            {
                rejections.Add(new Rejection(argument, null, "There is no such file or folder.", "Check the name and the folder that the program was started in."));
            }
        }

        return new InputList(Distinguished(files), [.. rejections]);
    }

    /// <summary>A corpus, which keeps raw/ beside gold/, stands for its raw texts: annotations are not to be mined.</summary>
    private static string RawTextsOf(string folder) =>
        Path.Combine(folder, "raw") is var raw && Directory.Exists(raw) && Directory.Exists(Path.Combine(folder, "gold")) ? raw : folder;

    /// <summary>The addresses in a list: one a line; <c>#</c> begins a comment.</summary>
    /// <exception cref="IOException">The list cannot be read.</exception>
    public static IEnumerable<string> Addresses(string listFile) =>
        File.ReadLines(listFile).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    private static InputFile FileAt(string path, string source)
    {
        long? bytes = null;
        try
        {
            bytes = new FileInfo(path).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is opened later all the same, and rejected there with the reason.
        }

        return new InputFile(source, path, bytes, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan));
    }

    private static void AddPattern(string pattern, List<InputFile> files, List<Rejection> rejections)
    {
        // The folder is what stands before the first part with a wildcard.
        string[] parts = pattern.Replace('\\', '/').Split('/');
        int wild = Array.FindIndex(parts, part => part.AsSpan().ContainsAny('*', '?'));
        string folder = string.Join('/', parts[..wild]);
        folder = folder.Length == 0 ? pattern.StartsWith('/') ? "/" : "." : folder;
        int before = files.Count;
        if (Directory.Exists(folder))
        {
            AddFolder(folder, folder, string.Join('/', parts[wild..]), files, rejections);
        }

        if (files.Count == before)
        {
            rejections.Add(new Rejection(pattern, null, "No file matches the pattern.", "Check the pattern; ** stands for any folders."));
        }
    }

    private static void AddFolder(string root, string folder, string pattern, List<InputFile> files, List<Rejection> rejections)
    {
        string[] entries;
        try
        {
            entries = [.. Directory.EnumerateFileSystemEntries(folder, "*", Listing).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string name = Path.GetRelativePath(root, folder).Replace('\\', '/');
            rejections.Add(new Rejection(name == "." ? root : name, null, "The folder cannot be listed: permission is missing or it has gone.", "Give yourself the right to read it, or leave it out."));
            return;
        }

        foreach (string entry in entries)
        {
            string source = Path.GetRelativePath(root, entry).Replace('\\', '/');
            if (Directory.Exists(entry))
            {
                // A link to a folder above would be followed for ever.
                if (new DirectoryInfo(entry).LinkTarget is null)
                {
                    AddFolder(root, entry, pattern, files, rejections);
                }
            }
            else if (Matches(source, pattern))
            {
                files.Add(FileAt(entry, source));
            }
        }
    }

    private static bool Matches(string source, string pattern) => pattern == "*" || Matches(source.Split('/'), pattern.Split('/'));

    private static bool Matches(ReadOnlySpan<string> names, ReadOnlySpan<string> patterns)
    {
        if (patterns.IsEmpty)
        {
            return names.IsEmpty;
        }

        if (patterns[0] == "**")
        {
            return Matches(names, patterns[1..]) || (!names.IsEmpty && Matches(names[1..], patterns));
        }

        return !names.IsEmpty && FileSystemName.MatchesSimpleExpression(patterns[0], names[0], ignoreCase: false) && Matches(names[1..], patterns[1..]);
    }

    /// <summary>Two inputs of one name would be one source in the tables: they go by their paths.</summary>
    private static ImmutableArray<InputFile> Distinguished(List<InputFile> files)
    {
        HashSet<string> twice = [.. files.GroupBy(file => file.Source, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Key)];
        return [.. files.DistinctBy(file => file.Place, StringComparer.Ordinal).Select(file => twice.Contains(file.Source) && file.Bytes is not null ? file with { Source = file.Place.Replace('\\', '/') } : file)];
    }
}
