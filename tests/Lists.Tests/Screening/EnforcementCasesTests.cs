using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using static Compliance.Lists.Tests.Screening.GateCases;

namespace Compliance.Lists.Tests.Screening;

/// <summary>What public enforcement releases say was held and not used: every one of these must be stopped.</summary>
public sealed class EnforcementCasesTests
{
    public static TheoryData<string, ScreeningRequest> Cases { get; } = new()
    {
        { "Amazon 2020: an address in Crimea in another spelling", Person(address: "Yalta, Krimea") },
        { "Amazon 2020: an embassy of a sanctioned state", Person(address: "Embassy of Iran, 1 Somewhere Street, Vienna") },
        { "BitGo 2020: an IP address logged for security only", Person(Ip("CU"), residence: "MX") },
        { "BitPay 2021: the buyer's location on the invoice", new ScreeningRequest { Channel = Channel.Payment, Subject = new ScreeningSubject { Name = "Merchant" }, Counterparties = [new Counterparty("buyer", new ScreeningSubject { Name = "Buyer", Addresses = ["Tehran, Iran"] })] } },
        { "Tango Card 2022: recipients' network and mail suffix", Person(Ip("IR", ConnectionType.Mobile, 0.97), mail: "recipient@example.ir") },
        { "Kraken 2022: the place at a later payment", Person(Ip("IR"), residence: "TR", channel: Channel.Payment) },
        { "Poloniex 2023: Crimea by subdivision", Person(Ip("UA", subdivision: "UA-43")) },
        { "CoinList 2023: country Russia, address in Crimea", Person(Ip("RU"), address: "Симферополь, ул. Киевская 10", residence: "RU") },
        { "daVinci 2023: the stated country is not enough", Person(Ip("CU"), residence: "US") },
        { "Interactive Brokers 2025: Sevastopol left off the list", Person(Ip("UA", subdivision: "UA-40")) },
        { "ShapeShift 2025: Iran in the network data", Person(Ip("IR")) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_was_held_is_used(string what, ScreeningRequest request)
    {
        var result = LocationGate.Decide(request, Context);

        Assert.True(result.Decision == Decision.Block, $"{what}: {result.Decision} {string.Join(" ", result.Reasons.Select(reason => reason.Text))}");
        Assert.All(result.Reasons, reason => Assert.Matches("[.!]$", reason.Text));
    }
}
