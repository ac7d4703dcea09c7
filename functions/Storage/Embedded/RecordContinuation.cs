using System.Buffers.Text;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>Where a query goes on: the first row key of the next page, opaque to callers.</summary>
internal static class RecordContinuation
{
    public static string Encode(byte[] row) => Base64Url.EncodeToString(row);

    /// <summary>The row key, or a refusal of text that no page gave out.</summary>
    public static byte[] Decode(string continuation)
    {
        try
        {
            return Base64Url.DecodeFromChars(continuation);
        }
        catch (FormatException error)
        {
            throw new StorageLimitException(
                "The continuation was not given out by this store. Pass the one of the page before unchanged, or none.", error);
        }
    }
}
