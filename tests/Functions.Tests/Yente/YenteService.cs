using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Tests.Yente;

/// <summary>A service that screens against a file of invented entities, read as any other file of that form.</summary>
public sealed class YenteService : IAsyncLifetime
{
    /// <summary>The entity that most tests look for.</summary>
    public const string Wanted = "NK-radomir";

    private static readonly string[] Lines =
    [
        """
        {"id":"NK-radomir","schema":"Person","caption":"Radomir Vseslavich Ostrozhenko","target":true,"datasets":["north_register"],
        "referents":["nr-17","gb-old-4"],"first_seen":"2023-02-01T10:00:00","last_seen":"2026-02-10T10:00:00","last_change":"2025-06-01T09:30:00",
        "properties":{"name":["Radomir Vseslavich Ostrozhenko","Радомир Всеславич Остроженко"],"alias":["Radomyr Ostrozenko"],
        "birthDate":["1965-03-02"],"nationality":["ru"],"country":["ru"],"topics":["sanction"],"address":["1 Invented Quay, Tverin"]}}
        """,
        """
        {"id":"s-1","schema":"Sanction","properties":{"entity":["NK-radomir"],"programId":["NR-SHIP"],"authority":["Office of Inventions"],
        "listingDate":["2023-02-01"]}}
        """,
        """
        {"id":"NK-velmar","schema":"Company","caption":"Velmar Ostrovye Shipping LLC","target":true,"datasets":["north_register","south_register"],
        "referents":[],"first_seen":"2024-05-01T10:00:00","last_change":"2024-05-01T10:00:00",
        "properties":{"name":["Velmar Ostrovye Shipping LLC"],"jurisdiction":["ru"],"registrationNumber":["7700123456"],"topics":["sanction"]}}
        """,
        """{"id":"own-1","schema":"Ownership","properties":{"owner":["NK-radomir"],"asset":["NK-velmar"],"percentage":["60"]}}""",
        """
        {"id":"NK-pep","schema":"Person","caption":"Ilse Vandermolenaar","target":true,"datasets":["south_register"],"referents":[],
        "first_seen":"2022-01-01T00:00:00","properties":{"name":["Ilse Vandermolenaar"],"country":["be"],"topics":["role.pep"]}}
        """,
        """
        {"id":"NK-ship","schema":"Vessel","caption":"SEA OF TVERIN","target":true,"datasets":["north_register"],"referents":[],
        "properties":{"name":["SEA OF TVERIN"],"imoNumber":["9074729"],"flag":["pa"],"topics":["sanction"]}}
        """,
        .. Enumerable.Range(1, 9).Select(i => $$$"""
            {"id":"NK-more{{{i}}}","schema":"Organization","caption":"Tverin Works Number {{{i}}}","target":true,"datasets":["south_register"],
            "referents":[],"first_seen":"2021-0{{{i}}}-01T00:00:00","properties":{"name":["Tverin Works Number {{{i}}}"],"country":["by"],
            "topics":["debarment"]}}
            """),
    ];

    private RunningService? _service;

    internal RunningService Service => _service!;

    public async Task InitializeAsync() => _service = await RunningService.StartReadyAsync(new FileSupply(File()));

    public async Task DisposeAsync() => await Service.DisposeAsync();

    internal Task<Reply> GetAsync(string path) => Service.GetAsync("/api/yente" + path);

    internal Task<Reply> MatchAsync(string query, object body) => MatchTextAsync(query, JsonSerializer.Serialize(body));

    internal async Task<Reply> MatchTextAsync(string query, string json) => await Reply.OfAsync(await Service.Http.PostAsync(
        "/api/yente/match/" + query, new StringContent(json, Encoding.UTF8, "application/json")));

    internal async Task<Reply> ReconcileAsync(string field, object value) => await Reply.OfAsync(await Service.Http.PostAsync(
        "/api/yente/reconcile/open_sanctions", new FormUrlEncodedContent([KeyValuePair.Create(field,
            value as string ?? JsonSerializer.Serialize(value))])));

    /// <summary>The file, an entity a line.</summary>
    internal static ListFile File(string name = "entities.ftm.json") => new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(
        string.Join('\n', Lines.Select(line => line.ReplaceLineEndings(""))))));
}

/// <summary>A supply that gives what a file holds, once.</summary>
internal sealed class FileSupply(ListFile file, bool isMissing = false, TimeSpan age = default) : IListSupply
{
    private bool _given;

    public ImmutableArray<ListCode> Required => isMissing ? [ListCode.Parse("open-sanctions"), ListCode.Parse("un-sc")]
        : [ListCode.Parse("open-sanctions")];

    public TimeSpan PollEvery => TimeSpan.FromHours(1);

    public Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation)
    {
        var reading = ListLibrary.ReadNewest([file], TimeProvider.System.GetUtcNow() - age, cancellation);
        var findings = _given ? SupplyFindings.None
            : new SupplyFindings([.. reading.Snapshots.Select(snapshot => new FreshList(snapshot, []))], [], []);
        _given = true;
        return Task.FromResult(findings);
    }
}
