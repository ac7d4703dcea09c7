using System.Collections.Immutable;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using CsCheck;

namespace Compliance.EnforcementCore.Tests.Risk;

/// <summary>Models and signals for tests of the score.</summary>
internal static class RiskWorld
{
    public static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    public static readonly SubjectRef Account = SubjectRef.Account("a-1");
    public static readonly RiskModel Model = RiskModelCodec.Default with
    {
        Signals = [.. Enumerable.Range(0, 40).Select(n => new RiskSignalRow($"t{n}@1", (RiskHarm)(n % 2), $"g{n % 14}",
            n % 10 == 9 ? -700 - (13 * n) : 200 + (97 * n), 10 + (n * 7)))],
        Harms = [.. RiskModelCodec.Default.Harms.Select(row => row with { Expected = [] })],
    };

    public static Signal Signal(string id, string type, int hoursAgo = 0, int certainty = 100, string ground = "")
        => new(id, Account, type, "stated", 1, 900, 48, Now - TimeSpan.FromHours(hoursAgo), "test", 3, certainty) { Ground = ground };

    public static RiskInput Input(params IEnumerable<Signal> signals) => new(Account, "account/new", [.. signals], Now);

    public static Gen<Signal> AnySignal { get; } = Gen.Select(Gen.Int[0, 45], Gen.Int[0, 1_000], Gen.Int[0, 60 * 24 * 40], Gen.Int[0, 100],
        (type, id, minutes, certainty) => Signal($"s{id}-{type}-{minutes}", $"t{type}@1", 0, certainty,
            type % 3 == 0 ? "payment.failures" : "abuse.evasion") with
        { ObservedAt = Now - TimeSpan.FromMinutes(minutes) });

    public static HarmRisk Score(RiskInput input, RiskHarm harm) => RiskScorer.Assess(Model, "", input).Of(harm);
}
