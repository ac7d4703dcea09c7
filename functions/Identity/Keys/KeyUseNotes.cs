
namespace Compliance.Functions.Identity.Keys;

/// <summary>Writes down when keys were used, at most once an hour for each: it says which key can be revoked without hurting anybody, and
/// must not cost a write per request.</summary>
internal sealed class KeyUseNotes(KeyDirectory book, KeyStore store, TimeProvider time, ILogger<KeyUseNotes> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NoteEvery = TimeSpan.FromHours(1);
    private readonly Dictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    /// <summary>Writes what is due now.</summary>
    public async Task NoteAsync(CancellationToken cancellation)
    {
        var due = book.TakeUses().Where(use => !_noted.TryGetValue(use.Key, out var at) || use.Value - at >= NoteEvery).ToArray();
        await store.NoteUsesAsync(due, cancellation);
        foreach (var (id, at) in due)
        {
            _noted[id] = at;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, time, stoppingToken);
            try
            {
                await NoteAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(error, "When keys were used could not be written; it is lost until their next use.");
            }
        }
    }
}
