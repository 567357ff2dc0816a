namespace AbstractMiner.Tests;

/// <summary>Where the project's own files lie, for tests about them.</summary>
internal static class Project
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The annotated texts beside the project; null where they are not there.</summary>
    public static string? SharedGold => Path.Combine(Root, "..", "shared", "corpora", "gold") is var folder && Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "AbstractMiner.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("AbstractMiner.sln is in no folder above the tests."));
}
