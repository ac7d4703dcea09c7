using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>When a second person must confirm.</summary>
public enum FourEyesCase
{
    /// <summary>The subject is the listed party.</summary>
    TrueMatch,

    /// <summary>A false positive with a good-guy entry.</summary>
    GoodGuy,

    /// <summary>A false positive on a finding that alone blocks.</summary>
    LiftBlock,

    /// <summary>A verdict of a reviewer from outside.</summary>
    ExternalReviewer,

    /// <summary>Any false positive; off by default.</summary>
    FalsePositive,
}

/// <summary>The numbers and rules of reviewing. A change of any of them changes <see cref="Version"/>.</summary>
public sealed record ReviewPolicy
{
    /// <summary>Version as the record names it.</summary>
    public string Version { get; init; } = "review/2";

    /// <summary>How long a claim holds. Renewable without limit: WCAG 2.2.1 forbids a limit that cannot be extended; ten minutes proved too
    /// short elsewhere.</summary>
    public TimeSpan ClaimFor { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a verdict may be taken back before it is sealed.</summary>
    public TimeSpan UndoFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest hold.</summary>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Longest life of a good-guy entry: OFAC's guidance of 2015 wants the list reviewed periodically; a year bounds the
    /// period.</summary>
    public TimeSpan LongestGoodGuy { get; init; } = TimeSpan.FromDays(366);

    /// <summary>Most characters of a note or a reason.</summary>
    public int MaxTextChars { get; init; } = 4000;

    /// <summary>Business days in which an alert that blocks is to be decided.</summary>
    public int BlockDueBusinessDays { get; init; } = 1;

    /// <summary>Business days in which any other alert is to be decided.</summary>
    public int ReviewDueBusinessDays { get; init; } = 3;

    /// <summary>Days on which nobody is expected to work.</summary>
    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.UnitedStates;

    /// <summary>The policy in force.</summary>
    public static ReviewPolicy Current { get; } = new();

    /// <summary>
    /// Cases in which a second person must confirm: every true match (property is blocked), every good-guy entry (it silences the future),
    /// every verdict that lifts a block, and whatever a reviewer from outside concludes. A bulk verdict always needs one: that is no
    /// choice.
    /// </summary>
    public ImmutableSortedSet<FourEyesCase> FourEyes { get; init; } =
        [FourEyesCase.TrueMatch, FourEyesCase.GoodGuy, FourEyesCase.LiftBlock, FourEyesCase.ExternalReviewer];

    /// <summary>Most findings of one bulk verdict: as many as one person can check by sample within a sitting.</summary>
    public int LargestBulk { get; init; } = 100;

    /// <summary>How long a bulk verdict may hold its alerts while it is carried out; afterwards it is given up and nothing was
    /// decided.</summary>
    public TimeSpan BulkFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long a good-guy entry is due for review: OFAC's guidance of 2015 asks for a periodic one; a quarter is our
    /// period.</summary>
    public TimeSpan GoodGuyReviewEvery { get; init; } = TimeSpan.FromDays(91);

    /// <summary>True where a second person must confirm a verdict before it counts.</summary>
    /// <param name="disposition">The conclusion.</param>
    /// <param name="findings">What it is concluded on.</param>
    /// <param name="goodGuy">True where a good-guy entry is asked for.</param>
    /// <param name="author">Who concludes.</param>
    public bool NeedsSecondPerson(Disposition disposition, IEnumerable<AlertFinding> findings, bool goodGuy, Officer author)
        => disposition switch
        {
            _ when author.Role == OfficerRole.ExternalReviewer && FourEyes.Contains(FourEyesCase.ExternalReviewer)
                && disposition != Disposition.Inconclusive => true,
            Disposition.TrueMatch => FourEyes.Contains(FourEyesCase.TrueMatch),
            Disposition.FalsePositive => FourEyes.Contains(FourEyesCase.FalsePositive)
                || (goodGuy && FourEyes.Contains(FourEyesCase.GoodGuy))
                || (FourEyes.Contains(FourEyesCase.LiftBlock) && findings.Any(finding => finding.Outcome == Decision.Block)),
            Disposition.Inconclusive => false,
            _ => throw new ArgumentOutOfRangeException(nameof(disposition), disposition, "Not a disposition."),
        };

    /// <summary>The same, by what was ever held against the findings: a later screening with fewer facts asks no fewer people, and what
    /// two people concluded nobody turns around alone, whatever this policy says.</summary>
    /// <param name="disposition">The conclusion.</param>
    /// <param name="states">What it is concluded on.</param>
    /// <param name="goodGuy">True where a good-guy entry is asked for.</param>
    /// <param name="author">Who concludes.</param>
    public bool NeedsSecondPerson(Disposition disposition, IReadOnlyCollection<FindingState> states, bool goodGuy, Officer author)
        => NeedsSecondPerson(disposition, states.SelectMany(state => new[] { state.Finding, state.Worst }), goodGuy, author)
            || disposition switch
            {
                Disposition.FalsePositive => states.Any(state => state.TwoConfirmed || state.ConfirmedBefore),
                Disposition.TrueMatch => states.Any(state => state.TwoLifted),
                _ => false,
            };
}
