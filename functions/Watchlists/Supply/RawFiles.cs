using System.Security.Cryptography;
using Compliance.Functions.Storage;
using Compliance.Lists.Reading;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>Keeps the bytes of official files under their SHA-256, so that an auditor sees what a version was read from.</summary>
internal sealed class RawFiles(IBlobStore blobs)
{
    /// <summary>Container of the raw files.</summary>
    public const string Container = "list-files";

    /// <summary>Keeps a file, unless its bytes are kept already.</summary>
    public async Task<SourceManifest> KeepAsync(ListFile file, CancellationToken cancellation)
    {
        string hash;
        long length = 0;
        await using (var content = file.Open())
        {
            using var counted = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0; length += read)
            {
                counted.AppendData(buffer, 0, read);
            }

            hash = Convert.ToHexStringLower(counted.GetHashAndReset());
        }

        // Read again to be kept: the file may have been written meanwhile, and no name may stand for other bytes.
        using var hashing = SHA256.Create();
        await using var again = new CryptoStream(file.Open(), hashing, CryptoStreamMode.Read);
        if (await blobs.PutIfAbsentAsync(Container, hash, again, cancellation) && Convert.ToHexStringLower(hashing.Hash ?? []) != hash)
        {
            await RemoveAsync(hash, cancellation);
            throw new IOException($"The file '{file.Path}' changed while it was kept; it is looked at again.");
        }

        return new SourceManifest(file.Path, hash, length) { LastModified = file.DateHint };
    }

    /// <summary>Removes a file by its hash; false where it is gone.</summary>
    public Task<bool> RemoveAsync(string sha256, CancellationToken cancellation) => blobs.DeleteAsync(Container, sha256, cancellation);
}
