using System.Collections.Immutable;
using Compliance.EnforcementCore.Routing;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Routing;

/// <summary>Reads questions about routes. What is wrong is said with its path; nothing is guessed.</summary>
internal static class RouteReading
{
    private const int MaxChars = 200;
    private const int MaxEntries = 50;

    /// <summary>The request and its endpoints; null where something is wrong.</summary>
    public static (RouteRequest Request, ImmutableArray<ModelEndpoint> Candidates)? Read(RouteBody body, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var origin = Origin(body.Origin ?? new RouteOriginBody(), body.Origin is not null, fields, errors);
        var request = new RouteRequest
        {
            Origin = origin,
            KeyKind = fields.OneOf("$.keyKind", body.KeyKind, ["platform", "byok", "resold"]),
            ServedFrom = fields.OneOf("$.servedFrom", body.ServedFrom, ["live", "batch", "cache"]),
            UserAge = fields.Whole("$.userAge", body.UserAge, 150),
            Use = body.Use is null ? default : Texts("$.use", body.Use, fields),
            DataClass = fields.OneOf("$.dataClass", body.DataClass, ["public", "internal", "personal", "sensitive"]),
            EndUserIdentified = body.EndUser is { Length: > 0 },
            LinkedToSuspended = body.LinkedToSuspended,
            CreditFromSuspended = body.CreditFromSuspended,
            RefusedOn = [.. Texts("$.refusedOn", body.RefusedOn, fields).Select(EventFeatures.GroundOf)],
        };
        var candidates = fields.Each("$.candidates", body.Candidates, RouteDecider.MaxEndpoints, (path, one)
            => Endpoint(path, one, fields, errors));
        if (candidates.IsEmpty && !errors.Any)
        {
            errors.Add("$.candidates", null, "Name at least one endpoint.");
        }

        if (candidates.GroupBy(one => one.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            errors.Add("$.candidates", twice.Key, "Two endpoints have this id.");
        }

        return errors.Any ? null : (request, candidates);
    }

    /// <summary>A control; null where something is wrong.</summary>
    public static ControlSet? Read(ControlBody body, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        ImmutableArray<string> List(string path, string[]? values) => values is null ? default
            : [.. Texts(path, values, fields).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var models = List("$.models", body.Models);
        if (!models.IsDefault && models.FirstOrDefault(model => model.TrimEnd('*').Contains('*', StringComparison.Ordinal)
            || model.EndsWith("**", StringComparison.Ordinal)) is { } wrong)
        {
            errors.Add("$.models", wrong, "A star stands at the end only.");
        }

        var budgets = body.Budgets is null ? default : fields.Each("$.budgets", body.Budgets, 3, (path, one)
            => Budget(path, one, fields, errors));
        return errors.Any ? null : new ControlSet
        {
            Providers = List("$.providers", body.Providers),
            Models = models,
            Regions = List("$.regions", body.Regions),
            DataClasses = List("$.dataClasses", body.DataClasses),
            ZeroRetention = body.ZeroRetention,
            RequireEndUser = body.RequireEndUser,
            Budgets = budgets.IsDefault ? default : [.. budgets.OrderBy(budget => budget.Window)],
        };
    }

    /// <summary>A control as the interface shows it.</summary>
    public static ControlBody Write(ControlSet controls) => new()
    {
        Providers = Of(controls.Providers),
        Models = Of(controls.Models),
        Regions = Of(controls.Regions),
        DataClasses = Of(controls.DataClasses),
        ZeroRetention = controls.ZeroRetention,
        RequireEndUser = controls.RequireEndUser,
        Budgets = controls.Budgets.IsDefault ? null
            : [.. controls.Budgets.Select(one => new ControlBudgetBody(WireNames.Of(one.Window), one.Cents / 100.0))],
    };

    private static string[]? Of(ImmutableArray<string> values) => values.IsDefault ? null : [.. values];

    private static ControlBudget? Budget(string path, ControlBudgetBody body, FieldReading fields, FieldErrors errors)
    {
        var window = fields.Word<BudgetWindow>(path + ".window", body.Window ?? "");
        if (fields.Amount(path + ".usd", body.Usd, 1e9) is not { } usd)
        {
            errors.Add(path + ".usd", null, "An amount in US dollars is needed.");
            return null;
        }

        return new ControlBudget(window, (long)Math.Floor(usd * 100));
    }

    private static RouteOrigin Origin(RouteOriginBody body, bool stated, FieldReading fields, FieldErrors errors)
    {
        string Country(string path, string? value) => fields.Country("$.origin." + path, value) is { IsStated: true } code ? code.Value
            : "";
        return !stated ? RouteOrigin.Unknown : new RouteOrigin(Country("residence", body.Residence),
            Country("established", body.Established),
            Country("billing", body.Billing), Country("located", body.Located), Country("maskedLocation", body.MaskedLocation),
            Country("headquarters", body.Headquarters), body.Parts is null ? default : Texts("$.origin.parts", body.Parts, fields),
            body.Owners is null ? default : [.. fields.Each("$.origin.owners", body.Owners, MaxEntries, (path, owner)
                => Owner(path, owner, fields,
                errors))]);
    }

    private static RouteOwner? Owner(string path, RouteOwnerBody body, FieldReading fields, FieldErrors errors)
    {
        var country = fields.Country(path + ".country", body.Country);
        if (fields.Amount(path + ".percent", body.Percent, 100) is not { } percent)
        {
            errors.Add(path + ".percent", null, "A share in percent is needed.");
            return null;
        }

        return new RouteOwner(country.IsStated ? country.Value : "", (int)Math.Ceiling(percent * 100));
    }

    private static ModelEndpoint? Endpoint(string path, RouteEndpointBody body, FieldReading fields, FieldErrors errors)
    {
        var (id, provider, model) = (fields.Text(path + ".id", body.Id ?? "", MaxChars),
            fields.Text(path + ".provider", body.Provider ?? "", MaxChars),
            fields.Text(path + ".model", body.Model ?? "", MaxChars));
        var region = fields.Text(path + ".region", body.Region, MaxChars);
        var days = fields.Whole(path + ".retentionDays", body.RetentionDays, 3650);
        var kind = fields.OneOf(path + ".keyKind", body.KeyKind, ["platform", "byok", "resold"]);
        return errors.Any ? null
            : new ModelEndpoint(id!, provider!, model!, region, body.ZeroRetention, days, body.Distillable, kind);
    }

    private static ImmutableArray<string> Texts(string path, string[]? values, FieldReading fields)
        => fields.Each(path, values, MaxEntries, (at, value) => fields.Text(at, value, MaxChars));
}
