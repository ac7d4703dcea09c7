using System.Security.Cryptography;
using Compliance.Functions.Storage.Embedded;

namespace Compliance.Functions.Identity.Secrets;

/// <summary>
/// The secret of the service, from which it derives what seals and encrypts rows that open doors. It lies outside of the database: in a
/// setting (a Key Vault reference), or in a file beside the database that only the account of the service reads and that no backup holds.
/// Whoever writes the database cannot make a key, a session or a form token.
/// </summary>
internal sealed class ServiceSecret
{
    /// <summary>Name of the file in the data directory.</summary>
    public const string FileName = "compliance.secret";

    private const int Bytes = 32;
    private const string Adopting = "adopt";
    private readonly byte[]? _key;
    private readonly string? _file;

    private ServiceSecret(byte[]? key, string? file = null) => (_key, _file) = (key, file);

    /// <summary>No secret: rows are stored as they are.</summary>
    public static ServiceSecret None { get; } = new(null);

    /// <summary>True where there is one.</summary>
    public bool IsKnown => _key is not null;

    /// <summary>A secret as configured.</summary>
    public static ServiceSecret OfText(string text) => new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>The secret of a data directory, made where it has none.</summary>
    public static ServiceSecret OfDirectory(string directory)
    {
        PrivateFile.CreateDirectory(directory);
        var path = Path.Combine(directory, FileName);
        using (var file = OpenWithRetries(path))
        {
            if (file.Length == 0)
            {
                // A store that is older than its secret has rows without a seal; they are taken over once.
                using var writer = new StreamWriter(file, leaveOpen: true);
                writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
                writer.WriteLine(Adopting);
                writer.Flush();
                file.Flush(flushToDisk: true);
            }
        }

        return new ServiceSecret(Convert.FromBase64String(LinesOf(path)[0]), path);
    }

    /// <summary>True, until <see cref="Adopted"/>, where rows without a seal are from before the secret.</summary>
    public bool MayAdopt => _file is not null && LinesOf(_file) is [_, Adopting, ..];

    /// <summary>Says that rows of before were taken over: from now on a row without a seal is none of ours.</summary>
    public void Adopted()
    {
        if (_file is not null)
        {
            var key = LinesOf(_file)[0];
            using var file = OpenWithRetries(_file);
            file.SetLength(0);
            using var writer = new StreamWriter(file);
            writer.WriteLine(key);
        }
    }

    /// <summary>A key for one purpose; null where there is no secret.</summary>
    public byte[]? KeyFor(string purpose)
        => _key is null ? null : HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Bytes, info: System.Text.Encoding.UTF8.GetBytes(purpose));

    private static string[] LinesOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Two processes may make it at the same time: the second waits and reads what the first wrote.</summary>
    private static FileStream OpenWithRetries(string path)
    {
        for (var round = 0; ; round++)
        {
            try
            {
                return PrivateFile.Open(path, FileShare.Read);
            }
            catch (IOException) when (round < 50)
            {
                Thread.Sleep(20);
            }
        }
    }
}
