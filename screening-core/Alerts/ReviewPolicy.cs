using System.Collections.Immutable;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>The numbers and rules of reviewing. A change of any of them changes <see cref="Version"/>.</summary>
public sealed record ReviewPolicy
{
    /// <summary>Version as the record names it.</summary>
    public string Version { get; init; } = "review/1";

    /// <summary>How long a claim holds. Renewable without limit: WCAG 2.2.1 forbids a limit that cannot be extended; ten minutes proved too short elsewhere.</summary>
    public TimeSpan ClaimFor { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a verdict may be taken back before it is sealed.</summary>
    public TimeSpan UndoFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest hold.</summary>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Longest life of a good-guy entry: OFAC's guidance of 2015 wants the list reviewed periodically; a year bounds the period.</summary>
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
    /// True where a second person must confirm: every true match (property is blocked), every good-guy entry (it silences the future), and every verdict that
    /// lifts a block.
    /// </summary>
    public static bool NeedsSecondPerson(Disposition disposition, IEnumerable<AlertFinding> findings, bool goodGuy) => disposition switch
    {
        Disposition.TrueMatch => true,
        Disposition.FalsePositive => goodGuy || findings.Any(finding => finding.Outcome == Decision.Block),
        Disposition.Inconclusive => false,
        _ => throw new ArgumentOutOfRangeException(nameof(disposition), disposition, "Not a disposition."),
    };
}
