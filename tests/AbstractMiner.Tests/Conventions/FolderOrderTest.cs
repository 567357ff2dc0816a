using System.Text.RegularExpressions;

namespace AbstractMiner.Tests.Conventions;

/// <summary>The folders of the library are its layers: one may use those before it, never those after.</summary>
public partial class FolderOrderTest
{
    private static readonly string[] Order = ["Text", "Ingest", "Patterns", "Annotation", "Stages", "Learning", "Export", "Review", "Evaluation", "Pipeline"];

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Project.PathOf("src", "AbstractMiner"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void AFolderUsesOnlyTheFoldersBeforeIt() => Assert.All(Files, file =>
    {
        string folder = Path.GetRelativePath(Project.PathOf("src", "AbstractMiner"), file).Split('/')[0];
        Assert.Contains(folder, Order);
        Assert.All(NamespaceRegex().Matches(File.ReadAllText(file)), match =>
            Assert.True(Array.IndexOf(Order, match.Groups["folder"].Value) <= Array.IndexOf(Order, folder), $"{file} uses {match.Value}"));
    });

    [Fact]
    public void TheLibraryDoesNotPrintExitOrReadTheEnvironment() =>
        Assert.All(Files, file => Assert.DoesNotMatch(OutsideRegex(), File.ReadAllText(file)));

    [GeneratedRegex(@"\bAbstractMiner\.(?<folder>Text|Ingest|Patterns|Annotation|Stages|Learning|Export|Review|Evaluation|Pipeline)\b")]
    private static partial Regex NamespaceRegex();

    [GeneratedRegex(@"\bConsole\.(Write|Out|Error|Read)|\bEnvironment\.(Exit|GetEnvironmentVariable)")]
    private static partial Regex OutsideRegex();
}
