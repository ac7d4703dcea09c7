using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Appeals;

namespace Compliance.Cli.Evaluation.Appeals;

/// <summary>What <c>evaluate appeals</c> found; property names are the contract of its JSON.</summary>
/// <param name="Schedules">Schedules run.</param>
/// <param name="ForbiddenDeciders">Decisions by somebody who took part, by a machine, or by one person where two decided.</param>
/// <param name="WithoutReasons">Decisions and closings without reasons.</param>
/// <param name="StrikesLeft">Strikes of an overturned decision that still count.</param>
/// <param name="ActionsLeft">Overturned actions that still hold.</param>
/// <param name="Collateral">Overturns with which something else went.</param>
/// <param name="Bypasses">Actions that were overturned past the appeal.</param>
/// <param name="SiblingsSeeded">Actions on the same row at the moment of an overturn.</param>
/// <param name="SiblingsFound">Those among them that the decision names.</param>
/// <param name="Appeals">Appeals that came.</param>
/// <param name="Decided">Appeals decided.</param>
/// <param name="Overturned">Appeals that were successful.</param>
/// <param name="Refused">Commands refused.</param>
internal sealed record AppealSummary(int Schedules, int ForbiddenDeciders, int WithoutReasons, int StrikesLeft, int ActionsLeft,
    int Collateral, int Bypasses, int SiblingsSeeded, int SiblingsFound, long Appeals, int Decided, int Overturned, long Refused)
{
    /// <summary>Everything that is wrong.</summary>
    [JsonIgnore]
    public int Faults => ForbiddenDeciders + WithoutReasons + StrikesLeft + ActionsLeft + Collateral + Bypasses + SiblingsSeeded
        - SiblingsFound;

    /// <summary>The first faults, in words.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Examples { get; init; } = [];
}

/// <summary>Random schedules of appeals against a reading of the bare facts.</summary>
internal static class AppealEvaluation
{
    public static AppealSummary Run(int schedules, int seed, Action onCase, CancellationToken cancellation)
    {
        var found = new AppealFindings();
        var (appeals, refused) = (0L, 0L);
        for (var number = 0; number < schedules; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var schedule = new AppealSchedule(unchecked(seed + number));
            schedule.Run();
            AppealOracle.Judge(schedule.Happened, found);
            appeals += schedule.Happened.Count(fact => fact.OfAppeals is AppealReceived);
            refused += schedule.Refused;
            onCase();
        }

        return new AppealSummary(schedules, found.ForbiddenDeciders, found.WithoutReasons, found.StrikesLeft, found.ActionsLeft,
            found.Collateral, found.Bypasses, found.SiblingsSeeded, found.SiblingsFound, appeals, found.Decided, found.Overturned, refused)
        {
            Examples = found.Examples,
        };
    }
}
