using System.Data.Common;
using Azure;

namespace Compliance.Functions.Storage;

/// <summary>Which exceptions mean that the storage failed, so that the caller should come again later; everything else is a
/// defect.</summary>
internal static class StoreFailure
{
    /// <summary>True for failures of SQLite, of the Azure services, of the network and of the disk.</summary>
    public static bool Is(Exception error) => error is DbException or RequestFailedException or HttpRequestException
        or IOException or TimeoutException or UnauthorizedAccessException || error.GetType().Namespace == "Azure.Identity";
}
