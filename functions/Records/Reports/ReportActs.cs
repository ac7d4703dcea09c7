using System.Collections.Immutable;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Audit.Reports;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Reports;

/// <summary>Reads what an officer states or did about a report: the same for the page, the API and the command line.</summary>
internal static class ReportActs
{
    private const int MaxFactChars = 2000;

    /// <summary>The acts on a report.</summary>
    public static ImmutableArray<string> All { get; } = ["facts", "filed", "released", "not-needed"];

    /// <summary>Codes that officers state, of any kind of report.</summary>
    public static ImmutableArray<ReportRow> StatedRows { get; } =
        [.. Enum.GetValues<PropertyReportKind>().SelectMany(kind => ReportRules.RowsOf(kind)).Where(row => row.Stated)
        .DistinctBy(row => row.Code)];

    /// <summary>Codes of the submitter's own facts, the same in every report.</summary>
    public static ImmutableArray<ReportRow> SubmitterRows { get; } =
        [.. StatedRows.Where(row => row.Code.StartsWith("submitter.", StringComparison.Ordinal))];

    /// <summary>Reads an act; null where it is wrong, then the errors say how.</summary>
    public static PropertyEvent? Read(string act, ReportActBody body, OfficerId by, DateTimeOffset now, FieldErrors errors)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        switch (act)
        {
            case "facts":
                return Facts(body.Facts, StatedRows, errors) is { } facts
                    ? new FactsStated(by, now, facts.ToImmutableSortedDictionary(StringComparer.Ordinal)) : null;
            case "filed" when body.On is { } on && on <= today && Said(body.Reference):
                return new ReportFiled(by, now, on, body.Reference!.Trim());
            case "filed":
                errors.Add(body.On is { } day && day <= today ? "$.reference"
                    : "$.on", null, "Say on which day it was filed, not later than today, and the authority's reference.");
                return null;
            case "released" when body.On is { } on && on <= today && Said(body.Authority):
                return new PropertyReleased(by, now, on, body.Authority!.Trim());
            case "released":
                errors.Add(body.On is { } released && released <= today ? "$.authority"
                    : "$.on", null, "Say on which day it was unblocked, not later than today, and by which licence or rule.");
                return null;
            case "not-needed" when Said(body.Reason):
                return new ReportNotNeeded(by, now, body.Reason!.Trim());
            case "not-needed":
                errors.Add("$.reason", null, $"Say why nothing is to be reported: 1 to {MaxFactChars} characters.");
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, "Not an act on a report.");
        }
    }

    /// <summary>Reads facts; null where a code is unknown or a text too long.</summary>
    public static ImmutableDictionary<string,
        string>? Facts(IReadOnlyDictionary<string, string>? facts, ImmutableArray<ReportRow> rows, FieldErrors errors)
    {
        if (facts is not { Count: > 0 })
        {
            errors.Add("$.facts", null, $"State facts by code: {string.Join(", ", rows.Select(row => row.Code))}.");
            return null;
        }

        foreach (var (code, text) in facts)
        {
            if (rows.All(row => row.Code != code))
            {
                errors.Add($"$.facts.{code}", null, $"Known codes are {string.Join(", ", rows.Select(row => row.Code))}.");
            }
            else if (text is null || text.Length > MaxFactChars)
            {
                errors.Add($"$.facts.{code}", null, $"A fact is a text of at most {MaxFactChars} characters.");
            }
            else if (code == ReportRules.ValueUsd && text.Trim().Length > 0
                && !decimal.TryParse(text, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture,
                out _))
            {
                errors.Add($"$.facts.{code}", text, "A value is a number of US dollars, such as 1250.00.");
            }
        }

        return errors.Any ? null : facts.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Trim(), StringComparer.Ordinal);
    }

    private static bool Said(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaxFactChars;
}
