using System.Buffers;
using System.IO.Pipelines;

namespace Compliance.Functions.Hosting;

/// <summary>Reads bodies with a limit.</summary>
internal static class RequestBody
{
    /// <summary>Largest body of one screening: a subject with hundreds of owners fits ten times over.</summary>
    public const int MaxScreeningBytes = 256 * 1024;

    /// <summary>Reads the body; null where it is larger than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(PipeReader reader, int maxBytes, CancellationToken cancellation)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            if (result.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var bytes = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
