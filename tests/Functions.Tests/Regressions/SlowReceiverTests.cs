using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Compliance.Functions.Records;
using Compliance.Functions.Records.Webhooks;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Location;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>Receivers that hang slow themselves alone.</summary>
public sealed class SlowReceiverTests
{
    private const string Secret = "whsec_c2xvdy1yZWNlaXZlcnMtdGVzdC1zZWNyZXQtMzI=";
    private const int Hanging = 9;

    [Fact]
    public async Task The_tenth_receiver_has_its_delivery_within_seconds_while_nine_hang()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(); // Connections are taken by the system and never answered.
        using var healthy = new TcpListener(IPAddress.Loopback, 0);
        healthy.Start();
        var got = new ConcurrentQueue<string>();
        _ = AnswerAsync(healthy, got);
        var names = Enumerable.Range(0, Hanging).Select(i => $"slow{i}").ToList();
        using var host = new RecordHost(
            ("COMPLIANCE_WEBHOOKS", string.Join(' ', names.Select(name => $"{name}=http://127.0.0.1:{PortOf(silent)}/x")
                .Append($"healthy=http://127.0.0.1:{PortOf(healthy)}/x"))),
            ("COMPLIANCE_WEBHOOK_SECRETS", string.Join(' ', names.Append("healthy").Select(name => $"{name}={Secret}"))),
            ("COMPLIANCE_WEBHOOK_PRIVATE", "true"));
        var dispatch = host.Get<WebhookDispatch>();
        var endpoints = host.Get<RecordsOptions>().Webhooks;
        Assert.Equal(Hanging + 1, endpoints.Length);
        foreach (var endpoint in endpoints)
        {
            await host.Get<WebhookOutbox>().ExtendAsync(endpoint, default); // The cursors begin here.
        }

        await host.ScreenAsync("acct_1", InventedLists.Unlisted);
        await host.Get<Functions.Records.Log.LogSealer>().SealAsync(default);
        var watch = Stopwatch.StartNew();
        using var stop = new CancellationTokenSource();
        var loops = endpoints.Select(endpoint => Task.Run(() => dispatch.SendDueAsync(endpoint, stop.Token))).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(!got.IsEmpty), "the healthy receiver has its delivery");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"after {watch.Elapsed.TotalSeconds:0.0} s");
        await stop.CancelAsync();
        await Task.WhenAll(loops.Select(async loop =>
        {
            try
            {
                await loop;
            }
            catch (OperationCanceledException)
            {
                // The test has what it wanted.
            }
        }));
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task AnswerAsync(TcpListener listener, ConcurrentQueue<string> got)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var buffer = new byte[16 * 1024];
                _ = await stream.ReadAsync(buffer);
                await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
                got.Enqueue("x");
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
