using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>One account with its actions, and the people who act on it.</summary>
internal sealed class ActionWorld
{
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    public static readonly SubjectRef Account = SubjectRef.Account("a1");
    public static readonly Officer Ana = Person("ana", OfficerRole.Analyst);
    public static readonly Officer Ben = Person("ben", OfficerRole.Approver);
    public static readonly Officer Eve = Person("eve", OfficerRole.Approver);
    public static readonly Officer Aud = Person("aud", OfficerRole.Auditor);

    public DateTimeOffset Now { get; set; } = Start;

    public SubjectActions State { get; private set; } = SubjectActions.None;

    public Subject Subject { get; set; } = Subject.Unknown(Account).Apply(new SubjectSeen(OfficerId.System, Start, null));

    public int EndUsers { get; set; }

    public bool LegalHold { get; set; }

    public bool Protected { get; set; }

    public bool ThroughAppeal { get; set; }

    public Standing Standing => Standing.At(State.Actions.Values, Now);

    public static EnforcementAction Act(string id, Rung rung, int? hours = 24, string code = "provider.deactivation") => new(
        id, "dec_" + id, Account, ActionReach.Descendants,
        rung switch
        {
            Rung.None => Measure.Frozen,
            Rung.RateLimit => new Measure(rung, false, new RateLimits(10, null, null), Denials.None),
            Rung.CapabilityLimit => new Measure(rung, false, default, Denials.Of([], ["x/*"], [])),
            _ => Measure.Of(rung),
        },
        Start, hours is { } some ? Start.AddHours(some) : null, [new ActionGround(code, "row-1", new string('a', 64), null)],
        ActionOrigin.Officer);

    public RefusalCode? Do(Officer officer, ActionCommand command, int? seen = null)
        => ActionDecider.Decide(State, command, new ActionContext(officer, Now, LadderPolicy.Current, Subject)
        { EndUsers = EndUsers, LegalHold = LegalHold, Protected = Protected, SeenVersion = seen, ThroughAppeal = ThroughAppeal })
            .Match(events => Store(events), refusal => (RefusalCode?)refusal.Code);

    private RefusalCode? Store(IEnumerable<ActionEvent> events)
    {
        State = events.Aggregate(State, (state, happened) => state.Apply(happened));
        return null;
    }

    private static Officer Person(string id, OfficerRole role) => new(OfficerId.Parse(id), role);
}
