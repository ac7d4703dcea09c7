using System.Globalization;
using Compliance.EnforcementCore.Extraction;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Networks;

namespace Compliance.Functions.Extraction;

/// <summary>A prompt on its way through: its sketch, and whose it is.</summary>
/// <param name="Account">The account.</param>
/// <param name="IsOther">True where it went through a cache or under the account's own key at the provider.</param>
/// <param name="Sketch">The sketch.</param>
internal sealed record SketchedPrompt(SubjectRef Account, bool IsOther, PromptSketch Sketch);

/// <summary>Takes sketches into the streams of accounts and of the clusters that they are in, and tells alarms. Nothing of a prompt is
/// kept but what it adds to the evidence.</summary>
internal sealed class RadarIntake(StreamStore streams, CampaignStore campaigns, AlarmStore alarms, NetworkGenerations networks,
    SubjectStreamStore subjects, RadarErasure erasure, TimeProvider time)
{
    /// <summary>Takes a batch; how many prompts of accounts had come before.</summary>
    public async Task<int> TakeAsync(string batch, IReadOnlyList<SketchedPrompt> prompts, CancellationToken cancellation)
    {
        var watched = await campaigns.InForceAsync(cancellation);
        if (watched.Count == 0 || prompts.Count == 0)
        {
            return 0;
        }

        var (current, now, again) = (await networks.FindAsync(cancellation), time.GetUtcNow(), 0);
        foreach (var group in prompts.GroupBy(one => new StreamKey(one.Account.Key, one.IsOther ? StreamKind.Other : StreamKind.Account)))
        {
            again += await AddAsync(group.Key, group.First().Account, batch, [.. group.Select(one => one.Sketch)], watched, now,
                cancellation);
        }

        // In order of arrival, whoever of the cluster sent them.
        foreach (var group in prompts.Where(one => !one.IsOther).Select(one => (one.Sketch, Cluster: ClusterOf(current, one.Account)))
            .Where(one => one.Cluster is not null).GroupBy(one => one.Cluster!.Value))
        {
            await AddAsync(new StreamKey(group.Key.Key, StreamKind.Cluster), group.Key, batch, [.. group.Select(one => one.Sketch)],
                watched, now, cancellation);
        }

        // Whoever was erased while it was taken in comes back with nothing.
        foreach (var account in prompts.Select(one => one.Account).Distinct())
        {
            if ((await subjects.FoldedAsync(account, cancellation)).Subject.ErasedAt is not null)
            {
                await erasure.ForgetAsync([account], cancellation);
            }
        }

        return again;
    }

    /// <summary>The first member of an account's cluster; null where it is alone.</summary>
    internal static SubjectRef? ClusterOf(CurrentNetwork? current, SubjectRef account)
        => current is not null && current.Find(account) is >= 0 and var number && current.Run.Clusters[number] is var cluster
            && current.MembersOf(cluster).Count > 1 ? current.AccountOf(cluster) : null;

    private Task<int> AddAsync(StreamKey key, SubjectRef account, string batch, IReadOnlyList<PromptSketch> sketches,
        IReadOnlyDictionary<string, Campaign> watched, DateTimeOffset now, CancellationToken cancellation)
        => streams.AddAsync(key, account.Id, batch, sketches, watched, now, alarm =>
        {
            var (running, watch) = (alarm.Watch.Running, alarm.Watch);
            var evidence = string.Create(CultureInfo.InvariantCulture,
                $"alarm at prompt {running.AlarmAt} of {running.Prompts}, {running.Above} of them above every ordinary prompt.");
            return alarms.TellAsync(key, account.Id, alarm.Campaign, watched[alarm.Campaign].Name, evidence, new AlarmRow(alarm.Campaign,
                key.Key, key.Kind.ToString(), account.Id, watch.Since, now, running.AlarmAt ?? 0, running.Prompts, running.Above,
                new CampaignDetector(running).Evidence, watch.Nearest, ""), cancellation);
        }, cancellation);
}
