using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.Tests.Shared;
using CsvHelper;
using static Compliance.Lists.Tests.Screening.GateCases;

namespace Compliance.Lists.Tests.Screening;

/// <summary>What public enforcement releases say was held and not used: every one of these must be stopped. The file of cases and these
/// patterns are compared both ways.</summary>
public sealed class EnforcementCasesTests
{
    private const string Domain = "domain-data/enforcement_actions.csv";

    /// <summary>Company, pattern in words, and the request that shows it.</summary>
    private static readonly (string Company, string Pattern, ScreeningRequest Request)[] Patterns =
    [
        ("PayPal", "a payment in flight names a listed person",
            new() { Channel = Channel.Payment, Subject = Somebody, Counterparties =
            [new Counterparty("payee", new ScreeningSubject { Name = "Grigory Testovich Wexfordsky", Identifiers = [ListedMail] })] }),
        ("Amazon.com", "an address in Crimea in another spelling", Person(address: "Yalta, Krimea")),
        ("Amazon.com", "an embassy of a sanctioned state", Person(address: "Embassy of Iran, 1 Somewhere Street, Vienna")),
        ("BitGo", "an IP address logged for security only", Person(Ip("CU"), residence: "MX")),
        ("BitPay", "the buyer's location on the invoice",
            new() { Channel = Channel.Payment, Subject = Somebody, Counterparties =
            [new Counterparty("buyer", new ScreeningSubject { Name = "Buyer", Addresses = ["Tehran, Iran"] })] }),
        ("Tango Card", "recipients' network and mail suffix", Person(Ip("IR", ConnectionType.Mobile, 0.97), mail: "recipient@example.ir")),
        ("Bittrex", "an address in Iran, without any IP", Person(address: "No. 5, Valiasr Ave, Tehran", residence: "IR")),
        ("Kraken (Payward)", "the place at a later payment", Person(Ip("IR"), residence: "TR", channel: Channel.Payment)),
        ("Poloniex", "Crimea by subdivision", Person(Ip("UA", subdivision: "UA-43"))),
        ("daVinci Payments", "the stated country is not enough", Person(Ip("CU"), residence: "US")),
        ("Binance", "a VPN in front of three signs of Iran",
            Person(Ip("DE", ConnectionType.Vpn, 0.6) with { TimeZone = "Asia/Tehran" }, phone: "+989121234567", mail: "someone@shop.ir")),
        ("CoinList", "country Russia, address in Crimea", Person(Ip("RU"), address: "Симферополь, ул. Киевская 10", residence: "RU")),
        ("SCG Plastics", "the consignee's address says Iran where the documents say Middle East",
            new() { Channel = Channel.Payment, Subject = Somebody, Counterparties =
            [new Counterparty("consignee",
            new ScreeningSubject { Kind = PartyKind.Organization, Name = "Polymer Trading", Country = Code("AE"), Addresses =
            ["Bandar Imam, Iran"] })] }),
        ("Interactive Brokers", "Sevastopol left off the list", Person(Ip("UA", subdivision: "UA-40"))),
        ("Interactive Brokers", "Crimea left off the list", Person(Ip("UA", subdivision: "UA-43"))),
        ("ShapeShift", "Iran in the network data", Person(Ip("IR"))),
        ("Exodus Movement", "an old customer writes from Iran",
            Person(Ip("IR"), residence: "DE", channel: Channel.Login) with { AccountAgeDays = 900 }),
    ];

    private static ScreeningSubject Somebody => new() { Name = "Ysolde Brankenhurst", Kind = PartyKind.Individual };

    private static Identifier ListedMail => new(IdentifierType.Email, "listed@wexfordsky.example");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Patterns.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_was_held_is_used(int at)
    {
        var (company, pattern, request) = Patterns[at];
        var outcome = ScreeningEngine.Decide(request,
            Context with { Profile = ScoringProfile.Named(request.Channel == Channel.Payment ? "payment" : "onboarding") });

        var reasons = outcome.Gates.SelectMany(gate => gate.Reasons).ToArray();
        Assert.True(outcome.Decision == Decision.Block,
            $"{company}, {pattern}: {outcome.Decision} {string.Join(" ", reasons.Select(reason => reason.Text))}");
        Assert.All(reasons, reason => Assert.Matches("[.!]$", reason.Text));
    }

    [FactWithData(Domain)]
    public void Every_case_of_the_file_has_its_pattern_and_every_pattern_its_case()
    {
        using var text = new StreamReader(TestData.PathOf(Domain)!);
        using var csv = CsvReader.Create(text, CsvReaderOptions.Default with { TrackLineNumbers = true });
        csv.ReadHeader();
        var column = Array.IndexOf([.. csv.Headers], "company");
        var companies = new SortedSet<string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            companies.Add(csv.GetString(column));
        }

        Assert.Equal(companies, new SortedSet<string>(Patterns.Select(pattern => pattern.Company), StringComparer.Ordinal));
    }
}
