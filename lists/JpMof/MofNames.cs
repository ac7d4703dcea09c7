using System.Text.RegularExpressions;
using Compliance.Lists.Reading;

namespace Compliance.Lists.JpMof;

/// <summary>
/// Takes cells of names apart. A cell holds Japanese and Latin names on lines of their own, numbered or parted by commas and semicolons,
/// with notes in between: labels ("a.k.a.:", 旧称), births, passports, "formerly listed as". Notes are no names; a name that the publisher
/// calls former is one.
/// </summary>
internal static partial class MofNames
{
    /// <summary>The name at the head of an entry: one to a line, without notes.</summary>
    public static IEnumerable<NotedName> OfHead(string? cell) => Lines(cell).SelectMany(line => NotedName.Of(line)).Where(IsName);

    /// <summary>The names of a cell of aliases.</summary>
    public static IEnumerable<NotedName> OfAliases(string? cell) =>
        from lines in Groups(cell)
        from numbered in NumberedText.Split(Unwrapped(NumberedNotes().Replace(lines, "")))
        from piece in Labelled(numbered)
        from part in Parts(piece.Text)
        from name in NotedName.Of(part, piece.IsFormer)
        where IsName(name)
        select name;

    private static IEnumerable<string> Lines(string? cell)
        => (cell ?? "").Split('\n').Select(line => PublishedValue.Clean(line)).OfType<string>();

    // Japanese names come first, the Latin ones begin on a line of their own with a label; other lines go on with the line before.
    private static List<string> Groups(string? cell)
    {
        var groups = new List<string>();
        foreach (var line in Lines(cell))
        {
            if (groups.Count == 0 || Wrapper().IsMatch(line))
            {
                groups.Add(line);
            }
            else
            {
                groups[^1] += $"；{line}";
            }
        }

        return groups;
    }

    // "(a.k.a.: A; B)" and "（別称、A、B）": the brackets hold the cell, not a name.
    private static string Unwrapped(string line)
    {
        var label = Wrapper().Match(line);
        if (!label.Success)
        {
            return line;
        }

        var inside = line[label.Length..].Trim();
        var closing = inside.Count(letter => letter is ')' or '）') > inside.Count(letter => letter is '(' or '（');
        return label.Groups["former"].Success ? $"旧称、{Closed(inside, closing)}" : Closed(inside, closing);
    }

    private static string Closed(string inside, bool closing) => closing && inside[^1] is ')' or '）' ? inside[..^1] : inside;

    // A label holds for what follows it, until the next one.
    private static IEnumerable<(string Text, bool IsFormer)> Labelled(string text)
    {
        var former = false;
        foreach (var part in Separators().Split(text))
        {
            var label = Label().Match(part);
            former = label.Success ? label.Groups["former"].Success : former;
            yield return (label.Success ? part[label.Length..] : part, former);
        }
    }

    // Commas part names where there are three or more of several words each, or two with a word in common; "SHOMAN, Khaled" and "Shvabe,
    // AO" are one.
    private static string[] Parts(string text)
    {
        var parts = text.Split(", ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var areNames = !text.AsSpan().ContainsAny('(', '（') && !NotedName.HasTail(text)
            && parts.All(part => part.Contains(' ', StringComparison.Ordinal));
        return areNames
            && (parts.Length > 2 || (parts.Length == 2
            && parts[0].Split(' ').Intersect(parts[1].Split(' '), StringComparer.OrdinalIgnoreCase).Any())) ? parts : [text];
    }

    private static bool IsName(NotedName piece)
        => piece.Text.Length > 1 && piece.Text.Any(char.IsLetter) && piece.Text is not ("不明" or "なし") && !NoName().IsMatch(piece.Text);

    [GeneratedRegex(@"^[(（]\s*(?:(?:別称|別名|a\.\s?k\.\s?a\.?)|(?<former>旧称|f\.\s?k\.\s?a\.?))\s*[:：、,.]?\s*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wrapper();

    [GeneratedRegex(@"^\s*[(（]?(?:(?:(?:別称|別名)|(?<former>旧称|旧姓))[)）]?(?:\s*[:：、,]\s*|\s+|(?=[“「])|$)|(?:a\.\s?k\.\s?a(?:\.|(?=\s))|(?<former>f\.\s?k\.\s?a(?:\.|(?=\s))))[)）]?\s*[:：、,]?\s*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"[;；]|、(?![^（(]*[)）])|(?:[,，]|[)）]\s*[(（])\s*(?=(?:a|f)\.k\.a\.)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    // A note that numbers its values has brackets of its own: it ends before the next number of the cell.
    [GeneratedRegex(@"[(（]\s*(?:DOB|生年月日)\s*[:：]\s*[aａ][)）].*?[)）](?=\s*(?:[(（][a-zａ-ｚ][)）]|$))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberedNotes();

    [GeneratedRegex(@"^(?:born\s|[\d０-９]{1,4}\s*(?:年|[A-Z][a-z]{2}\b|[-./]\d)|(?:a\.k\.a\.?|f\.k\.a\.?|listed as|formerly listed as|previously listed as)[:.,]?$|(?:DOB|POB)\s*[:：]|生年月日|出生地|旅券番号|発行地|発行日|有効期限|以前|名義)|(?:に|にて|で)出生$|生まれ$|(?:旅券番号|ID番号)[:：]|別名$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoName();
}
