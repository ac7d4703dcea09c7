using System.Globalization;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console.Models;

/// <summary>The console's words for lists.</summary>
internal static partial class ConsoleText
{
    /// <summary>A measure in words.</summary>
    public static string Of(Measures measure) => measure switch
    {
        Measures.None => "not stated",
        Measures.Freeze => "asset freeze",
        Measures.Reject => "reject, nothing is blocked",
        Measures.ExportLicence => "export licence needed",
        Measures.ExportDenial => "export privileges denied",
        Measures.ExportCaution => "no licence exceptions",
        Measures.Securities => "certain securities",
        Measures.CorrespondentAccounts => "correspondent accounts",
        Measures.Debarment => "debarred, no freeze",
        Measures.Partial => "partial: read the listing",
        Measures.TravelBan => "travel ban",
        Measures.EnhancedDiligence => "look closer, nothing is forbidden",
        _ => string.Join(", ", Enum.GetValues<Measures>().Where(one => one != Measures.None && measure.HasFlag(one)).Select(Of)),
    };

    /// <summary>What a guard measures.</summary>
    public static string Of(GuardReading guard) => guard.Guard switch
    {
        "count" => $"Parties: {OfFeature(guard.Of).ToLowerInvariant()}",
        "fill-rate" => $"Individuals with {OfFeature(guard.Of).ToLowerInvariant()}",
        _ => "Rows that could not be read",
    };

    /// <summary>A value of a guard: a count, or a share in per cent.</summary>
    public static string Measure(GuardReading guard, double? value)
        => value is not { } stated ? "–" : guard.Guard == "count" ? Count((int)stated) : Percent(stated);

    public static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "\u00a0%";

    public static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A length of time in whole hours or days.</summary>
    public static string Span(TimeSpan span)
        => span.TotalDays >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days") : span.TotalHours == 1 ? "hour"
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} hours");

    /// <summary>The kind of chip for an event of a list.</summary>
    public static string ChipOf(ListEventKind kind) => kind switch
    {
        ListEventKind.Refused or ListEventKind.Failed => "breached",
        ListEventKind.RolledBack or ListEventKind.Accepted => "atrisk",
        ListEventKind.Archived => "notcomparable",
        _ => "done",
    };
}
