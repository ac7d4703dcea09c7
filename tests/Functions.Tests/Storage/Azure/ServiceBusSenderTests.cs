using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>What goes over the wire to Service Bus, against the documented table: learn.microsoft.com/rest/api/servicebus, "Send
/// Message".</summary>
public sealed class ServiceBusSenderTests
{
    private static readonly ManualTime Time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_message_is_posted_with_its_id_and_a_signature_of_the_queues_address()
    {
        var stub = new Stub(HttpStatusCode.Created);
        await Sender(stub, key: true).SendAsync("alerts", "scr-é\"1", "{\"t\":\"Ольга\"}", default);

        var sent = Assert.Single(stub.Requests);
        Assert.Equal(("POST", "https://bus.servicebus.windows.net/alerts/messages"), (sent.Method, sent.Uri));
        Assert.Equal("{\"t\":\"Ольга\"}", sent.Body);
        Assert.All(sent.Headers["BrokerProperties"], c => Assert.True(char.IsAscii(c)));
        Assert.Equal("scr-é\"1", JsonDocument.Parse(sent.Headers["BrokerProperties"]).RootElement.GetProperty("MessageId").GetString());
        Assert.Equal("application/json; charset=utf-8", sent.Headers["Content-Type"]);
        Assert.False(sent.Headers.ContainsKey("x-ms-version"));

        const string Resource = "https%3A%2F%2Fbus.servicebus.windows.net%2Falerts%2Fmessages";
        var expiry = Time.GetUtcNow().AddMinutes(20).ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes($"{Resource}\n{expiry}")));
        Assert.Equal($"SharedAccessSignature sr={Resource}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn=send",
            sent.Headers["Authorization"]);
    }

    [Fact]
    public async Task Without_a_key_a_token_for_service_bus_is_sent()
    {
        var stub = new Stub(HttpStatusCode.Created);
        var credential = new UnsignedToken("https://servicebus.azure.net");
        await Sender(stub, key: false, credential).SendAsync("alerts", "m", "{}", default);
        Assert.StartsWith("Bearer ey", Assert.Single(stub.Requests).Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("https://servicebus.azure.net/.default", credential.AskedFor);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task A_passing_failure_is_sent_again_with_the_same_id(HttpStatusCode failure)
    {
        var stub = new Stub(failure, failure, HttpStatusCode.Created);
        await Sender(stub, key: true).SendAsync("alerts", "m", "{}", default);
        Assert.Equal(3, stub.Requests.Count);
        Assert.Single(stub.Requests.Select(r => (r.Headers["BrokerProperties"], r.Body)).Distinct());
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task A_lasting_refusal_is_reported_at_once_with_its_status(HttpStatusCode refusal)
    {
        var stub = new Stub(refusal);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => Sender(stub, key: true)
            .SendAsync("alerts", "m", "{}", default));
        Assert.Contains(((int)refusal).ToString(), error.Message);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_namespace_that_stays_away_is_unavailable_after_all_repetitions()
    {
        var stub = new Stub(HttpStatusCode.ServiceUnavailable);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Sender(stub, key: true).SendAsync("alerts", "m", "{}", default));
        Assert.Equal(4, stub.Requests.Count);
    }

    [Fact]
    public async Task Receiving_refuses_and_names_the_trigger_and_limits_hold()
    {
        var sender = Sender(new Stub(HttpStatusCode.Created), key: true);
        Assert.Contains("serviceBusTrigger",
            (await Assert.ThrowsAsync<NotSupportedException>(() =>
            sender.ReceiveAsync("alerts", 1, TimeSpan.FromMinutes(1), default))).Message);
        await Assert.ThrowsAsync<NotSupportedException>(() => sender.DepthAsync("alerts", default));
        await Assert.ThrowsAsync<StorageLimitException>(() =>
            sender.SendAsync("alerts", "m", new string('x', StorageLimits.MaxMessageBytes + 1), default));
    }

    [Fact]
    public void A_connection_string_or_a_host_names_the_namespace()
    {
        var withKey = ServiceBusOptions.Parse("Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=a+b/c==");
        Assert.Equal(("https://bus.servicebus.windows.net/", "send", "a+b/c=="),
            (withKey.Endpoint.AbsoluteUri, withKey.KeyName, withKey.Key));
        Assert.Equal(("https://bus.servicebus.windows.net/", null),
            (ServiceBusOptions.Parse("bus.servicebus.windows.net").Endpoint.AbsoluteUri, ServiceBusOptions.Parse("x").Key));
        var error = Assert.Throws<FormatException>(() => ServiceBusOptions.Parse("Endpoint=sb://bus/;SharedAccessKey=topsecret"));
        Assert.Contains("SharedAccessKeyName", error.Message);
        Assert.DoesNotContain("topsecret", error.Message);
    }

    private static ServiceBusSender Sender(Stub stub, bool key, UnsignedToken? credential = null)
    {
        var bus = new ServiceBusOptions
        {
            Endpoint = new Uri("https://bus.servicebus.windows.net"),
            KeyName = key ? "send"
            : null,
            Key = key ? "secret" : null
        };
        return new ServiceBusSender(
            new AzureStorageOptions
            { Transport = stub, Credential = credential, RetryDelay = TimeSpan.FromMilliseconds(1), MaxRetries = 3 }, bus, Time);
    }

    private sealed class Stub(params HttpStatusCode[] statuses) : HttpMessageHandler
    {
        public List<Sent> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.Concat(request.Content!.Headers)
                .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
            Requests.Add(
                new Sent(request.Method.Method, request.RequestUri!.AbsoluteUri, headers,
                await request.Content.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(statuses[Math.Min(Requests.Count, statuses.Length) - 1])
            { Content = new StringContent(""), RequestMessage = request };
        }
    }

    private sealed record Sent(string Method, string Uri, Dictionary<string, string> Headers, string Body);
}
