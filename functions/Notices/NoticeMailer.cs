using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.EnforcementCore.Notices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace Compliance.Functions.Notices;

/// <summary>How handing an e-mail to the relay ended.</summary>
/// <param name="Accepted">True where it took it.</param>
/// <param name="IsFinal">True where trying again changes nothing.</param>
/// <param name="Reason">Why not, in words of our own; null where it took it.</param>
internal sealed record MailResult(bool Accepted, bool IsFinal, string? Reason);

/// <summary>Sends notices by e-mail through the configured relay (MailKit; RFC 5321, 5322, 3834). The text goes as plain text and as a page
/// without anything active, in the reading direction of its language.</summary>
internal sealed class NoticeMailer(NoticeOptions options)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>True where a relay is configured.</summary>
    public bool IsConfigured => options.Relay is not null;

    /// <summary>Sends one.</summary>
    /// <param name="to">The address.</param>
    /// <param name="notice">The notice.</param>
    /// <param name="body">Its text with its link.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<MailResult> SendAsync(string to, Notice notice, string body, CancellationToken cancellation)
    {
        var relay = options.Relay ?? throw new InvalidOperationException("No relay is configured.");
        if (!MailboxAddress.TryParse(to, out var recipient))
        {
            return new MailResult(false, true, "the address is none");
        }

        using var message = MessageOf(recipient, notice, body);
        using var client = new SmtpClient { Timeout = (int)Timeout.TotalMilliseconds };
        if (relay.Authorities is { } authorities)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, problems) => IsVouchedFor(certificate, problems, authorities);
        }

        try
        {
            await client.ConnectAsync(relay.Host, relay.Port, relay.Tls ? SecureSocketOptions.SslOnConnect
                : relay.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellation);
            if (relay.User is not null)
            {
                await client.AuthenticateAsync(relay.User, relay.Password!, cancellation);
            }

            await client.SendAsync(message, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
            return new MailResult(true, false, null);
        }
        catch (SmtpCommandException error)
        {
            // 5xx about the recipient is final; about us it may be mended, and the notice is owed still (RFC 5321, 4.2.1).
            return new MailResult(false, error.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)error.StatusCode >= 500,
                $"the relay answered {(int)error.StatusCode} to the {WordOf(error.ErrorCode)}");
        }
        catch (Exception error) when (error is ProtocolException or IOException or SocketException or TimeoutException
            or SslHandshakeException or AuthenticationException or NotSupportedException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new MailResult(false, false, $"the relay could not be used: {error.GetType().Name}");
        }
    }

    // The name must be the relay's as ever; only who vouches for it is another.
    private static bool IsVouchedFor(X509Certificate? certificate, SslPolicyErrors problems, X509Certificate2Collection authorities)
    {
        if (certificate is null || (problems & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var presented = new X509Certificate2(certificate);
        return chain.Build(presented);
    }

    private MimeMessage MessageOf(MailboxAddress to, Notice notice, string body)
    {
        var from = MailboxAddress.Parse(options.From);
        var message = new MimeMessage();
        message.From.Add(new MailboxAddress(Encoding.UTF8, options.Platform, from.Address));
        message.To.Add(to);
        message.Subject = notice.Title;
        message.MessageId = $"{notice.Id}@{from.Domain}";
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var page = new StringBuilder("<!DOCTYPE html><html lang=\"").Append(notice.Locale).Append("\" dir=\"")
            .Append(NoticeLocales.IsRightToLeft(notice.Locale) ? "rtl" : "ltr").Append("\"><head><meta charset=\"utf-8\"><title>")
            .Append(WebUtility.HtmlEncode(notice.Title)).Append("</title></head><body><h1>").Append(WebUtility.HtmlEncode(notice.Title))
            .Append("</h1>");
        foreach (var part in body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            page.Append("<p>").Append(string.Join("<br>", part.Trim('\n').Split('\n').Select(Line))).Append("</p>");
        }

        message.Body = new Multipart("alternative")
        {
            new TextPart(TextFormat.Plain) { Text = body },
            new TextPart(TextFormat.Html) { Text = page.Append("</body></html>").ToString() },
        };
        message.Body.Headers.Add("Content-Language", notice.Locale);
        return message;
    }

    /// <summary>A line; an address in it becomes a link. Only addresses of our own stand there.</summary>
    private string Line(string line)
    {
        var place = options.PublicUrl is { } url ? line.IndexOf(new Uri(url, "/appeals/").ToString(), StringComparison.Ordinal) : -1;
        return place < 0 ? WebUtility.HtmlEncode(line)
            : $"{WebUtility.HtmlEncode(line[..place])}<a href=\"{WebUtility.HtmlEncode(line[place..])}\" dir=\"ltr\">"
                + $"{WebUtility.HtmlEncode(line[place..])}</a>";
    }

    private static string WordOf(SmtpErrorCode code) => code switch
    {
        SmtpErrorCode.RecipientNotAccepted => "recipient",
        SmtpErrorCode.SenderNotAccepted => "sender",
        _ => "message",
    };
}
