using System.Collections.Immutable;

namespace Compliance.Functions.Identity.Entra;

/// <summary>Reads the settings of the directory; every error names its key and how to mend it, and repeats no secret.</summary>
internal sealed class EntraSettings(Func<string, string?> setting, List<string> errors)
{
    private const string TenantKey = "COMPLIANCE_ENTRA_TENANT";
    private const string AudienceKey = "COMPLIANCE_ENTRA_AUDIENCE";
    private const string AuthorityKey = "COMPLIANCE_ENTRA_AUTHORITY";
    private const string ClientKey = "COMPLIANCE_ENTRA_CLIENT_ID";
    private const string SecretKey = "COMPLIANCE_ENTRA_CLIENT_SECRET";
    private const string IdentityKey = "COMPLIANCE_ENTRA_IDENTITY";
    private const string PublicKey = "COMPLIANCE_PUBLIC_URL";

    /// <summary>The directory; null where no tenant is named.</summary>
    /// <param name="local">True where an authority on this machine may be used: Development, standalone, on loopback.</param>
    public EntraOptions? Read(bool local)
    {
        var (tenant, audience, authority, client, secret, identity, publicUrl) = (
            setting(TenantKey), setting(AudienceKey), setting(AuthorityKey), setting(ClientKey), setting(SecretKey), setting(IdentityKey),
                setting(PublicKey));
        if (tenant is null)
        {
            foreach (var key
                in new[] { (AudienceKey, audience), (AuthorityKey, authority), (ClientKey, client), (SecretKey, secret),
                (IdentityKey, identity) }.Where(one => one.Item2 is not null))
            {
                errors.Add($"{key.Item1} is set and {TenantKey} is not. Set it to the id of the tenant, or unset {key.Item1}.");
            }

            return null;
        }

        var id = Guid(TenantKey, tenant);
        return new EntraOptions
        {
            Tenant = id,
            Audiences = Audiences(audience),
            Issuer = Issuer(authority, id, local),
            Browser = client is null ? NoBrowser(secret, identity)
                : new BrowserOptions(Guid(ClientKey, client), secret, Public(publicUrl, local), identity is null ? null
                : Guid(IdentityKey, identity)),
        };
    }

    private ImmutableArray<string> Audiences(string? text)
    {
        ImmutableArray<string> audiences = [.. (text ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)];
        if (audiences.IsEmpty)
        {
            errors.Add($"{AudienceKey} is not set. Set it to the client id of the API's registration: a token for anybody else is not "
                + $"for us.");
        }

        return audiences;
    }

    private string Issuer(string? text, string tenant, bool local)
    {
        var issuer = (text ?? $"https://login.microsoftonline.com/{tenant}/v2.0").TrimEnd('/');
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var uri)
            || !(uri.Scheme == "https" || (local && uri.Scheme == "http" && uri.IsLoopback))
            || uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length > 0)
        {
            errors.Add($"{AuthorityKey} is '{issuer}'. Write https://HOST/TENANT/v2.0; http is possible only on loopback in Development.");
            return "https://login.microsoftonline.com/invalid/v2.0";
        }

        return issuer;
    }

    private BrowserOptions? NoBrowser(string? secret, string? identity)
    {
        if ((secret ?? identity) is not null)
        {
            errors.Add($"{(secret is null ? IdentityKey : SecretKey)} is set and {ClientKey} is not. Set it to the client id of the "
                + $"registration that officers sign in to.");
        }

        return null;
    }

    private string Public(string? text, bool local)
    {
        var address = (text ?? "").TrimEnd('/');
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0
            || !(uri.Scheme == "https" || (local && uri.Scheme == "http" && uri.IsLoopback)))
        {
            errors.Add($"{PublicKey} is '{text}'. Signing in with a browser needs the address officers use, such as "
                + $"https://screening.example.com, without a path.");
            return "https://invalid";
        }

        return address;
    }

    private string Guid(string key, string text)
    {
        if (System.Guid.TryParseExact(text, "D", out var guid))
        {
            return guid.ToString("D");
        }

        errors.Add($"{key} is '{text}'. Write the id as xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx; the portal shows it on the overview of the "
            + $"tenant or of the registration.");
        return System.Guid.Empty.ToString("D");
    }
}
