namespace Compliance.ScreeningCore.Parties;

/// <summary>
/// A country or territory by its ISO 3166-1 alpha-2 code, upper case. The default value means "not stated".
/// Shape is checked, not membership: lists name places that ISO has retired, and XK (Kosovo) that it never assigned.
/// </summary>
public readonly record struct CountryCode : IComparable<CountryCode>
{
    private readonly string? _value;

    private CountryCode(string value) => _value = value;

    /// <summary>Two upper-case letters; empty where not stated.</summary>
    public string Value => _value ?? "";

    /// <summary>True where a country is stated.</summary>
    public bool IsStated => _value is not null;

    /// <summary>Reads a code of two letters in any case.</summary>
    /// <exception cref="FormatException">The text is not two letters.</exception>
    public static CountryCode Parse(string text) =>
        TryParse(text, out var code) ? code
        : throw new FormatException($"'{text}' is not a country code: two letters of ISO 3166-1, such as RU.");

    /// <summary>Reads a code of two letters in any case; false where the text is something else (XX, "unknown", is refused too).</summary>
    public static bool TryParse(string? text, out CountryCode code)
    {
        code = default;
        if (text is not { Length: 2 } || !char.IsAsciiLetter(text[0]) || !char.IsAsciiLetter(text[1]))
        {
            return false;
        }

        var upper = text.ToUpperInvariant();
        if (upper == "XX")
        {
            return false;
        }

        code = new CountryCode(upper);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(CountryCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
