using System.Globalization;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Operations;

/// <summary>Whether the store takes a write now: a service that cannot store answers no screening, so it is not ready. Asked at most every
/// few seconds, however often readiness is.</summary>
internal sealed class StoreProbe(IRecordStore records, TimeProvider time, ILogger<StoreProbe> log) : IDisposable
{
    private const string Table = "health";
    private const string Partition = "probe";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly string _row = "p-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];
    private (DateTimeOffset At, bool Works)? _last;

    /// <summary>True where the last write, a few seconds ago at most, succeeded.</summary>
    public async Task<bool> WorksAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (_last is { } last && (now - last.At).Duration() < Every)
            {
                return last.Works;
            }

            var works = await WriteAsync(now, cancellation);
            _last = (now, works);
            return works;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<bool> WriteAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Limit);
        try
        {
            var json = string.Create(CultureInfo.InvariantCulture, $"{{\"at\":\"{now:O}\"}}");
            return (await records.CommitAsync(Table, Partition, [new RecordOperation.Put(_row, json)], patience.Token)).Succeeded;
        }
        catch (Exception error) when (StoreFailure.Is(error)
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            log.LogError(error, "The store takes no write.");
            return false;
        }
    }
}
