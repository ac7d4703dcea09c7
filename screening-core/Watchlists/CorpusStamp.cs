using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Compliance.ScreeningCore.Matching;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>
/// What a compiled index depends on beside the lists: the engine, down to its build, and the name tables. An index compiled by another
/// engine or from other tables holds other words than this engine would look for, so it is never used.
/// </summary>
internal static class CorpusStamp
{
    /// <summary>Bytes of each stamp.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private static readonly Lazy<byte[]> EngineStamp = new(OfEngine);
    private static readonly Lazy<byte[]> TablesStamp = new(OfTables);

    /// <summary>SHA-256 over the version and the build of the core: equal code gives equal bytes.</summary>
    public static ReadOnlySpan<byte> Engine => EngineStamp.Value;

    /// <summary>SHA-256 over all tables that are built into the core, in the order of their names.</summary>
    public static ReadOnlySpan<byte> Tables => TablesStamp.Value;

    private static byte[] OfEngine()
    {
        var assembly = typeof(MatchIndex).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{version}\n{assembly.ManifestModule.ModuleVersionId}"));
    }

    private static byte[] OfTables()
    {
        var assembly = typeof(MatchIndex).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var table = assembly.GetManifestResourceStream(name)!;
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\n"));
            hash.AppendData(SHA256.HashData(table));
        }

        return hash.GetHashAndReset();
    }
}
