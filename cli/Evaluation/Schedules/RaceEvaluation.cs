using System.Diagnostics;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Bulk;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Schedules;

/// <summary>What the races came to; property names are the contract of the JSON.</summary>
internal sealed record RaceSummary(int Races, int ExactlyOneWinner, int NoWinner, int TwoWinners, int WrongRecords, double Seconds);

/// <summary>
/// Two instances of the service over one real store: two officers claim the same version of an alert at the same moment, then its holder
/// records two different verdicts on the same version at the same moment. Exactly one wins each time; the loser is told; what is stored is
/// the winner's.
/// </summary>
internal static class RaceEvaluation
{
    private const string Key = "subject|us-ofac-sdn:1";
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly Officer Ben = new(OfficerId.Parse("ben"), OfficerRole.Analyst);

    private static readonly AlertCommand FalsePositive =
        new AlertCommand.RecordDisposition([Key], Disposition.FalsePositive, "different_name", "x", null);
    private static readonly AlertCommand Inconclusive =
        new AlertCommand.RecordDisposition([Key], Disposition.Inconclusive, "facts_missing", "x", null);

    /// <summary>Runs the races.</summary>
    public static async Task<RaceSummary> RunAsync(IRecordStore records, int races, TimeProvider clock, Action onCase,
        CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var (store, first, second) = (new AlertStore(records), DeskOver(records, clock), DeskOver(records, clock));
        var (one, none, two, wrong) = (0, 0, 0, 0);
        for (var race = 0; race < races; race++)
        {
            var id = AlertId.FirstOfSubject($"race_{race}");
            await first.GiveAsync(id, RaiseOf(id, race), Officer.Service, null, cancellation);
            Task<bool> Give(AlertService desk, Officer officer, AlertCommand command, int version, Barrier start) => Task.Run(
                async () =>
                {
                    start.SignalAndWait(cancellation);
                    return await desk.GiveAsync(id, command, officer, version, cancellation) is AlertCommandResult.Done;
                },
                cancellation);

            // First two people claim; then the one who holds the alert concludes differently in two windows.
            using var claiming = new Barrier(2);
            var claimed =
                await Task.WhenAll(Give(first, Ana, new AlertCommand.Claim(), 1, claiming),
                Give(second, Ben, new AlertCommand.Claim(), 1, claiming));
            var holder = claimed[0] ? Ana : Ben;
            using var deciding = new Barrier(2);
            var decided =
                await Task.WhenAll(Give(first, holder, FalsePositive, 2, deciding), Give(second, holder, Inconclusive, 2, deciding));
            var winners = new[] { claimed, decided }.Select(won => won.Count(one => one)).ToList();
            (one, none, two) =
                (one + (winners.All(count => count == 1) ? 1 : 0), none + (winners.Contains(0) ? 1 : 0),
                two + (winners.Contains(2) ? 1 : 0));
            var file = await store.FindAsync(id, cancellation);
            wrong += file?.Events is [_, AlertClaimed claim, DispositionRecorded verdict] && claim.By == holder.Id
                && verdict.Disposition == (decided[0] ? Disposition.FalsePositive : Disposition.Inconclusive) ? 0 : 1;
            onCase();
        }

        return new RaceSummary(races, one, none, two, wrong, Math.Round(watch.Elapsed.TotalSeconds, 1));
    }

    /// <summary>One instance of the alert desk.</summary>
    public static AlertService DeskOver(IRecordStore records, TimeProvider clock)
    {
        var (audited, alerts, policy) = (new AuditedRecords(records), new AlertStore(records), ReviewPolicy.Current);
        var writer = new AlertWriter(alerts, new AlertQueue(records, alerts, policy, clock), clock);
        return new AlertService(alerts, writer, new BulkVerdictRun(alerts, writer, new BulkStore(records, audited), policy, clock),
            new DenialLog(new AuditIntake(records, clock)), policy, clock);
    }

    private static AlertCommand.Raise RaiseOf(AlertId id, int race) => new(id, $"race_{race}", $"scr_{race}", Decision.Review,
    [
        new AlertFinding(Key, Gate.List, Decision.Review, $"scr_{race}", "f")
            { Entry = ListEntryId.Parse("us-ofac-sdn:1"), Role = "subject", Score = 0.9, SubjectFingerprint = "s", PartyFingerprint =
            "p", Pattern = "" },
    ]);
}
