using System.Security.Cryptography;
using System.Text;
using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Experiments;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Policies;

/// <summary>Tries versions on cases of the past, and notes in the version's history that it was tried.</summary>
internal sealed class PolicyTrials(PolicyService policies, PolicyCaseStore cases, TimeProvider time)
{
    /// <summary>Most bytes of cases that are read at once.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const int MaturityDays = 60;

    /// <summary>Runs a version over cases that are sent, or over those kept of some days.</summary>
    /// <returns>Null where there is no such version, or where <paramref name="errors"/> says what is wrong.</returns>
    public async Task<PolicyTrialRun?> RunAsync(string name, int number, string? from, string? to, byte[] sent, Officer officer,
        FieldErrors errors, CancellationToken cancellation)
    {
        if (!PolicyService.Names.Contains(name) || await policies.FindAsync(name, cancellation) is not { } policy
            || policy.Registry.Find(number) is not { Program: { } program })
        {
            return null;
        }

        var bytes = sent;
        if (from is not null || to is not null)
        {
            if (KeptCases.ReadTime(from, to, name, sent.Length, errors) is not { } asked)
            {
                return null;
            }

            if (await KeptCases.ReadAsync(cases, asked.From, asked.To, MaxBytes, cancellation) is not { } stored)
            {
                errors.Add("query from", from, $"The cases of these days are more than {MaxBytes} bytes: name fewer days.");
                return null;
            }

            bytes = stored;
        }

        var now = time.GetUtcNow();
        try
        {
            var result = PolicyBacktest.Run(policy.Registry.ActiveAt(now)?.Program, program, Encoding.UTF8.GetString(bytes).Split('\n'),
                now, TimeSpan.FromDays(MaturityDays));
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var (_, refusal) = await policies.GiveAsync(name,
                new PolicyCommand.Backtest(number, result.Cases, result.Changed, digest), officer, null, cancellation);
            return new PolicyTrialRun(result, digest, refusal);
        }
        catch (PolicyLimitException error)
        {
            errors.Add("$", null, error.Message);
            return null;
        }
    }
}

/// <summary>A trial.</summary>
/// <param name="Result">What the version would have decided.</param>
/// <param name="Digest">SHA-256 over the cases.</param>
/// <param name="Refusal">Why it could not be noted; null where it was.</param>
internal sealed record PolicyTrialRun(PolicyBacktestResult Result, string Digest, Refusal? Refusal);
