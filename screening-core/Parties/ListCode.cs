using System.Text.RegularExpressions;

namespace Compliance.ScreeningCore.Parties;

/// <summary>The short, stable code of a watchlist, such as <c>us-ofac-sdn</c>: lower-case letters, digits and dashes, 2 to 40
/// characters.</summary>
/// <remarks>The default value is the empty code, which no list bears.</remarks>
public readonly partial record struct ListCode : IComparable<ListCode>
{
    private readonly string? _value;

    private ListCode(string value) => _value = value;

    /// <summary>The code as text; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">The text is not a list code.</exception>
    public static ListCode Parse(string text) =>
        TryParse(text, out var code) ? code
        : throw new FormatException($"'{text}' is not a list code: lower-case letters, digits and dashes, 2 to 40 characters.");

    /// <summary>Reads a code; false where the text is not one.</summary>
    public static bool TryParse(string? text, out ListCode code)
    {
        code = text is not null && Shape().IsMatch(text) ? new ListCode(text) : default;
        return code.Value.Length > 0;
    }

    /// <inheritdoc/>
    public int CompareTo(ListCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
