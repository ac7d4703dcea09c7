using System.Security.Cryptography;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// An event as its row holds it: with a random salt, so that the hash in the record cannot be guessed back once the row is erased. Rows
/// without a salt are read as they are.
/// </summary>
internal static class SaltedEvent
{
    private const string Before = "{\"salt\":\"";
    private const string Between = "\",\"event\":";
    private const int SaltDigits = 32;

    public static string Wrap(string json)
        => $"{Before}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltDigits / 2))}{Between}{json}}}";

    public static string Unwrap(string json)
        => json.StartsWith(Before, StringComparison.Ordinal) ? json[(Before.Length + SaltDigits + Between.Length)..^1] : json;
}
