using System.Globalization;
using Compliance.ScreeningCore.Location;

namespace Compliance.Cli.Evaluation;

/// <summary>What a scenario tells about where somebody is.</summary>
internal static class ScenarioSignals
{
    public static LocationSignals Of(JsonFields input) => new()
    {
        Geo = Geo(input, "geo"),
        Payment = Payment(input),
        TimeZone = input.Text("client.timezone"),
        AcceptLanguage = input.Text("client.accept_language"),
        SimMcc = input.Text("sim.mcc"),
        Control = input.Text("control_map.status") is { } status && Day(input.Text("control_map.dated")) is { } dated
            ? new AreaControl(status == "government", dated) : null,
    };

    /// <summary>A day; null where the text is none.</summary>
    public static DateOnly? Day(string? text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static GeoIpFact? Geo(JsonFields input, string path)
        => input.Find(path) is null || input.Text(path + ".ip_country") is not { } country
        ? null
        : new GeoIpFact
        {
            Country = ScenarioSubject.Country(country),
            Subdivision = input.Text(path + ".ip_subdivision"),
            Connection = Enum.TryParse<ConnectionType>(input.Text(path + ".ip_type"), ignoreCase: true, out var type) ? type
                : ConnectionType.Unknown,
            Confidence = input.Number(path + ".country_confidence"),
            AccuracyRadiusKm = (int?)input.Number(path + ".accuracy_radius_km"),
            Network = input.Text(path + ".asn"),
            NetworkCountry = ScenarioSubject.Country(input.Text(path + ".asn_country")),
            Source = "caller",
        };

    private static PaymentSignals? Payment(JsonFields input) => input.Find("payment") is null
        ? null
        : new PaymentSignals
        {
            Method = input.Text("payment.method"),
            Scheme = input.Text("payment.scheme"),
            Bin = input.Text("payment.bin"),
            BinCountry = ScenarioSubject.Country(input.Text("payment.bin_country")),
            Issuer = input.Text("payment.issuer"),
            BillingCountry = ScenarioSubject.Country(input.Text("payment.billing_country")),
            PayerCountry = ScenarioSubject.Country(input.Text("payment.payer_country")),
            BillingAddress = input.Text("payment.billing_address"),
        };
}
