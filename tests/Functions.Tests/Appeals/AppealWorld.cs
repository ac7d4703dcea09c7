using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Functions.Notices;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Tests.Console;
using Compliance.Functions.Tests.Notices;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Appeals;

/// <summary>The real service with a relay, and the steps that the tests of appeals take in it.</summary>
public sealed class AppealWorld : IAsyncDisposable
{
    private AppealWorld(ConsoleHost host, LocalRelay relay) => (Host, Relay) = (host, relay);

    public ConsoleHost Host { get; }

    public LocalRelay Relay { get; }

    public static async Task<AppealWorld> StartAsync()
    {
        var relay = new LocalRelay();
        var host = await ConsoleHost.StartAsync("Development", "--COMPLIANCE_SMTP",
            string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{relay.Port}?starttls=off"), "--COMPLIANCE_MAIL_FROM",
            "notices@platform.test", "--COMPLIANCE_PLATFORM_NAME", "Router");
        return new AppealWorld(host, relay);
    }

    /// <summary>An account that is known, with an address and a language.</summary>
    public async Task AccountAsync(string account, string locale = "en", string? email = null, string? endUser = null)
    {
        var moment = Host.Clock.GetUtcNow().AddMinutes(-2).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        using var content = new StringContent(
            $$"""
            [{"specversion":"1.0","id":"e-{{account}}","source":"/platform","type":"usage.window","subject":"api_key:k-{{account}}",
              "time":"{{moment}}","data":{"account":"{{account}}"{{(endUser is null ? "" : $",\"end_user\":\"{endUser}\"")}},"from":"{{moment}}","requests":3} }]
            """);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        using var answer = await Host.Client.PostAsync("/api/v1/events", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var contact = JsonContent.Create(new { email = email ?? account + "@customer.test", locale });
        using var kept = await Host.Client.PutAsync($"/api/v1/subjects/account%3A{account}/contact", contact);
        Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
    }

    /// <summary>A suspension by one officer; its id.</summary>
    public async Task<string> SuspendAsync(string account, string officer = "ben", string row = "usage policy 3.2", int rung = 6)
        => (await PostAsync("/api/v1/actions", officer, "approver", new
        {
            subject = "account:" + account,
            rung,
            reach = "descendants",
            until = Host.Clock.GetUtcNow().AddDays(30).ToString("O", CultureInfo.InvariantCulture),
            grounds = new[] { new { code = "provider.case", row, facts = "the provider's case" } },
            noticeFacts = "Requests of this account were refused by a provider on 3 March.",
        }, HttpStatusCode.Created)).GetProperty("id").GetString()!;

    /// <summary>Does what the loops do, at once.</summary>
    public async Task SettleAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            await Host.Services.GetRequiredService<LogSealer>().SealAsync(default);
            await Host.Services.GetRequiredService<NoticeFollower>().FollowAsync(default);
        }

        await Host.Services.GetRequiredService<NoticeDispatch>().SendDueAsync(default);
    }

    /// <summary>The path of the link in an e-mail or a notice.</summary>
    public static string LinkIn(string text) => Regex.Match(text, "/appeals/[A-Za-z0-9_.-]+").Value;

    public async Task<JsonElement[]> InboxAsync(string account)
        => [.. (await GetAsync($"/api/v1/subjects/account%3A{account}/notices")).GetProperty("notices").EnumerateArray()];

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Host.Client.GetAsync(path);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{path}: {body}");
    }

    public async Task<JsonElement> PostAsync(string path, string? officer, string role, object body, HttpStatusCode expected =
        HttpStatusCode.OK)
    {
        var (status, answer) = await SendAsync(path, officer, role, body);
        return status == expected ? answer : throw new InvalidOperationException($"{path}: {status} {answer}");
    }

    /// <summary>The problem's code of a command that is refused.</summary>
    public async Task<string> RefusedAsync(string path, string? officer, string role, object body)
    {
        var (status, answer) = await SendAsync(path, officer, role, body);
        return (int)status >= 400 ? answer.GetProperty("code").GetString()! : throw new InvalidOperationException($"{path}: {status}");
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string path, string? officer, string role, object body,
        string? key = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (officer is not null)
        {
            request.Headers.Add("X-Officer", officer);
            request.Headers.Add("X-Officer-Role", role);
        }

        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        using var answer = await Host.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }

    /// <summary>Sends the form of the public page.</summary>
    public async Task<(HttpStatusCode Status, string Page)> FormAsync(string link, string text, string[]? grounds = null,
        (string Name, byte[] Bytes)? file = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(text), "text" } };
        foreach (var ground in grounds ?? ["not_me"])
        {
            form.Add(new StringContent(ground), "ground");
        }

        if (file is { } sent)
        {
            form.Add(new ByteArrayContent(sent.Bytes), "files", sent.Name);
        }

        using var answer = await Host.Client.PostAsync(link, form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<JsonElement> AckAsync(string account, int version) => PostAsync("/api/v1/standings/acks", null, "",
        new { subject = "account:" + account, version, surface = "router" });

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Relay.Stop();
    }
}
