using System.Globalization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening.Law;

/// <summary>The rules of export control of a day as rows: listed end users, model weights, computing for training, red flags, banned
/// services.</summary>
internal static class ExportLaw
{
    /// <summary>Operations of a training are counted in units of 10^18: whole numbers hold them.</summary>
    public const double TrainingUnit = 1e18;

    /// <summary>The line of the headquarters test in hundredths of a per cent: half.</summary>
    private const int Half = 5000;

    private const string Closed = "not weights_open";

    /// <summary>What a list of export control says of a party that takes part, whether it is that party, and whether its role receives
    /// anything.</summary>
    public static void Listed(RowWriter rows, PolicySet policy, DateOnly day)
    {
        rows.Lines("""
            feature export_list enum denied, licence, caution
            feature same_party flag
            feature receives flag
            """);
        if (new[] { "list-denied", "list-licence", "list-caution" }.All(code => policy.ExportRuleOn(code, day) is not null))
        {
            rows.Lines("must review when export_list is not missing");
        }

        Listed(rows, policy, day, "list-denied", "denied");
        Listed(rows, policy, day, "list-licence", "licence");
        Listed(rows, policy, day, "list-caution", "caution");
    }

    /// <summary>Weights of a model: which, and where to. <c>training</c> counts 10^18 operations.</summary>
    public static void Weights(RowWriter rows, PolicySet policy, DateOnly day)
    {
        rows.Lines("""
            feature weights_open flag
            feature weights_stated flag
            feature destination code
            feature training integer 0..1000000000000000000
            feature eccn code
            """);
        if (Named(rows, policy, day, "weights-embargoed") is { } embargoed)
        {
            Must(rows, embargoed.Basis, $"{Closed} and destination in @{ListOf(embargoed.Code)}");
            rows.Row(embargoed.Code, "block", $"{Closed} and {Known("destination", embargoed)}", embargoed.Basis, "action=deny");
        }

        if (policy.ExportRuleOn("weights-closed", day) is { } closed)
        {
            rows.List("weights_eccn", closed.Words);
            var large = string.Join(" or ", new[]
            {
                closed.Limit is { } limit ? $"(training is not missing and training >= {Whole(limit / TrainingUnit)})" : null,
                closed.Words.IsEmpty ? null : "(eccn is not missing and eccn in @weights_eccn)",
            }.OfType<string>());
            if (large.Length > 0)
            {
                rows.Row(closed.Code, "review", $"{Closed} and ({large})", closed.Basis);
            }

            rows.Row(closed.Code + ".unstated", "review", $"{Closed} and (training is missing or not weights_stated)"
                + (large.Length > 0 ? $" and not ({large})" : ""), closed.Basis);
        }

        if (policy.ExportRuleOn("weights-destination", day) is { } sensitive)
        {
            rows.Row(sensitive.Code, "review", $"{Closed} and {(Named(rows, policy, day, sensitive.Code) is not null
                ? $"(destination is missing or destination in @{ListOf(sensitive.Code)})" : "destination is missing")}", sensitive.Basis);
        }
    }

    /// <summary>Computing for training: where the customer is, its headquarters and its owners. <c>owners_share</c> counts hundredths of a
    /// per cent.</summary>
    public static void Computing(RowWriter rows, PolicySet policy, DateOnly day)
    {
        rows.Lines("""
            feature place code
            feature headquarters code
            feature owners_there flag
            feature owners_stated flag
            feature owners_share integer 0..20000
            feature organisation flag
            """);
        if (Named(rows, policy, day, "headquarters-test") is { } test)
        {
            Must(rows, test.Basis, $"place in @{ListOf(test.Code)} or owners_share >= {Half}");
            rows.Lines("must review when owners_there");
            var (here, seat) = (Known("place", test), Known("headquarters", test));
            rows.Row(test.Code, "block", $"({seat} and not owners_there) or {here} or owners_share >= {Half}", test.Basis, "action=deny");
            rows.Row(test.Code + ".minority", "review", $"owners_there and owners_share < {Half} and not ({here})", test.Basis);
            rows.Row(test.Code + ".unknown", "review",
                $"organisation and headquarters is missing and not owners_stated and not ({here})", test.Basis);
        }

        if (Named(rows, policy, day, "computing-destination") is { } destination)
        {
            rows.Row(destination.Code, "review", Known("place", destination), destination.Basis);
        }
    }

    /// <summary>Red flags of computing for training.</summary>
    public static void RedFlags(RowWriter rows, PolicySet policy, DateOnly day)
    {
        rows.Lines("""
            feature accelerators integer -2147483648..2147483647
            feature gpu_hours integer -1000000000000000000..1000000000000000000
            feature company_days integer -4000000..4000000
            feature active flag
            feature payer_elsewhere flag
            """);
        Flag("flag-volume-accelerators", rule => rule.Limit is { } limit
            ? $"accelerators is not missing and accelerators >= {Whole(Math.Ceiling(limit))}" : null);
        Flag("flag-volume-hours", rule => rule.Limit is { } limit ? $"gpu_hours is not missing and gpu_hours >= {Whole(limit)}" : null);
        Flag("flag-new-company", rule => rule.Limit is { } limit
            ? $"company_days is not missing and company_days <= {Whole(Math.Floor(limit))}" : null);
        Flag("flag-no-activity", _ => "active is not missing and not active");
        Flag("flag-third-country-payer", _ => "payer_elsewhere");

        void Flag(string code, Func<ExportRule, string?> when)
        {
            if (policy.ExportRuleOn(code, day) is { } rule && when(rule) is { } condition)
            {
                rows.Row(code, "review", condition, rule.Basis);
            }
        }
    }

    /// <summary>Banned services: words of the stated purpose, and the countries that the customer is connected with.</summary>
    public static void Services(RowWriter rows, PolicySet policy, DateOnly day)
    {
        rows.Lines("""
            feature service codes
            feature countries codes
            """);
        foreach (var ban in policy.Tables.Export.Where(rule => IsServiceBan(rule) && rule.Basis.HoldsOn(day) && !rule.Words.IsEmpty))
        {
            if (Named(rows, policy, day, ban.Code) is not null)
            {
                rows.List(ListOf(ban.Code) + "_words", ban.Words.Select(Location.AddressText.Fold).Distinct(StringComparer.Ordinal));
                rows.Row(ban.Code, Said(ban),
                    $"service contains any @{ListOf(ban.Code)}_words and countries contains any @{ListOf(ban.Code)}", ban.Basis,
                    "action=reject");
            }
        }
    }

    /// <summary>True for a rule that bans services in a country that is not embargoed.</summary>
    public static bool IsServiceBan(ExportRule rule) => rule.Code.StartsWith("service-ban", StringComparison.Ordinal);

    /// <summary>The list of countries that a rule names, without the @.</summary>
    public static string ListOf(string code) => code.Replace('-', '_');

    private static void Listed(RowWriter rows, PolicySet policy, DateOnly day, string code, string list)
    {
        if (policy.ExportRuleOn(code, day) is not { } rule)
        {
            return;
        }

        var payers = list == "licence";
        var which = $"export_list = {list}{(payers ? " and receives" : "")}";
        rows.Row(code, Said(rule), $"{which} and same_party", rule.Basis, "action=deny");
        rows.Row(code + ".unsure", "review", $"{which} and not same_party", rule.Basis);
        if (payers)
        {
            rows.Row(code + ".payer", "review", $"export_list = {list} and not receives", rule.Basis);
        }
    }

    /// <summary>A rule that names countries, with their list; null where no rule holds or it names none.</summary>
    private static ExportRule? Named(RowWriter rows, PolicySet policy, DateOnly day, string code)
    {
        if (policy.ExportRuleOn(code, day) is not { } rule || CountriesOf(rule, policy, day) is not { Length: > 0 } countries)
        {
            return null;
        }

        rows.List(ListOf(code), countries);
        return rule;
    }

    private static void Must(RowWriter rows, PolicyBasis basis, string when)
        => rows.Lines($"must {(basis.IsCertain ? "block" : "review")} when {when}");

    private static string Known(string place, ExportRule rule) => $"{place} is not missing and {place} in @{ListOf(rule.Code)}";

    private static string Said(ExportRule rule) => rule.Decision == Decision.Block ? "block" : "review";

    /// <summary>The countries of a rule: those it names, and those of the groups it names.</summary>
    private static string[] CountriesOf(ExportRule rule, PolicySet policy, DateOnly day) =>
    [
        .. rule.Groups.Where(group => !group.Contains(':', StringComparison.Ordinal))
            .Concat(policy.Tables.CountryGroups.Where(row => row.Basis.HoldsOn(day) && row.Groups.Any(rule.Groups.Contains))
                .Select(row => row.Country)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>A limit as rows write it: values are cut to whole units, so a limit that is none would move.</summary>
    private static string Whole(double limit) => limit == Math.Floor(limit) && Math.Abs(limit) < 1e18
        ? ((long)limit).ToString(CultureInfo.InvariantCulture)
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
            $"The limit {limit} is not whole in the unit of its row; write one that is."));
}
