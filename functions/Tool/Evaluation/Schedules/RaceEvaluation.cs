using System.Diagnostics;
using Compliance.Functions.Alerts;
using Compliance.Functions.Storage;
using Compliance.Functions.Stores;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tool.Evaluation.Schedules;

/// <summary>What the races came to; property names are the contract of the JSON.</summary>
internal sealed record RaceSummary(int Races, int ExactlyOneWinner, int NoWinner, int TwoWinners, int WrongRecords, double Seconds);

/// <summary>
/// Two instances of the service over one real store, each with an officer who decides the same finding on the same version at the same moment. Exactly one wins; the loser is told; what is
/// stored is the winner's.
/// </summary>
internal static class RaceEvaluation
{
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly Officer Ben = new(OfficerId.Parse("ben"), OfficerRole.Analyst);

    /// <summary>Runs the races.</summary>
    public static async Task<RaceSummary> RunAsync(IRecordStore records, int races, TimeProvider clock, Action onCase, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var (store, first, second) = (new AlertStore(records), DeskOver(records, clock), DeskOver(records, clock));
        var (one, none, two, wrong) = (0, 0, 0, 0);
        for (var race = 0; race < races; race++)
        {
            var id = AlertId.FirstOfSubject($"race_{race}");
            await first.GiveAsync(id, RaiseOf(id, race), Officer.Service, null, cancellation);
            using var start = new Barrier(2);
            Task<bool> Claim(AlertDesk desk, Officer officer) => Task.Run(
                async () =>
                {
                    start.SignalAndWait(cancellation);
                    return await desk.GiveAsync(id, new AlertCommand.Claim(), officer, 1, cancellation) is DeskAnswer.Done;
                },
                cancellation);
            var won = await Task.WhenAll(Claim(first, Ana), Claim(second, Ben));
            (one, none, two) = (one + (won[0] ^ won[1] ? 1 : 0), none + (!won[0] && !won[1] ? 1 : 0), two + (won[0] && won[1] ? 1 : 0));
            var file = await store.FindAsync(id, cancellation);
            wrong += file is { Events.Length: 2 } && file.Alert.Claim!.By == (won[0] ? Ana.Id : Ben.Id) ? 0 : 1;
            onCase();
        }

        return new RaceSummary(races, one, none, two, wrong, Math.Round(watch.Elapsed.TotalSeconds, 1));
    }

    /// <summary>One instance of the alert desk.</summary>
    public static AlertDesk DeskOver(IRecordStore records, TimeProvider clock)
    {
        var (audited, alerts, policy) = (new AuditedRecords(records), new AlertStore(records), ReviewPolicy.Current);
        var writer = new AlertWriter(alerts, new AlertQueue(records, alerts, policy, clock), clock);
        return new AlertDesk(alerts, writer, new BulkCourse(alerts, writer, new BulkStore(records, audited), policy, clock), new DenialLog(audited, clock), policy, clock);
    }

    private static AlertCommand.Raise RaiseOf(AlertId id, int race) => new(id, $"race_{race}", $"scr_{race}", Decision.Review,
    [
        new AlertFinding("subject|us-ofac-sdn:1", Gate.List, Decision.Review, $"scr_{race}", "f") { Entry = ListEntryId.Parse("us-ofac-sdn:1"), Role = "subject", Score = 0.9, SubjectFingerprint = "s", PartyFingerprint = "p", Pattern = "" },
    ]);
}
