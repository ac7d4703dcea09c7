using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Policies;

/// <summary>Loads, proves, lets the core decide, saves. Every act stands in the log; refusals that say somebody may not, too.</summary>
internal sealed class PolicyService(PolicyStore store, AuditIntake intake, TimeProvider time)
{
    /// <summary>Decides accounts, payments and API use.</summary>
    public const string Platform = "platform";

    /// <summary>Decides where requests may go.</summary>
    public const string Terms = "provider-terms";

    /// <summary>Steps of one question while somebody waits for the answer: a second or two.</summary>
    private const long Budget = 1_000_000;

    private const int MostRounds = 20;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredPolicy> _read = new(StringComparer.Ordinal);

    /// <summary>The policies that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [Platform, Terms];

    /// <summary>A policy with its versions. What did not change since it was read is not read again.</summary>
    public async Task<StoredPolicy> FindAsync(string name, CancellationToken cancellation)
    {
        StoredPolicy? known;
        lock (_gate)
        {
            known = _read.GetValueOrDefault(name);
        }

        if (known is not null && known.Registry.Count == await store.CountAsync(name, cancellation))
        {
            return known;
        }

        var fresh = await store.FindAsync(name, cancellation);
        lock (_gate)
        {
            return _read[name] = fresh;
        }
    }

    /// <summary>Gives a command.</summary>
    public async Task<(StoredPolicy Policy, Refusal? Refusal)> GiveAsync(string name, PolicyCommand command, Officer officer, int? seen,
        CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var policy = await store.FindAsync(name, cancellation);
            var result = PolicyDecider.Decide(policy.Registry, command, Context(policy.Registry, command, officer, seen));
            if (result is CommandResult<PolicyEvent>.Refused { Refusal: var refusal })
            {
                await (refusal.IsDenial ? intake.RecordAsync(officer.Id.Value, "policy.refused", name, cancellation) : Task.CompletedTask);
                return (policy, refusal);
            }

            var events = ((CommandResult<PolicyEvent>.Accepted)result).Events;
            foreach (var happened in events)
            {
                await intake.RecordAsync(officer.Id.Value, ActOf(happened), $"{name}/{happened.Version}", cancellation,
                    AuditRecord.HashOf(JsonSerializer.Serialize(happened, EnforcementCodec.Options)));
            }

            if (await store.AppendAsync(policy, events, cancellation))
            {
                return (await FindAsync(name, cancellation), null);
            }
        }

        throw new TimeoutException($"A policy changed {MostRounds} times while one command was given.");
    }

    /// <summary>What is proved of a version today.</summary>
    public PolicyProof? Prove(PolicyVersion version) => version.Program is { } program ? PolicyProver.Prove(program, Today, Budget) : null;

    /// <summary>What differs between two versions today; null where one cannot be read.</summary>
    public PolicyDifferences? Compare(PolicyVersion? before, PolicyVersion after)
        => before?.Program is { } old && after.Program is { } fresh ? PolicyChanges.Between(old, fresh, Today, Budget) : null;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private PolicyContext Context(PolicyRegistry registry, PolicyCommand command, Officer officer, int? seen)
    {
        var now = time.GetUtcNow();
        var version = command switch
        {
            PolicyCommand.Propose one => registry.Find(one.Version),
            PolicyCommand.Approve one => registry.Find(one.Version),
            PolicyCommand.Activate one => registry.Find(one.Version),
            PolicyCommand.RollBack one => registry.Find(one.Version),
            PolicyCommand.Shadow one => registry.Find(one.Version),
            PolicyCommand.Tighten one => new PolicyVersion(0, null, one.Text, new PolicyAct(officer.Id, officer.Behind, now)),
            _ => null,
        };
        var urgent = command is PolicyCommand.Tighten or PolicyCommand.RollBack;
        return new PolicyContext(officer, now)
        {
            Seen = seen,
            Proof = version is null ? null : Prove(version),
            Changes = urgent && version is not null ? Compare(registry.ActiveAt(now), version) : null,
        };
    }

    private static string ActOf(PolicyEvent happened) => happened switch
    {
        PolicyDrafted => "policy.drafted",
        PolicyProposed => "policy.proposed",
        PolicyApproved => "policy.approved",
        PolicyRejected => "policy.rejected",
        PolicyBacktested => "policy.backtested",
        PolicyShadowed => "policy.shadowed",
        PolicyActivated => "policy.activated",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}
