namespace Compliance.Functions.Storage.Azure;

/// <summary>The address of a blob below the service: every part percent-encoded, the slashes between them kept.</summary>
internal static class BlobPath
{
    public static string Of(string container, string name)
        => $"/{container}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";
}
