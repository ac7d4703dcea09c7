using System.Collections.Immutable;
using Compliance.Lists.Jurisdictions;
using Compliance.Lists.Tests.Screening.Plain;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Policies.Text;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Screening.Law;
using CsCheck;
using static Compliance.Lists.Tests.Screening.GateCases;

namespace Compliance.Lists.Tests.Screening;

/// <summary>The gates decide by rows written from the tables; read row by row, the tables say the same.</summary>
public sealed class LawRowsTests
{
    private static readonly string[] Countries =
        ["CU", "IR", "KP", "SY", "RU", "BY", "VE", "CN", "HK", "MO", "UA", "JP", "DE", "US", "SG", "AF", "VN", "IN", "AE"];
    private static readonly Gen<CountryCode> AnyCountry = Gen.Frequency((3, Of(Countries).Select(Code)),
        (1, Gen.Const(default(CountryCode))));
    private static readonly Gen<DateOnly> Days = Of("2023-01-01", "2024-06-01", "2025-01-20", "2025-07-01", "2025-10-15",
        "2026-01-01", "2026-11-09", "2026-11-22").Select(text => DateOnly.ParseExact(text, "yyyy-MM-dd", null));
    private static readonly Gen<decimal?> Share = Gen.Frequency((1, Gen.Const((decimal?)null)), (1, Of<decimal?>(0, 49.999m, 50,
        50.001m, 100)), (4, Gen.Decimal[0, 60].Select(share => (decimal?)share)));

    private static readonly Gen<OwnerStake> Owner = Gen.Select(Share, Gen.Bool, AnyCountry, Gen.Int[0, 4], Gen.Int[0, 1]).Select((share,
        controls, seat, which, depth) => new OwnerStake
        {
            Percent = share,
            Controls = controls && which > 2,
            HeadquartersCountry = seat,
            Entry = which switch { 0 => BlockedOwner, 1 => ExportListed, 2 => BlockedPartner, _ => default },
            Name = which > 2 ? "Invented owner " + which : null,
            OwnedBy = depth == 0 ? [] : [new OwnerStake { Entry = BlockedOwner, Percent = share ?? 50, HeadquartersCountry = seat }],
        });

    private static readonly Gen<IntendedUse> Use = Gen.Select(
        Of<string?>(null, "download_weights", "gpu_training", "hosted_weights gpu", "chat"),
        Of<string?>(null, "CRM for a plant", "it support, cloud services and SCADA", "design software", "poems"), AnyCountry,
        Of<string?>(null, "4E091", "4e091", "3A090", ""), Of<string?>(null, "closed", "open-published"),
        Of<double?>(null, 0, 1e24, 9.99e25, 1e26, 3e26), Of<int?>(null, 0, 499, 500, 501),
        Of<double?>(null, 0, 4999.9, 5000, 5000.1)).Select((action, purpose, destination, eccn, weights, training, cards, hours)
            => new IntendedUse
            {
                Action = action,
                Purpose = purpose,
                Destination = destination,
                Eccn = eccn,
                Weights = weights,
                TrainingOperations = training,
                Accelerators = cards,
                GpuHours = hours,
            });

    private static readonly Gen<LicenceClaim[]> Licences = Gen.OneOf(
        Gen.Const(Array.Empty<LicenceClaim>()), Gen.Const(Array.Empty<LicenceClaim>()),
        Gen.Const(new[] { new LicenceClaim("31 CFR 560.540") }),
        Gen.Const(new[] { new LicenceClaim("specific licence", "X-1", new DateOnly(2026, 12, 31)) }),
        Gen.Const(new[] { new LicenceClaim("specific licence", "X-2", new DateOnly(2022, 1, 1)) }));

    private static readonly Gen<ScreeningRequest> Request = Gen.Select(Gen.Select(Owner.Array[0, 3], Use, Licences),
        Gen.Select(AnyCountry, AnyCountry, AnyCountry, AnyCountry), Gen.Select(Gen.Bool, Gen.Int[0, 400], Of<bool?>(null, true,
            false), Days), Gen.OneOf(Gen.Const(Array.Empty<string>()), Gen.Const(new[] { "US" }), Gen.Const(new[] { "EU", "UK" })),
        Of<string?>(null, "MIR", "mir ", "VISA")).Select((rich, places, facts, nexus, scheme) => new ScreeningRequest
        {
            Channel = Channel.Payment,
            EffectiveAt = new DateTimeOffset(facts.Item4.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
            Nexus = [.. nexus],
            Use = rich.Item2,
            Licences = [.. rich.Item3],
            Subject = new ScreeningSubject
            {
                Name = "Brankenhurst Holdings",
                Kind = facts.Item1 ? PartyKind.Organization : PartyKind.Individual,
                Country = places.Item1,
                ResidenceCountry = places.Item2,
                HeadquartersCountry = places.Item3,
                RegisteredOn = facts.Item4.AddDays(-facts.Item2),
                HasKnownActivity = facts.Item3,
                Owners = [.. rich.Item1],
            },
            Signals = new LocationSignals
            {
                Payment = new PaymentSignals { PayerCountry = places.Item4, BillingCountry = places.Item1, Scheme = scheme },
                Geo = places.Item4.IsStated ? new GeoIpFact { Country = places.Item4, Confidence = 0.9, Source = "caller" } : null,
            },
        });

    [Fact]
    public void The_gates_say_what_the_tables_say_read_row_by_row() => Request.Sample(request =>
    {
        Same(PlainExportGate.Decide(request, Context, Hits), ExportGate.Decide(request, Context, Hits));
        Same(PlainLocationGate.Decide(request, Context), LocationGate.Decide(request, Context));
        Same(PlainOwnershipGate.Decide(request, Context), OwnershipGate.Decide(request, Context));
    }, iter: 4_000, threads: 1, seed: "0000KDm8Zq31");

    [Fact]
    public void Every_place_decides_as_its_row_of_the_table_says_bound_or_not_licensed_or_not()
    {
        foreach (var country in Countries.Concat(["UA-43", "UA-14", "UA-65"]))
        {
            foreach (var licence in new[] { false, true })
            {
                foreach (var nexus in new[] { "", "US", "EU" })
                {
                    var request = Person(Ip(country[..2], subdivision: country.Length > 2 ? country : null)) with
                    {
                        Nexus = nexus.Length > 0 ? [nexus] : [],
                        Licences = licence ? [new LicenceClaim("specific licence", "X-1")] : [],
                    };
                    Same(PlainLocationGate.Decide(request, Context), LocationGate.Decide(request, Context));
                }
            }
        }
    }

    [Theory]
    [InlineData("2023-01-01")]
    [InlineData("2025-10-15")]
    [InlineData("2026-11-30")]
    public void What_the_shipped_tables_come_to_is_proved(string on)
    {
        var day = DateOnly.ParseExact(on, "yyyy-MM-dd", null);

        Assert.All(PolicyLibrary.Load().LawOn(day).Chapters, chapter => Assert.DoesNotContain(
            PolicyProver.Prove(chapter.Rows.Program, day).Findings, finding => finding.Prevents));
    }

    [Fact]
    public void A_place_without_its_row_is_a_finding_of_the_proof()
    {
        var day = new DateOnly(2026, 11, 30);
        var places = PolicyLibrary.Load().LawOn(day).Chapters.Single(chapter => chapter.Name == "places");
        var program = places.Rows.Program;

        Assert.All(new[] { "place.IR", "place.elsewhere", "place.licence", "place.doubt", "place.blocked" }, row => Assert.Contains(
            PolicyProver.Prove(program with { Rules = [.. program.Rules.Where(one => one.Id != row)] }, day).Findings,
            finding => finding.Kind == PolicyFindingKind.Unmet));
    }

    [Fact]
    public void The_rows_are_written_in_the_one_form_of_the_language() => Assert.All(
        PolicyLibrary.Load().LawOn(new DateOnly(2026, 11, 30)).Chapters, chapter =>
        {
            var again = PolicyParser.Read(PolicyFormatter.Format(chapter.Rows.Program));

            Assert.Empty(again.Problems);
            Assert.Equal(chapter.Rows.Program.Hash(), again.Program!.Hash());
            Assert.All(chapter.Rows.Program.Rules, row => Assert.NotEqual(PolicyVerdict.None, row.Unknown));
        });

    [Fact]
    public void Days_on_which_the_same_rows_hold_share_what_was_compiled()
    {
        var policy = PolicyLibrary.Load();
        var last = policy.Turns[^1];

        Assert.Same(policy.LawOn(last), policy.LawOn(last.AddDays(400)));
        Assert.All(policy.Turns.TakeLast(4).SelectMany(turn => new[] { turn.AddDays(-1), turn, turn.AddDays(1) }), day => Assert.Equal(
            new LawRows(policy, day).Chapters.Select(chapter => chapter.Text), policy.LawOn(day).Chapters.Select(chapter => chapter.Text)));
    }

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);

    private static ImmutableArray<Hit> Hits { get; } = [.. new[] { ("subject", Decision.Block), ("payer", Decision.Block),
        ("subject", Decision.Review) }.Select(pair => Found(pair.Item1, pair.Item2))];

    private static Hit Found(string role, Decision outcome)
    {
        var hit = ListGate.Search(new ScreeningRequest
        {
            Subject = new ScreeningSubject
            {
                Name = "Vexillum Quantum Works",
                Kind = PartyKind.Organization
            }
        }, Context).Hits.First();
        return hit with { Role = role, Outcome = outcome };
    }

    private static void Same(GateResult plain, GateResult rows)
    {
        Assert.Equal((plain.Decision, plain.Action), (rows.Decision, rows.Action));
        Assert.Equal(plain.Reasons.AsEnumerable(), rows.Reasons.AsEnumerable());
    }
}
