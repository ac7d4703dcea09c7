using Compliance.Functions.Storage;

namespace Compliance.Functions.Records.Checkpoints;

/// <summary>
/// Where checkpoints are kept: it takes new ones and never changes an old one. That nobody else can change them either is the place's own
/// property: a folder of another account, a medium that is written once, a container with an immutability policy.
/// </summary>
internal interface ICheckpointStore
{
    /// <summary>Where that is, for people.</summary>
    string Place { get; }

    /// <summary>Keeps a checkpoint unless one of that name is there; false where one is.</summary>
    Task<bool> KeepAsync(string name, byte[] bytes, CancellationToken cancellation);

    /// <summary>Everything that is kept, in the order of the names.</summary>
    IAsyncEnumerable<(string Name, byte[] Bytes)> ReadAllAsync(CancellationToken cancellation);
}

/// <summary>Checkpoints as files of a folder, each written once and then read-only.</summary>
internal sealed class CheckpointFolder(string directory) : ICheckpointStore
{
    private const string Extension = ".checkpoint";

    public string Place => directory;

    public async Task<bool> KeepAsync(string name, byte[] bytes, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, name + Extension);
        if (File.Exists(path))
        {
            return false;
        }

        // Written whole under another name first: half a checkpoint must never look like one.
        var draft = Path.Combine(directory, $".{name}.{Path.GetRandomFileName()}");
        await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(bytes, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.SetAttributes(draft, FileAttributes.ReadOnly);
        try
        {
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.SetAttributes(draft, FileAttributes.Normal);
            File.Delete(draft);
            return false;
        }
    }

    public async IAsyncEnumerable<(string Name, byte[] Bytes)> ReadAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation]
        CancellationToken cancellation)
    {
        if (!Directory.Exists(directory))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(directory, "*" + Extension).Order(StringComparer.Ordinal))
        {
            yield return (Path.GetFileNameWithoutExtension(path), await File.ReadAllBytesAsync(path, cancellation));
        }
    }
}

/// <summary>Checkpoints as blobs of a container of their own; on Azure the container has an immutability policy.</summary>
internal sealed class CheckpointContainer(IBlobStore blobs) : ICheckpointStore
{
    public const string Container = "audit-checkpoints";

    public string Place => $"blob container {Container}";

    public async Task<bool> KeepAsync(string name, byte[] bytes, CancellationToken cancellation)
    {
        using var content = new MemoryStream(bytes, writable: false);
        return await blobs.PutIfAbsentAsync(Container, name, content, cancellation);
    }

    public async IAsyncEnumerable<(string Name, byte[] Bytes)> ReadAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation]
        CancellationToken cancellation)
    {
        await foreach (var blob in blobs.ListAsync(Container, "", cancellation))
        {
            await using var stream = await blobs.OpenAsync(Container, blob.Name, cancellation)
                ?? throw new IOException($"The checkpoint {blob.Name} was listed and is gone.");
            using var whole = new MemoryStream();
            await stream.CopyToAsync(whole, cancellation);
            yield return (blob.Name, whole.ToArray());
        }
    }
}
