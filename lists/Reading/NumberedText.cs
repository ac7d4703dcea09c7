using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Compliance.Lists.Reading;

/// <summary>Takes apart cells that number their values: "(1) Kabul (2) Herat", "1) A. 2) B", "a) Mullah b) Haji".</summary>
internal static partial class NumberedText
{
    /// <summary>The values, cleaned; the text itself where it is not numbered.</summary>
    public static ImmutableArray<string> Split(string? text)
    {
        if (PublishedValue.Clean(text) is not { } body)
        {
            return [];
        }

        return !Start().IsMatch(body)
            ? [body]
            : [.. Mark().Split(body).Select(piece => PublishedValue.Clean(piece.Trim(' ', ',', ';', '、', '，'))).OfType<string>()];
    }

    [GeneratedRegex(@"^[(（]?(?:1|a|ａ|i)[)）]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Start();

    [GeneratedRegex(@"(?:^|(?<=[\s,;、，.]))[(（]?(?:\d{1,2}|[a-zａ-ｚ])[)）]|[(（](?:\d{1,2}|[a-zａ-ｚ])[)）]",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Mark();
}
