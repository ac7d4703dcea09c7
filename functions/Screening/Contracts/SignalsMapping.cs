using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Location;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>From signals as sent to the core's signals.</summary>
internal sealed partial class SignalsMapping(FieldReading read, FieldErrors errors, DateTimeOffset now)
{
    private const int MaxWordChars = 64;
    private const int MaxTextChars = 512;
    private const string Government = "government";
    private static readonly string[] ControlStatuses = [Government, "occupied"];

    /// <summary>Half the circumference of the earth in kilometres.</summary>
    private const int MaxRadiusKm = 20038;

    public LocationSignals Map(string path, SignalsBody body) => new()
    {
        Ip = read.Ip($"{path}.ip", body.Ip),
        Geo = body.Geo is null ? null : Geo($"{path}.geo", body.Geo),
        Payment = body.Payment is null ? null : Payment($"{path}.payment", body.Payment),
        TimeZone = read.Text($"{path}.client.timeZone", body.Client?.TimeZone, MaxWordChars),
        AcceptLanguage = read.Text($"{path}.client.acceptLanguage", body.Client?.AcceptLanguage, MaxTextChars),
        SimMcc = read.Pattern($"{path}.simMcc", body.SimMcc, ThreeDigits(), "A mobile country code is three digits, such as 432."),
        Control = body.Control is null ? null : Control($"{path}.control", body.Control),
    };

    private AreaControl? Control(string path, AreaControlBody body)
    {
        var status = read.OneOf($"{path}.status", body.Status, ControlStatuses);
        var day = read.Day($"{path}.mapDate", body.MapDate);
        if (body.Status is null || body.MapDate is null)
        {
            errors.Add(path, null, "A control map needs status (government or occupied) and mapDate.");
        }

        // One day of grace: the caller's calendar may be ahead of ours.
        if (day is { } shown && shown > DateOnly.FromDateTime(now.UtcDateTime).AddDays(1))
        {
            errors.Add($"{path}.mapDate", body.MapDate, "A map shows a day that has come; its date must not lie in the future.");
        }

        return status is null || day is null ? null : new AreaControl(status == Government, day.Value);
    }

    private GeoIpFact Geo(string path, GeoBody body)
    {
        if (body.AccuracyRadiusKm is < 0 or > MaxRadiusKm)
        {
            errors.Add($"{path}.accuracyRadiusKm", body.AccuracyRadiusKm.Value.ToString(CultureInfo.InvariantCulture),
                $"A whole number of kilometres from 0 to {MaxRadiusKm} is allowed.");
        }

        return new GeoIpFact
        {
            Country = read.Country($"{path}.country", body.Country),
            Subdivision =
                read.Pattern($"{path}.subdivision", body.Subdivision, Subdivision(),
                "A subdivision is a code of ISO 3166-2, such as UA-43."),
            City = read.Text($"{path}.city", body.City, MaxTextChars),
            Connection = read.Word<ConnectionType>($"{path}.connection", body.Connection),
            Confidence = read.Fraction($"{path}.confidence", body.Confidence),
            AccuracyRadiusKm = body.AccuracyRadiusKm,
            Network = read.Pattern($"{path}.network", body.Network, AutonomousSystem(),
                "A network is AS and its number, optionally followed by its name, such as AS64496."),
            NetworkCountry = read.Country($"{path}.networkCountry", body.NetworkCountry),
            Source = "caller",
        };
    }

    private PaymentSignals Payment(string path, PaymentBody body)
    {
        var binIsRight = body.Bin is null || BinDigits().IsMatch(body.Bin);
        if (!binIsRight)
        {
            // The value is not echoed: it may be a card number.
            errors.Add($"{path}.bin", null, "A BIN is the first six to eight digits of the card number, never more.");
        }

        return new PaymentSignals
        {
            Method = read.Text($"{path}.method", body.Method, MaxWordChars),
            Scheme = read.Text($"{path}.scheme", body.Scheme, MaxWordChars),
            Bin = binIsRight ? body.Bin : null,
            BinCountry = read.Country($"{path}.binCountry", body.BinCountry),
            Issuer = read.Text($"{path}.issuer", body.Issuer, MaxTextChars),
            BillingCountry = read.Country($"{path}.billingCountry", body.BillingCountry),
            PayerCountry = read.Country($"{path}.payerCountry", body.PayerCountry),
            BillingAddress = read.Text($"{path}.billingAddress", body.BillingAddress, MaxTextChars),
        };
    }

    [GeneratedRegex(@"^AS[0-9]{1,10}(?: .{1,128})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex AutonomousSystem();

    [GeneratedRegex(@"^[0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ThreeDigits();

    [GeneratedRegex(@"^[0-9]{6,8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex BinDigits();

    [GeneratedRegex(@"^[A-Z]{2}-[A-Z0-9]{1,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subdivision();
}
