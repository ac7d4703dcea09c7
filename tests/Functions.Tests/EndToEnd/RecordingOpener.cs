using System.Collections.Concurrent;
using Compliance.Functions.Alerts.Opening;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>Remembers which alerts it was asked to open; fails on demand.</summary>
internal sealed class RecordingOpener : IAlertOpener
{
    public ConcurrentQueue<AlertMessage> Opened { get; } = new();

    public Func<AlertMessage, bool> Fails { get; set; } = _ => false;

    public int Calls { get; private set; }

    public Task OpenAsync(AlertMessage message, CancellationToken cancellation)
    {
        Calls++;
        if (Fails(message))
        {
            throw new InvalidOperationException("The alert could not be opened.");
        }

        Opened.Enqueue(message);
        return Task.CompletedTask;
    }
}
