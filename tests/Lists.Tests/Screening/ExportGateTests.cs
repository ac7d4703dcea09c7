using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using static Compliance.Lists.Tests.Screening.GateCases;

namespace Compliance.Lists.Tests.Screening;

public sealed class ExportGateTests
{
    [Theory]
    [InlineData("2025-09-28", Decision.Allow, null)]
    [InlineData("2025-10-15", Decision.Block, "export.affiliate")]
    [InlineData("2026-10-01", Decision.Review, "export.affiliate_suspended")]
    [InlineData("2026-11-22", Decision.Review, "export.affiliate_uncertain")]
    public void The_affiliates_rule_follows_its_dates(string day, Decision decision, string? code)
    {
        var result = ExportGate.Decide(Company(Owner(ExportListed, 100)), On(day), []);

        Assert.Equal((decision, code), (result.Decision, result.Reasons.Select(reason => reason.Code).FirstOrDefault()));
    }

    [Theory]
    [InlineData("CN", 100, Decision.Block)]
    [InlineData("MO", 50, Decision.Block)]
    [InlineData("CN", 45, Decision.Review)]
    [InlineData("JP", 100, Decision.Allow)]
    public void Computing_for_training_looks_at_the_headquarters(string headquarters, double percent, Decision decision) =>
        Assert.Equal(decision,
        Decide(Company(Parent(headquarters, (decimal)percent))
        with
        { Use = new IntendedUse { Action = "gpu_training", Accelerators = 100 } }).Decision);

    [Fact]
    public void Computing_without_known_owners_is_not_cleared() =>
        Assert.Equal("export.headquarters_unknown",
        Assert.Single(Decide(Company() with { Use = new IntendedUse { Action = "gpu_training" } }).Reasons).Code);

    [Fact]
    public void Published_open_weights_pass_and_large_closed_ones_are_for_counsel()
    {
        ScreeningRequest Weights(string? kind, double? operations, string destination = "IN") =>
            new()
            {
                Subject = new ScreeningSubject(),
                Use =
            new IntendedUse
            {
                Action = "download_weights",
                Weights = kind,
                TrainingOperations = operations,
                Destination =
            Code(destination)
            }
            };

        Assert.Equal(Decision.Allow, Decide(Weights("open-published", null)).Decision);
        Assert.Equal(Decision.Review, Decide(Weights("closed", 2e26)).Decision);
        Assert.Equal(Decision.Allow, Decide(Weights("closed", 1e24)).Decision);
        Assert.Equal(Decision.Review, Decide(Weights(null, null)).Decision);
        Assert.Equal(Decision.Review, Decide(Weights("closed", 1e24, "CN")).Decision);
        Assert.Equal((Decision.Block, ScreeningAction.Deny),
            (Decide(Weights("closed", 1e24, "SY")).Decision, Decide(Weights("closed", 1e24, "SY")).Action));
    }

    [Fact]
    public void Red_flags_of_advanced_computing_are_named_one_by_one()
    {
        var request = Company() with
        {
            Signals = new LocationSignals { Payment = new PaymentSignals { PayerCountry = Code("HK") } },
            Use = new IntendedUse { GpuHours = 8000 },
        };
        var result = Decide(request
            with
        { Subject = request.Subject with { RegisteredOn = new DateOnly(2026, 11, 1), HasKnownActivity = false } });

        Assert.Equal(Decision.Review, result.Decision);
        Assert.Superset(
            new HashSet<string>
                { "export.flag_volume_hours", "export.flag_new_company", "export.flag_no_activity", "export.flag_third_country_payer" },
                result.Reasons.Select(reason => reason.Code).ToHashSet());
    }

    [Fact]
    public void A_listed_end_user_is_denied_by_the_whole_engine_and_only_reviewed_where_the_name_alone_is_close()
    {
        ScreeningRequest Named(string name, string country)
            => new() { Subject = new ScreeningSubject { Name = name, Kind = PartyKind.Organization, Country = Code(country) } };

        var outcome = ScreeningEngine.Decide(Named("Vexillum Quantum Works", "SG"), Context);

        Assert.NotEmpty(outcome.Hits);
        Assert.NotEqual(Decision.Allow, outcome.Gates.Single(gate => gate.Gate == Gate.Export).Decision);
        Assert.NotEqual(ScreeningAction.Freeze, outcome.Action);
    }

    [Fact]
    public void Without_nexus_to_the_United_States_the_question_is_not_asked() =>
        Assert.Equal(Decision.Allow,
        Decide(Company(Parent("CN", 100)) with { Use = new IntendedUse { Action = "gpu_training" }, Nexus = ["EU"] }).Decision);

    private static GateResult Decide(ScreeningRequest request) => ExportGate.Decide(request, Context, []);
}
