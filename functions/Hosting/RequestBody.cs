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
            var result = await NextAsync(reader, cancellation);
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

    /// <summary>Reads on. What the server cannot read as a body is the caller's fault, not the store's: some of it (a chunk size beyond all
    /// numbers) it reports as if a disk had failed.</summary>
    /// <exception cref="BadHttpRequestException">The bytes are no body.</exception>
    public static async ValueTask<ReadResult> NextAsync(PipeReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(cancellation);
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body could not be read.", StatusCodes.Status400BadRequest, error);
        }
    }
}
