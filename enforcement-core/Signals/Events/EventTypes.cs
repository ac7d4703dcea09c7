using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.EnforcementCore.Subjects;
using static Compliance.EnforcementCore.Subjects.SubjectKind;

namespace Compliance.EnforcementCore.Signals.Events;

/// <summary>Every type of event that is taken in. The readers, the schemas and the documentation are made of this table.</summary>
public static class EventTypes
{
    /// <summary>The largest number a field may hold: sums of ninety days of it stay exact.</summary>
    public const long MaxWhole = 1_000_000_000_000;

    private static readonly SubjectKind[] Who = [Account, ApiKey, EndUser];

    /// <summary>All types, in order of name.</summary>
    public static ImmutableArray<EventType> All { get; } =
    [
        new("account.closed", [Account], [Text("reason")], "An account was closed."),
        new("account.created", [Account], [Of("organisation", Organisation), Country(), Of("device", Device), Ip(), Text("email_domain"),
            .. Contact()], "An account was opened. Mailbox and phone are keyed fingerprints, never the address or number."),
        new("account.signed_in", [Account], [Codes("outcome", "success", "failed"), Country(), Of("device", Device), Ip(), Text("member")],
            "Somebody signed in to an account, or tried to."),
        new("account.updated", [Account], [Of("organisation", Organisation), Country(), Text("changed"), Of("device", Device), Ip(),
            Text("email_domain"), .. Contact()],
            "Facts of an account changed. Mailbox and phone are keyed fingerprints, never the address or number."),
        new("api_key.created", [ApiKey], [Parent(), Text("member"), Ip()], "A key was made."),
        new("api_key.revoked", [ApiKey], [Parent(), Text("reason")], "A key was revoked."),
        new("content.flagged", Who, [Required(Text("ground")), Severity(), Text("provider"), Text("model"), Text("reference")],
            "A classifier or a provider flagged content."),
        new("member.added", [Account], [Required(Text("member")), Text("role")], "A member joined an account."),
        new("member.removed", [Account], [Required(Text("member"))], "A member left an account."),
        new("payment.authorized", [Account], Payment, "A payment was authorised."),
        new("payment.captured", [Account], Payment, "A payment was captured."),
        new("payment.disputed", [Account], Payment, "A payment was disputed."),
        new("payment.failed", [Account], Payment, "A payment failed."),
        new("payment.refunded", [Account], Payment, "A payment was given back."),
        new("provider.notice", Who, [Required(Text("provider")), Required(Text("case")), Required(Text("kind")), Moment("due")],
            "A provider gave notice about a user."),
        new("report.filed", Who, [Required(Text("category")), Severity(), Text("reporter"), Text("reference"), Text("text", 4000)],
            "Somebody reported a subject."),
        new("usage.window", [ApiKey], [Parent(), Text("end_user", SubjectRef.MaxIdChars), Required(Moment("from")),
            Required(Whole("requests")),
            Whole("input_tokens"), Whole("output_tokens"), Whole("errors"), Counts("refusals"), Text("model"), Text("shape", 2048)],
            "One minute of a key and an end user. A refusal counts against the end user where one is named, otherwise against the key."),
        new("verification.completed", [Account, EndUser], [Codes("kind", "email", "phone", "instrument", "document", "organisation",
            "owner"),
            Codes("outcome", "passed", "failed", "expired", "abandoned"), Whole("level", 3), Text("provider"), Text("document")],
            "A verification came to its end. The document is a keyed fingerprint, never its number."),
    ];

    private static readonly FrozenDictionary<string, EventType> ByName = All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of a name; null where there is none.</summary>
    public static EventType? Find(string name) => ByName.GetValueOrDefault(name);

    private static EventField[] Payment =>
    [
        Required(Text("payment")), Required(Whole("amount")), Required(Text("currency", 3)), Of("instrument", Instrument), Country(), Ip(),
            Text("reason"),
    ];

    private static EventField[] Contact() => [Text("mailbox"), Text("phone"), Of("referred_by", Account)];

    private static EventField Text(string name, int max = 200) => new(name, FieldKind.Text) { Max = max };

    private static EventField Whole(string name, long max = MaxWhole) => new(name, FieldKind.Whole) { Max = max };

    private static EventField Counts(string name) => new(name, FieldKind.Counts) { Max = 50 };

    private static EventField Moment(string name) => new(name, FieldKind.Moment);

    private static EventField Country() => new("country", FieldKind.Country);

    private static EventField Of(string name, SubjectKind kind) => new(name, FieldKind.Subject) { Names = kind };

    private static EventField Ip() => Of("ip", SubjectKind.IpPrefix);

    private static EventField Parent() => Required(Of("account", Account));

    private static EventField Severity() => Required(new EventField("severity", FieldKind.Whole) { Max = 5 });

    private static EventField Codes(string name, params string[] codes) => new(name, FieldKind.Code) { Required = true, Codes = codes };

    private static EventField Required(EventField field) => field with { Required = true };
}
