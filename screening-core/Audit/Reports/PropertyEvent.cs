using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.ScreeningCore.Audit.Reports;

/// <summary>Something that was stated or done about blocked property or a rejected transaction: past tense, never changed.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
[JsonDerivedType(typeof(FactsStated), "factsStated")]
[JsonDerivedType(typeof(ReportFiled), "reportFiled")]
[JsonDerivedType(typeof(PropertyReleased), "propertyReleased")]
[JsonDerivedType(typeof(ReportNotNeeded), "reportNotNeeded")]
public abstract record PropertyEvent(OfficerId By, DateTimeOffset At)
{
    /// <summary>Writes the stored form, the one of alert events.</summary>
    public string Write() => JsonSerializer.Serialize(this, AlertCodec.Options);

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="JsonException">The text is not such an event.</exception>
    public static PropertyEvent Read(string json)
        => JsonSerializer.Deserialize<PropertyEvent>(json, AlertCodec.Options) ?? throw new JsonException("The event is null.");
}

/// <summary>An officer stated facts that no screening knows: what the property is, where, what it is worth. A later statement of a field
/// replaces an earlier one; an empty text takes it back.</summary>
public sealed record FactsStated(OfficerId By, DateTimeOffset At, ImmutableSortedDictionary<string, string> Facts) : PropertyEvent(By, At);

/// <summary>The report was filed with the authority.</summary>
/// <param name="By">Who recorded it.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="FiledOn">The day of filing.</param>
/// <param name="Reference">The authority's reference, such as the number of the ORS submission.</param>
public sealed record ReportFiled(OfficerId By, DateTimeOffset At, DateOnly FiledOn, string Reference) : PropertyEvent(By, At);

/// <summary>The property was unblocked or transferred.</summary>
/// <param name="By">Who recorded it.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="On">The day.</param>
/// <param name="Authority">The licence or rule that allowed it.</param>
public sealed record PropertyReleased(OfficerId By, DateTimeOffset At, DateOnly On, string Authority) : PropertyEvent(By, At);

/// <summary>Nothing is to be reported: no property was held and no transaction was rejected.</summary>
public sealed record ReportNotNeeded(OfficerId By, DateTimeOffset At, string Reason) : PropertyEvent(By, At);
