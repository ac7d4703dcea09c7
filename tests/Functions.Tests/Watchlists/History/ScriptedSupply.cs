using System.Collections.Immutable;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Watchlists.History;

/// <summary>A publisher that has what the test says, at every look.</summary>
internal sealed class ScriptedSupply : IListSupply
{
    public WatchlistSnapshot? Newest { get; set; }

    public string? Failure { get; set; }

    public ImmutableArray<ListCode> Required => [];

    public TimeSpan PollEvery => TimeSpan.FromMinutes(1);

    public Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation) => Task.FromResult(
        Failure is { } reason ? new SupplyFindings([], [], [new ListFailure(Invented.Code, reason)])
        : Newest is { } snapshot ? new SupplyFindings([new FreshList(snapshot, [])], [], [])
        : SupplyFindings.None);
}

/// <summary>Versions of an invented list.</summary>
internal static class Invented
{
    public static readonly ListCode Code = ListCode.Parse("test-list");

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>A version of as many parties, published and retrieved on a day after the start; <paramref name="touched"/> of them differ
    /// from other versions.</summary>
    public static WatchlistSnapshot Version(int day, int parties, int touched = 0) => WatchlistSnapshot.Of(
        new ListVersion(Code, Start.AddDays(day)) { PublishedAt = Start.AddDays(day) },
        Enumerable.Range(0, parties).Select(i => Party(i) with { Remarks = i < touched ? [$"amended on day {day}"] : [] }));

    public static ListEntryId Entry(int number) => ListEntryId.Of(Code, $"{1000 + number}");

    private static ListedParty Party(int i) => new(Entry(i), PartyKind.Individual, [new ListedName($"Invented Person {i}")])
    {
        Designations = [new Designation("TEST-1") { Measures = Measures.Freeze }],
    };
}
