using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Compliance.Functions.Notices;

/// <summary>A relay that takes e-mail.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="Tls">True where the connection is encrypted from its beginning.</param>
/// <param name="StartTls">True where it must be encrypted before anything is sent; a relay that cannot is not used.</param>
/// <param name="User">Whom it knows us as; null for nobody.</param>
/// <param name="Password">What proves it.</param>
internal sealed record SmtpRelay(string Host, int Port, bool Tls, bool StartTls, string? User, string? Password)
{
    /// <summary>Authorities that may vouch for the relay instead of those of the machine; null for those of the machine.</summary>
    public X509Certificate2Collection? Authorities { get; init; }
}

/// <summary>Settings of notices.</summary>
internal sealed record NoticeOptions
{
    /// <summary>The platform's name, as its customers know it.</summary>
    public string Platform { get; init; } = "Compliance";

    /// <summary>Address at which readers reach the pages; null where none is known, then notices carry no link.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The relay; null where no e-mail is sent.</summary>
    public SmtpRelay? Relay { get; init; }

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "notices@localhost";
}

/// <summary>Reads the settings; every error names its key and how to mend it.</summary>
internal sealed class NoticeSettings(Func<string, string?> setting, List<string> errors)
{
    private const int Submission = 587;
    private const int SubmissionTls = 465;
    private const int MostNameChars = 100;

    /// <summary>Reads them.</summary>
    /// <param name="own">The address of the service itself, where only this machine reaches it; null elsewhere.</param>
    public NoticeOptions Read(string? own)
    {
        var name = setting("COMPLIANCE_PLATFORM_NAME") ?? new NoticeOptions().Platform;
        if (name.Length > MostNameChars || name.Any(char.IsControl))
        {
            errors.Add($"COMPLIANCE_PLATFORM_NAME has {name.Length} characters. Write up to {MostNameChars}, without control characters.");
        }

        var from = setting("COMPLIANCE_MAIL_FROM");
        if (from is not null && !MimeKit.MailboxAddress.TryParse(from, out _))
        {
            errors.Add("COMPLIANCE_MAIL_FROM is not an e-mail address.");
        }

        var relay = Relay();
        if (relay is not null && from is null)
        {
            errors.Add("COMPLIANCE_SMTP is set and COMPLIANCE_MAIL_FROM is not. Name the address that notices are sent from.");
        }

        var address = setting("COMPLIANCE_PUBLIC_URL") ?? own;
        return new NoticeOptions
        {
            Platform = name,
            From = from ?? new NoticeOptions().From,
            Relay = relay,
            PublicUrl = Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null,
        };
    }

    private SmtpRelay? Relay()
    {
        var (user, password) = (setting("COMPLIANCE_SMTP_USER"), setting("COMPLIANCE_SMTP_PASSWORD"));
        var vouching = setting("COMPLIANCE_SMTP_CA");
        if (setting("COMPLIANCE_SMTP") is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.UserInfo.Length > 0
            || uri.AbsolutePath.Trim('/').Length > 0 || uri.Query is not ("" or "?starttls=required" or "?starttls=off"))
        {
            errors.Add("COMPLIANCE_SMTP is not the address of a relay. Write smtp://host:587 (encrypted by STARTTLS), smtps://host:465, or "
                + "smtp://host:25?starttls=off for one of your own network; the user goes to COMPLIANCE_SMTP_USER.");
            return null;
        }

        var tls = uri.Scheme == "smtps";
        if (user is null != password is null)
        {
            errors.Add("COMPLIANCE_SMTP_USER and COMPLIANCE_SMTP_PASSWORD belong together.");
        }

        if (user is not null && !tls && uri.Query == "?starttls=off")
        {
            errors.Add("COMPLIANCE_SMTP would send a password without encryption. Leave ?starttls=off out.");
        }

        var port = uri.Port > 0 ? uri.Port : tls ? SubmissionTls : Submission;
        return new SmtpRelay(uri.Host, port, tls, !tls && uri.Query != "?starttls=off", user, password)
        { Authorities = Authorities(vouching) };
    }

    private X509Certificate2Collection? Authorities(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            authorities.Clear();
        }

        if (authorities.Count == 0)
        {
            errors.Add("COMPLIANCE_SMTP_CA is no file with certificates (PEM). Name the file of the authority that vouches for the relay.");
        }

        return authorities;
    }

    /// <summary>The relay as it may be shown.</summary>
    public static string Show(SmtpRelay relay) => string.Create(CultureInfo.InvariantCulture, $"{relay.Host}:{relay.Port}");
}
