using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Policies;

/// <summary>Proves, lets the core decide. Every act stands in the log with what it did; refusals that say somebody may not, too.</summary>
internal sealed class PolicyService(SealedEvents<PolicyEvent> events, AuditIntake intake, DecidedActs acts, TimeProvider time)
{
    /// <summary>Decides accounts, payments and API use.</summary>
    public const string Platform = "platform";

    /// <summary>Decides where requests may go.</summary>
    public const string Terms = "provider-terms";

    /// <summary>Steps of one question while somebody waits for the answer: a second or two.</summary>
    private const long Budget = 1_000_000;

    /// <summary>Longest text of a version: an event is one row.</summary>
    public const int MaxTextChars = 200_000;

    private readonly Dictionary<string, DecidedState<PolicyRegistry, PolicyEvent>> _states = States.ToDictionary(
        state => state.Partition, state => new DecidedState<PolicyRegistry, PolicyEvent>(events, intake, acts,
            new StateKind<PolicyRegistry, PolicyEvent>(state, PolicyRegistry.Empty, (registry, happened) => registry.Apply(happened), ActOf,
                "policy.refused"), time), StringComparer.Ordinal);

    /// <summary>The policies that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [Platform, Terms];

    /// <summary>What they are called as decided states.</summary>
    public static IReadOnlyList<DecidedName> States { get; } = [.. Names.Select(name => new DecidedName(name, "policy-" + name))];

    /// <summary>A policy with its versions. What did not change since it was read is not read again.</summary>
    public async Task<StoredPolicy> FindAsync(string name, CancellationToken cancellation)
        => new(name, await _states[name].FindAsync(cancellation));

    /// <summary>Gives a command.</summary>
    public async Task<(StoredPolicy Policy, Refusal? Refusal)> GiveAsync(string name, PolicyCommand command, Officer officer, int? seen,
        CancellationToken cancellation)
    {
        var (registry, refusal) = await _states[name].GiveAsync(
            known => PolicyDecider.Decide(known, command, Context(known, command, officer, seen)), officer, cancellation);
        return (new StoredPolicy(name, registry), refusal);
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
