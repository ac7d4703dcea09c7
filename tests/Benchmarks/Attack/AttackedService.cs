using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Benchmarks.Attack;

/// <summary>The service in Production in this process, without limits of rate: they are not what is attacked. And a client with a
/// key.</summary>
internal sealed class AttackedService : IAsyncDisposable
{
    private const string Key = "key-of-the-attacker";
    private readonly MeasuredService _service;

    private AttackedService(MeasuredService service)
    {
        _service = service;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 512, UseProxy = false })
        { BaseAddress = service.Address, Timeout = TimeSpan.FromSeconds(120) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Listed = InventedLists.Make(TimeProvider.System.GetUtcNow()).Parties.First(party => party.Kind == PartyKind.Individual
            && party.BirthDates.Length > 0);
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _service.Services;

    /// <summary>A person on the invented list.</summary>
    public ListedParty Listed { get; }

    public static async Task<AttackedService> StartAsync(params string[] settings) => new(await MeasuredService.StartAsync(
    [
        "--environment", "Production",
        "--COMPLIANCE_API_KEYS", $"attacker:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}:admin",
        "--COMPLIANCE_RATE_ADDRESS", "0", "--COMPLIANCE_RATE_CALLER", "0", .. settings,
    ]));

    /// <summary>A screening of the listed person under an id: a review by the name alone, a block with the birth date.</summary>
    public async Task<(string Id, string Decision)> ScreenAsync(string subject, bool withBirthDate)
    {
        var person = new Dictionary<string, object> { ["id"] = subject, ["type"] = "individual", ["name"] = Listed.PrimaryName.Text };
        if (withBirthDate)
        {
            person["birthDate"] = Listed.BirthDates[0].ToString();
        }

        using var answer = await PostAsync("/api/v1/screenings", new { channel = "signup", subject = person });
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return (body.RootElement.GetProperty("screeningId").GetString()!, body.RootElement.GetProperty("decision").GetString()!);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body, string contentType = "application/json", string? key = null,
        CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return Http.SendAsync(request, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _service.DisposeAsync();
    }
}
