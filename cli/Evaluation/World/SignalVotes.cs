using Compliance.ScreeningCore.Location;

namespace Compliance.Cli.Evaluation.World;

/// <summary>Every stated signal as a vote, true where it points to an embargoed place: what the simple rules count, blind to how far a
/// signal may be believed.</summary>
internal static class SignalVotes
{
    public static bool[] Of(LocationFacts facts, LocationPolicy policy)
    {
        var signals = facts.Signals;
        bool Points(string? code) => policy.PlaceOf(code) is { Rule: PlaceRule.Prohibited };
        return
        [
            Points(signals.Geo?.Subdivision) || Points(signals.Geo?.Country.Value),
            .. facts.Phones.Select(phone => policy.LongestMarker(MarkerKind.Phone, phone) is not null),
            .. facts.Emails.Select(mail => policy.Marker(MarkerKind.MailDomain, mail[(mail.LastIndexOf('.') + 1)..]) is not null),
            .. signals.TimeZone is { } zone ? [policy.Marker(MarkerKind.TimeZone, zone) is not null] : Array.Empty<bool>(),
            .. signals.SimMcc is { } mcc ? [policy.Marker(MarkerKind.SimMcc, mcc) is not null] : Array.Empty<bool>(),
            .. signals.Payment?.BinCountry is { IsStated: true } bin ? [Points(bin.Value)] : Array.Empty<bool>(),
            .. facts.DeclaredCountry.IsStated ? [Points(facts.DeclaredCountry.Value)] : Array.Empty<bool>(),
        ];
    }
}
