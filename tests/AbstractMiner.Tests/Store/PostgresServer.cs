using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AbstractMiner.Tests.Store;

/// <summary>A PostgreSQL server of its own in a temporary folder, on the loopback address, for the tests of the store.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("postgres").FullName;
    private int _databases;

    public PostgresServer()
    {
        Programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault() : null;
        if (Programs is null)
        {
            Console.WriteLine("The PostgreSQL half of the store's tests is not run: there is no PostgreSQL server on this machine.");
            return;
        }

        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        // The server refuses to run as root.
        Run("chown", "postgres", _folder);
        Server("initdb", "-D", $"{_folder}/data", "-U", "miner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Server("pg_ctl", "-D", $"{_folder}/data", "-w", "-l", $"{_folder}/log", "-o", $"-p {Port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off", "start");
    }

    /// <summary>Null where there is no server on this machine.</summary>
    public string? Programs { get; }

    public int Port { get; }

    public string Maintenance => $"postgres://miner@127.0.0.1:{Port}/postgres";

    /// <summary>The address of a new, empty database.</summary>
    public string NewDatabase()
    {
        string name = $"test{Interlocked.Increment(ref _databases)}";
        Run(Path.Combine(Programs!, "createdb"), "-h", "127.0.0.1", "-p", $"{Port}", "-U", "miner", name);
        return $"postgres://miner@127.0.0.1:{Port}/{name}";
    }

    public void Dispose()
    {
        if (Programs is not null && File.Exists($"{_folder}/data/postmaster.pid"))
        {
            Server("pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void Server(string program, params string[] arguments)
    {
        string path = Path.Combine(Programs!, program);
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server inherits what its starter has: its output goes to its log, not to a pipe that nobody closes.
        ProcessStartInfo start = new(program) { UseShellExecute = false, WorkingDirectory = "/", RedirectStandardOutput = !arguments.Contains("start"), RedirectStandardError = !arguments.Contains("start") };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string told = start.RedirectStandardOutput ? process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd() : "";
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {told}");
        }
    }
}
