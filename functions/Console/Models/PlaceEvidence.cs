using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Console.Models;

/// <summary>A signal about a place: what it is, its value, and the country it names where it names one.</summary>
public sealed record PlaceSignal(string Name, string Value, string? Country);

/// <summary>
/// What a request told about places: every signal side by side, and what the service makes of them for each place. The beliefs are computed
/// again from the stored request by the policy in force, for the day of the screening; what was decided stands in the gate's reasons.
/// </summary>
/// <param name="Signals">The signals.</param>
/// <param name="Beliefs">The places that any of them points to, likeliest first.</param>
public sealed record PlaceEvidence(ImmutableArray<PlaceSignal> Signals, ImmutableArray<PlaceBelief> Beliefs)
{
    /// <summary>True where all signals that name a country name one.</summary>
    public bool Agree => Signals.Where(signal => signal.Country is not null).Select(signal => signal.Country)
        .Distinct(StringComparer.Ordinal).Count() <= 1;

    /// <summary>Reads a request; null where it told nothing.</summary>
    public static PlaceEvidence? Of(ScreeningRequest request, PolicySet policy, DateTimeOffset decidedAt)
    {
        var facts = LocationFacts.Of(request.Subject, request.Signals);
        if (!LocationJudge.HasSignals(facts))
        {
            return null;
        }

        var verdict = LocationJudge.Judge(facts, policy.LocationOn(DateOnly.FromDateTime((request.EffectiveAt ?? decidedAt).UtcDateTime)));
        return new PlaceEvidence([.. SignalsOf(request, facts)], [.. verdict.Beliefs.OrderByDescending(belief => belief.LogOdds)]);
    }

    private static IEnumerable<PlaceSignal> SignalsOf(ScreeningRequest request, LocationFacts facts)
    {
        var signals = request.Signals;
        PlaceSignal? Named(string name, CountryCode country)
            => country.IsStated ? new PlaceSignal(name, country.Value, country.Value) : null;
        PlaceSignal? Geo(string name, GeoIpFact? fact) => fact is null ? null : new PlaceSignal(
            name,
            string.Join(", ",
                new[] { fact.Country.Value, fact.Subdivision, fact.City, fact.Connection == ConnectionType.Unknown ? null
                : fact.Connection.ToString().ToLowerInvariant(), fact.IsStale ? "stale database"
                : null, fact.Confidence?.ToString("0.##", CultureInfo.InvariantCulture) }.Where(part => !string.IsNullOrEmpty(part))),
            fact.Country.IsStated ? fact.Country.Value : null);
        PlaceSignal? Plain(string name, string? value) => string.IsNullOrWhiteSpace(value) ? null : new PlaceSignal(name, value, null);

        return new[]
        {
            Named("Stated country", facts.DeclaredCountry),
            Plain("IP address", signals.Ip),
            Geo("IP location, as sent", signals.Geo),
            Geo("IP location, looked up", signals.LookedUp),
            Named("Card issuer", signals.Payment?.BinCountry ?? default),
            Named("Billing", signals.Payment?.BillingCountry ?? default),
            Named("Payer", signals.Payment?.PayerCountry ?? default),
            Plain("Payment",
                string.Join(" ", new[] { signals.Payment?.Method, signals.Payment?.Scheme,
                signals.Payment?.Issuer }.Where(part => part is not null))),
            Plain("Time zone", signals.TimeZone),
            Plain("Language", signals.AcceptLanguage),
            Plain("SIM country code", signals.SimMcc),
        }.OfType<PlaceSignal>()
            .Concat(facts.Phones.Select(phone => new PlaceSignal("Telephone", phone, null)))
            .Concat(facts.Addresses.Select(address => new PlaceSignal("Address", address, null)));
    }
}
