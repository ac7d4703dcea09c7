using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Compliance.Functions.Tests.Notices;

/// <summary>A real SMTP server on a free port of loopback. It refuses recipients as a test says: some for good, some for now.</summary>
public sealed class LocalRelay : MessageStore, IMailboxFilter
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <param name="certificate">What it shows after STARTTLS; null for a relay that cannot encrypt.</param>
    public LocalRelay(X509Certificate2? certificate = null)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var services = new ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        var options = new SmtpServerOptionsBuilder().ServerName("relay.test").Endpoint(endpoint =>
        {
            endpoint.Port(Port);
            _ = certificate is null ? endpoint : endpoint.Certificate(certificate);
        }).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Messages { get; } = [];

    /// <summary>How many of the messages came over an encrypted connection.</summary>
    public int Encrypted { get; private set; }

    /// <summary>Recipients that are refused for now, and how often still.</summary>
    public ConcurrentDictionary<string, int> Busy { get; } = [];

    public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction,
        ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        Encrypted += context.Pipe.IsSecure ? 1 : 0;
        using var stream = new MemoryStream(buffer.ToArray());
        Messages.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
        return SmtpResponse.Ok;
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken)
        => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken)
    {
        if (Busy.TryGetValue(to.User, out var left) && left > 0)
        {
            Busy[to.User] = left - 1;
            throw new SmtpResponseException(new SmtpResponse((SmtpReplyCode)450, "later"), false);
        }

        return to.User == "nobody" ? throw new SmtpResponseException(SmtpResponse.MailboxUnavailable, false) : Task.FromResult(true);
    }

    public async Task<MimeMessage> NextAsync()
    {
        for (var round = 0; round < 400; round++)
        {
            if (Messages.TryDequeue(out var message))
            {
                return message;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("No e-mail came.");
    }

    public void Stop()
    {
        _stop.Cancel();
        try
        {
            _running.Wait(TimeSpan.FromSeconds(2));
        }
        catch (AggregateException)
        {
            // It was told to stop.
        }

        _stop.Dispose();
    }
}
