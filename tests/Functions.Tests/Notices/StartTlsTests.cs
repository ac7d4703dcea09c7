using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Notices;
using Compliance.Functions.Tests.Storage;

namespace Compliance.Functions.Tests.Notices;

/// <summary>STARTTLS against a real server on loopback: a certificate that nobody vouches for, or of another name, is refused before
/// anything is said; one that the named authority vouches for is used.</summary>
public sealed class StartTlsTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_relay_that_the_named_authority_vouches_for_is_used_encrypted()
    {
        var (relay, result) = await SendAsync("localhost", trusted: true);
        Assert.True(result.Accepted, result.Reason);
        Assert.Equal((1, 1), (relay.Messages.Count, relay.Encrypted));
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("another.test", true)]
    public async Task A_relay_that_nobody_vouches_for_or_of_another_name_gets_nothing(string name, bool trusted)
    {
        var (relay, result) = await SendAsync(name, trusted);
        Assert.False(result.Accepted || result.IsFinal);
        Assert.Contains("SslHandshakeException", result.Reason, StringComparison.Ordinal);
        Assert.Empty(relay.Messages);
    }

    [Fact]
    public async Task A_relay_that_cannot_encrypt_gets_nothing()
    {
        var relay = new LocalRelay();
        var result = await SendAsync(relay, authorities: null);
        Assert.False(result.Accepted || result.IsFinal);
        Assert.Contains("NotSupportedException", result.Reason, StringComparison.Ordinal);
        Assert.Empty(relay.Messages);
        relay.Stop();
    }

    [Fact]
    public void A_file_of_authorities_that_is_none_is_a_problem_of_the_setting()
    {
        File.WriteAllText(_files.File("none.pem"), "no certificate");
        var errors = new List<string>();
        new NoticeSettings(key => key switch
        {
            "COMPLIANCE_SMTP" => "smtp://localhost:25",
            "COMPLIANCE_MAIL_FROM" => "notices@platform.test",
            "COMPLIANCE_SMTP_CA" => _files.File("none.pem"),
            _ => null,
        }, errors).Read(null);
        Assert.Contains("COMPLIANCE_SMTP_CA", Assert.Single(errors), StringComparison.Ordinal);
    }

    private async Task<(LocalRelay Relay, MailResult Result)> SendAsync(string name, bool trusted)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        await File.WriteAllTextAsync(_files.File("ca.pem"), made.ExportCertificatePem());
        var relay = new LocalRelay(certificate);
        var result = await SendAsync(relay, trusted ? _files.File("ca.pem") : null);
        relay.Stop();
        return (relay, result);
    }

    private static Task<MailResult> SendAsync(LocalRelay relay, string? authorities)
    {
        var errors = new List<string>();
        var options = new NoticeSettings(key => key switch
        {
            "COMPLIANCE_SMTP" => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"smtp://localhost:{relay.Port}"),
            "COMPLIANCE_MAIL_FROM" => "notices@platform.test",
            "COMPLIANCE_SMTP_CA" => authorities,
            _ => null,
        }, errors).Read(null);
        Assert.Empty(errors);
        var subject = SubjectRef.Account("s1");
        return new NoticeMailer(options).SendAsync("customer@customer.test", new Notice("ntc_1", NoticeKind.Action, "act_1", "dec_1",
            subject, NoticeAudience.Customer, "action@1", "en", "Suspension", "It is suspended.", null), "It is suspended.", default);
    }
}
