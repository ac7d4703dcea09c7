using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Console;

/// <summary>One invented person on three lists, of which a subject with his name finds two: the third names him otherwise and shares his
/// passport.</summary>
internal static class LinkedLists
{
    public const string First = "us-ofac-sdn:900001";
    public const string Second = "un-sc:QDi.901";
    public const string Third = "ca-sema:Invented-1-7";

    public static ListedParty OnTheOther { get; } = InventedParties.Ferrostan with
    {
        Entry = ListEntryId.Parse(Second),
        Names = [new ListedName("Ferrostanov Oleg Maratovich")],
        Designations =
            [new Designation("UN-1267") { Measures = Measures.Freeze | Measures.TravelBan }],
    };

    public static ListedParty UnderAnotherName { get; } = OnTheOther with
    {
        Entry = ListEntryId.Parse(Third),
        Names = [new ListedName("Karim Bulatov")],
        Designations =
            [new Designation("CA-INVENTED") { Measures = Measures.Freeze }],
    };

    public static object Subject { get; } =
        new { id = "acct_1", type = "individual", name = "Oleg Maratovich Ferrostanov", nationalities = new[] { "RU" } };

    /// <summary>Brings the lists into use and finds their links.</summary>
    public static async Task UseAsync(ConsoleHost host, params ListedParty[] others)
    {
        var now = host.Clock.GetUtcNow();
        host.Services.GetRequiredService<CorpusHost>().Swap(new LoadedCorpus(
            ScreeningCorpus.Build(
            [
                WatchlistSnapshot.Of(new ListVersion(InventedParties.List, now.AddHours(-2)) { PublishedAt = now.AddDays(-1) },
                    [InventedParties.Ferrostan, InventedParties.Trading, InventedParties.Qasim]),
                .. others.Select(other =>
                    WatchlistSnapshot.Of(new ListVersion(other.Entry.List, now.AddHours(-2)) { PublishedAt = now.AddDays(-1) }, [other])),
            ]),
            []));
        await host.Services.GetRequiredService<PartyLinks>().RefreshAsync(default);
    }
}
