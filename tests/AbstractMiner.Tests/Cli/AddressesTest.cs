using System.Diagnostics;
using AbstractMiner.Export;
using AbstractMiner.Tests.Ingest;

namespace AbstractMiner.Tests.Cli;

/// <summary>Pages of a server on this machine, mined by their addresses.</summary>
public sealed class AddressesTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("addresses").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int Exit, string Error) Mine(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AbstractMiner.Cli.dll"), "mine", "--out", "out", "--cache", "pages", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.Result);
    }

    [Fact]
    public void PagesAreMinedByTheirAddressesAndFetchedOnce()
    {
        using LocalServer server = new((path, _) => [path switch
        {
            "/good" => LocalServer.Ok("<html><body><p>Results: Of 40 patients, 14 (35.0%) reached remission (p=0.01).</p></body></html>"),
            _ => LocalServer.Status("404 Not Found"),
        }]);
        File.WriteAllText(Path.Combine(_folder, "list.txt"), $"# pages\n{server.Address}/good\n\n{server.Address}/gone\n");
        (int exit, string error) = Mine("--urls", "list.txt", "--strict");
        Assert.True(exit == 3, error);
        Assert.Equal(server.Address + "/good", Assert.Single(Csv.Read(Path.Combine(_folder, "out", "abstracts.csv")))["source"]);
        Assert.Equal(server.Address + "/gone", Assert.Single(Csv.Read(Path.Combine(_folder, "out", "rejected.csv")))["source"]);
        Assert.Equal(0, Mine(server.Address + "/good").Exit);
        Assert.Equal(1, server.Count("/good"));
    }

    [Fact]
    public void WithoutInputAndListItSaysWhatIsMissing()
    {
        (int exit, string error) = Mine();
        Assert.Equal(2, exit);
        Assert.Contains("--urls", error, StringComparison.Ordinal);
    }
}
