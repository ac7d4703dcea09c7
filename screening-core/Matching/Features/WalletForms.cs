using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>The address inside the written forms of a wallet: payment links, chain prefixes, capitals where the chain ignores
/// them.</summary>
/// <remarks>
/// Sources: BIP 21 and BIP 321 (<c>bitcoin:…?amount=</c>), BIP 173 and BIP 350 (bech32 is of one case and means the same in either),
/// EIP-681 (<c>ethereum:pay-…@1/transfer?address=</c>), EIP-55 (case of an EVM address is a check, not a part), EIP-3770 (<c>eth:…</c>),
/// CAIP-10 (<c>namespace:reference:address</c>), the CashAddr specification (its prefix may be left out, and it is of one case).
/// </remarks>
internal static class WalletForms
{
    // Shorter texts are no address of any chain.
    private const int LeastLetters = 20;

    private const int EvmDigits = 40;

    // Data part of bech32 and of CashAddr: 32 letters, without 1, b, i and o.
    private static readonly FrozenSet<char> DataLetters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l".ToFrozenSet();

    /// <summary>The comparable address; null where the text is none.</summary>
    public static string? AddressOf(string written)
    {
        var text = string.Concat(Unlabelled(written).Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter)
            && letter is not ('\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF')));
        var address = Recipient(text) ?? OfExplorer(text) ?? Target(text);
        return address.Length < LeastLetters ? null : Cased(address);
    }

    // "BTC: bc1q…", "0x… (ERC20)", quotation marks: of several words the one that is long enough to be an address. An address that is
    // written in groups has no such word.
    private static string Unlabelled(string written)
    {
        var words = written.Split([' ', '\n', '\t', '(', ')', '"', '\'', '“', '”', '«', '»'], StringSplitOptions.RemoveEmptyEntries);
        var whole = words.Where(word => word.Length >= LeastLetters).ToArray();
        return (words.Length == 1 ? words[0] : whole.Length == 1 ? whole[0] : written).Trim('.', ',', ';', ' ');
    }

    // A page that shows a chain names the address as the last part of its path.
    private static string? OfExplorer(string text)
    {
        if (!text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("http://",
            StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parts = text.Replace("#", "", StringComparison.Ordinal).Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Array.FindLast(parts, part => part.Length >= LeastLetters && part.All(char.IsAsciiLetterOrDigit));
    }

    // The call of a token's transfer names its recipient in a parameter; the target is the token.
    private static string? Recipient(string text)
    {
        if (!text.Contains("/transfer?", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var query = text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..];
        return query.Split('&').FirstOrDefault(one => one.StartsWith("address=", StringComparison.OrdinalIgnoreCase))?["address=".Length..];
    }

    // What stands behind the last scheme, namespace or chain, before amounts, chain ids and calls.
    private static string Target(string text)
    {
        var end = text.IndexOfAny(['?', '@', '#', '&']);
        var link = end < 0 ? text : text[..end];
        var last = link[(link.LastIndexOf(':') + 1)..].TrimStart('/');
        var slash = last.IndexOf('/', StringComparison.Ordinal);
        var target = slash < 0 ? last : last[..slash];
        return target.StartsWith("pay-", StringComparison.OrdinalIgnoreCase) ? target[4..] : target;
    }

    private static string Cased(string address)
    {
        if (address.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || (address.Length == EvmDigits && address.All(char.IsAsciiHexDigit)))
        {
            var small = address.ToLowerInvariant();
            return small.StartsWith("0x", StringComparison.Ordinal) ? small : "0x" + small;
        }

        return IsOfOneCase(address) && IsBech32(address.ToLowerInvariant()) ? address.ToLowerInvariant() : address;
    }

    // Mixed case is not valid in either form (BIP 173), so it stays as it is and equals nothing.
    private static bool IsOfOneCase(string address) => !address.Any(char.IsAsciiLetterLower) || !address.Any(char.IsAsciiLetterUpper);

    private static bool IsBech32(string small)
    {
        var separator = small.LastIndexOf('1');
        var data = separator is > 0 and < 12 && small[..separator].All(char.IsAsciiLetter) ? small[(separator + 1)..] : small;
        return (data.Length < small.Length || small[0] is 'q' or 'p') && data.Length >= LeastLetters && data.All(DataLetters.Contains);
    }
}
