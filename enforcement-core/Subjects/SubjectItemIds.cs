using System.Security.Cryptography;
using System.Text;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>
/// Ids of what belongs to a subject: three letters of its kind (<c>act</c>, <c>str</c>, <c>mrg</c>, <c>ntc</c>, <c>apl</c>, <c>ver</c>),
/// the key of the subject's partition and twelve digits, for example <c>act_0f…_1b2c3d4e5f60</c>. What an id names is found without an
/// index.
/// </summary>
public static class SubjectItemIds
{
    private const int Digits = 12;
    private const int KeyDigits = 32;

    /// <summary>Twelve hexadecimal digits of a text's SHA-256.</summary>
    public static string DigitsOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];

    /// <summary>An id whose digits are those of a text: the same text gives the same id.</summary>
    /// <param name="prefix">Three letters.</param>
    /// <param name="subject">To whom it belongs.</param>
    /// <param name="text">What makes it this one of the subject.</param>
    public static string Of(string prefix, SubjectRef subject, string text) => Make(prefix, subject, DigitsOf(text));

    /// <summary>An id of given digits.</summary>
    public static string Make(string prefix, SubjectRef subject, string digits) => $"{prefix}_{subject.Key}_{digits}";

    /// <summary>The key of the subject in an id; null where the text is no id of the prefix.</summary>
    public static string? KeyOf(string prefix, string? id) => id is not null && id.Length == prefix.Length + KeyDigits + Digits + 2
        && id.StartsWith(prefix + "_", StringComparison.Ordinal) && id[prefix.Length + 1 + KeyDigits] == '_'
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? id.Substring(prefix.Length + 1, KeyDigits) : null;
}
