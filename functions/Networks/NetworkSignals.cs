using System.Globalization;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary>What a run found, as signals of its members: one group, so that a link is one fact however often it is seen. Whom a later run
/// finds with nobody has them retracted; what people decided on them ends only by a decision.</summary>
internal sealed class NetworkSignals(StreamCommands commands, TimeProvider time)
{
    private static readonly string Group = DetectorCatalogue.OfNetwork(false, 0).Group;

    /// <summary>Observes the links of members; what is observed already stays as it is.</summary>
    public async Task ObserveAsync(CurrentNetwork current, int cluster, CancellationToken cancellation)
    {
        var size = current.MembersOf(cluster).Count;
        foreach (var (member, pair) in NetworkReader.StrongestOf(current, cluster).OrderBy(one => one.Key))
        {
            var (account, now) = (current.AccountOf(member), time.GetUtcNow());
            var enforceable = pair.Tier == PairTier.Enforceable;
            var type = enforceable ? DetectorCatalogue.NetworkEnforceable : DetectorCatalogue.NetworkLinked;
            var grade = DetectorCatalogue.OfNetwork(enforceable, (int)(pair.Probability * 100));
            var signal = new Signal(Signal.IdOf(account, type, string.Create(CultureInfo.InvariantCulture,
                    $"{current.IdOf(cluster)}\n{current.About.Number}")), account, type, grade.Group, size,
                grade.WeightMilli, grade.HalfLifeHours, now, NetworkModel.Version, grade.Severity, grade.CertaintyPercent)
            {
                Ground = grade.Ground,
                Text = string.Create(CultureInfo.InvariantCulture, $"Looks like one of {size} accounts of one actor"),
            };
            await commands.SignalAsync(account, stream => stream.Subject.ErasedAt is not null
                || stream.Signals.Standing.Any(one => one.Type == type) ? [] : [new SignalObserved(OfficerId.System, now, signal)],
                cancellation);
        }
    }

    /// <summary>Retracts the links of an account that a run finds with nobody.</summary>
    public Task RetractAsync(SubjectRef account, CancellationToken cancellation) => commands.SignalAsync(account, stream =>
        [.. stream.Signals.Standing.Where(one => one.Group == Group).Select(one => new SignalRetracted(OfficerId.System, time.GetUtcNow(),
            one.Id, "The last run finds it with no other account."))], cancellation);
}
