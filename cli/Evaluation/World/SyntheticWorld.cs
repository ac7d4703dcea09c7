using System.Collections.Immutable;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.World;

/// <summary>A person of the synthetic world: what was submitted, and where the person truly was.</summary>
internal sealed record SyntheticPerson(string Life, string? TruePlace, LocationFacts Facts);

/// <summary>
/// A labelled world made up for measurement: nobody in it exists, and its shares are assumptions, not statistics. Error rates of signals
/// follow published figures (country of fixed lines nearly always right, one VPN exit in four mislocated, mobile addresses coarse, time
/// zones kept by travellers); the mix of lives (locals, emigrants, travellers, VPN users, border regions, shared mobile addresses, stolen
/// cards, satellite) is ours. The same seed gives the same world.
/// </summary>
internal sealed class SyntheticWorld(int seed)
{
    private static readonly string[] Elsewhere = ["DE", "US", "TR", "AE", "FR", "GB", "CA", "IN"];

    private static readonly (string Code, string Phone, string Zone, string Mail, string Mcc, string Language)[] Embargoed =
    [
        ("IR", "+98912", "Asia/Tehran", "ir", "432", "fa-IR"),
        ("CU", "+535", "America/Havana", "cu", "368", "es-CU"),
        ("UA-43", "+7978", "Europe/Simferopol", "com", "250", "ru-RU"),
    ];

    private readonly Random _random = new(seed);

    /// <summary>Makes people; about three in a hundred are in an embargoed place, far more than any platform has, so that errors on them
    /// can be measured.</summary>
    public ImmutableArray<SyntheticPerson> People(int count)
        => [.. Enumerable.Range(0, count).Select(_ => Chance(0.03) ? Inside() : Outside())];

    private SyntheticPerson Inside()
    {
        var place = Embargoed[_random.Next(Embargoed.Length)];
        var hidden = Chance(0.45);
        var abroad = Country(Pick(Elsewhere));
        var stolen = Chance(0.1);
        return new SyntheticPerson((stolen ? "local with a stolen card" : "local") + (hidden ? " behind a VPN" : ""), place.Code,
            new LocationFacts
            {
                Phones = Chance(0.8) ? [place.Phone + "1234567"] : [],
                Emails = Chance(0.4) ? [$"someone@shop.{place.Mail}"] : ["someone@mail.example"],
                DeclaredCountry = Chance(0.5) ? abroad : Chance(0.2) ? Country(place.Code[..2]) : default,
                Addresses = Chance(0.1) ? [place.Code switch { "IR" => "Tehran", "CU" => "La Habana", _ => "Simferopol" }] : [],
                Signals = new LocationSignals
                {
                    Geo = hidden ? Geo(abroad, ConnectionType.Vpn, 0.6) : LocalAddress(place.Code),
                    TimeZone = Chance(0.8) ? place.Zone : "Europe/Berlin",
                    AcceptLanguage = place.Language,
                    SimMcc = Chance(0.3) ? place.Mcc : null,
                    Payment = stolen ? new PaymentSignals { Method = "card", BinCountry = abroad, BillingCountry = abroad }
                    : Chance(0.4) ? new PaymentSignals { Method = Chance(0.5) ? "prepaid" : "card", BinCountry = abroad } : null,
                },
            });
    }

    private GeoIpFact LocalAddress(string code) => code.Length == 2
        ? Geo(Country(code), Chance(0.5) ? ConnectionType.Mobile : ConnectionType.Residential, 0.95)
        : Chance(0.9)
            ? Geo(Country("UA"), ConnectionType.Residential, 0.95) with { Subdivision = code }
            : Geo(Country("RU"), ConnectionType.Residential, 0.95);

    private SyntheticPerson Outside()
    {
        var home = Country(Pick(Elsewhere));
        var plain = new LocationFacts
        {
            Phones = Chance(0.6) ? ["+4915112345678"] : [],
            Emails = ["someone@mail.example"],
            DeclaredCountry = home,
            Signals = new LocationSignals
            {
                Geo = Geo(home, Chance(0.4) ? ConnectionType.Mobile : ConnectionType.Residential, 0.95),
                TimeZone = "Europe/Berlin",
                AcceptLanguage = "en-US",
                Payment = Chance(0.5) ? new PaymentSignals { Method = "card", BinCountry = home, BillingCountry = home } : null,
            },
        };
        var place = Embargoed[_random.Next(Embargoed.Length)];
        return _random.NextDouble() switch
        {
            < 0.700 => new SyntheticPerson("at home", null, plain),
            < 0.800 => new SyntheticPerson("VPN user", null,
                plain with { Signals = plain.Signals with { Geo = Geo(Country(Pick(Elsewhere)), ConnectionType.Vpn, 0.6) } }),
            < 0.803 => new SyntheticPerson("VPN exit labelled with an embargoed country", null,
                plain with { Signals = plain.Signals with { Geo = Geo(Country("IR"), ConnectionType.Hosting, 0.4) } }),
            < 0.850 => new SyntheticPerson("company gateway", null,
                plain with { Signals = plain.Signals with { Geo = Geo(Country("NL"), ConnectionType.Corporate, 0.8) } }),
            < 0.890 => new SyntheticPerson("emigrant", null,
                plain with { Signals = plain.Signals with { AcceptLanguage = place.Language } }),
            < 0.893 => new SyntheticPerson("emigrant with the old number", null,
                plain with { Phones = [place.Phone + "1234567"], Signals = plain.Signals with { AcceptLanguage = place.Language } }),
            < 0.895 => new SyntheticPerson("traveller with the old clock", null,
                plain with { Signals = plain.Signals with { TimeZone = place.Zone } }),
            < 0.940 => new SyntheticPerson("traveller elsewhere", null,
                plain with { Signals = plain.Signals with { Geo = Geo(Country(Pick(Elsewhere)), ConnectionType.Mobile, 0.9) } }),
            < 0.950 => new SyntheticPerson("satellite",
                null, plain with { Signals = plain.Signals with { Geo = Geo(home, ConnectionType.Satellite, 0.6) } }),
            < 0.952 => new SyntheticPerson("satellite in a divided country", null,
                plain with
                {
                    DeclaredCountry = Country("UA"),
                    Addresses = ["Dnipro"],
                    Signals =
                plain.Signals with { Geo = Geo(Country("UA"), ConnectionType.Satellite, 0.6), Payment = null }
                }),
            < 0.970 => new SyntheticPerson("shared mobile address", null,
                plain with { Signals = plain.Signals with { Geo = Geo(Country(Pick(Elsewhere)), ConnectionType.Mobile, 0.7) } }),
            < 0.985 => new SyntheticPerson("stolen card", null,
                plain with
                {
                    Signals = plain.Signals
                with
                    { Payment = new PaymentSignals { Method = "card", BinCountry = Country(Pick(Elsewhere)) } }
                }),
            < 0.988 => new SyntheticPerson("border region, the neighbour's mast", null, plain with
            {
                DeclaredCountry = Country("TR"),
                Signals =
                    plain.Signals with
                    {
                        Geo = Geo(Country("IR"), ConnectionType.Mobile, 0.6),
                        SimMcc = "286",
                        Payment =
                    new PaymentSignals { Method = "card", BinCountry = Country("TR") }
                    },
            }),
            _ => new SyntheticPerson("border region", null,
                plain with
                {
                    DeclaredCountry = Country("TR"),
                    Signals =
                plain.Signals with { Geo = Geo(Country("TR"), ConnectionType.Mobile, 0.8), SimMcc = "286" }
                }),
        };
    }

    private static GeoIpFact Geo(CountryCode country, ConnectionType connection, double confidence)
        => new() { Country = country, Connection = connection, Confidence = confidence, Source = "synthetic" };

    private static CountryCode Country(string code) => CountryCode.Parse(code);

    private string Pick(string[] values) => values[_random.Next(values.Length)];

    private bool Chance(double probability) => _random.NextDouble() < probability;
}
