using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>A network cable to one port of this machine that can be pulled and put back.</summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly int _target;
    private volatile bool _cut;

    public TcpRelay(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Breaks every connection and every new one, until it is put back.</summary>
    public bool Cut
    {
        get => _cut;
        set
        {
            _cut = value;
            foreach (var client in value ? _open.Keys : [])
            {
                client.Close();
            }
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        Cut = true;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The relay was taken away.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var one = client;
        using var other = new TcpClient();
        _open[client] = 0;
        try
        {
            if (_cut)
            {
                return;
            }

            await other.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAny(client.GetStream().CopyToAsync(other.GetStream()), other.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone, and with it the other.
        }
        finally
        {
            _open.TryRemove(client, out _);
        }
    }
}
