using System.Collections.Immutable;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.Endpoints;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console.Workspace;

/// <summary>Work that a person holds or waits on.</summary>
/// <param name="Person">The officer's id.</param>
/// <param name="Held">Alerts held now.</param>
/// <param name="Overdue">Those of them that are overdue.</param>
/// <param name="Proposals">Alerts on which a proposal of theirs waits for a second person.</param>
/// <param name="NextDue">The earliest deadline among those held; null where none is held.</param>
public sealed record PersonLoad(string Person, int Held, int Overdue, int Proposals, DateTimeOffset? NextDue);

/// <summary>An API key as its page shows it; never the key itself.</summary>
public sealed record KeyLine(string Id, string Name, string? Holder, ImmutableArray<string> Scopes, DateTimeOffset CreatedAt,
    string CreatedBy, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

/// <summary>Home, search, looking a name up, listed parties, people and API keys.</summary>
internal static class WorkspaceEndpoints
{
    private const int LongestSearch = 200;

    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/home", async (HttpContext http, ConsolePage page, HomeReader home, CancellationToken cancellation) =>
        {
            AccessRecording.Note(http, "home");
            return page.Render<HomeView>(http, OfficerOf(http), new() { ["Model"] = await home.ReadAsync(OfficerOf(http), cancellation) });
        }).Needs(ReviewPermission.ReadLists);
        officers.MapGet("/search", SearchAsync).Needs(ReviewPermission.ReadLists);
        officers.MapGet("/parties", PartyAsync).Needs(ReviewPermission.ReadLists);
        officers.MapGet("/screen", (string? name, HttpContext http, ConsolePage page) => page.Render<ScreenNameView>(http, OfficerOf(http),
            new() { ["Asked"] = new ScreeningSubject { Name = name is { Length: <= 512 } ? name : "" } }))
            .Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/screen", LookAsync).Needs(ReviewPermission.ReadScreenings);
        officers.MapGet("/people", async (HttpContext http, ConsolePage page, QueueIndex queue, TimeProvider clock,
            CancellationToken cancellation) => page.Render<PeopleView>(http, OfficerOf(http), new()
            {
                ["Loads"] = await queue.AskAsync(content => Loads(content, clock.GetUtcNow()), cancellation),
                ["Directory"] = http.RequestServices.GetService<SignInCookies>() is not null,
            })).Needs(ReviewPermission.ReadAudit);
        officers.MapGet("/api-keys", async (HttpContext http, ConsolePage page, KeyStore keys, IHostEnvironment environment,
            CancellationToken cancellation) => page.Render<ApiKeysView>(http, OfficerOf(http), new()
            {
                ["Keys"] = (ImmutableArray<KeyLine>)[.. (await keys.ListAsync(cancellation)).Select(one => new KeyLine(one.Key.Id,
                    one.Key.Name, one.Key.Holder, one.Key.Scopes, one.Key.CreatedAt, one.Key.CreatedBy, one.Key.ExpiresAt,
                    one.Key.RevokedAt, one.LastUsedAt))],
                ["Open"] = environment.IsDevelopment(),
            })).Needs(ReviewPermission.ReadAudit);
        officers.MapGet("/tour", (HttpContext http, ConsolePage page) => page.Render<TourView>(http, OfficerOf(http)))
            .Needs(ReviewPermission.ReadLists);
    }

    private static async Task<IResult> SearchAsync(string? q, HttpContext http, ConsolePage page, SearchReader search,
        CancellationToken cancellation)
    {
        var text = q?.Trim() ?? "";
        if (text.Length is 0 or > LongestSearch)
        {
            return page.Render<SearchView>(http, OfficerOf(http));
        }

        AccessRecording.Note(http, "search"); // Never the text: it is a person's name as a rule.
        return page.Render<SearchView>(http, OfficerOf(http),
            new() { ["Model"] = await search.FindAsync(text, OfficerOf(http), cancellation) });
    }

    private static async Task<IResult> PartyAsync(string? entry, HttpContext http, ConsolePage page, IConsoleCorpus corpus,
        DelistedParties delisted, PartyLinks links, CancellationToken cancellation)
    {
        var officer = OfficerOf(http);
        var gone = (DelistedParty?)null;
        if (!ListEntryId.TryParse(entry, out var id)
            || (corpus.Current?.Find(id) ?? (gone = await delisted.FindAsync(id, cancellation))?.Party) is not { } party)
        {
            return page.Say(http, officer, "No such listed party", "No list in use holds this entry, and none held it before.",
                StatusCodes.Status404NotFound);
        }

        return page.Render<PartyView>(http, officer, new()
        {
            ["Party"] = party,
            ["DelistedAt"] = gone?.DelistedAt,
            ["Publisher"] = OtherListings.PageOf(id),
            ["Listings"] = (ImmutableArray<OtherListing>)[.. OtherListings.Of(id, links.Current.Of(id), links.Current.LinksOf(id),
                corpus.Current)],
        });
    }

    private static async Task<IResult> LookAsync(HttpContext http, ConsolePage page, ScreeningService screening,
        CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        var (born, country, name) = (form["born"].ToString().Trim(), form["country"].ToString().Trim(), form["name"].ToString().Trim());
        var asked = new ScreeningSubject
        {
            Name = name.Length <= 512 ? name : "",
            Kind = Enum.TryParse<PartyKind>(form["kind"], out var kind) && Enum.IsDefined(kind) ? kind : PartyKind.Unknown,
            BirthDate = PartialDate.TryParse(born, out var date) ? date : default,
            Nationalities = CountryCode.TryParse(country.ToUpperInvariant(), out var code) && code.IsStated ? [code] : [],
        };
        var problem = asked.Name.Length == 0 ? "Give a name of at most 512 characters."
            : born.Length > 0 && !asked.BirthDate.IsStated ? "Write the birth date as 1979-01-08, 1979-01 or 1979."
            : country.Length > 0 && asked.Nationalities.IsEmpty ? "Write the nationality as two letters, such as DE." : null;
        AccessRecording.Note(http, "look-up");
        var found = problem is not null ? null : await screening.PreviewAsync(
            new ScreeningRequest { Channel = Channel.Signup, Subject = asked }, "console", Shard.OfNumber(0), cancellation);
        return page.Render<ScreenNameView>(http, officer, new()
        {
            ["Asked"] = asked,
            ["Found"] = found?.Evidence.Outcome,
            ["Problem"] = problem ?? (found is null ? "No list is loaded yet." : null),
        }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static ImmutableArray<PersonLoad> Loads(QueueContent content, DateTimeOffset now)
    {
        var open = content.Open();
        var held = open.Where(row => row.HolderAt(now) is not null).ToLookup(row => row.HolderAt(now)!);
        var proposals = open.SelectMany(row => row.Proposers).ToLookup(one => one);
        return [.. held.Select(one => one.Key).Concat(proposals.Select(one => one.Key)).Distinct().Order(StringComparer.Ordinal)
            .Select(person => new PersonLoad(person, held[person].Count(),
                held[person].Count(row => row.ClockAt(now) == ScreeningCore.Alerts.ClockState.Breached), proposals[person].Count(),
                held[person].Select(row => (DateTimeOffset?)row.DueAt).Min()))];
    }

    private static Officer OfficerOf(HttpContext http) => AlertEndpoints.OfficerOf(http);
}
