using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.ScreeningCore.Audit.Reports;

/// <summary>The annual report of blocked property: what was blocked on 30 June, due by 30 September, every property on its own (31 CFR
/// 501.603(b)(2)).</summary>
/// <param name="Year">The year.</param>
/// <param name="AsOf">30 June.</param>
/// <param name="DueOn">30 September.</param>
/// <param name="Held">The reports of what was blocked on that day, in the order of their days.</param>
public sealed record AnnualReport(int Year, DateOnly AsOf, DateOnly DueOn, ImmutableArray<ReportPacket> Held)
{
    /// <summary>True where a report is due: nothing held, nothing to report.</summary>
    public bool IsDue => !Held.IsEmpty;

    /// <summary>Sum of the values that are known, in US dollars.</summary>
    public decimal KnownUsd => Held.Sum(packet => Value(packet) ?? 0);

    /// <summary>How many properties have no value in US dollars that can be read.</summary>
    public int ValueUnknown => Held.Count(packet => Value(packet) is null);

    /// <summary>Makes the report of a year.</summary>
    public static AnnualReport Of(int year, IEnumerable<ReportPacket> packets)
    {
        var asOf = new DateOnly(year, ReportRules.AnnualAsOf.Month, ReportRules.AnnualAsOf.Day);
        return new AnnualReport(
            year,
            asOf,
            new DateOnly(year, ReportRules.AnnualDue.Month, ReportRules.AnnualDue.Day),
            [.. packets.Where(packet => WasHeldOn(packet, asOf)).OrderBy(packet => packet.Occasion.On)
                .ThenBy(packet => packet.Occasion.Id, StringComparer.Ordinal)]);
    }

    private static bool WasHeldOn(ReportPacket packet, DateOnly day) =>
        packet.Occasion.Kind == PropertyReportKind.Blocked && packet.Occasion.On <= day && packet.State != ReportState.NotNeeded
        && !(packet.Released?.On <= day);

    private static decimal? Value(ReportPacket packet) =>
        decimal.TryParse(packet.Fields.FirstOrDefault(field => field.Row.Code == ReportRules.ValueUsd)?.Value, NumberStyles.Number,
        CultureInfo.InvariantCulture, out var value) ? value : null;
}
