using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>A synthetic request that must not pass.</summary>
/// <param name="Id">Stable id, such as <c>probe:UA-40:login:network</c>.</param>
/// <param name="Place">Code of the place it pretends to come from.</param>
/// <param name="Request">The request; its subject exists nowhere.</param>
/// <param name="AtLeast">The mildest decision that is right.</param>
public sealed record SelfTestProbe(string Id, string Place, ScreeningRequest Request, Decision AtLeast);

/// <summary>A probe that was not stopped.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="Decided">What was decided.</param>
public sealed record FailedProbe(SelfTestProbe Probe, Decision Decided);

/// <summary>
/// The daily self-test: one synthetic subject per embargoed place, channel and way in which a place shows (network, address, stated
/// country). A large broker's filter failed silently for years and lacked Sevastopol (OFAC, Interactive Brokers, 2025-07-15); a probe that
/// passes is an operational alert.
/// </summary>
/// <remarks>The places stand here a second time on purpose: probes made from the policy would forget what the policy forgets.</remarks>
public static class SelfTestProbes
{
    private const string SubjectName = "Probe Selftest Zzyzx";

    private static readonly ImmutableArray<Expectation> Places =
    [
        new("CU", Decision.Block, "Santiago de Cuba"),
        new("IR", Decision.Block, "Tehran"),
        new("KP", Decision.Block, "Pyongyang"),
        new("UA-43", Decision.Block, "Yalta, Krimea"),
        new("UA-40", Decision.Block, "Sevastopol"),
        new("UA-14", Decision.Review, "Donetsk"),
        new("UA-09", Decision.Review, "Luhansk"),
    ];

    /// <summary>The probes, in the order of places, channels and ways.</summary>
    public static ImmutableArray<SelfTestProbe> All { get; } =
        [.. Places.SelectMany(place => Enum.GetValues<Channel>().SelectMany(channel => Of(place, channel)))];

    /// <summary>
    /// Decides the probes as any request is decided and gives those whose place is decided too mildly; empty where the control works. Only
    /// the answer of the location gate counts: lists that are stale hold everybody, and would hide a filter that lets everybody through.
    /// </summary>
    public static ImmutableArray<FailedProbe> Failing(ScreeningContext context) =>
    [
        .. All.Select(probe =>
            new FailedProbe(probe, ScreeningEngine.Decide(probe.Request, context).Gates.Where(gate => gate.Gate == Gate.Location)
            .Select(gate => gate.Decision).DefaultIfEmpty(Decision.Allow).Max()))
            .Where(decided => decided.Decided < decided.Probe.AtLeast),
    ];

    private static IEnumerable<SelfTestProbe> Of(Expectation place, Channel channel)
    {
        SelfTestProbe Probe(string way, ScreeningSubject subject, LocationSignals signals, Decision atLeast) => new(
            string.Create(CultureInfo.InvariantCulture, $"probe:{place.Code}:{channel.ToString().ToLowerInvariant()}:{way}"),
            place.Code,
            new ScreeningRequest
            {
                Channel = channel,
                Subject =
                subject with { Id = $"probe:{place.Code}", Name = SubjectName, Kind = PartyKind.Individual },
                Signals = signals
            },
            atLeast);

        var country = CountryCode.Parse(place.Code[..2]);
        var isPart = place.Code.Length > 2;
        var network = new GeoIpFact
        {
            Country = country,
            Subdivision = isPart ? place.Code
            : null,
            Connection = ConnectionType.Residential,
            Confidence = 0.99,
            Source = "probe"
        };
        yield return Probe("network", new ScreeningSubject(), new LocationSignals { Geo = network }, place.ByNetwork);
        yield return Probe("address", new ScreeningSubject { Addresses = [$"1 Probe, {place.Town}"] }, new LocationSignals(),
            Decision.Block);
        if (!isPart)
        {
            yield return Probe("country", new ScreeningSubject { ResidenceCountry = country }, new LocationSignals(), Decision.Block);
        }
    }

    private sealed record Expectation(string Code, Decision ByNetwork, string Town);
}
