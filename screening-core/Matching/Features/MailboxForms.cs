using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>The mailbox that a written e-mail address is delivered to.</summary>
/// <remarks>Sources: RFC 5322 (a name in front), RFC 6068 (<c>mailto:</c>), the providers' own help pages: Google ignores dots, and the
/// named providers deliver what stands behind a plus sign to the same box.</remarks>
internal static class MailboxForms
{
    private const string Scheme = "mailto:";

    private static readonly FrozenSet<string> IgnoringTags = FrozenSet.ToFrozenSet(
        ["gmail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com",
        "pm.me", "fastmail.com", "yandex.ru", "yandex.com", "ya.ru", "zoho.com"], StringComparer.Ordinal);

    private static readonly (string Word, string Sign)[] Signs =
        [("[at]", "@"), ("(at)", "@"), ("{at}", "@"), ("<at>", "@"), ("[dot]", "."), ("(dot)", "."), ("{dot}", "."), ("<dot>", ".")];

    /// <summary>The address in small letters; null where the text is none.</summary>
    public static string? AddressOf(string written)
    {
        var text = Spelt(written.Trim().Trim('"', '\'', ',', ';').ToLowerInvariant());
        var (open, close) = (text.LastIndexOf('<'), text.LastIndexOf('>'));
        var address = (open >= 0 && close > open ? text[(open + 1)..close] : text).Trim();
        address = address.StartsWith(Scheme, StringComparison.Ordinal) ? address[Scheme.Length..].Split('?')[0] : address;
        var at = address.LastIndexOf('@');
        return at <= 0 ? null : Delivered(address[..at], address[(at + 1)..].TrimEnd('.'));
    }

    // "box [at] vexil [dot] example", as people write it against collectors of addresses; words without brackets are no signs.
    private static string Spelt(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
        {
            return text;
        }

        foreach (var (word, sign) in Signs)
        {
            text = text.Replace($" {word} ", sign, StringComparison.Ordinal).Replace(word, sign, StringComparison.Ordinal);
        }

        return text;
    }

    private static string Delivered(string box, string domain)
    {
        domain = domain == "googlemail.com" ? "gmail.com" : domain;
        var tag = box.IndexOf('+', StringComparison.Ordinal);
        box = tag > 0 && IgnoringTags.Contains(domain) ? box[..tag] : box;
        box = domain == "gmail.com" ? box.Replace(".", "", StringComparison.Ordinal) : box;
        return $"{box}@{domain}";
    }
}
