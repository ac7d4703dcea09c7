namespace Compliance.Functions.Storage.Azure;

/// <summary>The <c>Name=value;</c> parts of a connection string. Errors name the missing part and never show a value, which may be a
/// key.</summary>
internal sealed class ConnectionStringParts
{
    private readonly Dictionary<string, string> parts;
    private readonly string what;

    private ConnectionStringParts(Dictionary<string, string> parts, string what)
    {
        this.parts = parts;
        this.what = what;
    }

    public static ConnectionStringParts Parse(string text, string what)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException($"The {what} has a part without '='. It is written Name=value;Name=value.");
            }

            parts[part[..equals]] = part[(equals + 1)..];
        }

        return new ConnectionStringParts(parts, what);
    }

    public string? Optional(string name) => parts.GetValueOrDefault(name);

    public string Required(string name) => Optional(name) ?? throw new FormatException($"The {what} has no {name}.");
}
