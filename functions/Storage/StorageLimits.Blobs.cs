namespace Compliance.Functions.Storage;

/// <summary>Limits of blobs. Source: learn.microsoft.com, "Naming and referencing containers, blobs, and metadata", "Scalability targets
/// for Blob storage".</summary>
public static partial class StorageLimits
{
    /// <summary>Characters of a blob's name.</summary>
    public const int MaxBlobNameChars = 1024;

    /// <summary>Bytes of one append.</summary>
    public const int MaxAppendBytes = 4 * 1024 * 1024;

    /// <summary>Appends to one blob.</summary>
    public const int MaxAppends = 50_000;

    /// <summary>Checks a container name: 3 to 63 lower-case letters, digits and single hyphens, a letter or digit first and last.</summary>
    public static void CheckContainer(string container) => CheckHyphenated(container, "Container name", 63);

    /// <summary>Checks a blob's name.</summary>
    public static void CheckBlobName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MaxBlobNameChars)
        {
            throw new StorageLimitException($"Blob name has {name.Length} characters; 1 to {MaxBlobNameChars} are allowed.");
        }

        if (name.Any(static c => char.IsControl(c) || c == '\\') || name.EndsWith('.')
            || name.Split('/').Any(static part => part is "" or "." or ".."))
        {
            throw new StorageLimitException(
                $"Blob name '{Shown(name)}' is refused: no control characters, no backslash, no empty, '.' or '..' part, no dot or slash "
                    + $"at the end.");
        }

        CheckText(name, "Blob name");
    }

    /// <summary>Checks one append.</summary>
    public static void CheckAppend(string container, string name, long expectedLength, int bytes)
    {
        CheckContainer(container);
        CheckBlobName(name);
        if (bytes is 0 or > MaxAppendBytes)
        {
            throw new StorageLimitException($"An append has {bytes} bytes; 1 to {MaxAppendBytes} are allowed.");
        }

        if (expectedLength < 0)
        {
            throw new StorageLimitException($"The expected length is {expectedLength}; it counts bytes from 0.");
        }
    }

    /// <summary>The error of a blob that had all its appends.</summary>
    internal static StorageLimitException TooManyAppends(string name) =>
        new($"Blob '{Shown(name)}' had {MaxAppends} appends, which is the most one blob takes. Continue in a new blob.");

    private static void CheckHyphenated(string name, string what, int most)
    {
        ArgumentNullException.ThrowIfNull(name, what);
        var plain = name.Length >= 3 && name.Length <= most
            && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
        if (!plain)
        {
            throw new StorageLimitException(
                $"{what} '{Shown(name)}' must be 3 to {most} lower-case letters, digits and single hyphens, a letter or digit first and "
                    + $"last.");
        }
    }
}
