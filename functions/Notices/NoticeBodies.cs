using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Notices;

/// <summary>How somebody is reached.</summary>
internal sealed record ContactBody
{
    [Description("An e-mail address; leave out where the inbox and the webhook are enough.")]
    public string? Email { get; init; }

    [Description("The language they read: en, de, fr, es, ar or zh.")]
    public string? Locale { get; init; }
}

/// <summary>A command on a notice.</summary>
internal sealed record NoticeCommandBody
{
    [Description("law_enforcement, court_order or sanctions; for withhold.")]
    public string? Basis { get; init; }

    [Description("Until when, at most 90 days ahead; for withhold.")]
    public string? Until { get; init; }

    [Description("What stands behind it; for withhold and release.")]
    public string? Text { get; init; }

    [Description("inbox, webhook or email; for delivered and bounced.")]
    public string? Channel { get; init; }

    [Description("Why it came back; for bounced.")]
    public string? Reason { get; init; }
}

/// <summary>A new text of a template.</summary>
internal sealed record TemplateBody([property: Description("Liquid; its first line is the title.")] string? Text);

internal sealed record TemplateAnswer(string Name, string Locale, int Version, string Text, string? By, DateTimeOffset? At,
    TemplateVariableAnswer[] Variables);

internal sealed record TemplateVariableAnswer(string Name, string Type, string Meaning, bool Needed);

internal sealed record TemplatesAnswer(TemplateAnswer[] Templates);

internal sealed record PreviewAnswer(string Template, string Locale, string Audience, string Measure, string Title, string Body);

/// <summary>A notice with what became of it.</summary>
public sealed record NoticeAnswer
{
    public required string Id { get; init; }

    [Description("action, action_ended, appeal_received, appeal_inadmissible, appeal_question or appeal_decided.")]
    public required string Kind { get; init; }

    [Description("The action or the appeal it is about.")]
    public required string About { get; init; }

    [Description("drafted, withheld, queued, sent, delivered, bounced or superseded.")]
    public required string Status { get; init; }

    public string? Audience { get; init; }

    public string? Locale { get; init; }

    public string? Template { get; init; }

    public string? Title { get; init; }

    [Description("The text with its link; missing while it is kept back or not written.")]
    public string? Body { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? WithheldBasis { get; init; }

    public DateTimeOffset? WithheldUntil { get; init; }

    public string? SupersededBy { get; init; }

    public NoticeDeliveryAnswer[] Deliveries { get; init; } = [];

    [Description("The statement of reasons in the submission format of the European Commission's database.")]
    public JsonElement? Statement { get; init; }

    [Description("The text for the customer's end user, which the customer may hand on; only for end users.")]
    public string? ForEndUser { get; init; }
}

public sealed record NoticeDeliveryAnswer(string Channel, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? BouncedAt,
    string? Reason);

internal sealed record NoticesAnswer(NoticeAnswer[] Notices);

/// <summary>JSON of notices: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContactBody))]
[JsonSerializable(typeof(NoticeCommandBody))]
[JsonSerializable(typeof(TemplateBody))]
[JsonSerializable(typeof(TemplateAnswer))]
[JsonSerializable(typeof(TemplatesAnswer))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(NoticeAnswer))]
[JsonSerializable(typeof(NoticesAnswer))]
internal sealed partial class NoticeWireJson : JsonSerializerContext;

/// <summary>From notices to what is answered.</summary>
internal static class NoticeWire
{
    public static NoticeWireJson Json { get; } = new(new JsonSerializerOptions(NoticeWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A notice as it is answered; what is kept back is not told.</summary>
    public static NoticeAnswer Of(NoticeState state, OwedNotice? owed, DateTimeOffset now, string? body)
    {
        var kind = state.Notice?.Kind ?? owed?.Kind ?? state.Withheld!.Kind;
        return new NoticeAnswer
        {
            Id = state.Id,
            Kind = NoticeTemplates.NameOf(kind),
            About = state.Notice?.About ?? owed?.About ?? state.Withheld!.About,
            Status = WireNames.Of(state.StatusAt(now)),
            Audience = state.Notice is { } notice ? WireNames.Of(notice.Audience) : null,
            Locale = state.Notice?.Locale,
            Template = state.Notice?.Template,
            Title = state.Notice?.Title,
            Body = body,
            At = state.QueuedAt,
            WithheldBasis = state.IsWithheldAt(now) ? WireNames.Of(state.Withheld!.Basis) : null,
            WithheldUntil = state.IsWithheldAt(now) ? state.Withheld!.Until : null,
            SupersededBy = state.SupersededBy,
            Deliveries = [.. state.Deliveries.Values.Select(one => new NoticeDeliveryAnswer(WireNames.Of(one.Channel), one.SentAt,
                one.DeliveredAt, one.BouncedAt, one.Reason))],
            Statement = state.Notice?.Statement is { } statement ? JsonElement.Parse(StatementFormat.Write(statement)) : null,
        };
    }

    /// <summary>Every notice to a subject, those that are owed and not written included, latest first.</summary>
    public static IEnumerable<(NoticeState State, OwedNotice? Owed)> AllOf(SubjectStream stream)
    {
        var owed = OwedNotices.Of(stream.Actions).Concat(Compliance.EnforcementCore.Appeals.AppealNotices.Of(stream.Appeals))
            .ToDictionary(one => one.Id, StringComparer.Ordinal);
        return owed.Values.Where(one => !stream.Notices.All.ContainsKey(one.Id)).Select(one => (new NoticeState(one.Id), (OwedNotice?)one))
            .Concat(stream.Notices.All.Values.Select(state => (state, owed.GetValueOrDefault(state.Id))))
            .OrderByDescending(one => one.Item1.QueuedAt ?? one.Item1.Withheld?.At ?? one.Item2?.At);
    }
}
