using System.Collections.Immutable;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Risk;

/// <summary>A band that people set for a time: at least it (a floor) or at most it (a ceiling). It always ends.</summary>
/// <param name="Id">The id.</param>
/// <param name="Subject">Whose band.</param>
/// <param name="Harm">Of which harm.</param>
/// <param name="Floor">True for a floor, false for a ceiling.</param>
/// <param name="Band">The band, 0 to 4.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who asked.</param>
/// <param name="Second">Who agreed; a ceiling needs one, and it is another person.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends, exclusive.</param>
public sealed record RiskOverride(string Id, SubjectRef Subject, RiskHarm Harm, bool Floor, int Band, string Reason, OfficerId Author,
    OfficerId? Second, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The longest time that one lasts; whoever wants more asks again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>The people behind whoever asked: the holder of a key and whoever made it.</summary>
    public ImmutableArray<OfficerId> Behind { get; init; } = [];

    /// <summary>When it was taken back; null where it was not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>True where it counts at a moment. A ceiling that only one person wants never counts.</summary>
    public bool HoldsAt(DateTimeOffset at) => From <= at && at < Until && (Ended is not { } end || at < end)
        && (Floor || (Second is { } second && second != Author));
}
