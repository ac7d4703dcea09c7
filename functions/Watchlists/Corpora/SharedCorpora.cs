using System.Threading.Channels;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;

namespace Compliance.Functions.Watchlists.Corpora;

/// <summary>
/// Compiled corpora in the blob store, so that of many instances the first compiles and the others fetch. A lease decides who is first;
/// whoever waits for a holder that died, or for too long, compiles too. What is fetched is checked like a file of one's own.
/// </summary>
internal sealed class SharedCorpora(IBlobStore blobs, AzureBlobLeases leases, TimeProvider time, ILogger<SharedCorpora> log)
    : BackgroundService
{
    /// <summary>Container of the compiled corpora.</summary>
    public const string Container = "compiled";

    /// <summary>What the name of a blob begins with whose lease says who compiles.</summary>
    public const string Making = "making/";

    private static readonly TimeSpan WaitMost = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly Channel<(string Name, string Path)> _offered = Channel.CreateUnbounded<(string, string)>();
    private readonly Lock _gate = new();
    private HeldLease? _held;

    /// <summary>Fetches a file to a path; false where this instance is the one to compile it.</summary>
    public async Task<bool> FetchAsync(string name, string path, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        do
        {
            if (await DownloadAsync(name, path, cancellation))
            {
                return true;
            }

            if (await leases.AcquireAsync(Container, Making + name, AzureBlobLeases.Longest, cancellation) is { } lease)
            {
                lock (_gate)
                {
                    _held = lease;
                }

                return false;
            }

            await Task.Delay(LookEvery, time, cancellation);
        }
        while (time.GetElapsedTime(began) < WaitMost);
        return false;
    }

    /// <summary>Gives the others a file that was compiled here; it is sent in the background.</summary>
    public void Offer(string name, string path) => _offered.Writer.TryWrite((name, path));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (name, path) in _offered.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using (var file =
                    new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16,
                    FileOptions.Asynchronous))
                {
                    await blobs.PutIfAbsentAsync(Container, name, file, stoppingToken);
                }

                await ReleaseAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The file saves the others time only; each compiles for itself where it is not there.
                log.LogWarning(error, "The compiled corpus could not be shared; other instances compile their own.");
            }
        }
    }

    private async Task<bool> DownloadAsync(string name, string path, CancellationToken cancellation)
    {
        await using var content = await blobs.OpenAsync(Container, name, cancellation);
        if (content is null)
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Path.GetRandomFileName()}.fetched";
        try
        {
            await using (var file =
                new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, 1 << 20, cancellation);
            }

            File.Move(beside, path, overwrite: true);
            log.LogInformation("The compiled corpus was fetched; another instance compiled it.");
            return true;
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private async Task ReleaseAsync(CancellationToken cancellation)
    {
        HeldLease? lease;
        lock (_gate)
        {
            (lease, _held) = (_held, null);
        }

        if (lease is not null)
        {
            await leases.ReleaseAsync(lease, cancellation);
        }
    }
}
