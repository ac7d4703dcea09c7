using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Networks;

namespace Compliance.Functions.Extraction;

/// <summary>Removes an erased account from the radar: its streams and alarms, and those of the cluster that it is part of, whose evidence
/// rests on its prompts too. Before the networks forget to which cluster it belongs.</summary>
internal sealed class RadarErasure(StreamStore streams, AlarmStore alarms, NetworkFactStore facts, NetworkGenerations networks)
{
    /// <summary>Removes accounts.</summary>
    public async Task ForgetAsync(IEnumerable<SubjectRef> subjects, CancellationToken cancellation)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in subjects.Where(subject => subject.Kind == SubjectKind.Account))
        {
            keys.Add(account.Key);
            var stored = (await facts.FindAsync(account.Key, cancellation))?.Cluster;
            var cluster = RadarIntake.ClusterOf(await networks.FindAsync(cancellation), account)?.Key;
            keys.UnionWith(new[] { stored, cluster }.OfType<string>());
        }

        await streams.ForgetAsync(keys.SelectMany(key => Enum.GetValues<StreamKind>().Select(kind => new StreamKey(key, kind))),
            cancellation);
        await (keys.Count == 0 ? Task.CompletedTask : alarms.ForgetAsync(alarm => keys.Contains(alarm.Key), cancellation));
    }
}
