using System.Globalization;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary>What a run found, as signals of its members: one group, so that a link is one fact however often it is seen. Whom a later run
/// finds with nobody has them retracted; what people decided on them ends only by a decision.</summary>
internal sealed class NetworkSignals(StreamCommands commands, TimeProvider time)
{
    private const string Enforceable = "network.enforceable@1";
    private const string Linked = "network.linked@1";
    private const string Group = "network";

    /// <summary>Observes the links of members; what is observed already stays as it is.</summary>
    public async Task ObserveAsync(CurrentNetwork current, int cluster, CancellationToken cancellation)
    {
        var size = current.MembersOf(cluster).Count;
        foreach (var (member, pair) in NetworkReader.StrongestOf(current, cluster).OrderBy(one => one.Key))
        {
            var (account, now) = (current.AccountOf(member), time.GetUtcNow());
            var type = pair.Tier == PairTier.Enforceable ? Enforceable : Linked;
            var signal = new Signal(Signal.IdOf(account, type, string.Create(CultureInfo.InvariantCulture,
                    $"{current.IdOf(cluster)}\n{current.About.Number}")), account, type, Group, size,
                type == Enforceable ? 3000 : 1800, 720, now, NetworkModel.Version, 3, (int)(pair.Probability * 100))
            {
                Ground = "abuse.coordination",
                Text = string.Create(CultureInfo.InvariantCulture, $"Looks like one of {size} accounts of one actor"),
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

    private Task GiveAsync(SubjectRef account, Func<SubjectStream, IReadOnlyList<SignalEvent>> happen, CancellationToken cancellation)
        => commands.GiveAsync(account, stream => Task.FromResult(new StreamDecision([.. happen(stream).Select(StreamEvent.Of)], null)),
            Officer.Service, null, null, cancellation);
}
