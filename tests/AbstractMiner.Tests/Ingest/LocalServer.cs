using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AbstractMiner.Tests.Ingest;

/// <summary>A server on the loopback that answers with exactly the bytes it is told to, so that it can misbehave.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, int, IEnumerable<object>> _answer;

    /// <param name="answer">
    /// For a path and the number of requests it had before: strings and bytes that are sent, and time spans that are waited.
    /// </param>
    public LocalServer(Func<string, int, IEnumerable<object>> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The request heads in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public int Count(string path) => Requests.Count(head => head.StartsWith($"GET {path} ", StringComparison.Ordinal));

    public static string Ok(string body, string headers = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}Connection: close\r\n\r\n{body}";

    public static string Status(string line, string headers = "") => $"HTTP/1.1 {line}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                NetworkStream stream = client.GetStream();
                StringBuilder head = new();
                byte[] buffer = new byte[4096];
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    int read = await stream.ReadAsync(buffer);
                    if (read == 0)
                    {
                        return;
                    }

                    head.Append(Encoding.ASCII.GetString(buffer, 0, read));
                }

                string path = head.ToString().Split(' ')[1];
                int before = Count(path);
                Requests.Enqueue(head.ToString());
                foreach (object part in _answer(path, before))
                {
                    if (part is TimeSpan wait)
                    {
                        await Task.Delay(wait, _stop.Token);
                    }
                    else
                    {
                        await stream.WriteAsync(part as byte[] ?? Encoding.UTF8.GetBytes((string)part));
                        await stream.FlushAsync();
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client has given up, as it should on a bad answer.
        }
    }
}
