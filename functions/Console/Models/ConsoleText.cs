using System.Globalization;
using Compliance.Functions.Console.Comparison;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Console.Models;

/// <summary>The console's words for what the core names.</summary>
internal static partial class ConsoleText
{
    public static string Of(AlertStatus status) => status switch
    {
        AlertStatus.Open => "Open",
        AlertStatus.OnHold => "On hold",
        AlertStatus.AwaitingInformation => "Awaiting information",
        AlertStatus.AwaitingApproval => "Awaiting second person",
        AlertStatus.Decided => "Decided, can be undone",
        AlertStatus.Closed => "Closed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(ClockState clock) => clock switch
    {
        ClockState.OnTrack => "On track",
        ClockState.AtRisk => "Due today",
        ClockState.Breached => "Overdue",
        ClockState.Paused => "Clock paused",
        ClockState.Done => "Done",
        _ => throw new ArgumentOutOfRangeException(nameof(clock)),
    };

    public static string Of(OfficerRole role) => role switch
    {
        OfficerRole.ListsManager => "Lists manager",
        OfficerRole.PolicyManager => "Policy manager",
        OfficerRole.ExternalReviewer => "External reviewer",
        _ => role.ToString(),
    };

    public static string Of(AlertCause cause) => cause switch
    {
        AlertCause.New => "New",
        AlertCause.NewFindings => "New findings",
        AlertCause.FactsChanged => "Facts changed",
        AlertCause.SentBack => "Sent back by the second person",
        AlertCause.Reopened => "Reopened",
        _ => throw new ArgumentOutOfRangeException(nameof(cause)),
    };

    public static string Of(Disposition disposition) => disposition switch
    {
        Disposition.FalsePositive => "False positive",
        Disposition.TrueMatch => "True match",
        Disposition.Inconclusive => "Inconclusive",
        _ => throw new ArgumentOutOfRangeException(nameof(disposition)),
    };

    public static string Of(FieldState state) => state switch
    {
        FieldState.Same => "Same",
        FieldState.Close => "Close",
        FieldState.Conflict => "Conflict",
        FieldState.Missing => "Missing",
        FieldState.NotComparable => "Not comparable",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(Gate gate) => gate switch
    {
        Gate.List => "Lists",
        Gate.Ownership => "Ownership",
        Gate.Location => "Location",
        Gate.Export => "Export control",
        Gate.Provider => "Provider rule",
        Gate.Readiness => "List status",
        _ => throw new ArgumentOutOfRangeException(nameof(gate)),
    };

    public static string Of(TokenRelation relation) => relation switch
    {
        TokenRelation.Equal => "Same",
        TokenRelation.Transliteration => "Another script",
        TokenRelation.Edit => "A few letters differ",
        TokenRelation.Phonetic => "Sounds alike",
        TokenRelation.Nickname => "Short form",
        TokenRelation.Initial => "Initial",
        TokenRelation.Joined => "Written as one",
        TokenRelation.OrganisationForm => "Same form of company",
        TokenRelation.Acronym => "Acronym",
        TokenRelation.OnlySubject => "Only in the subject",
        TokenRelation.OnlyListed => "Only in the listing",
        TokenRelation.Different => "Different",
        _ => throw new ArgumentOutOfRangeException(nameof(relation)),
    };

    /// <summary>A feature's name in words: <c>birthDate</c> reads "Birth date".</summary>
    public static string OfFeature(string name)
        => string.Concat(name.Select((c, i) => i == 0 ? $"{char.ToUpperInvariant(c)}" : char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}"
        : $"{c}"));

    public static string Of(Decision decision) => decision.ToString();

    public static string Of(PartyKind kind) => kind == PartyKind.Individual ? "Person" : kind.ToString();

    /// <summary>A finding's name for people: the entry, or the gate.</summary>
    public static string Of(AlertFinding finding) => finding.IsHit ? finding.Entry.ToString() : Of(finding.Gate);

    /// <summary>A source of the queue: a list's code, or a gate.</summary>
    public static string OfSource(string source)
        => source.StartsWith("gate-", StringComparison.Ordinal) && Enum.TryParse<Gate>(source[5..], ignoreCase: true, out var gate)
        ? Of(gate) : source;

    public static string Score(double score) => score.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Signed(double value) => value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    /// <summary>A date as far as it is known: <c>1971 to 1973</c>, <c>about 1963</c>.</summary>
    public static string Of(PartialDate date)
        => date.ToString().Replace("~", "about ", StringComparison.Ordinal).Replace("..", " to ", StringComparison.Ordinal);

    /// <summary>A number of things: <c>1 alert</c>, <c>2 alerts</c>.</summary>
    public static string Count(long number, string thing)
        => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {thing}{(number == 1 ? "" : "s")}";

    public static string Moment(DateTimeOffset moment)
        => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>How far away a moment is, roughly: <c>in 3 h</c>, <c>2 d ago</c>.</summary>
    public static string Away(DateTimeOffset moment, DateTimeOffset now)
    {
        var span = (moment - now).Duration();
        var text = span.TotalDays >= 2 ? $"{(int)span.TotalDays} d" : span.TotalHours >= 1 ? $"{(int)span.TotalHours} h"
            : span.TotalMinutes >= 1 ? $"{(int)span.TotalMinutes} min" : $"{(int)span.TotalSeconds} s";
        return moment >= now ? $"in {text}" : $"{text} ago";
    }
}
