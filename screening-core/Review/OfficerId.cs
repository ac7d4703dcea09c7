namespace Compliance.ScreeningCore.Review;

/// <summary>
/// Who acts: a stable id of a person or of the service itself, 2 to 64 characters of letters, digits and <c>. _ @ -</c>, folded to lower
/// case so that the same person is never two. The default value is the service.
/// </summary>
public readonly record struct OfficerId : IComparable<OfficerId>
{
    private readonly string? _value;

    private OfficerId(string value) => _value = value;

    /// <summary>The service itself: opens and extends alerts, decides nothing.</summary>
    public static OfficerId System { get; }

    /// <summary>The id as text.</summary>
    public string Value => _value ?? "system";

    /// <summary>Beginning of the ids of API keys.</summary>
    public const string KeyPrefix = "key.";

    /// <summary>Beginning of the ids of applications.</summary>
    public const string ApplicationPrefix = "app.";

    /// <summary>True for a key or an application: somebody stands behind it.</summary>
    public bool IsMachine
        => Value.StartsWith(KeyPrefix, StringComparison.Ordinal) || Value.StartsWith(ApplicationPrefix, StringComparison.Ordinal);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not an officer id, or is reserved.</exception>
    public static OfficerId Parse(string text) => text == "system"
        ? System
        : TryParse(text, out var id) ? id
            : throw new FormatException($"'{text}' is not an officer: 2 to 64 letters, digits and . _ @ -, and not 'system'.");

    /// <summary>Reads an id of a person; false where the text is none (<c>system</c> is refused: nobody signs in as the service).</summary>
    public static bool TryParse(string? text, out OfficerId id)
    {
        id = default;
        var trimmed = text?.Trim().ToLowerInvariant() ?? "";
        if (trimmed is { Length: < 2 or > 64 } or "system"
            || !trimmed.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '@' or '-'))
        {
            return false;
        }

        id = new OfficerId(trimmed);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(OfficerId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
