using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Lists.Sample;

/// <summary>
/// The list that the project wrote itself, for first steps without network and without files: invented parties of every kind in several
/// scripts. Its version is marked <see cref="ListVersion.IsSample"/>; nothing is allowed on its word outside Development.
/// </summary>
public static class SampleList
{
    private const string Resource = "Sample/sample.xml";

    /// <summary>The list's code, <c>sample</c>.</summary>
    public static ListCode Code { get; } = ListCode.Parse("sample");

    /// <summary>The list as a snapshot.</summary>
    /// <param name="retrievedAt">The moment of loading, from which its age counts.</param>
    public static WatchlistSnapshot Snapshot(DateTimeOffset retrievedAt)
    {
        var file = new ListFile(Resource, () => EmbeddedTable.Open(Resource));
        using var entities = XmlEntities.Open(file, "sampleList");
        var published = PublishedDates.DayOf(entities.RootAttributes["date"]);
        var parties = new List<ListedParty>();
        while (entities.Next("party") is { } element)
        {
            parties.Add(SampleParty.Read(element, Code));
        }

        var version = new ListVersion(Code, retrievedAt)
        {
            IsSample = true,
            PublishedAt = published is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null,
        };
        return WatchlistSnapshot.Of(version, parties);
    }
}
