using System.Collections.Frozen;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names.Fields;

/// <summary>
/// What people write around a name in a field of a form and that is none: "c/o", "Attn:", "(director)", "- accounts payable", a place
/// behind a dash, a comma or in brackets, and behind an organisation's name without a mark too.
/// </summary>
internal static class FieldWords
{
    private const int MostTailWords = 3;
    private const int LeastWords = 2;
    private const int LeastWordsOfTrade = 3;

    private static readonly FrozenSet<string> Leads = FrozenSet.ToFrozenSet(
        ["c/o", "attn", "attention", "fao", "messrs", "messrs.", "m/s", "m/s.", "name", "account", "acct", "a/c", "estate", "to", "owner",
            "beneficiary", "payee", "client", "customer", "company", "user"], StringComparer.OrdinalIgnoreCase);

    // These lead only before a colon or "of": they are names and words of names too.
    private static readonly FrozenSet<string> LeadsWithMark = FrozenSet.ToFrozenSet(
        ["name", "account", "estate", "to", "owner", "beneficiary", "payee", "client", "customer", "company", "user"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Tails = FrozenSet.ToFrozenSet(
        ["director", "owner", "ubo", "ceo", "cfo", "manager", "personal", "private", "shareholder", "beneficial", "proprietor", "family",
            "and", "accounts", "payable", "receivable", "hr", "billing", "contact", "signatory", "authorised", "authorized", "the", "of",
            "account", "business", "flag", "uae", "asia", "europe", "mena", "emea", "apac", "cis", "founder", "president", "chairman",
            "secretary", "partner", "employee", "user", "admin", "team", "main", "new", "old", "test"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Groups = FrozenSet.ToFrozenSet(
        ["group", "holding", "holdings", "international", "intl", "global", "worldwide", "companies"]);

    private static readonly FrozenSet<string> Regions = FrozenSet.ToFrozenSet(["uae", "asia", "europe", "mena", "emea", "apac", "cis"]);

    /// <summary>The name without such words; null where it has none, or where what is left names nobody.</summary>
    /// <param name="name">The field.</param>
    /// <param name="person">True for a person's name: of an organisation a place behind it without a mark is left out too.</param>
    public static string? Without(string name, bool person)
    {
        var rest = Tailless(Leadless(name.AsSpan().Trim()), person);
        var text = person ? rest : Placeless(rest.ToString());
        return text.Length > 0 && text.Length < name.AsSpan().Trim().Length && CountWords(text) >= LeastWords ? text.ToString() : null;
    }

    private static ReadOnlySpan<char> Leadless(ReadOnlySpan<char> name)
    {
        while (name.IndexOfAny(' ', ':') is > 0 and var end)
        {
            var word = name[..end].TrimEnd(":").ToString();
            if (!Leads.Contains(word))
            {
                break;
            }

            var behind = name[end..];
            var hasColon = behind.StartsWith(":");
            var rest = behind.TrimStart(" :");
            var hasOf = rest.StartsWith("of ", StringComparison.OrdinalIgnoreCase);
            if (LeadsWithMark.Contains(word) && !hasColon && !hasOf)
            {
                break;
            }

            name = hasOf ? rest[3..].TrimStart() : rest;
        }

        return name;
    }

    // The last part behind a mark, as long as it holds nothing but such words and places.
    private static ReadOnlySpan<char> Tailless(ReadOnlySpan<char> name, bool person)
    {
        while (true)
        {
            var (cut, tail) = LastPart(name);
            if (cut <= 0 || !IsTail(tail, person))
            {
                var family = name.LastIndexOf(" and family", StringComparison.OrdinalIgnoreCase);
                return family > 0 && family + " and family".Length == name.Length ? name[..family] : name;
            }

            name = name[..cut].TrimEnd(" ,-–/");
        }
    }

    private static (int Cut, string Tail) LastPart(ReadOnlySpan<char> name)
    {
        if (name.EndsWith(")") || name.EndsWith("]"))
        {
            var open = name.LastIndexOfAny('(', '[');
            return (open, open > 0 ? name[(open + 1)..^1].ToString() : "");
        }

        var dash = Math.Max(name.LastIndexOf(" - "), Math.Max(name.LastIndexOf(" – "), name.LastIndexOf(" / ")));
        var comma = name.LastIndexOf(',');
        return dash > comma ? (dash, name[(dash + 3)..].ToString()) : comma > 0 ? (comma, name[(comma + 1)..].ToString()) : (-1, "");
    }

    private static bool IsTail(string tail, bool person)
    {
        var words = tail.Split([' ', ':', '.', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= MostTailWords && words.All(word => Tails.Contains(word) || IsPlace(word)
            || (!person && word.Length > 1 && Tails.Contains(word.TrimEnd('.'))));
    }

    // "Vexil Trade Moscow", "Vexil Ltd India", "Vexil Trade Group": a place says where, and a word of groups
    // how large, as long as words are left that say who.
    private static ReadOnlySpan<char> Placeless(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var end = words.Count;
        while (end > LeastWords && IsForm(words[end - 1]) && !Groups.Contains(DistinctWords.Folded(words[end - 1])))
        {
            end--;
        }

        var cut = end;
        while (cut > LeastWords && (Groups.Contains(DistinctWords.Folded(words[cut - 1]))
            || (IsPlace(words[cut - 1]) && words[cut - 1].Length > 2)))
        {
            cut--;
        }

        // A place before the form is part of the registered name: "Vexil (France) SARL" and "Vexil (Germany) GmbH" are two bodies.
        if (end < words.Count && words.Skip(cut).Take(end - cut).Any(IsPlace))
        {
            return name;
        }

        if (cut < end && cut > LeastWords && words[cut - 1].Equals("of", StringComparison.OrdinalIgnoreCase)
            && Groups.Contains(DistinctWords.Folded(words[cut - 2])))
        {
            cut -= 2;
        }

        return cut < end && cut >= LeastWords && !IsLinking(words[cut - 1])
            && (IsForm(words[cut - 1]) || SaysWho(words.Take(cut)))
            ? string.Join(' ', [.. words.Take(cut), .. words.Skip(end)]) : name;
    }

    // A word of its own, or so many of trade that no other body is called by all of them.
    private static bool SaysWho(IEnumerable<string> words)
    {
        var left = words.Where(word => !IsForm(word) && !IsLinking(word) && !IsPlace(word)).ToArray();
        return left.Length >= LeastWordsOfTrade || DistinctWords.Any(left);
    }

    private static bool IsForm(string word) => OrganisationForms.TryClass(DistinctWords.Folded(word), out _);

    private static bool IsLinking(string word)
        => DistinctWords.Folded(word) is "of" or "and" or "in" or "for" or "to" or "the" or "de" or "del"
        or "di" or "und" or "et" or "" or "y" or "der" or "des";

    private static bool IsPlace(string word) => DistinctWords.Folded(word) is { Length: > 1 } folded
        && (PlaceWords.IsPlaceWord(folded) || Regions.Contains(folded) || folded is "hong" or "kong" || IsCode(word));

    private static bool IsCode(string word) => word.Length == 2 && word.All(char.IsAsciiLetterUpper)
        && Parties.CountryCode.TryParse(word, out _);

    private static int CountWords(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var part in text.Split(' '))
        {
            count += part.End.Value > part.Start.Value ? 1 : 0;
        }

        return count;
    }
}
