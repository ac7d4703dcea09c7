using System.Collections.Immutable;
using Compliance.EnforcementCore.Risk;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>When the one whom an action meets is told.</summary>
public enum NoticeTime
{
    /// <summary>Once it holds.</summary>
    After,

    /// <summary>Before it begins, with time to answer.</summary>
    Before,
}

/// <summary>A row of the ladder: what is proposed from where on.</summary>
/// <param name="Harm">The harm; null for any.</param>
/// <param name="LeastBand">The lowest band of the score: how certain it is.</param>
/// <param name="LeastSeverity">The lowest severity of the gravest signal that counts, 1 to 5.</param>
/// <param name="LeastPoints">The fewest strike points that count now.</param>
/// <param name="Rung">What is proposed.</param>
/// <param name="Longest">How long at most; null without an end.</param>
/// <param name="Notice">When they are told.</param>
/// <param name="SecondPerson">True where two people decide although one could.</param>
public sealed record LadderRow(RiskHarm? Harm, int LeastBand, int LeastSeverity, int LeastPoints, Rung Rung, TimeSpan? Longest,
    NoticeTime Notice, bool SecondPerson);

/// <summary>What the ladder proposes.</summary>
/// <param name="Row">The row.</param>
/// <param name="People">How many people decide it: none where a machine may, one, or two.</param>
public sealed record LadderProposal(LadderRow Row, int People);

/// <summary>
/// The ladder: harm × band × severity × strike points → rung. It proposes; what a machine may decide it takes where two people let it
/// act. Of the rows that apply the highest rung counts, so more never comes to less.
/// </summary>
public static class LadderTable
{
    /// <summary>The rows, from the mildest.</summary>
    public static ImmutableArray<LadderRow> Rows { get; } =
    [
        new(null, 1, 1, 3, Rung.Warn, Days(90), NoticeTime.After, false),
        new(null, 2, 1, 0, Rung.Challenge, Days(7), NoticeTime.After, false),
        new(null, 3, 1, 0, Rung.RateLimit, Days(7), NoticeTime.After, false),
        new(null, 3, 3, 3, Rung.CapabilityLimit, Days(30), NoticeTime.After, false),
        new(null, 4, 3, 0, Rung.CapabilityLimit, Days(30), NoticeTime.After, false),
        new(RiskHarm.Fraud, 4, 1, 0, Rung.PaymentHold, Days(30), NoticeTime.After, false),
        new(RiskHarm.Takeover, 3, 3, 0, Rung.PaymentHold, Days(14), NoticeTime.After, false),
        new(null, 4, 2, 3, Rung.Suspend, Days(30), NoticeTime.After, false),
        new(RiskHarm.Safety, 4, 4, 0, Rung.Suspend, Days(30), NoticeTime.After, true),
        new(null, 4, 4, 6, Rung.Terminate, null, NoticeTime.Before, true),
    ];

    /// <summary>What is proposed; null where no row applies.</summary>
    /// <param name="harm">The harm.</param>
    /// <param name="band">The band of its score, 0 to 4.</param>
    /// <param name="severity">The severity of the gravest signal that counts, 1 to 5; 0 where none does.</param>
    /// <param name="points">Strike points that count now.</param>
    /// <param name="policy">Who may decide what.</param>
    public static LadderProposal? Propose(RiskHarm harm, int band, int severity, int points, LadderPolicy policy)
        => Applying(harm, band, severity, points).MaxBy(row => row.Rung) is { } row ? new LadderProposal(row, PeopleOf(row, policy)) : null;

    /// <summary>The rows that apply.</summary>
    public static IEnumerable<LadderRow> Applying(RiskHarm harm, int band, int severity, int points)
        => Rows.Where(row => (row.Harm is null || row.Harm == harm) && band >= row.LeastBand && severity >= row.LeastSeverity
            && points >= row.LeastPoints);

    /// <summary>How many people decide a row: none where a machine may.</summary>
    public static int PeopleOf(LadderRow row, LadderPolicy policy) => row.SecondPerson || row.Rung > policy.OnePersonCeiling ? 2
        : policy.Authority(OfficerRole.System) is { } machine && row.Rung <= machine ? 0 : 1;

    private static TimeSpan Days(int days) => TimeSpan.FromDays(days);
}
