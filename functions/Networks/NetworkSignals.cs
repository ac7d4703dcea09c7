using System.Globalization;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Risk.Ladder;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary>What a run found, as signals of its members: one group, so that a link is one fact however often it is seen. Whom a later run
/// finds with nobody has them retracted; what people decided on them ends only by a decision.</summary>
internal sealed class NetworkSignals(StreamCommands commands, LadderRows ladder, TimeProvider time)
{
    // Should the service end between the signal and its notice, the ladder looks then.
    private static readonly TimeSpan LadderLater = TimeSpan.FromMinutes(2);

    private const string Enforceable = "network.enforceable@1";
    private const string Linked = "network.linked@1";
    private const string Group = "network";

    /// <summary>Observes the links of members; what is observed already stays as it is.</summary>
    public async Task ObserveAsync(CurrentNetwork current, int cluster, CancellationToken cancellation)
    {
        foreach (var (member, pair) in NetworkReader.StrongestOf(current, cluster).OrderBy(one => one.Key))
        {
            var (account, now) = (current.AccountOf(member), time.GetUtcNow());
            var type = pair.Tier == PairTier.Enforceable ? Enforceable : Linked;
            var signal = new Signal(Signal.IdOf(account, type, string.Create(CultureInfo.InvariantCulture,
                    $"{current.IdOf(cluster)}\n{current.About.Number}")), account, type, Group, current.MembersOf(cluster).Count,
                type == Enforceable ? 3000 : 1800, 720, now, NetworkModel.Version, 3, (int)(pair.Probability * 100))
            {
                Ground = "abuse.coordination",
                Text = string.Create(CultureInfo.InvariantCulture,
                    $"Looks like one of {current.MembersOf(cluster).Count} accounts of one actor"),
            };
            await GiveAsync(account, stream => stream.Subject.ErasedAt is not null
                || stream.Signals.Standing.Any(one => one.Type == type) ? [] : [new SignalObserved(OfficerId.System, now, signal)],
                cancellation);
        }
    }

    /// <summary>Retracts the links of an account that a run finds with nobody.</summary>
    public Task RetractAsync(SubjectRef account, CancellationToken cancellation) => GiveAsync(account, stream =>
        [.. stream.Signals.Standing.Where(one => one.Group == Group).Select(one => new SignalRetracted(OfficerId.System, time.GetUtcNow(),
            one.Id, "The last run finds it with no other account."))], cancellation);

    private async Task GiveAsync(SubjectRef account, Func<SubjectStream, IReadOnlyList<SignalEvent>> happen,
        CancellationToken cancellation)
    {
        var observes = false;
        await commands.GiveAsync(account, async stream =>
        {
            var events = happen(stream);
            if (events.Any(one => one is SignalObserved))
            {
                observes = true;
                await ladder.NoticeAsync(account, time.GetUtcNow() + LadderLater, cancellation);
            }

            return new StreamDecision([.. events.Select(StreamEvent.Of)], null);
        }, Officer.Service, null, null, cancellation);
        await (observes ? ladder.NoticeAsync(account, null, cancellation) : Task.CompletedTask);
    }
}
