using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Tests.Audit;

public sealed class EvidenceCodecTests
{
    [Fact]
    public void What_is_written_is_read_back_and_written_again_to_the_same_bytes()
    {
        foreach (var evidence in new[] { Rich(), Bare() })
        {
            var bytes = EvidenceCodec.Write(evidence);

            Assert.Equal(bytes, EvidenceCodec.Write(EvidenceCodec.Read(bytes)));
        }
    }

    [Fact]
    public void Empty_and_default_values_come_back_as_what_they_were()
    {
        var read = EvidenceCodec.Read(EvidenceCodec.Write(Bare()));

        Assert.Equal(Decision.Allow, read.Outcome.Decision);
        Assert.Equal(ScreeningAction.None, read.Outcome.Action);
        Assert.Empty(read.Outcome.Hits);
        Assert.Empty(read.Outcome.Gates.Single().Reasons);
        Assert.Empty(read.Request.Subject.Aliases);
        Assert.False(read.Request.Subject.BirthDate.IsStated);
    }

    private static ScreeningEvidence Bare() => new()
    {
        ScreeningId = "scr_1",
        DecidedAt = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero),
        CorpusHash = "00",
        Profile = "onboarding/1",
        Policy = "1",
        Engine = "0.1.0",
        Request = new ScreeningRequest { Subject = new ScreeningSubject { Name = "Ann Example" } },
        Outcome = new ScreeningOutcome
        {
            Decision = Decision.Allow,
            Action = ScreeningAction.None,
            Gates = [GateResult.Pass(Gate.List)],
            Hits = [],
            NearMisses = [],
            Missing = [],
        },
    };

    private static ScreeningEvidence Rich()
    {
        var party = new ListedParty(ListEntryId.Parse("test-list:1"), PartyKind.Individual,
            [new ListedName("Иван Примеров", NameKind.Alias, AliasStrength.Weak)])
        {
            BirthDates = [PartialDate.Parse("1960..1965-03")],
            Designations = [new Designation("TEST") { Measures = Measures.Freeze | Measures.TravelBan }],
        };
        var match = new PartyMatch(party, party.PrimaryName, "Ivan Primerov", 0.875, new Explanation(
            [new FeatureResult("name", 1.5, 0.875, "Ivan Primerov", null, "close")],
            [new TokenAlignment("Ivan", null, TokenRelation.OnlySubject, 0, 0.5)]))
        { NameScore = 0.9, Agreeing = ["birthDate"] };
        return Bare() with
        {
            Request = new ScreeningRequest
            {
                Channel = Channel.Payment,
                Subject =
                    new ScreeningSubject
                    {
                        Id = "a1",
                        Name = "Ivan Primerov",
                        BirthDate = PartialDate.Parse("1961-02"),
                        Identifiers =
                    [new Identifier(IdentifierType.Wallet, "0xabc") { Asset = "ETH" }]
                    },
                Counterparties =
                    [new Counterparty("payer",
                    new ScreeningSubject { Name = "Bea", Owners = [new OwnerStake { Name = "O", Percent = 50.5m }] })],
                Signals =
                    new LocationSignals
                    {
                        Ip = "203.0.113.7",
                        LookedUp =
                    new GeoIpFact { Country = CountryCode.Parse("IR"), Confidence = 0.5 }
                    },
                Nexus = ["US"],
            },
            Outcome = new ScreeningOutcome
            {
                Decision = Decision.Review,
                Action = ScreeningAction.Hold,
                Gates =
                    [new GateResult(Gate.List, Decision.Review, ScreeningAction.Hold,
                    [new Reason("list.possible_match", "Close.", "FAQ 5")])],
                Hits = [new Hit("subject", match, Decision.Review, new Reason("list.possible_match", "Close."))],
                NearMisses = [new Hit("payer", match, Decision.Allow, new Reason("list.weak_alias_alone", "Weak."))],
                Missing = ["nationality"],
            },
        };
    }
}
