using System.Security.Cryptography;
using System.Text;

namespace Compliance.Lists.Reading;

/// <summary>Keys for lists whose publisher gives none, made of the facts that stay when an entry is amended.</summary>
internal static class DerivedKeys
{
    /// <summary>Sixteen hexadecimal digits over the parts; case, white space and punctuation of the parts do not matter.</summary>
    public static string Of(params IEnumerable<string?> parts)
    {
        var text = string.Join('|', parts.Select(part => string.Concat((part ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
