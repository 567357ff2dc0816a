using AbstractMiner.Ingest;

namespace AbstractMiner.Tests.Ingest;

public sealed class InputCatalogTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("inputs").FullName;

    public InputCatalogTest()
    {
        foreach (string name in (string[])["b.txt", "a.txt", "Z.txt", "sub/c.txt", "sub/deep/d.html", ".hidden"])
        {
            string path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"Text of {name}.");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a folder, with all in it, in ordinal order", "", "Z.txt a.txt b.txt sub/c.txt sub/deep/d.html")]
    [InlineData("one file", "/b.txt", "b.txt")]
    [InlineData("a pattern", "/*.txt", "Z.txt a.txt b.txt")]
    [InlineData("a pattern through folders", "/**/*.txt", "Z.txt a.txt b.txt sub/c.txt")]
    [InlineData("a pattern of one folder's folders", "/sub/*/?.html", "deep/d.html")]
    public void ExpandsInOrder(string reason, string argument, string expected)
    {
        _ = reason;
        InputList list = InputCatalog.Expand([_folder + argument]);
        Assert.Empty(list.Rejections);
        Assert.Equal(expected, string.Join(' ', list.Files.Select(file => file.Source)));
    }

    [Fact]
    public void WhatDoesNotExistIsRejectedByName()
    {
        InputList list = InputCatalog.Expand([Path.Combine(_folder, "a.txt"), Path.Combine(_folder, "none.txt"), Path.Combine(_folder, "*.pdf")]);
        Assert.Single(list.Files);
        Assert.Equal([Path.Combine(_folder, "none.txt"), Path.Combine(_folder, "*.pdf")], list.Rejections.Select(rejection => rejection.Source));
    }

    [Fact]
    public void AFolderWithoutPermissionIsRejectedByName()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Console.WriteLine("Every folder can be listed by this user: the folder without permission was not tested.");
            return;
        }

        string locked = Path.Combine(_folder, "sub", "deep");
        File.SetUnixFileMode(locked, UnixFileMode.None);
        InputList list = InputCatalog.Expand([_folder]);
        File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal("sub/deep", Assert.Single(list.Rejections).Source);
        Assert.Equal(4, list.Files.Length);
    }

    [Fact]
    public void FilesOfOneNameGoByTheirPaths()
    {
        string other = Path.Combine(_folder, "sub", "a.txt");
        File.WriteAllText(other, "Another text.");
        InputList list = InputCatalog.Expand([Path.Combine(_folder, "a.txt"), other]);
        Assert.Equal(2, list.Files.Select(file => file.Source).Distinct().Count());
    }

    [Fact]
    public void AFileThatHasGoneIsRejectedAndTheRestIsRead()
    {
        InputList list = InputCatalog.Expand([_folder]);
        File.Delete(Path.Combine(_folder, "a.txt"));
        List<ReadItem> items = [.. list.Files.SelectMany(file => ReaderCatalog.Read(file, new ReadOptions()))];
        Assert.Equal(4, items.OfType<RawDocument>().Count());
        Rejection rejection = Assert.Single(items.OfType<Rejection>());
        Assert.Equal(("a.txt", "The file has gone since the run began."), (rejection.Source, rejection.Reason));
    }

    [Fact]
    public void StandardInputIsAnInput()
    {
        InputList list = InputCatalog.Expand(["-"], () => new MemoryStream("Piped text."u8.ToArray()));
        Assert.Equal("Piped text.", ReaderCatalog.Read(list.Files[0], new ReadOptions()).OfType<RawDocument>().Single().Raw);
    }
}
