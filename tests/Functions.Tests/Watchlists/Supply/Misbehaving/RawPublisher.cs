using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Compliance.Functions.Tests.Watchlists.Supply.Misbehaving;

/// <summary>A publisher that speaks broken HTTP: it writes the bytes of the test and closes the connection.</summary>
internal sealed class RawPublisher : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawPublisher(string head, byte[] body, TimeSpan? pauseBeforeLastHalf = null)
    {
        _listener.Start();
        _ = AnswerAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), body, pauseBeforeLastHalf);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/consolidated.xml");

    public int Connections { get; private set; }

    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync(byte[] head, byte[] body, TimeSpan? pause)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                Connections++;
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[8192]);
                await stream.WriteAsync(head);
                await stream.WriteAsync(body.AsMemory(0, body.Length / 2));
                await Task.Delay(pause ?? TimeSpan.Zero);
                await stream.WriteAsync(body.AsMemory(body.Length / 2));
            }
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
        {
            // The test ended, or the caller gave up: that is what this publisher is for.
        }
    }
}
