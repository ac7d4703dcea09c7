using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Policies;

/// <summary>Random schedules: whatever is tried, in whatever order, nothing looser than before decides by one person.</summary>
public sealed class PolicyScheduleTests
{
    private static readonly Officer[] People =
    [
        new(OfficerId.Parse("ann"), OfficerRole.PolicyManager), new(OfficerId.Parse("max"), OfficerRole.PolicyManager),
        new(OfficerId.Parse("ben"), OfficerRole.Approver),
        new(OfficerId.Parse("key.7"), OfficerRole.Approver) { Behind = [OfficerId.Parse("ann")] },
    ];

    private static readonly string[] Texts = [.. Enumerable.Range(3, 6).Select(Text)];
    private static readonly DateOnly Day = new(2026, 11, 30);

    [Fact]
    public void Whatever_decides_was_approved_by_somebody_else_or_only_tightens_for_a_time()
    {
        var random = new Random(7);
        var (activations, emergencies) = (0, 0);
        for (var schedule = 0; schedule < 100; schedule++)
        {
            var (registry, now) = (PolicyRegistry.Empty, new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero));
            for (var step = 0; step < 80; step++)
            {
                now += TimeSpan.FromMinutes(random.Next(1, 20));
                var command = Command(random, registry.Versions.Length);
                var before = registry.ActiveAt(now);
                var result = PolicyDecider.Decide(registry, command, Context(registry, command, People[random.Next(People.Length)], now));
                var events = result.Match(happened => happened, _ => []);
                registry = events.Aggregate(registry, (one, happened) => one.Apply(happened));
                foreach (var activated in events.OfType<PolicyActivated>())
                {
                    var version = registry.Find(activated.Version)!;
                    if (activated.DiesAt is null)
                    {
                        activations++;
                        Assert.Contains(version.Approvals, act => Human(act) != Human(version.Author)
                            && Human(act) != Human(version.Proposal!));
                    }
                    else
                    {
                        emergencies++;
                        Assert.Equal(0, PolicyChanges.Between(before!.Program!, version.Program!, Day).Loosened);
                    }
                }
            }
        }

        Assert.True(activations > 20 && emergencies > 5, $"{activations} activations, {emergencies} emergencies");
    }

    private static string Human(PolicyAct act) => act.Behind.IsDefaultOrEmpty ? act.By.Value : act.Behind[0].Value;

    private static PolicyCommand Command(Random random, int versions)
    {
        var (number, text) = (Math.Max(1, versions - random.Next(2)), Texts[random.Next(Texts.Length)]);
        return random.Next(14) switch
        {
            0 => new PolicyCommand.Draft(text),
            1 or 2 or 3 => new PolicyCommand.Propose(number),
            4 or 5 or 6 => new PolicyCommand.Approve(number),
            7 or 8 => new PolicyCommand.Backtest(number, 1, 0, "digest"),
            9 or 10 or 11 => new PolicyCommand.Activate(number),
            12 => new PolicyCommand.Tighten(text),
            _ => random.Next(2) == 0 ? new PolicyCommand.RollBack(random.Next(1, versions + 2))
                : new PolicyCommand.Reject(number, "not now"),
        };
    }

    private static PolicyContext Context(PolicyRegistry registry, PolicyCommand command, Officer officer, DateTimeOffset now)
    {
        var version = command switch
        {
            PolicyCommand.Propose one => registry.Find(one.Version),
            PolicyCommand.Approve one => registry.Find(one.Version),
            PolicyCommand.Activate one => registry.Find(one.Version),
            PolicyCommand.RollBack one => registry.Find(one.Version),
            PolicyCommand.Tighten one => new PolicyVersion(0, null, one.Text, new PolicyAct(officer.Id, officer.Behind, now)),
            _ => null,
        };
        return new PolicyContext(officer, now)
        {
            Proof = version is null ? null : PolicyProver.Prove(version.Program!, DateOnly.FromDateTime(now.UtcDateTime)),
            Changes = version is not null && registry.ActiveAt(now)?.Program is { } active
                ? PolicyChanges.Between(active, version.Program!, Day) : null,
        };
    }

    private static string Text(int limit) => $"feature age integer 0..150\nrow A then=block\nwhen age < {limit}\nunknown review\n"
        + "basis \"Policy of an invented platform\" checked 2026-11-22\n";
}
