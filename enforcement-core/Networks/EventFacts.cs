using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Networks;

/// <summary>An artefact as an event names it: to be fingerprinted under the key of the deployment before it is kept.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Value">Its value in one written form.</param>
public readonly record struct ObservedArtefact(ArtefactType Type, string Value);

/// <summary>What one event says of the artefacts of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Day">The day of use, since 2000-01-01.</param>
/// <param name="SignUpHour">The hour of sign-up since 2000-01-01; null where the event is no sign-up.</param>
/// <param name="Artefacts">What was used, each once.</param>
public sealed record ObservedFacts(SubjectRef Account, int Day, int? SignUpHour, ImmutableArray<ObservedArtefact> Artefacts);

/// <summary>
/// Facts for the networks out of platform events. What anybody can name without having it makes no fact: a failed payment proves no card
/// and a failed sign-in no device, or an attacker could tie himself to a stranger.
/// </summary>
public static class EventFacts
{
    /// <summary>The day from which days and hours are counted.</summary>
    public static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Domains at which anybody gets a mailbox: they say nothing of an organisation. A proposal; one that is missing makes an
    /// organisation likelier, never one actor.</summary>
    private static readonly FrozenSet<string> FreeMail = new[]
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com", "icloud.com",
        "me.com", "aol.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "t-online.de", "freenet.de", "mail.ru", "yandex.ru", "yandex.com",
        "qq.com", "163.com", "126.com", "sina.com", "proton.me", "protonmail.com", "tutanota.com", "zoho.com", "orange.fr", "free.fr",
        "laposte.net", "libero.it", "seznam.cz", "wp.pl", "o2.pl", "naver.com", "daum.net", "rediffmail.com", "uol.com.br", "bol.com.br",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The facts of an event; null where it says nothing of an account's artefacts.</summary>
    public static ObservedFacts? Of(PlatformEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened.Account is not { } account || happened.Time < Epoch)
        {
            return null;
        }

        var found = new SortedSet<(ArtefactType, string)>();
        foreach (var one in ArtefactsOf(happened))
        {
            found.Add((one.Type, one.Value));
        }

        var (hours, signUp) = ((int)(happened.Time - Epoch).TotalHours, happened.Type.Name == "account.created");
        return found.Count == 0 && !signUp ? null : new ObservedFacts(account, hours / 24, signUp ? hours : null,
            [.. found.Select(one => new ObservedArtefact(one.Item1, one.Item2))]);
    }

    private static IEnumerable<ObservedArtefact> ArtefactsOf(PlatformEvent happened) => happened.Type.Name switch
    {
        "account.created" or "account.updated" => [.. Of(happened, "device", ArtefactType.Device), .. Address(happened),
            .. Domain(happened), .. Of(happened, "mailbox", ArtefactType.EmailRoot), .. Of(happened, "phone", ArtefactType.Phone),
            .. Of(happened, "referred_by", ArtefactType.Referral)],
        "account.signed_in" when happened.Text("outcome") == "success" =>
            [.. Of(happened, "device", ArtefactType.Device), .. Address(happened)],
        "payment.authorized" or "payment.captured" or "payment.disputed" or "payment.refunded" =>
            [.. Of(happened, "instrument", ArtefactType.Card), .. Address(happened)],
        "api_key.created" => Address(happened),
        "verification.completed" when happened.Text("outcome") == "passed" && happened.Text("kind") is "document" or "owner" =>
            Of(happened, "document", ArtefactType.Person),
        _ => [],
    };

    private static IEnumerable<ObservedArtefact> Of(PlatformEvent happened, string field, ArtefactType type)
    {
        if (happened.Text(field) is { } value)
        {
            yield return new ObservedArtefact(type, value);
        }
    }

    private static IEnumerable<ObservedArtefact> Domain(PlatformEvent happened)
    {
        if (happened.Text("email_domain") is { } domain && !FreeMail.Contains(domain))
        {
            yield return new ObservedArtefact(ArtefactType.MailDomain, domain.ToLowerInvariant());
        }
    }

    /// <summary>One address is a line; what its sender widened to a range is an address that many share.</summary>
    private static IEnumerable<ObservedArtefact> Address(PlatformEvent happened)
    {
        if (happened.Text("ip") is { } prefix)
        {
            yield return new ObservedArtefact(prefix.EndsWith(prefix.Contains(':', StringComparison.Ordinal) ? "/64" : "/32",
                StringComparison.Ordinal) ? ArtefactType.Ip : ArtefactType.SharedIp, prefix);
        }
    }
}
