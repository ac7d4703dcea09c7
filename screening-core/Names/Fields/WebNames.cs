using System.Collections.Frozen;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names.Fields;

/// <summary>The words in a name of the web: "www.vexiltrade.ru", "https://vexil-trade.com/en", "@vexiltrade".</summary>
internal static class WebNames
{
    private const int LeastLetters = 5;
    private const int LeastWordLetters = 4;
    private const int MostLetters = 48;
    private const int UnknownPiece = 3;

    private static readonly FrozenSet<string> Ends = FrozenSet.ToFrozenSet(
        ["com", "net", "org", "info", "biz", "co", "io", "ai", "app", "dev", "online", "site", "shop", "xyz", "pro", "gov", "edu", "ac",
            "or", "su", "eu"]);

    /// <summary>The name before the ending of its domain; null where this is no name of the web.</summary>
    /// <param name="name">The name as written.</param>
    public static string? Read(string name)
    {
        var text = name.AsSpan().Trim();
        if (text.Contains(' ') || !text.ContainsAny('.', '@', '/') || text.Length < LeastLetters)
        {
            return null;
        }

        var scheme = text.IndexOf("://");
        text = scheme >= 0 ? text[(scheme + 3)..] : text;
        var slash = text.IndexOf('/');
        text = slash > 0 ? text[..slash] : text;
        var at = text.IndexOf('@');
        text = at >= 0 ? text[(at + 1)..] : text;
        text = text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        var labels = text.ToString().ToLowerInvariant().Split('.', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (labels.Count > 1 && (Ends.Contains(labels[^1]) || (labels[^1].Length == 2 && labels[^1].All(char.IsAsciiLetter))))
        {
            labels.RemoveAt(labels.Count - 1);
        }

        return labels is [.., { Length: >= LeastLetters } label] && labels.Count <= 2 && label != name
            ? string.Join(' ', label.Split('-', '_').Select(Parted)) : null;
    }

    // Words of trade, places and the dictionary inside a joined name; of all ways to part it, the one that leaves the fewest letters
    // unknown in the fewest pieces.
    private static string Parted(string label)
    {
        if (label.Length is < LeastWordLetters * 2 or > MostLetters)
        {
            return label;
        }

        var (cost, from) = (new int[label.Length + 1], new int[label.Length + 1]);
        for (var end = 1; end <= label.Length; end++)
        {
            cost[end] = int.MaxValue;
            for (var start = 0; start < end; start++)
            {
                var price = cost[start] + (IsWord(label.AsSpan(start, end - start)) ? 1 : UnknownPiece + end - start);
                if (price < cost[end])
                {
                    (cost[end], from[end]) = (price, start);
                }
            }
        }

        var pieces = new List<string>();
        for (var end = label.Length; end > 0; end = from[end])
        {
            pieces.Insert(0, label[from[end]..end]);
        }

        return string.Join(' ', pieces);
    }

    private static bool IsWord(ReadOnlySpan<char> piece) => piece.Length >= LeastWordLetters && (GenericWords.TryConcept(piece, out _)
        || PlaceWords.IsPlaceWord(piece) || CommonWords.Contains(piece) || OrganisationForms.TryClass(piece, out _));
}
