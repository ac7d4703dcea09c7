using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Policies.Experiments;

/// <summary>A stored case: what was known when something had to be decided, and what came of it.</summary>
/// <param name="At">When it had to be decided.</param>
/// <param name="Facts">What was known then.</param>
/// <param name="Outcome">What came of it, such as <c>fraud</c> or <c>good</c>; null where nobody knows yet.</param>
public sealed record PolicyCase(DateTimeOffset At, PolicyFacts Facts, string? Outcome)
{
    /// <summary>Number of its line, from 1.</summary>
    public int Line { get; init; }
}

/// <summary>Cases as they were read.</summary>
/// <param name="Cases">The cases.</param>
/// <param name="Immature">Cases whose outcome was left out, because it could not be known for long enough.</param>
/// <param name="Problems">Lines that were refused, each with its number and why.</param>
public sealed record PolicyCases(ImmutableArray<PolicyCase> Cases, int Immature, ImmutableArray<string> Problems);

/// <summary>
/// Reads cases, one JSON object a line: <c>{"at":"…","asOf":"…","values":{…},"outcome":"fraud"}</c>. A case whose values are newer than its
/// decision is refused: a backtest on it would know the future.
/// </summary>
public static class PolicyCaseReader
{
    /// <summary>Longest line, in characters.</summary>
    public const int MaxLineChars = 64 * 1024;

    /// <summary>Reads lines.</summary>
    /// <param name="program">The policy whose features they state; values of other features are left out.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="now">The moment of the backtest.</param>
    /// <param name="maturity">How old a case must be before its outcome counts.</param>
    public static PolicyCases Read(PolicyProgram program, IEnumerable<string> lines, DateTimeOffset now, TimeSpan maturity)
    {
        var cases = ImmutableArray.CreateBuilder<PolicyCase>();
        var problems = ImmutableArray.CreateBuilder<string>();
        var (immature, number) = (0, 0);
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (One(program, line, out var problem) is not { } read)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"line {number}: {problem}"));
                continue;
            }

            var young = read.Outcome is not null && now - read.At < maturity;
            immature += young ? 1 : 0;
            cases.Add(read with { Outcome = young ? null : read.Outcome, Line = number });
        }

        return new PolicyCases(cases.ToImmutable(), immature, problems.ToImmutable());
    }

    private static PolicyCase? One(PolicyProgram program, string line, out string problem)
    {
        problem = "";
        try
        {
            if (line.Length > MaxLineChars)
            {
                problem = $"A case has at most {MaxLineChars} characters.";
                return null;
            }

            using var json = WellFormedJson.Parse(line);
            var root = json.RootElement;
            if (Moment(root, "at") is not { } at || Moment(root, "asOf") is not { } asOf || !root.TryGetProperty("values", out var values))
            {
                problem = "A case has at, asOf and values.";
                return null;
            }

            if (asOf > at)
            {
                problem = "Its values are newer than its decision: it would know the future.";
                return null;
            }

            var (facts, faults) = PolicyFactsReader.Read(program, values, strict: false);
            problem = string.Join(' ', faults);
            return facts is null ? null : new PolicyCase(at, facts, root.TryGetProperty("outcome", out var outcome)
                && outcome.ValueKind == JsonValueKind.String ? outcome.GetString() : null);
        }
        catch (JsonException)
        {
            problem = "It is no JSON object.";
            return null;
        }
    }

    private static DateTimeOffset? Moment(JsonElement root, string name)
        => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
                : null;
}
