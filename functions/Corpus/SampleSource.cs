using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Corpus;

/// <summary>The sample list as a snapshot.</summary>
internal static class SampleSource
{
    public static WatchlistSnapshot Snapshot(DateTimeOffset now)
    {
        var code = ListCode.Parse("sample");
        return WatchlistSnapshot.Of(
            new ListVersion(code, now) { IsSample = true, PublishedAt = now },
            [new ListedParty(ListEntryId.Of(code, "1"), PartyKind.Individual, [new ListedName("Ivan Sampleov")]) { BirthDates = [PartialDate.OfYear(1970)] }]);
    }
}
