using System.Globalization;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;
using Xunit.Abstractions;

namespace Compliance.Lists.Tests.Location;

/// <summary>The verdict on a labelled synthetic world (not on real people): calibration, and cost beside two simple rules.</summary>
public sealed class SyntheticWorldTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;

    // What a wrong decision costs, in reviews: a service rendered into an embargoed place, a customer wrongly refused, a person's look.
    private const double MissedCost = 500;
    private const double WronglyRefusedCost = 30;
    private const double ReviewCost = 1;

    private static readonly LocationPolicy Policy = PolicyLibrary.Load().LocationOn(new DateOnly(2026, 11, 22));
    private static readonly SyntheticPerson[] People = [.. new SyntheticWorld(Seed).People(40_000)];

    [Fact]
    public void Probabilities_are_calibrated()
    {
        var judged = People.Select(person => (Belief: Strongest(person), Inside: person.TruePlace is not null)).ToArray();
        var error = 0.0;
        foreach (var bin in judged.GroupBy(one => Math.Min(9, (int)(one.Belief * 10))).OrderBy(bin => bin.Key))
        {
            var (stated, true_) = (bin.Average(one => one.Belief), bin.Average(one => one.Inside ? 1.0 : 0.0));
            error += Math.Abs(stated - true_) * bin.Count() / judged.Length;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bin {bin.Key}: {bin.Count()} people, stated {stated:0.000}, true {true_:0.000}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"calibration error {error:0.0000}"));
        Assert.InRange(error, 0, 0.05);
    }

    [Fact]
    public void The_verdict_costs_less_than_any_signal_blocks_and_than_the_majority_of_signals()
    {
        var ours = Cost("verdict", person => LocationJudge.Judge(person.Facts, Policy).Outcome);
        var any = Cost("any signal blocks", person => Signs(person).Any(sign => sign) ? PlaceOutcome.Prohibited : PlaceOutcome.Clear);
        var majority = Cost("majority of signals", person => Signs(person) is { Length: > 0 } signs && signs.Count(sign => sign) * 2 > signs.Length ? PlaceOutcome.Prohibited : PlaceOutcome.Clear);

        Assert.True(ours < any && ours < majority, FormattableString.Invariant($"{ours} against {any} and {majority}"));
    }

    [Fact]
    public void Travellers_emigrants_and_VPN_users_are_not_refused()
    {
        foreach (var life in People.Where(person => person.TruePlace is null).GroupBy(person => person.Life))
        {
            var refused = life.Count(person => LocationJudge.Judge(person.Facts, Policy).Outcome >= PlaceOutcome.Prohibited);
            Assert.True(refused == 0, $"{life.Key}: {refused} of {life.Count()} refused");
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_world() =>
        Assert.Equal(People.Take(500).Select(person => (person.Life, Strongest(person))), new SyntheticWorld(Seed).People(500).Select(person => (person.Life, Strongest(person))));

    private double Cost(string rule, Func<SyntheticPerson, PlaceOutcome> decide)
    {
        var (missed, refused, reviewed) = (0, 0, 0);
        foreach (var person in People)
        {
            var outcome = decide(person);
            missed += outcome == PlaceOutcome.Clear && person.TruePlace is not null ? 1 : 0;
            refused += outcome >= PlaceOutcome.Prohibited && person.TruePlace is null ? 1 : 0;
            reviewed += outcome == PlaceOutcome.Review ? 1 : 0;
        }

        var cost = (missed * MissedCost) + (refused * WronglyRefusedCost) + (reviewed * ReviewCost);
        output.WriteLine(FormattableString.Invariant($"{rule}: {missed} missed, {refused} wrongly refused, {reviewed} reviewed, cost {cost}"));
        return cost;
    }

    private static double Strongest(SyntheticPerson person) => LocationJudge.Judge(person.Facts, Policy).Beliefs.Select(belief => belief.Probability).DefaultIfEmpty(0.001).Max();

    /// <summary>Every stated signal, true where it points to an embargoed place.</summary>
    private static bool[] Signs(SyntheticPerson person)
    {
        var signals = person.Facts.Signals;
        bool Points(string? code) => Policy.PlaceOf(code) is { Rule: PlaceRule.Prohibited };
        return
        [
            Points(signals.Geo?.Subdivision) || Points(signals.Geo?.Country.Value),
            .. person.Facts.Phones.Select(phone => Policy.LongestMarker(MarkerKind.Phone, phone) is not null),
            .. person.Facts.Emails.Select(mail => Policy.Marker(MarkerKind.MailDomain, mail[(mail.LastIndexOf('.') + 1)..]) is not null),
            .. signals.TimeZone is { } zone ? [Policy.Marker(MarkerKind.TimeZone, zone) is not null] : Array.Empty<bool>(),
            .. signals.SimMcc is { } mcc ? [Policy.Marker(MarkerKind.SimMcc, mcc) is not null] : Array.Empty<bool>(),
            .. signals.Payment?.BinCountry is { IsStated: true } bin ? [Points(bin.Value)] : Array.Empty<bool>(),
            .. person.Facts.DeclaredCountry.IsStated ? [Points(person.Facts.DeclaredCountry.Value)] : Array.Empty<bool>(),
        ];
    }
}
