using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Evaluation.Schedules;

/// <summary>
/// One random schedule of what two people decide for many: policies, the score's model, the ladder, words on two accounts, ceilings of
/// risk, actions on operations. People, their keys, keys that two share and keys of nobody act at any time and in any order. Whoever asked
/// is remembered beside the core: what takes effect must have been asked for and agreed to by people who cannot be one, within its time.
/// </summary>
internal sealed class DecidedSchedule(int seed)
{
    private const int Steps = 30;
    private static readonly TimeSpan Waits = TimeSpan.FromDays(14);
    private static readonly SubjectRef Account = SubjectRef.Account("a");
    private static readonly ImmutableArray<SubjectRef> Others = [SubjectRef.Account("b"), SubjectRef.Account("c")];
    private static readonly string Model = RiskModelCodec.Write(RiskModelCodec.Default with { Name = "other" });
    private static readonly PolicyVersion Sample = new(1, null, Text, new PolicyAct(OfficerId.Parse("pia"), [], default));

    private static readonly Officer[] Officers =
    [
        Person("ana", OfficerRole.Analyst), Person("ben", OfficerRole.Approver), Person("eve", OfficerRole.Approver),
        Person("pia", OfficerRole.PolicyManager), Person("pia", OfficerRole.Approver), Person("sam", OfficerRole.Screener),
        Person("key.ana", OfficerRole.Approver) with { Behind = [OfficerId.Parse("ana")] },
        Person("key.pia", OfficerRole.Approver) with { Behind = [OfficerId.Parse("pia")] },
        Person("key.pia", OfficerRole.PolicyManager) with { Behind = [OfficerId.Parse("pia")] },
        Person("key.both", OfficerRole.Approver) with { Behind = [OfficerId.Parse("ben"), OfficerId.Parse("eve")] },
        Person("key.nobody", OfficerRole.Analyst), Person("key.nobody", OfficerRole.Approver),
        Person("key.nobody", OfficerRole.PolicyManager),
        Officer.Service,
    ];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, (ImmutableArray<Officer> By, DateTimeOffset At)> _asked = new(StringComparer.Ordinal);
    private DateTimeOffset _now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private LadderControl _ladder = LadderControl.First;
    private RiskModelRegistry _models = RiskModelRegistry.First;
    private PolicyRegistry _policy = PolicyRegistry.Empty;
    private SubjectRulings _rulings = SubjectRulings.None;
    private SubjectRisk _risk = SubjectRisk.None;
    private (OperationStatus Status, Officer Maker, DateTimeOffset At)? _operation;

    private const string Text = "feature age integer 0..150\nrow A then=block\nwhen age < 7\nunknown review\n"
        + "basis \"Policy of an invented platform\" checked 2026-03-01\n";

    /// <summary>What took effect by two people.</summary>
    public int Decided { get; private set; }

    public ScheduleFaults Faults { get; } = new();

    /// <summary>Runs and judges.</summary>
    public void Run()
    {
        for (var step = 0; step < Steps; step++)
        {
            _now += TimeSpan.FromHours(_random.Next(12) switch { 0 => 24 * 15, 1 or 2 => 30, _ => 1 });
            var officer = Officers[_random.Next(Officers.Length)];
            switch (_random.Next(6))
            {
                case 0: Ladder(officer); break;
                case 1: Models(officer); break;
                case 2: Policy(officer); break;
                case 3: Rulings(officer); break;
                case 4: Risk(officer); break;
                default: Operation(officer); break;
            }
        }
    }

    private void Ladder(Officer officer)
    {
        var result = _random.Next(4) switch
        {
            0 => LadderControlDecider.Stop(_ladder, LadderMode.Shadow, "x", officer, _now),
            1 => LadderControlDecider.Ask(_ladder, "x", null, officer, _now),
            _ => LadderControlDecider.Second(_ladder, null, officer, _now),
        };
        foreach (var happened in EventsOf(result))
        {
            if (happened is LadderAsked)
            {
                Asks("ladder", officer);
            }
            else if (happened is LadderSet { Mode: LadderMode.Acting })
            {
                TakesEffect("ladder", officer);
            }

            _ladder = _ladder.Apply(happened);
        }
    }

    private void Models(Officer officer)
    {
        var number = _random.Next(Math.Max(1, _models.Versions.Length));
        var result = _random.Next(5) switch
        {
            0 when _models.Versions.Length < 4 => RiskModelDecider.Draft(_models, Model, null, officer, _now),
            1 => RiskModelDecider.Reject(_models, number, "x", null, officer, _now),
            2 => RiskModelDecider.Propose(_models, number, null, officer, _now),
            _ => RiskModelDecider.Publish(_models, number, null, officer, _now),
        };
        foreach (var happened in EventsOf(result))
        {
            if (happened is RiskModelDrafted)
            {
                Asks($"model {happened.Version} text", officer);
            }
            else if (happened is RiskModelProposed)
            {
                Asks($"model {happened.Version}", officer);
            }
            else if (happened is RiskModelPublished)
            {
                TakesEffect($"model {happened.Version}", officer);
                TakesEffect($"model {happened.Version} text", officer, counts: false);
            }

            _models = _models.Apply(happened);
        }
    }

    private void Policy(Officer officer)
    {
        var number = _random.Next(Math.Max(1, _policy.Versions.Length)) + 1;
        PolicyCommand command = _random.Next(9) switch
        {
            0 => new PolicyCommand.Draft(Text),
            1 or 2 => new PolicyCommand.Propose(number),
            3 or 4 => new PolicyCommand.Approve(number),
            5 => new PolicyCommand.Reject(number, "x"),
            6 => new PolicyCommand.Shadow(number, 100),
            7 => new PolicyCommand.Backtest(number, 10, 1, "x"),
            _ => new PolicyCommand.Activate(number),
        };
        var proof = new PolicyProof(Sample.Hash, DateOnly.FromDateTime(_now.UtcDateTime), [], 1);
        foreach (var happened in EventsOf(PolicyDecider.Decide(_policy, command, new PolicyContext(officer, _now) { Proof = proof })))
        {
            var name = $"policy {happened.Version}";
            switch (happened)
            {
                case PolicyDrafted: Asks(name + " text", officer); break;
                case PolicyProposed: Asks(name, officer); break;
                case PolicyApproved:
                    TakesEffect(name, officer);
                    TakesEffect(name + " text", officer, counts: false);
                    Asks(name + " approved", officer);
                    break;
                case PolicyActivated or PolicyShadowed when !_asked.ContainsKey(name + " approved"):
                    Around($"{name} decides or is tried, and nobody approved it");
                    break;
            }

            _policy = _policy.Apply(happened);
        }
    }

    private void Rulings(Officer officer)
    {
        var other = Others[_random.Next(Others.Length)];
        var result = _random.Next(5) switch
        {
            0 => RulingDecider.Decline(_rulings, other, "x", officer, _now),
            1 or 2 => RulingDecider.Say(_rulings, other, (RulingWord)_random.Next(3), "x", officer, _now),
            _ => RulingDecider.Second(_rulings, other, officer, _now),
        };
        foreach (var happened in EventsOf(result))
        {
            if (happened is PairRulingProposed)
            {
                Asks($"word {other}", officer);
            }
            else if (happened is PairRulingGiven given && !(given.Word == RulingWord.Same && _rulings.Of(other) == RulingWord.None
                && given.Maker == officer.Id))
            {
                TakesEffect($"word {other}", officer);
            }

            _rulings = _rulings.Apply(happened);
        }
    }

    private void Risk(Officer officer)
    {
        var id = $"rov_{_random.Next(3)}";
        var result = _random.Next(4) switch
        {
            0 => RiskOverrideDecider.End(_risk, id, "x", officer, _now),
            1 => RiskOverrideDecider.Ask(_risk, new RiskOverride(id, Account, RiskHarm.Coordination, _random.Next(3) == 0, 1, "x",
                officer.Id, null, _now, _now.AddDays(60)), officer, _now),
            _ => RiskOverrideDecider.Second(_risk, id, officer, _now),
        };
        foreach (var happened in EventsOf(result))
        {
            if (happened is RiskOverrideProposed)
            {
                Asks(id, officer);
            }
            else if (happened is RiskOverrideSet { Override.Floor: false })
            {
                TakesEffect(id, officer, forEver: true); // It waits as long as the time that it was asked for.
            }

            _risk = _risk.Apply(happened);
        }
    }

    private void Operation(Officer officer)
    {
        if (_operation is not { Status: OperationStatus.Proposed } waiting || _random.Next(4) == 0)
        {
            _operation = officer.IsNobodyKnown || officer.Role == OfficerRole.System ? _operation
                : (OperationStatus.Proposed, officer, _now);
            return;
        }

        if (OperationDecider.Second(waiting.Status, waiting.Maker.Id, waiting.Maker.Behind, waiting.At, officer, _now) is null)
        {
            Asks("operation", waiting.Maker, waiting.At);
            TakesEffect("operation", officer);
            _operation = waiting with { Status = OperationStatus.Agreed };
        }
    }

    private void Asks(string what, Officer officer, DateTimeOffset? at = null) => _asked[what] = ([officer], at ?? _now);

    /// <summary>Something takes effect because an officer agrees: whoever asked must be somebody else, known, and not too
    /// long ago.</summary>
    private void TakesEffect(string what, Officer officer, bool counts = true, bool forEver = false)
    {
        if (!_asked.TryGetValue(what, out var asked))
        {
            Around($"{what} takes effect, and nobody asked for it");
        }
        else if (asked.By.Any(maker => PeopleOf(maker).Overlaps(PeopleOf(officer))) || PeopleOf(officer).Count == 0
            || asked.By.Any(maker => PeopleOf(maker).Count == 0))
        {
            Around($"{what}: {officer.Id} agreed to what {asked.By[0].Id} asked for");
        }
        else if (counts && !forEver && !what.StartsWith("ladder", StringComparison.Ordinal)
            && !what.StartsWith("model", StringComparison.Ordinal) && _now - asked.At > Waits)
        {
            Around($"{what} was agreed to after {(_now - asked.At).TotalDays:0} days");
        }

        Decided += counts ? 1 : 0;
    }

    private void Around(string text)
    {
        Faults.WaysAround++;
        Faults.Say($"seed {seed}: {text}");
    }

    // Who may be behind an act: nobody known for a key that names nobody, and for the service.
    private static HashSet<string> PeopleOf(Officer officer) => officer.Behind.IsDefaultOrEmpty
        ? officer.Id.Value.StartsWith("key.", StringComparison.Ordinal) || officer.Role == OfficerRole.System ? [] : [officer.Id.Value]
        : [.. officer.Behind.Select(one => one.Value)];

    private static ImmutableArray<TEvent> EventsOf<TEvent>(CommandResult<TEvent> result)
        => result is CommandResult<TEvent>.Accepted accepted ? accepted.Events : [];

    private static Officer Person(string name, OfficerRole role) => new(OfficerId.Parse(name), role);
}
