using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Reports;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Tests.Audit.Reports;

public sealed class ReportPacketTests
{
    private static readonly OfficerId Ana = OfficerId.Parse("ana");
    private static readonly OfficerId Ben = OfficerId.Parse("ben");
    private static readonly AlertId Id = AlertId.FirstOfSubject("acct_1");
    private static readonly ListEntryId Entry = ListEntryId.Parse("us-ofac-sdn:900001");
    // A Friday before Independence Day observed.
    private static readonly DateTimeOffset Decided = new(2026, 6, 26, 10, 0, 0, TimeSpan.Zero);
    private const string Key = "subject|us-ofac-sdn:900001";

    [Fact]
    public void What_the_machine_blocks_is_due_ten_business_days_after_its_decision_confirmed_or_not()
    {
        var occasion = Assert.Single(PropertyOccasion.Of(Opened(Decision.Block), _ => Evidence(Measures.Freeze)));
        Assert.Equal((PropertyReportKind.Blocked, false, new DateOnly(2026, 6, 26)), (occasion.Kind, occasion.Confirmed, occasion.On));
        Assert.Equal(new DateOnly(2026, 7, 13), occasion.DueOn(BusinessCalendar.UnitedStates)); // 3 July is a holiday.
    }

    [Fact]
    public void What_was_a_review_counts_from_the_day_it_was_confirmed()
    {
        Assert.Empty(PropertyOccasion.Of(Opened(Decision.Review), _ => Evidence(Measures.Freeze)));
        var occasion = Assert.Single(PropertyOccasion.Of(Confirmed(Decision.Review, Decided.AddDays(5)), _ => Evidence(Measures.Freeze)));
        Assert.Equal((true, new DateOnly(2026, 7, 1)), (occasion.Confirmed, occasion.On));
    }

    [Theory]
    [InlineData(Measures.Freeze, PropertyReportKind.Blocked)]
    [InlineData(Measures.Reject, PropertyReportKind.Rejected)]
    public void The_measure_of_the_listing_decides_which_report_is_due(Measures measures, PropertyReportKind kind) =>
        Assert.Equal(kind, Assert.Single(PropertyOccasion.Of(Confirmed(Decision.Block, Decided), _ => Evidence(measures))).Kind);

    [Fact]
    public void A_listing_that_neither_blocks_nor_rejects_and_a_false_positive_need_no_report()
    {
        Assert.Empty(PropertyOccasion.Of(Confirmed(Decision.Block, Decided), _ => Evidence(Measures.TravelBan)));
        var cleared = Fold(Decision.Block,
            new DispositionRecorded(Ana, Decided, [Key], Disposition.FalsePositive, "different_name", "x", NeedsApproval: true, null),
            new DispositionApproved(Ben, Decided, [Key], ""));
        Assert.Empty(PropertyOccasion.Of(cleared, _ => Evidence(Measures.Freeze)));
    }

    /// <summary>What was seen: one blocked person with listings of OFAC and of the United Kingdom made two reports.</summary>
    [Fact]
    public void One_property_is_one_report_however_many_listings_name_its_owner_and_another_governments_list_alone_is_none()
    {
        AlertFinding Of(string entry) => new($"subject|{entry}", Gate.List, Decision.Block, "scr_1", "f")
        { Entry = ListEntryId.Parse(entry), Role = "subject", Score = 0.99 };
        Alert With(params string[] entries)
            => Alert.Fold([new AlertOpened(OfficerId.System, Decided, Id, "acct_1", "scr_1", Decision.Block, [.. entries.Select(Of)])])!;
        ScreeningEvidence Hits(params string[] entries)
        {
            var evidence = Evidence(Measures.Freeze);
            var hit = evidence.Outcome.Hits[0];
            return evidence with
            {
                Outcome = evidence.Outcome with
                {
                    Hits = [.. entries.Select(entry => hit with
                    {
                        Match = hit.Match with { Party = hit.Match.Party with { Entry = ListEntryId.Parse(entry) } },
                    })],
                },
            };
        }

        string[] both = ["us-ofac-sdn:900001", "us-ofac-cons:7", "uk-sl:RUS0426"];
        var alone = Assert.Single(PropertyOccasion.Of(With(both[0]), _ => Hits(both[0])));
        Assert.Equal(alone.Id, Assert.Single(PropertyOccasion.Of(With(both), _ => Hits(both))).Id);
        Assert.Empty(PropertyOccasion.Of(With(both[2]), _ => Hits(both[2])));
        Assert.Single(PropertyOccasion.Of(With("own-list:1"), _ => Hits("own-list:1")));
    }

    [Fact]
    public void A_report_is_ready_exactly_when_everything_it_must_say_is_known()
    {
        foreach (var kind in Enum.GetValues<PropertyReportKind>())
        {
            var measures = kind == PropertyReportKind.Blocked ? Measures.Freeze : Measures.Reject;
            var mustState = ReportRules.RowsOf(kind).Where(row => row is { Minimum: true, Stated: true }).Select(row => row.Code).ToList();
            Assert.Equal(ReportState.Ready, Assemble(measures, mustState).State);
            foreach (var left in mustState)
            {
                var packet = Assemble(measures, mustState.Where(code => code != left));
                Assert.Equal(ReportState.Incomplete, packet.State);
                Assert.Equal(left, Assert.Single(packet.Missing).Row.Code);
            }
        }
    }

    [Fact]
    public void What_the_record_knows_is_filled_in_and_what_may_be_unknown_says_why()
    {
        var packet = Assemble(Measures.Reject, []);
        Assert.Equal("Oleg Ferrostanov", packet.Fields.Single(field => field.Row.Code == "target.name").Value);
        Assert.Equal("RUSSIA-EO14024, E.O. 14024", packet.Fields.Single(field => field.Row.Code == "authority").Value);
        Assert.All(packet.LawfullyUnknown, field => Assert.Contains("FAQ 820", field.Note, StringComparison.Ordinal));
        Assert.Contains(packet.LawfullyUnknown, field => field.Row.Code == "property.description");
    }

    [Fact]
    public void A_later_statement_replaces_an_earlier_one_and_an_empty_one_takes_it_back()
    {
        var first = Stated("property.location", "Vault 1");
        var second = Stated("property.location", "Vault 2");
        Assert.Equal("Vault 2", Location(first, second));
        Assert.Null(Location(first, second, Stated("property.location", "")));

        string? Location(params PropertyEvent[] events)
            => Assemble(Measures.Freeze, [], events).Fields.Single(field => field.Row.Code == "property.location").Value;
    }

    [Fact]
    public void The_clock_of_a_report_runs_until_it_is_filed()
    {
        var due = new DateTimeOffset(2026, 7, 13, 0, 0, 0, TimeSpan.Zero);
        var open = Assemble(Measures.Freeze, []);
        Assert.Equal(ClockState.OnTrack, open.ClockAt(due.AddHours(-1)));
        Assert.Equal(ClockState.AtRisk, open.ClockAt(due.AddHours(1)));
        Assert.Equal(ClockState.Breached, open.ClockAt(due.AddDays(1)));
        Assert.Equal(ClockState.Done, Assemble(Measures.Freeze, [], new ReportFiled(Ana, Decided, new DateOnly(2026, 7, 1), "ORS-1"))
            .ClockAt(due.AddDays(9)));
    }

    [Fact]
    public void The_annual_report_holds_exactly_what_was_blocked_on_the_thirtieth_of_June()
    {
        ReportPacket[] packets =
        [
            Assemble(Measures.Freeze, [], Stated(ReportRules.ValueUsd, "1000.50")),
            Assemble(Measures.Freeze, [], new PropertyReleased(Ana, Decided, new DateOnly(2026, 6, 30), "licence")),
            Assemble(Measures.Freeze, [], new PropertyReleased(Ana, Decided, new DateOnly(2026, 7, 1), "licence")),
            Assemble(Measures.Freeze, [], new ReportNotNeeded(Ana, Decided, "no property")),
            Assemble(Measures.Reject, []),
        ];
        var report = AnnualReport.Of(2026, packets);
        Assert.Equal((2, 1000.50m, 1, new DateOnly(2026, 9, 30)), (report.Held.Length, report.KnownUsd, report.ValueUnknown, report.DueOn));
        Assert.False(AnnualReport.Of(2025, packets).IsDue);
    }

    [Fact]
    public void Events_are_read_back_as_they_were_written()
    {
        PropertyEvent[] events =
            [Stated("property.location", "Übersee"), new ReportFiled(Ana, Decided, new DateOnly(2026, 7, 1), "ORS-1"),
            new PropertyReleased(Ana, Decided, new DateOnly(2026, 7, 1), "GL 8"), new ReportNotNeeded(Ben, Decided, "why")];
        Assert.All(events, one => Assert.Equal(one.Write(), PropertyEvent.Read(one.Write()).Write()));
    }

    private static FactsStated Stated(string code, string value)
        => new(Ana, Decided, ImmutableSortedDictionary<string, string>.Empty.Add(code, value));

    private static ReportPacket Assemble(Measures measures, IEnumerable<string> stated, params PropertyEvent[] events)
    {
        var evidence = Evidence(measures);
        var occasion = Assert.Single(PropertyOccasion.Of(Confirmed(Decision.Block, Decided), _ => evidence));
        return ReportPacket.Assemble(occasion, evidence, [.. stated.Select(code => Stated(code, "known")), .. events],
            ImmutableDictionary<string, string>.Empty, BusinessCalendar.UnitedStates);
    }

    private static Alert Opened(Decision outcome) => Fold(outcome);

    private static Alert Confirmed(Decision outcome, DateTimeOffset at) => Fold(
        outcome, new DispositionRecorded(Ana, at.AddHours(-1), [Key], Disposition.TrueMatch, "same_identifier", "x", NeedsApproval: true,
            null), new DispositionApproved(Ben, at, [Key], ""));

    private static Alert Fold(Decision outcome, params AlertEvent[] events) =>
        Alert.Fold([new AlertOpened(OfficerId.System, Decided, Id, "acct_1", "scr_1", outcome,
        [new AlertFinding(Key, Gate.List, outcome, "scr_1", "f") { Entry = Entry, Role = "subject", Score = 0.99 }]), .. events])!;

    private static ScreeningEvidence Evidence(Measures measures)
    {
        var party = new ListedParty(Entry, PartyKind.Individual, [new ListedName("Oleg Ferrostanov")])
        { Designations = [new Designation("RUSSIA-EO14024") { Measures = measures, LegalBasis = "E.O. 14024" }] };
        var match = new PartyMatch(party, party.PrimaryName, "Oleg Ferrostanov", 0.99, new Explanation([], []));
        return new ScreeningEvidence
        {
            ScreeningId = "scr_1",
            DecidedAt = Decided,
            CorpusHash = "00",
            Profile = "onboarding/1",
            Policy = "1",
            Engine = "0.1.0",
            Request = new ScreeningRequest { Subject = new ScreeningSubject { Id = "acct_1", Name = "Oleg Ferrostanov" } },
            Outcome = new ScreeningOutcome
            {
                Decision = Decision.Block,
                Action = ScreeningAction.Freeze,
                Gates = [],
                Hits =
                [new Hit("subject", match, Decision.Block, new Reason("list.match", "x"))],
                NearMisses = [],
                Missing = []
            },
        };
    }
}
