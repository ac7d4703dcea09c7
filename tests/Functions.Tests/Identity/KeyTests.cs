using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Cli;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Identity;

public sealed class KeyTests : IDisposable
{
    private readonly TemporaryDirectory data = new();
    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_caller_rotates_its_key_without_a_moment_in_which_none_works()
    {
        using var storage = EmbeddedStorage.Open(data.Path, time);
        var store = new KeyStore(storage.Records, time);
        using var book = new KeyDirectory(store, time, NullLogger<KeyDirectory>.Instance);
        var first = await MakeAsync(store, retire: null);
        var second = await MakeAsync(store, retire: 7);

        Assert.IsType<KeyReading.Valid>(await FindAsync(book, first.Text));
        Assert.IsType<KeyReading.Valid>(await FindAsync(book, second.Text));
        Assert.IsType<KeyMaking.Refused>(await store.CreateAsync(Order(null), "test", default));

        time.Advance(TimeSpan.FromDays(7));
        Assert.IsType<KeyReading.Unknown>(await FindAsync(book, first.Text));
        Assert.IsType<KeyReading.Valid>(await FindAsync(book, second.Text));
        await MakeAsync(store, retire: null);

        time.Advance(TimeSpan.FromDays(83));
        Assert.IsType<KeyReading.Unknown>(await FindAsync(book, second.Text));
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_ten_seconds_later_at_most()
    {
        using var storage = EmbeddedStorage.Open(data.Path, time);
        var store = new KeyStore(storage.Records, time);
        using var elsewhere = new KeyDirectory(store, time, NullLogger<KeyDirectory>.Instance);
        var key = await MakeAsync(store, retire: null);
        Assert.IsType<KeyReading.Valid>(await FindAsync(elsewhere, key.Text));

        await store.RevokeAsync(key.Key.Id, "test", default);
        time.Advance(KeyDirectory.RefreshAfter);

        Assert.IsType<KeyReading.Unknown>(await FindAsync(elsewhere, key.Text));
    }

    [Fact]
    public async Task The_store_holds_no_key_and_no_part_of_its_secret()
    {
        string text;
        using (var storage = EmbeddedStorage.Open(data.Path, time))
        {
            text = (await MakeAsync(new KeyStore(storage.Records, time), retire: null)).Text;
        }

        var stored = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(data.Path, SqliteFile.Name)));
        Assert.Contains(KeySecret.HashOf(text), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(text[^20..], stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(56)]
    public async Task A_key_with_one_letter_changed_opens_nothing(int place)
    {
        using var storage = EmbeddedStorage.Open(data.Path, time);
        var store = new KeyStore(storage.Records, time);
        using var book = new KeyDirectory(store, time, NullLogger<KeyDirectory>.Instance);
        var letters = (await MakeAsync(store, retire: null)).Text.ToCharArray();
        letters[place] = letters[place] == 'q' ? 'r' : 'q';

        Assert.IsType<KeyReading.Unknown>(await FindAsync(book, new string(letters)));
    }

    [Fact]
    public async Task While_the_store_fails_known_keys_count_for_five_minutes_and_then_nobody_is_let_in()
    {
        using var storage = EmbeddedStorage.Open(data.Path, time);
        var key = await MakeAsync(new KeyStore(storage.Records, time), retire: null);
        var records = new FailingRecords(storage.Records);
        using var book = new KeyDirectory(new KeyStore(records, time), time, NullLogger<KeyDirectory>.Instance);
        Assert.IsType<KeyReading.Valid>(await FindAsync(book, key.Text));

        records.Down = true;
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.IsType<KeyReading.Valid>(await FindAsync(book, key.Text));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<KeyReading.Unreadable>(await FindAsync(book, key.Text));
        records.Down = false;
        Assert.IsType<KeyReading.Valid>(await FindAsync(book, key.Text));
    }

    [Fact]
    public async Task Every_act_on_keys_is_chained_and_an_edit_of_the_record_shows()
    {
        using var storage = EmbeddedStorage.Open(data.Path, time);
        var store = new KeyStore(storage.Records, time);
        var key = await MakeAsync(store, retire: null);
        await MakeAsync(store, retire: 0);
        await store.RevokeAsync(key.Key.Id, "ops", default);
        await store.RevokeAsync(key.Key.Id, "ops", default);

        var (records, faults) = await store.HistoryAsync(default);
        Assert.Empty(faults);
        Assert.Equal(["key.created", "key.created", "key.retired", "key.revoked"], records.Select(record => record.Act));

        var row = (await storage.Records.FindAsync(KeyStore.Table, "keys", "r00000002", default))!;
        await storage.Records.CommitAsync(KeyStore.Table, "keys",
            [new RecordOperation.Put(row.Row, row.Json.Replace("\"test\"", "\"else\"", StringComparison.Ordinal))], default);
        Assert.NotEmpty((await store.HistoryAsync(default)).Faults);
    }

    [Fact]
    public async Task Two_administrators_at_once_make_two_keys_and_no_third()
    {
        using var storage = EmbeddedStorage.Open(data.Path, time);
        var store = new KeyStore(storage.Records, time);

        var makings = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => store.CreateAsync(Order(null), "test", default)));

        Assert.Equal(KeyStore.MaxValidKeys, makings.OfType<KeyMaking.Made>().Count());
        Assert.Empty((await store.HistoryAsync(default)).Faults);
    }

    [Fact]
    public async Task The_command_line_makes_lists_and_revokes_and_the_service_lets_the_key_in()
    {
        var (made, key, _) = await RunAsync("keys", "create", "router", "--scopes", "screening", "--days", "30");
        Assert.Equal(0, made);
        await using (var service = await RunningService.StartReadyAsync(environment: "Production", data: data.Path))
        {
            service.Http.DefaultRequestHeaders.Add("X-Api-Key", key.Trim());
            Assert.Equal(HttpStatusCode.OK, (await service.ScreenAsync("""{"subject":{"name":"Quentin Oyelaran"}}""")).Status);
            Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/api/v1/lists")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await service.GetAsync("/api/v1/keys")).Status);
            await service.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<KeyUseNotes>().Single()
                .NoteAsync(default);
            Assert.Equal(0, (await RunAsync("keys", "list")).Exit); // Reading goes on beside the service, writing does not.
            Assert.Equal(2, (await RunAsync("keys", "create", "other", "--scopes", "screening")).Exit);
        }

        var (listed, json, _) = await RunAsync("keys", "list", "--json");
        Assert.Equal(0, listed);
        var shown = JsonDocument.Parse(json).RootElement.GetProperty("keys")[0];
        Assert.Equal("valid", shown.GetProperty("state").GetString());
        Assert.NotEqual(JsonValueKind.Null, shown.GetProperty("lastUsedAt").ValueKind);
        Assert.DoesNotContain(key.Trim()[^20..], json, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("keys", "revoke", shown.GetProperty("id").GetString()!)).Exit);
        Assert.Contains("revoked", (await RunAsync("keys", "list")).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("keys", "revoke", "nothere")).Exit);
        Assert.Equal(2, (await RunAsync("keys", "create", "Router!", "--scopes", "screening")).Exit);
    }

    [Fact]
    public async Task An_administrator_makes_and_revokes_keys_over_HTTP()
    {
        await using var service = await RunningService.StartReadyAsync();
        using var answer =
            await service.Http.PostAsJsonAsync("/api/v1/keys", new { name = "router", scopes = new[] { "read" }, days = 10 });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith("ck_", body.GetProperty("secret").GetString(), StringComparison.Ordinal);
        var id = body.GetProperty("key").GetProperty("id").GetString();

        Assert.Equal("revoked",
            (await Reply.OfAsync(await service.Http.PostAsync($"/api/v1/keys/{id}/revoke", null))).Json.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.PostAsync("/api/v1/keys/none/revoke", null)).StatusCode);
        foreach (var wrong
            in new[] { "{}", "[]", "x", """{"name":"router","scopes":["everything"]}""",
            """{"name":"router","scopes":["read"],"days":0}""", """{"name":"r\ud800","scopes":["read"]}""",
            """{"name":"router","scopes":["read"],"more":1}""" })
        {
            using var content = new StringContent(wrong, Encoding.UTF8, "application/json");
            Assert.Equal(HttpStatusCode.BadRequest, (await service.Http.PostAsync("/api/v1/keys", content)).StatusCode);
        }

        var all = (await service.GetAsync("/api/v1/keys")).Json;
        Assert.Equal(2, all.GetProperty("records").GetInt32());
        Assert.Empty(all.GetProperty("faults").EnumerateArray());
    }

    private static KeyOrder Order(int? retire) => KeyOrder.Read("router", ["screening"], 90, retire, out _)!;

    private static async Task<KeyMaking.Made> MakeAsync(KeyStore store, int? retire)
        => Assert.IsType<KeyMaking.Made>(await store.CreateAsync(Order(retire), "test", default));

    private static Task<KeyReading> FindAsync(KeyDirectory book, string text)
        => book.FindAsync(text, SHA256.HashData(Encoding.UTF8.GetBytes(text)), default);

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var console = new CliConsole(output, error, TimeProvider.System)
        {
            Setting = key => key == "COMPLIANCE_DATA_DIR" ? data.Path
            : null
        };
        return (await CliCommands.RunAsync(args, console), output.ToString(), error.ToString());
    }
}
