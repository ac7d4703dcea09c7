using Compliance.EnforcementCore.Policies;

namespace Compliance.Functions.Policies;

/// <summary>A policy as it lies in the store.</summary>
public sealed record StoredPolicy(string Name, PolicyRegistry Registry, string? ETag);

/// <summary>Policies: each the fold of its events.</summary>
internal sealed class PolicyStore(SealedEvents<PolicyEvent> events)
{
    public const string Table = SealedEvents<PolicyEvent>.Table;

    /// <summary>Longest text of a version: an event is one row.</summary>
    public const int MaxTextChars = 200_000;

    /// <summary>Reads a policy; an empty one where nothing is stored.</summary>
    /// <exception cref="InvalidDataException">A row bears no seal of this service, or events are missing.</exception>
    public async Task<StoredPolicy> FindAsync(string name, CancellationToken cancellation)
    {
        var read = await events.ReadAsync(name, cancellation);
        return new StoredPolicy(name, read.Events.Aggregate(PolicyRegistry.Empty, (registry, happened) => registry.Apply(happened)),
            read.ETag);
    }

    /// <summary>How many events there are, without reading them; 0 where nothing is stored.</summary>
    public Task<int> CountAsync(string name, CancellationToken cancellation) => events.CountAsync(name, cancellation);

    /// <summary>Appends events; false where somebody else came first, then nothing is written.</summary>
    public Task<bool> AppendAsync(StoredPolicy policy, IReadOnlyCollection<PolicyEvent> happened, CancellationToken cancellation)
        => events.AppendAsync(policy.Name, policy.Registry.Count, policy.ETag, happened, [], cancellation);
}
