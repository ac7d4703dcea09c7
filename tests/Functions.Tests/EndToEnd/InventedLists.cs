using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>Small lists of invented people, under a code that no publisher has.</summary>
internal static class InventedLists
{
    public static readonly ListCode Code = ListCode.Parse("test-list");

    /// <summary>A listed person of the invented list: screening the bare name is uncertain, so it is reviewed.</summary>
    public const string Listed = "Borislav Vranikov Tsankovich";

    /// <summary>A name that nobody on the list resembles.</summary>
    public const string Unlisted = "Quentin Oyelaran";

    public static WatchlistSnapshot Snapshot(DateTimeOffset retrievedAt, TimeSpan? staleAfter = null, params string[] more)
        => WatchlistSnapshot.Of(
        new ListVersion(Code, retrievedAt) { PublishedAt = retrievedAt, StaleAfter = staleAfter ?? TimeSpan.FromHours(24) },
        new[] { Listed, "Ekaterina Sundqvist Malinova", "Farrokh Delgadillo" }.Concat(more).Select((name, i) => Party($"{i + 1}", name)));

    private static ListedParty Party(string key, string name)
        => new(ListEntryId.Of(Code, key), PartyKind.Individual, [new ListedName(name)])
        {
            BirthDates = [PartialDate.OfDay(new DateOnly(1961, 4, 17))],
            Nationalities = [CountryCode.Parse("RU")],
            Designations = [new Designation("TEST-1") { Measures = Measures.Freeze }],
        };
}
