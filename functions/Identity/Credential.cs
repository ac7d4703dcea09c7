using Microsoft.Extensions.Primitives;

namespace Compliance.Functions.Identity;

/// <summary>What a request shows to prove who calls. Nothing that a gateway might add (<c>X-MS-CLIENT-PRINCIPAL</c> and its like) is looked
/// at.</summary>
internal abstract record Credential
{
    /// <summary>Longest API key.</summary>
    private const int MaxKeyChars = 512;

    /// <summary>How a header may say that a key or token follows; clients of OpenSanctions write ApiKey.</summary>
    private static readonly string[] Schemes = ["Bearer ", "ApiKey "];

    private Credential()
    {
    }

    /// <summary>Nothing is shown.</summary>
    internal sealed record None : Credential;

    /// <summary>Several, or a header that nobody can read in one way only.</summary>
    internal sealed record Ambiguous : Credential;

    /// <summary>A key.</summary>
    internal sealed record Key(string Text) : Credential
    {
        /// <inheritdoc/>
        public override string ToString() => "a key";
    }

    /// <summary>What has the three parts of a signed token.</summary>
    internal sealed record Token(string Text) : Credential
    {
        /// <inheritdoc/>
        public override string ToString() => "a token";
    }

    /// <summary>Reads <c>Authorization: Bearer</c>, <c>Authorization: ApiKey</c> or <c>X-Api-Key</c>.</summary>
    public static Credential Read(IHeaderDictionary headers)
    {
        var (authorization, key) = (headers.Authorization, headers["X-Api-Key"]);
        if (authorization.Count > 1 || key.Count > 1 || (authorization.Count == 1 && key.Count == 1))
        {
            return new Ambiguous();
        }

        var text = key.Count == 1 ? key.ToString().Trim() : Bearer(authorization);
        return text switch
        {
            null or "" => new None(),
            _ when text.AsSpan().IndexOfAny(" ,\t") >= 0 => new Ambiguous(),
            _ when text.AsSpan().Count('.') >= 2 && key.Count == 0 => new Token(text),
            { Length: > MaxKeyChars } => new None(),
            _ => new Key(text),
        };
    }

    private static string? Bearer(StringValues header) => header.ToString() is var text
        && Schemes.FirstOrDefault(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } scheme
        ? text[scheme.Length..].Trim() : null;
}
