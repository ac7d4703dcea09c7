using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Events;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Secrets;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Experiments;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.Functions.Policies;

/// <summary>What the platform's policy says of something somebody wants to do.</summary>
/// <param name="Hash">The version that decided; null where none does.</param>
/// <param name="Reasons">What its rows say.</param>
/// <param name="Problems">What is wrong with the facts that the caller stated.</param>
internal sealed record PolicyDecisionReply(string? Hash, IReadOnlyList<DecisionReason> Reasons, IReadOnlyList<string> Problems);

/// <summary>
/// Asks the version of the platform's policy that is in force. What the service knows itself (standing, counters, the screening) it states
/// itself; the caller adds what only the platform knows, and cannot overwrite the rest. A version in the shadow is asked beside it: what it
/// would say is counted, and where it is tried on a part of the subjects it decides for those, until the guard stops it.
/// </summary>
internal sealed class PolicyDecision(PolicyService policies, CounterStore counters, PolicyCaseStore cases, RowSeal seal,
    TimeProvider time)
{
    private static readonly string[] Own = ["action", "rung", "frozen", "subject_known", "screening"];
    private static readonly PolicyGuard Guard = new(FewestCases: 500, MostMorePermille: 50);

    private readonly byte[] _key = seal.Secret.KeyFor("experiments") ?? RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<(string Hash, DateOnly Day), CompiledPolicy> _compiled = new();
    private readonly ConcurrentDictionary<string, PolicyShadow> _shadows = new(StringComparer.Ordinal);

    /// <summary>What a version in the shadow would have changed since the service started; null where it saw nothing.</summary>
    public PolicyShadow? ShadowOf(string hash) => _shadows.GetValueOrDefault(hash);

    /// <summary>Decides.</summary>
    public async Task<PolicyDecisionReply> DecideAsync(DecisionMoment moment, IReadOnlyCollection<SubjectRef> asked,
        VersionedStanding standing,
        string? screening, JsonElement? stated, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var registry = (await policies.FindAsync(PolicyService.Platform, cancellation)).Registry;
        if (registry.ActiveAt(now) is not { Program: { } program } active)
        {
            return new PolicyDecisionReply(null, [], []);
        }

        var counts = new SubjectCounts(counters, asked, now);
        var facts = await FactsAsync(program, moment, counts, standing, screening, stated, cancellation);
        if (facts.Facts is null)
        {
            return new PolicyDecisionReply(active.Hash, [], facts.Problems);
        }

        var known = new List<(PolicyProgram, PolicyFacts)> { (program, facts.Facts) };
        var (version, outcome) = (active, Compiled(active, now).Evaluate(facts.Facts));
        if (registry.ShadowAt(now) is { Program: { } other } shadow && shadow.Hash != active.Hash)
        {
            var beside = (await FactsAsync(other, moment, counts, standing, screening, stated, cancellation)).Facts
                ?? new PolicyFacts(other, []);
            known.Add((other, beside));
            var tried = Compiled(shadow, now).Evaluate(beside);
            var seen = _shadows.GetOrAdd(shadow.Hash, _ => new PolicyShadow());
            seen.Add(outcome.Verdict, tried.Verdict);
            var trial = new PolicyExperiment(shadow.Hash, shadow.Permille, Guard);
            if (trial.Includes(_key, asked.First().ToString()) && !seen.IsStopped(Guard))
            {
                (version, outcome) = (shadow, tried);
            }
        }

        cases.Keep(now, known);
        var rules = Compiled(version, now).Program.Rules;
        return new PolicyDecisionReply(version.Hash,
            [.. outcome.Fired.Select(row => Reason(rules[row], PolicyAnswer.Fires)), .. outcome.Undecided.Select(row
                => Reason(rules[row], PolicyAnswer.Unknown))], []);
    }

    private CompiledPolicy Compiled(PolicyVersion version, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        if (_compiled.Count > 16)
        {
            _compiled.Clear();
        }

        return _compiled.GetOrAdd((version.Hash, day), _ => new CompiledPolicy(version.Program!.On(day)));
    }

    private async Task<(PolicyFacts? Facts, IReadOnlyList<string> Problems)> FactsAsync(PolicyProgram program, DecisionMoment moment,
        SubjectCounts counts, VersionedStanding standing, string? screening, JsonElement? stated, CancellationToken cancellation)
    {
        var values = new Dictionary<int, PolicyFact>();
        if (stated is { } json)
        {
            var (read, problems) = PolicyFactsReader.Read(program, json, strict: false);
            if (read is null)
            {
                return (null, [.. problems]);
            }

            foreach (var feature in program.Features.Where(one => !Own.Contains(one.Name) && read[one] is not null))
            {
                values[feature.Index] = read[feature]!.Value;
            }
        }

        Set("action", PolicyFact.Of(WireNames.Of(moment)));
        Set("rung", PolicyFact.Of((long)(int)standing.Standing.Rung));
        Set("frozen", PolicyFact.Of(standing.Standing.Frozen));
        Set("subject_known", PolicyFact.Of(standing.Known));
        if (screening is not null)
        {
            Set("screening", PolicyFact.Of(screening));
        }

        foreach (var family in program.Features.Where(one => one.Name.StartsWith("count(", StringComparison.Ordinal))
            .GroupBy(one => one.Family, StringComparer.Ordinal))
        {
            await CountAsync(family.Key, [.. family], counts, values, cancellation);
        }

        return (new PolicyFacts(program, values), []);

        void Set(string name, PolicyFact fact)
        {
            if (program.Find(name) is { } feature)
            {
                values[feature.Index] = fact;
            }
        }
    }

    // Counters of the service win over stated ones. A longer window never counts less than a shorter one, also where both are estimates.
    private static async Task CountAsync(string name, PolicyFeature[] windows, SubjectCounts counts, Dictionary<int, PolicyFact> values,
        CancellationToken cancellation)
    {
        var least = 0L;
        foreach (var one in windows)
        {
            var window = one.Name[(one.Name.LastIndexOf(' ') + 1)..^1];
            if (FeatureWindow.All.Any(known => known.Name == window) && await counts.MostAsync(name, window, cancellation) is { } counted)
            {
                least = Math.Max(least, counted);
                values[one.Index] = PolicyFact.Of(least);
            }
        }
    }

    private static DecisionReason Reason(PolicyRule rule, PolicyAnswer answer) => new($"policy.{rule.Id}", rule.VerdictOf(answer) switch
    {
        PolicyVerdict.Challenge => Verdict.Challenge,
        PolicyVerdict.Review => Verdict.Review,
        PolicyVerdict.Restrict => Verdict.Restrict,
        PolicyVerdict.Block => Verdict.Block,
        var other => throw new InvalidOperationException($"A row says {other}."),
    }, $"{rule.Basis.Authority}{(rule.Basis.Clause.Length > 0 ? " " + rule.Basis.Clause : "")}: {PolicyFormatter.Of(rule.When)}"
        + (answer == PolicyAnswer.Unknown ? ", which cannot be decided." : "."), "Our rules do not let this go on as it is.");
}

/// <summary>What a version in the shadow would have changed.</summary>
internal sealed class PolicyShadow
{
    private int _cases;
    private int _changed;
    private int _stopped;
    private int _stoppedBefore;

    /// <summary>Cases that it was asked about.</summary>
    public int Cases => _cases;

    /// <summary>Cases that it would have decided differently.</summary>
    public int Changed => _changed;

    /// <summary>Counts a case.</summary>
    public void Add(PolicyVerdict before, PolicyVerdict after)
    {
        Interlocked.Increment(ref _cases);
        Interlocked.Add(ref _changed, before == after ? 0 : 1);
        Interlocked.Add(ref _stopped, after == PolicyVerdict.None ? 0 : 1);
        Interlocked.Add(ref _stoppedBefore, before == PolicyVerdict.None ? 0 : 1);
    }

    /// <summary>True where the guard of a trial says that it must stop.</summary>
    public bool IsStopped(PolicyGuard guard) => guard.Stops(_cases, _stopped, _stoppedBefore);
}
