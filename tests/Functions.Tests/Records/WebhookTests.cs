using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Records;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Webhooks;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Functions.Tests.Records;

/// <summary>Deliveries to a receiver of this machine that behaves as receivers do: slow, down, redirecting, forgetting.</summary>
public sealed class WebhookTests : IAsyncLifetime, IDisposable
{
    private const string New = "whsec_bmV3LXNlY3JldC1vZi0zMi1jaGFyYWN0ZXJzLW9yLW1vcmU=";
    private const string Old = "whsec_b2xkLXNlY3JldC1vZi0zMi1jaGFyYWN0ZXJzLW9yLW1vcmU=";
    private readonly Receiver _receiver = new();
    private RecordHost _host = null!;

    public async Task InitializeAsync()
    {
        await _receiver.StartAsync();
        _host = new RecordHost(
            ("COMPLIANCE_WEBHOOKS", $"router={_receiver.Url}"), ("COMPLIANCE_WEBHOOK_SECRETS", $"router={New},{Old}"),
                ("COMPLIANCE_WEBHOOK_PRIVATE", "true"));
        await SendAsync(); // The cursor begins here.
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_decision_is_delivered_once_signed_with_both_secrets_and_without_a_name()
    {
        var screening = await _host.ScreenAsync("acct_1", InventedLists.Listed);
        await _host.DecideAsync("acct_1", Disposition.FalsePositive, "different_name");
        await SendAsync();
        await SendAsync();
        var types = _receiver.Got.Select(delivery => delivery.Body.GetProperty("type").GetString()).ToList();
        Assert.Equal(["screening.decided", "alert.disposition_recorded"], types);
        var first = _receiver.Got[0];
        Assert.Equal((screening, "review"),
            (first.Body.GetProperty("data").GetProperty("screeningId").GetString(), first.Body.GetProperty("data").GetProperty("decision")
            .GetString()));
        Assert.Equal(first.Body.GetProperty("id").GetString(), first.DeliveryId);
        Assert.All(_receiver.Got, delivery => Assert.DoesNotContain("Vranikov", delivery.Text, StringComparison.Ordinal));
        Assert.All(_receiver.Got, delivery => Assert.True(Fits(delivery, New) && Fits(delivery, Old) && !Fits(delivery, "whsec_YW5vdGhlci1zZWNyZXQtb2YtYW5vdGhlci1yZWNlaXZlcg==")));
    }

    [Fact]
    public async Task A_receiver_that_fails_gets_the_same_delivery_again_later_and_later()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Unlisted);
        _receiver.Answer = _ => StatusCodes.Status500InternalServerError;
        await SendAsync();
        await SendAsync(); // Not due yet.
        Assert.Single(_receiver.Got);
        _host.Time.Advance(TimeSpan.FromSeconds(13));
        await SendAsync();
        Assert.Equal(2, _receiver.Got.Count);
        _receiver.Answer = _ => StatusCodes.Status204NoContent;
        _host.Time.Advance(TimeSpan.FromSeconds(25));
        await SendAsync();
        Assert.Equal(3, _receiver.Got.Count);
        Assert.Single(_receiver.Got.Select(delivery => delivery.DeliveryId).Distinct());
        Assert.Empty(await _host.Get<WebhookOutbox>().ReadAsync(DeliveryState.Waiting, null, 10, default));
    }

    [Fact]
    public async Task After_the_last_attempt_a_delivery_lies_dead_and_is_sent_again_when_asked()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Unlisted);
        _receiver.Answer = _ => StatusCodes.Status302Found; // A redirect is not followed.
        for (var attempt = 0; attempt < WebhookDispatch.MostAttempts; attempt++)
        {
            await SendAsync();
            _host.Time.Advance(TimeSpan.FromHours(8));
        }

        var dead = Assert.Single(await _host.Get<WebhookOutbox>().ReadAsync(DeliveryState.Dead, "router", 10, default)).Delivery;
        Assert.Equal((WebhookDispatch.MostAttempts, "answered 302"), (dead.Attempts, dead.LastError));
        await SendAsync();
        Assert.Equal(WebhookDispatch.MostAttempts, _receiver.Got.Count);
        _receiver.Answer = _ => StatusCodes.Status200OK;
        Assert.Equal(1, await _host.Get<WebhookOutbox>().ReviveAsync("router", "ben", default));
        await SendAsync();
        Assert.Empty(await _host.Get<WebhookOutbox>().ReadAsync(DeliveryState.Dead, "router", 10, default));
    }

    [Fact]
    public async Task A_receiver_that_cuts_the_connection_or_is_gone_loses_nothing()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Unlisted);
        _receiver.Answer = _ => Receiver.Cut;
        await SendAsync();
        await _receiver.DisposeAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        var waiting = Assert.Single(await _host.Get<WebhookOutbox>().ReadAsync(DeliveryState.Waiting, null, 10, default)).Delivery;
        Assert.Equal(2, waiting.Attempts);
    }

    [Fact]
    public async Task Without_leave_no_delivery_goes_to_a_private_address_whatever_its_name()
    {
        using var sender = new WebhookSender(new RecordsOptions(), _host.Time);
        foreach (var host in new[] { "127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.8", "0.0.0.0", "[::ffff:127.0.0.1]" })
        {
            var endpoint = new WebhookEndpoint("router", new Uri($"https://{host}:{new Uri(_receiver.Url).Port}/"), [[.. "x"u8]]);
            Assert.Contains("not public", await sender.SendAsync(endpoint, "whd_router_1", "{}", default), StringComparison.Ordinal);
        }

        Assert.Empty(_receiver.Got);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    public void Addresses_of_special_ranges_are_not_public(string address, bool expected)
    => Assert.Equal(expected, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("router=http://example.org/", "router=" + New, "is not https")]
    [InlineData("router=https://user:pass@example.org/", "router=" + New, "is not https without a user name")]
    [InlineData("router=https://example.org/", "router=short", "24 to 64 bytes")]
    [InlineData("router=https://example.org/", null, "24 to 64 bytes")]
    [InlineData("router=https://example.org/", "router=whsec_c2hvcnQ=", "24 to 64 bytes")]
    [InlineData("router=https://example.org/", "router=bmV3LXNlY3JldC1vZi0zMi1jaGFyYWN0ZXJzLW9yLW1vcmU=", "whsec_")]
    [InlineData("Router=https://example.org/", "Router=" + New, "lower-case")]
    [InlineData("router=https://example.org/ router=https://example.org/2", "router=" + New, "twice")]
    public void A_wrong_configuration_is_refused_without_repeating_a_secret(string endpoints, string? secrets, string problem)
    {
        var errors = new List<string>();
        WebhookEndpoint.Read(endpoints, secrets, allowPrivate: false, errors);
        var error = Assert.Single(errors);
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.DoesNotContain(New, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_double_up_to_six_hours_and_last_about_three_days()
    {
        var waits = Enumerable.Range(1, WebhookDispatch.MostAttempts - 1).Select(attempt => WebhookDispatch.WaitAfter(attempt, 0)).ToList();
        Assert.Equal(TimeSpan.FromSeconds(10), waits[0]);
        Assert.Equal(TimeSpan.FromHours(6), waits[^1]);
        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
        Assert.InRange(waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).TotalHours, 24, 96);
    }

    [Fact]
    public async Task Ten_dispatchers_at_once_deliver_nothing_twice_to_the_reader_of_ids()
    {
        for (var i = 0; i < 30; i++)
        {
            await _host.ScreenAsync($"acct_{i}", InventedLists.Unlisted);
        }

        await _host.Get<LogSealer>().SealAsync(default);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _host.Get<WebhookOutbox>().ExtendAsync(default)));
        Assert.Equal(30, (await _host.Get<WebhookOutbox>().ReadAsync(DeliveryState.Waiting, null, 1000, default)).Count);
        await SendAsync();
        Assert.Equal(30, _receiver.Got.Select(delivery => delivery.DeliveryId).Distinct().Count());
    }

    private async Task SendAsync()
    {
        await _host.Get<LogSealer>().SealAsync(default);
        await _host.Get<WebhookDispatch>().SendDueAsync(default);
    }

    private static bool Fits(Delivery delivery, string secret)
    {
        var signed = Encoding.UTF8.GetBytes($"{delivery.DeliveryId}.{delivery.Timestamp}.{delivery.Text}");
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return delivery.Signature.Split(' ').Contains("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
    }

    private sealed record Delivery(string DeliveryId, string Timestamp, string Signature, string Text)
    {
        public JsonElement Body => JsonDocument.Parse(Text).RootElement;
    }

    /// <summary>A receiver on a free port of loopback.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        public const int Cut = -1;
        private readonly ConcurrentQueue<Delivery> _got = new();
        private WebApplication? _app;

        public List<Delivery> Got => [.. _got];

        public Func<Delivery, int> Answer { get; set; } = _ => StatusCodes.Status200OK;

        public string Url { get; private set; } = "";

        public async Task StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            _app = builder.Build();
            _app.Urls.Add("http://127.0.0.1:0");
            _app.MapPost("/hook", async (HttpContext http) =>
            {
                using var reader = new StreamReader(http.Request.Body);
                var headers = http.Request.Headers;
                var delivery = new Delivery(headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(),
                    headers["webhook-signature"].ToString(), await reader.ReadToEndAsync());
                _got.Enqueue(delivery);
                var status = Answer(delivery);
                if (status == Cut)
                {
                    http.Abort();
                    return;
                }

                http.Response.StatusCode = status;
                http.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            });
            await _app.StartAsync();
            Url = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
                .TrimEnd('/') + "/hook";
        }

        public async ValueTask DisposeAsync()
        {
            if (_app is { } app)
            {
                _app = null;
                await app.StopAsync();
                await app.DisposeAsync();
            }
        }
    }
}
