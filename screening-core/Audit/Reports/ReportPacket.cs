using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.ScreeningCore.Audit.Reports;

/// <summary>Where a report stands.</summary>
public enum ReportState
{
    /// <summary>Something it must say is unknown.</summary>
    Incomplete,

    /// <summary>Everything it must say is known.</summary>
    Ready,

    /// <summary>It was filed.</summary>
    Filed,

    /// <summary>Nothing is to be reported.</summary>
    NotNeeded,
}

/// <summary>A row of a report with what is known.</summary>
/// <param name="Row">The row.</param>
/// <param name="Value">The value; null where it is unknown.</param>
/// <param name="Note">Where the value comes from, or why it may be unknown.</param>
public sealed record ReportField(ReportRow Row, string? Value, string Note)
{
    /// <summary>True where the report must not go out as it is.</summary>
    public bool Blocks => Value is null && Row.Minimum;
}

/// <summary>A report of blocked property or of a rejected transaction, assembled from the record; it says what is unknown.</summary>
/// <param name="Occasion">What is reported.</param>
/// <param name="DueOn">The last day for it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Fields">Its rows, in order.</param>
public sealed record ReportPacket(PropertyOccasion Occasion, DateOnly DueOn, ReportState State, ImmutableArray<ReportField> Fields)
{
    /// <summary>The filing; null while there is none.</summary>
    public ReportFiled? Filed { get; init; }

    /// <summary>The release; null while the property is blocked.</summary>
    public PropertyReleased? Released { get; init; }

    /// <summary>Why nothing is to be reported; null where something is.</summary>
    public string? NotNeededReason { get; init; }

    /// <summary>What it must say and does not.</summary>
    public IEnumerable<ReportField> Missing => Fields.Where(row => row.Blocks);

    /// <summary>What it does not say and need not.</summary>
    public IEnumerable<ReportField> LawfullyUnknown => Fields.Where(row => row.Value is null && !row.Row.Minimum);

    /// <summary>How it stands against its deadline; late is late, whatever is missing.</summary>
    public ClockState ClockAt(DateTimeOffset now) => State is ReportState.Filed or ReportState.NotNeeded
        ? ClockState.Done
        : AlertClock.StateAt(new DateTimeOffset(DueOn.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero), now);

    /// <summary>Assembles a report.</summary>
    /// <param name="occasion">What is reported.</param>
    /// <param name="evidence">The evidence of its screening.</param>
    /// <param name="events">What officers stated and did, in order.</param>
    /// <param name="submitter">Facts of the submitter, by code; the same in every report.</param>
    /// <param name="calendar">Business days.</param>
    public static ReportPacket Assemble(
        PropertyOccasion occasion, ScreeningEvidence evidence, IReadOnlyCollection<PropertyEvent> events, IReadOnlyDictionary<string,
            string> submitter, BusinessCalendar calendar)
    {
        var known = Known(occasion, evidence);
        var stated = events.OfType<FactsStated>().SelectMany(one => one.Facts.Select(fact => (fact.Key, fact.Value, one.By)))
            .GroupBy(fact => fact.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        ImmutableArray<ReportField> fields = [.. ReportRules.RowsOf(occasion.Kind).Select(row => FieldOf(row, known, stated, submitter))];
        var filed = events.OfType<ReportFiled>().LastOrDefault();
        var notNeeded = events.OfType<ReportNotNeeded>().LastOrDefault();
        var state = filed is not null ? ReportState.Filed
            : notNeeded is not null ? ReportState.NotNeeded
            : fields.Any(field => field.Blocks) ? ReportState.Incomplete
            : ReportState.Ready;
        return new ReportPacket(occasion, occasion.DueOn(calendar), state, fields)
        {
            Filed = filed,
            Released = events.OfType<PropertyReleased>().LastOrDefault(),
            NotNeededReason = notNeeded?.Reason,
        };
    }

    private static ReportField FieldOf(
        ReportRow row, Dictionary<string, string> known, Dictionary<string, (string Key, string Value, OfficerId By)> stated,
            IReadOnlyDictionary<string, string> submitter)
    {
        if (stated.TryGetValue(row.Code, out var fact) && fact.Value.Length > 0)
        {
            return new(row, fact.Value, $"stated by {fact.By}");
        }

        if (submitter.TryGetValue(row.Code, out var own) && own.Length > 0)
        {
            return new(row, own, "stated for every report");
        }

        return known.TryGetValue(row.Code, out var value) ? new(row, value, "from the record")
            : row.Minimum ? new(row, null, row.Stated ? "unknown: state it" : "unknown: the record does not hold it")
            : new(row, null, "unknown: it is reported where the filer has it, and need not be asked of the counterparty (FAQ 820)");
    }

    private static Dictionary<string, string> Known(PropertyOccasion occasion, ScreeningEvidence evidence)
    {
        var day = occasion.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["blocked.on"] = day,
            ["rejected.on"] = day,
            ["owner.customer"] =
                string.Join(", ", new[]
                { evidence.Request.Subject.Name, evidence.Request.Subject.Id }.Where(text => !string.IsNullOrEmpty(text))),
        };
        if (PropertyOccasion.HitOf(occasion.Entry, null, evidence)?.Match.Party is { } party)
        {
            known["target.name"] = party.PrimaryName.Text;
            known["target.entry"] = party.Entry.ToString();
            known["authority"] = string.Join("; ", party.Designations.Select(Authority).Distinct());
        }
        else if (evidence.Outcome.Gates.FirstOrDefault(gate =>
            $"gate|{gate.Gate}".Equals(occasion.FindingKey, StringComparison.OrdinalIgnoreCase)) is { } gate
            && gate.Reasons.Select(reason => reason.Authority).OfType<string>().Distinct().ToList() is { Count: > 0 } authorities)
        {
            known["authority"] = string.Join("; ", authorities);
        }

        if (!evidence.Request.Counterparties.IsEmpty)
        {
            known["transaction.parties"] =
                string.Join("; ", evidence.Request.Counterparties.Select(party => $"{party.Role}: {party.Subject.Name}"));
        }

        return known.Where(pair => pair.Value.Length > 0).ToDictionary();
    }

    private static string Authority(Designation designation) =>
        string.Join(", ", new[] { designation.Programme, designation.LegalBasis }.Where(text => !string.IsNullOrEmpty(text)));
}
