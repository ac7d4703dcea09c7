using System.Collections.Immutable;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>A receiver of decisions.</summary>
/// <param name="Name">Its name: letters, digits and dashes.</param>
/// <param name="Url">Where deliveries go.</param>
/// <param name="Secrets">One secret, or during a rotation the new one and the old one; every delivery is signed with each.</param>
internal sealed record WebhookEndpoint(string Name, Uri Url, ImmutableArray<ImmutableArray<byte>> Secrets)
{
    /// <summary>Reads <c>name=https://…</c> entries and <c>name=whsec_…</c> or <c>name=new,old</c> entries, separated by spaces. Errors
    /// never repeat a secret.</summary>
    public static ImmutableArray<WebhookEndpoint> Read(string? endpoints, string? secrets, bool allowPrivate, List<string> errors)
    {
        var keys = Entries(secrets).ToLookup(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
        var read = ImmutableArray.CreateBuilder<WebhookEndpoint>();
        foreach (var (name, value) in Entries(endpoints))
        {
            var texts = keys[name].LastOrDefault()?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
            var key = texts.Select(text => WebhookSecret.TryRead(text, out var bytes) ? bytes : []).ToImmutableArray();
            var wrong = name.Length is 0 or > 32
                || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
                ? $"COMPLIANCE_WEBHOOKS names '{name}'. Write name=https://host/path, with a name of up to 32 lower-case letters, digits "
                    + $"and dashes."
                : !Uri.TryCreate(value, UriKind.Absolute, out var url)
                    || !(url.Scheme == Uri.UriSchemeHttps || (allowPrivate && url.Scheme == Uri.UriSchemeHttp)) || url.UserInfo.Length > 0
                    ? $"COMPLIANCE_WEBHOOKS: the address of {name} is not https without a user name. Set COMPLIANCE_WEBHOOK_PRIVATE=true "
                        + $"for receivers of your own network."
                    : key.Length is 0 or > 2 || key.Any(secret => secret.IsEmpty)
                        ? $"COMPLIANCE_WEBHOOK_SECRETS: {name} needs one secret of the form {WebhookSecret.Prefix}BASE64 with "
                            + $"{WebhookSecret.MinBytes} to {WebhookSecret.MaxBytes} bytes, or two, the new one first: {name}=NEW,OLD "
                            + $"(echo {WebhookSecret.Prefix}$(openssl rand -base64 32))."
                        : read.Any(other => other.Name == name) ? $"COMPLIANCE_WEBHOOKS names '{name}' twice." : null;
            if (wrong is null)
            {
                read.Add(new WebhookEndpoint(name, new Uri(value), key));
            }
            else
            {
                errors.Add(wrong);
            }
        }

        return read.ToImmutable();
    }

    private static IEnumerable<(string Name, string Value)> Entries(string? text) =>
        (text ?? "").Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (entry[..at], entry[(at + 1)..])
                : (entry, ""));
}
