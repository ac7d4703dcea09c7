using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>A key counts as whoever holds it and whoever made it; names that stand for others cannot be taken.</summary>
public sealed class KeyHolderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_key_counts_as_its_holder_and_its_maker_and_as_nobody_where_no_holder_is_named()
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var store = new KeyStore(storage.Records, TimeProvider.System);
        await store.CreateAsync(Order("self-1", "mia"), "user.ben", default, [OfficerId.Parse("ben")]);
        await store.CreateAsync(Order("self-2", null), "user.ben", default, [OfficerId.Parse("ben")]);
        var keys = await store.ReadAsync(default);
        Assert.Equal(["mia", "ben"], keys.Single(key => key.Name == "self-1").People.Select(id => id.Value));
        Assert.Empty(keys.Single(key => key.Name == "self-2").People);
        var self = Functions.Identity.Caller.OfKey("self-1", ["alerts"], keys.Single(key => key.Name == "self-1").People).Officer!;
        Assert.True(new Officer(OfficerId.Parse("ben"), OfficerRole.Approver).MayBe(self.Id, self.Behind));
        Assert.True(Functions.Identity.Caller.OfKey("self-2", ["alerts"], []).Officer!.IsNobodyKnown);
    }

    [Theory]
    [InlineData("user.0f0e0d0c-0b0a-0908-0706-050403020100")]
    [InlineData("app.router")]
    [InlineData("key.router")]
    [InlineData("system")]
    [InlineData("development")]
    public void A_name_that_stands_for_somebody_else_is_refused(string name)
    {
        Assert.Null(KeyOrder.Read(name, ["read"], 30, null, out var wrong));
        Assert.NotNull(wrong);
    }

    [Fact]
    public async Task The_beginning_of_an_officers_id_ends_nobodys_sessions()
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var sessions = new OfficerSessions(storage.Records, new RowSeal(ServiceSecret.None),
            new SessionActs(storage.Records, TimeProvider.System), TimeProvider.System);
        var ana = new Officer(OfficerId.Parse("00000002-0000-0000-0000-000000000001"), OfficerRole.Analyst);
        var id = await sessions.BeginAsync(ana, null, null, default);
        Assert.Empty(await sessions.EndOfOfficerAsync(OfficerId.Parse("00000002"), default));
        Assert.NotNull(await sessions.FindAsync(id, default));
        Assert.Single(await sessions.EndOfOfficerAsync(ana.Id, default));
    }

    [Fact]
    public async Task Keys_that_were_made_before_the_secret_are_taken_over_once_and_planted_ones_afterwards_are_not()
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        await new KeyStore(storage.Records, TimeProvider.System).CreateAsync(Order("old", null), "tests", default);
        var seal = new RowSeal(ServiceSecret.OfDirectory(folder.Path));
        var store = new KeyStore(storage.Records, TimeProvider.System, seal);
        await store.AdoptAsync(default);
        Assert.Single(await store.ReadAsync(default));
        await new KeyStore(storage.Records, TimeProvider.System).CreateAsync(Order("planted", null), "tests", default);
        var again = new KeyStore(storage.Records, TimeProvider.System, new RowSeal(ServiceSecret.OfDirectory(folder.Path)));
        await again.AdoptAsync(default);
        Assert.Equal("old", Assert.Single(await again.ReadAsync(default)).Name);
    }

    [Fact]
    public async Task A_key_that_was_revoked_elsewhere_ends_although_the_clock_was_set_back()
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(Now);
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        var store = new KeyStore(storage.Records, time);
        var made = Assert.IsType<KeyMaking.Made>(await store.CreateAsync(Order("router", null), "tests", default));
        using var book = new KeyDirectory(new KeyStore(storage.Records, time), time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<KeyDirectory>.Instance);
        var hash = Convert.FromHexString(made.Key.Sha256);
        Assert.IsType<KeyReading.Valid>(await book.FindAsync(made.Text, hash, default));
        time.Set(TimeSpan.FromHours(-1));
        await store.RevokeAsync(made.Key.Id, "tests", default);
        Assert.IsType<KeyReading.Unknown>(await book.FindAsync(made.Text, hash, default));
    }

    [Fact]
    public async Task Elements_that_are_null_are_refused_and_fail_nothing()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var (path, body) in new (string, object)[]
        {
            ($"/api/v1/alerts/{AlertId.FirstOfSubject("a")}/disposition", new { version = 1, findings = new string?[] { null } }),
            ("/api/v1/review/bulk", new { members = new object?[] { null }, reason = "x", text = "x" }),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("X-Officer", "ana");
            request.Headers.Add("X-Officer-Role", "analyst");
            using var answer = await service.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("invalid_request", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }
    }

    private static KeyOrder Order(string name, string? holder) => KeyOrder.Read(name, ["alerts"], 30, null, out _, holder)!;
}
