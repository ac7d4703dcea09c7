using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.EnforcementCore.Signals.Features;

/// <summary>
/// The only things of an account that a learned model of the service may see: what it did, counted. Nothing of who somebody is: no name, no
/// country, no language, no age but that of the account. A model that learned from anything else is refused by the name of the column.
/// </summary>
public static class LearnedFeatures
{
    private const string AccountDays = "account_days";

    private static readonly string[] Sums =
    [
        "payment.authorized", "payment.captured", "payment.failed", "payment.disputed", "payment.refunded", "account.signed_in",
        "account.signed_in.failed", "api_key.created", "content.flagged", "report.filed", "usage.requests", "usage.errors",
        "usage.refusals", "usage.output_tokens",
    ];

    private static readonly string[] Different = ["payment.instruments", "signin.devices", "usage.end_users", "usage.models"];

    private static readonly ImmutableArray<(string Name, Func<FeatureCounters, DateTimeOffset, long> Read)> Counted =
    [
        .. from feature in Sums from window in new[] { "1h", "24h", "30d" }
           select ($"{feature} {window}", (Func<FeatureCounters, DateTimeOffset, long>)((all, at) => all.Sum(feature, window, at))),
        .. from feature in Different from window in new[] { "24h", "30d" }
           select ($"different {feature} {window}", (Func<FeatureCounters, DateTimeOffset, long>)((all, at)
               => all.Distinct(feature, window, at))),
    ];

    /// <summary>The names of the columns, in order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Counted.Select(one => one.Name), AccountDays];

    /// <summary>The values of an account, in the order of <see cref="Names"/>.</summary>
    /// <param name="counters">Its counters.</param>
    /// <param name="firstSeen">When it was seen first; null where it never was.</param>
    /// <param name="at">As of when.</param>
    public static ImmutableArray<string> Of(FeatureCounters counters, DateTimeOffset? firstSeen, DateTimeOffset at) =>
    [
        .. Counted.Select(one => one.Read(counters, at).ToString(CultureInfo.InvariantCulture)),
        firstSeen is { } first ? ((long)Math.Max(0, (at - first).TotalDays)).ToString(CultureInfo.InvariantCulture) : "",
    ];
}
