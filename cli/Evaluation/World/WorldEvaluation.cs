using System.Collections.Immutable;
using Compliance.ScreeningCore.Location;

namespace Compliance.Cli.Evaluation.World;

/// <summary>One rule on the synthetic world: its errors, and what they cost together.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Missed">People inside an embargoed place who were served.</param>
/// <param name="WronglyRefused">People outside who were refused.</param>
/// <param name="Reviewed">People whom an officer looks at.</param>
/// <param name="Cost">In reviews: a miss costs 500, a wrong refusal 30, a review 1.</param>
internal sealed record WorldCost(string Rule, int Missed, int WronglyRefused, int Reviewed, double Cost);

/// <summary>How the verdict treats one kind of life.</summary>
internal sealed record LifeTreatment(string Life, int People, int Refused, int Reviewed, int Served);

/// <summary>People of one bin of stated probability.</summary>
internal sealed record WorldBin(int People, double Stated, double True);

/// <summary>The summary of <c>evaluate world</c>; property names are the contract of its JSON.</summary>
internal sealed record WorldSummary(
    bool Synthetic, int Seed, int People, int Inside, string Policy, double CalibrationError, double CalibrationErrorAtWorldPrior,
        ImmutableArray<WorldBin> Bins, ImmutableArray<WorldCost> Costs, ImmutableArray<LifeTreatment> Lives);

/// <summary>Judges every person of a synthetic world by the location verdict and by two simple rules.</summary>
internal static class WorldEvaluation
{
    // What a wrong decision costs, in reviews: strict liability for a service into an embargoed place, a customer lost and perhaps wronged,
    // a person's minutes.
    private const double MissedCost = 500;
    private const double WronglyRefusedCost = 30;

    private const int Bins = 10;

    // What a verdict without any sign of an embargoed place states: the prior of a new account.
    private const double NoSignal = 0.001;

    /// <summary>The measures.</summary>
    public static WorldSummary Run(int seed, IReadOnlyList<SyntheticPerson> people, LocationPolicy policy, string policyId)
    {
        var verdicts = people.Select(person => LocationJudge.Judge(person.Facts, policy)).ToArray();
        var (error, bins) = Calibration(people, [.. verdicts.Select(Strongest)]);

        // The verdict's prior is a platform's, one in a thousand; this world holds far more, so its own share in the verdict's place shows
        // whether the ratios are right.
        var inside = people.Count(person => person.TruePlace is not null) / (double)people.Count;
        var shift = Math.Log(inside / (1 - inside)) - policy.Weight("prior.new").Value;
        var (atWorldPrior, _) =
            Calibration(people, [.. verdicts.Select(verdict => verdict.Beliefs.Select(belief => 1 / (1 + Math.Exp(-belief.LogOdds - shift)))
            .DefaultIfEmpty(NoSignal).Max())]);
        return new WorldSummary(
            Synthetic: true, seed, people.Count, people.Count(person => person.TruePlace is not null), policyId, Math.Round(error, 4),
                Math.Round(atWorldPrior, 4), bins,
            [
                Cost("verdict", people, at => verdicts[at].Outcome),
                Cost("any signal blocks", people, at => SignalVotes.Of(people[at].Facts, policy).Any(vote => vote)
                    ? PlaceOutcome.Prohibited : PlaceOutcome.Clear),
                Cost("majority of signals blocks", people, at => SignalVotes.Of(people[at].Facts, policy) is { Length: > 0 } votes
                    && votes.Count(vote => vote) * 2 > votes.Length ? PlaceOutcome.Prohibited : PlaceOutcome.Clear),
            ],
            [.. people.Select((person, at) => (person.Life, verdicts[at].Outcome)).GroupBy(one => one.Life)
                .OrderBy(life => life.Key, StringComparer.Ordinal).Select(life => new LifeTreatment(
                life.Key, life.Count(), life.Count(one => one.Outcome >= PlaceOutcome.Prohibited),
                    life.Count(one => one.Outcome == PlaceOutcome.Review), life.Count(one => one.Outcome == PlaceOutcome.Clear)))]);
    }

    /// <summary>The strongest belief of a verdict; the prior of a new account where no signal points anywhere.</summary>
    public static double Strongest(LocationVerdict verdict)
        => verdict.Beliefs.Select(belief => belief.Probability).DefaultIfEmpty(NoSignal).Max();

    private static (double Error, ImmutableArray<WorldBin> Bins) Calibration(IReadOnlyList<SyntheticPerson> people, double[] stated)
    {
        ImmutableArray<WorldBin> bins = [.. people.Select((person, at) => (Stated: stated[at], True: person.TruePlace is null ? 0.0 : 1.0))
            .GroupBy(one => Math.Min(Bins - 1, (int)(one.Stated * Bins))).OrderBy(bin => bin.Key)
            .Select(bin =>
                new WorldBin(bin.Count(), Math.Round(bin.Average(one => one.Stated), 4), Math.Round(bin.Average(one => one.True), 4)))];
        return (bins.Sum(bin => Math.Abs(bin.Stated - bin.True) * bin.People) / people.Count, bins);
    }

    private static WorldCost Cost(string rule, IReadOnlyList<SyntheticPerson> people, Func<int, PlaceOutcome> decide)
    {
        var (missed, refused, reviewed) = (0, 0, 0);
        for (var at = 0; at < people.Count; at++)
        {
            var (outcome, inside) = (decide(at), people[at].TruePlace is not null);
            missed += outcome == PlaceOutcome.Clear && inside ? 1 : 0;
            refused += outcome >= PlaceOutcome.Prohibited && !inside ? 1 : 0;
            reviewed += outcome == PlaceOutcome.Review ? 1 : 0;
        }

        return new WorldCost(rule, missed, refused, reviewed, (missed * MissedCost) + (refused * WronglyRefusedCost) + reviewed);
    }
}
