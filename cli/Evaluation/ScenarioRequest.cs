using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Evaluation;

/// <summary>A scenario as the service would be asked it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Context">The lists, profile and moment it is decided with.</param>
/// <param name="NotCarried">Fields of the scenario for which a request has no place.</param>
internal sealed record ScenarioRequest(ScreeningRequest Request, ScreeningContext Context, ImmutableArray<string> NotCarried)
{
    private static readonly string[] OtherParties = ["counterparty", "payer", "issuer_bank", "vessel", "aircraft"];

    /// <summary>Carries a scenario over, as far as the types of the core carry it.</summary>
    public static ScenarioRequest From(ScenarioCase scenario, ScreeningContext context, ScenarioStandIns standIns)
    {
        var input = new JsonFields(scenario.Input);
        var customer = ScenarioSubject.Customer(input, standIns);
        if (input.Text("list_hit.list") is { } programme && standIns.Under(programme, context) is { } listed)
        {
            // "A hit on this list" without a name: the customer is somebody who stands on it.
            customer = listed;
        }

        if (input.Text("good_guy.list_uid") is { } cleared)
        {
            (customer, context) = Cleared(input, cleared, customer, context);
        }

        if (input.Number("party.list_delta.name_score") is not null)
        {
            (customer, context) = Designated(input, customer, context);
        }

        if (input.Number("list_state.age_hours") is { } age)
        {
            context = context with { Now = context.Now.AddHours(age) };
        }

        var request = new ScreeningRequest
        {
            Channel = ChannelOf(scenario),
            Subject = customer,
            Counterparties =
                [.. OtherParties.Where(role => input.Find(role) is not null)
                .Select(role => new Counterparty(role, ScenarioSubject.Party(input, role)))],
            Signals = ScenarioSignals.Of(input),
            Use = Use(input),
            Licences = Licences(input),
            HeldUnder = input.Text("party.status") == "delisted" ? [standIns.Delisted] : [],
            AccountAgeDays =
                (int?)(input.Text("history") is { } history && history.Split('y')[0] is var years
                && int.TryParse(years, CultureInfo.InvariantCulture, out var count) ? count * 365 : null),
            Nexus = [.. input.Items("nexus").Select(JsonFields.Text).OfType<string>()],
            EffectiveAt =
                DateTimeOffset.TryParseExact(input.Text("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var day) ? day : null,
        };
        return new ScenarioRequest(request, context, [.. input.NotCarried()]);
    }

    // A customer whom an officer once judged not to be this entry bears its name, or there would have been nothing to judge.
    private static (ScreeningSubject Customer, ScreeningContext Context) Cleared(JsonFields input, string uid, ScreeningSubject customer,
        ScreeningContext context)
    {
        if (context.Corpus.Find(ListEntryId.Of(ListCode.Parse("us-ofac-sdn"), uid)) is not { } party)
        {
            return (customer, context);
        }

        customer = customer with { Id = "scenario", Aliases = [.. customer.Aliases, party.PrimaryName.Text] };
        var unchanged = input.Find("good_guy.entry_hash_unchanged") is not { ValueKind: JsonValueKind.False };
        var clearance = new GoodGuyEntry(
            customer.Id, party.Entry, GoodGuyMatching.FingerprintOf(customer), unchanged ? GoodGuyMatching.FingerprintOf(party)
                : "another version of the entry", context.Now.AddYears(1));
        return (customer, context with { GoodGuys = [clearance] });
    }

    // The delta of a night as its own small corpus, with a customer who bears the new entry's name and birth date.
    private static (ScreeningSubject Customer, ScreeningContext Context) Designated(JsonFields input, ScreeningSubject customer,
        ScreeningContext context)
    {
        var list = ListCode.Parse("us-ofac-sdn");
        var born = PartialDate.OfDay(new DateOnly(1975, 5, 17));
        var added = new ListedParty(ListEntryId.Of(list, input.Text("party.list_delta.added_uid") ?? "1"), customer.Kind,
            [new ListedName(customer.Name)])
        {
            BirthDates = [born],
            Designations = [new Designation("SDGT") { Measures = Measures.Freeze }],
        };
        var corpus = ScreeningCorpus.Build([WatchlistSnapshot.Of(new ListVersion(list, context.Now), [added])]);
        return (input.Find("party.list_delta.dob_match") is null ? customer
            : customer with { BirthDate = born }, context with { Corpus = corpus });
    }

    /// <summary>The channel of a scenario.</summary>
    /// <exception cref="InvalidInputException">The file names a channel that does not exist.</exception>
    public static Channel ChannelOf(ScenarioCase scenario) => scenario.Channel switch
    {
        "signup" => Channel.Signup,
        "login" => Channel.Login,
        "payment" => Channel.Payment,
        "api_request" => Channel.ApiRequest,
        "org_verification" => Channel.OrgVerification,
        "rescreen" => Channel.Rescreening,
        _ => throw new InvalidInputException(
            $"case {scenario.Id}: '{scenario.Channel}' is not a channel; there are signup, login, payment, api_request, "
                + $"org_verification, rescreen."),
    };

    private static IntendedUse? Use(JsonFields input)
    {
        var use = new IntendedUse
        {
            Provider = input.Text("provider"),
            Action = input.Text("action"),
            Purpose = input.Text("use") ?? input.Text("party.use"),
            Destination = ScenarioSubject.Country(input.Text("destination")),
            Eccn = input.Text("eccn"),
            Weights = input.Text("weights"),
            TrainingOperations = input.Number("train_ops"),
            Accelerators = (int?)input.Number("accelerators"),
            GpuHours = GpuHours(input.Text("requested")),
        };
        return use == new IntendedUse() ? null : use;
    }

    // "8000 GPU-hours": the number of such a request.
    private static double? GpuHours(string? requested) =>
        requested is not null && requested.Contains("GPU", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(requested.Split(' ')[0], CultureInfo.InvariantCulture, out var hours) ? hours : null;

    private static ImmutableArray<LicenceClaim> Licences(JsonFields input)
    {
        var claims = ImmutableArray.CreateBuilder<LicenceClaim>();
        if (input.Text("claims_licence") is { Length: > 0 } general)
        {
            claims.Add(new LicenceClaim(general));
        }

        if (input.Text("licence.number") is { Length: > 0 } number)
        {
            claims.Add(new LicenceClaim(input.Text("licence.type")
                ?? "specific licence", number, ScenarioSignals.Day(input.Text("licence.expires"))));
        }

        return claims.ToImmutable();
    }
}
