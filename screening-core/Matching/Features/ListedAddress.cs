using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>Addresses that a list lists themselves: whoever is there, under whatever name, is under the licence requirement.</summary>
/// <remarks>Source: supplement no. 4 to 15 CFR part 744, entries for addresses added by 89 FR 51653 (2024-06-18).</remarks>
internal static class ListedAddress
{
    // A number tells a street's house only beside its street: how many words may stand between the two.
    private const int Near = 2;

    // Share of the listed words that the stated address must have beside the house and its street.
    private const double LeastShare = 0.5;

    // Postal codes come and go; numbers of houses, floors and rooms have fewer digits.
    private const int PostalDigits = 5;

    private static readonly FrozenSet<string> Generic = FrozenSet.ToFrozenSet(
        ("ROAD RD STREET ST AVENUE AVE AV LANE LN DRIVE DR BOULEVARD BLVD PLACE PL SQUARE SQ PLAZA TOWER BUILDING BLDG BLOCK BLK HOUSE "
            + "CENTRE CENTER "
        + "CTR CEN COMMERCIAL COMM INDUSTRIAL IND FLOOR FL F UNIT FLAT ROOM RM SUITE STE SHOP OFFICE NO NUMBER G GF AND THE OF NEW EAST "
        + "WEST NORTH "
        + "SOUTH CENTRAL HONG KONG HK CHINA PRC CN KOWLOON TERRITORIES TURKEY TURKIYE TR CITY DISTRICT PROVINCE CADDESI CAD SOKAK SK "
        + "MAHALLESI "
        + "MAH LEVEL PHASE ESTATE").Split(' '), StringComparer.Ordinal);

    /// <summary>True for an entry that lists an address and names nobody: its label is <c>Address 01</c>.</summary>
    public static bool IsEntry(ListedParty party) => IsLabel(party.PrimaryName.Text);

    /// <summary>True for the label of such an entry, which is no name.</summary>
    public static bool IsLabel(string name)
    {
        var text = name.AsSpan().Trim();
        return text.StartsWith("Address", StringComparison.OrdinalIgnoreCase) && text["Address".Length..].Trim()
            is { IsEmpty: false } number
            && !number.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>What an address is looked up by: each number of a house with the words near it.</summary>
    public static IEnumerable<string> KeysOf(string address)
    {
        var words = WordsOf(address);
        for (var at = 0; at < words.Length; at++)
        {
            if (!IsNumber(words[at]))
            {
                continue;
            }

            foreach (var near in Beside(words, at))
            {
                yield return $"address:{words[at]} {near}";
            }
        }
    }

    /// <summary>True where a stated address is the listed one, whatever is left out, shortened or in another order; another number of a
    /// house, floor or room makes another address.</summary>
    public static bool Agree(string stated, PartyAddress listed)
    {
        var (mine, all) = (WordsOf(stated), WordsOf(listed.AsText()));
        if (!KeysOf(stated).Intersect(KeysOf(listed.AsText()), StringComparer.Ordinal).Any())
        {
            return false;
        }

        var (myNumbers, theirNumbers) = (NumbersOf(mine), NumbersOf(all));
        if (myNumbers.Except(theirNumbers).Any() && theirNumbers.Except(myNumbers).Any())
        {
            return false;
        }

        var names = WordsOf(listed.Street ?? listed.AsText()).Where(IsName).Distinct(StringComparer.Ordinal).ToArray();
        return names.Length > 0 && names.Count(word => mine.Contains(word, StringComparer.Ordinal)) >= names.Length * LeastShare;
    }

    private static ImmutableArray<string> WordsOf(string address)
    {
        // No form writes a longer one; the rest of a longer text is not read.
        var folded = NameFolding.Fold(address.Length > NameFolding.MaxNameLengthChars ? address[..NameFolding.MaxNameLengthChars] : address)
            .ToUpperInvariant();
        var words = ImmutableArray.CreateBuilder<string>(16);
        for (var at = 0; at < folded.Length;)
        {
            var end = at;
            while (end < folded.Length && char.IsLetterOrDigit(folded[end]) && char.IsAsciiDigit(folded[end])
                == char.IsAsciiDigit(folded[at]))
            {
                end++;
            }

            if (end > at)
            {
                words.Add(folded[at..end]);
            }

            at = Math.Max(end, at + 1);
        }

        return words.DrainToImmutable();
    }

    private static IEnumerable<string> Beside(ImmutableArray<string> words, int at)
    {
        foreach (var step in new[] { 1, -1 })
        {
            var found = 0;
            for (var i = at + step; i >= 0 && i < words.Length && found < Near; i += step)
            {
                if (IsName(words[i]))
                {
                    found++;
                    yield return words[i];
                }
            }
        }
    }

    private static string[] NumbersOf(ImmutableArray<string> words) => [.. words.Where(word => IsNumber(word) && word.Length < PostalDigits)
        .Distinct(StringComparer.Ordinal)];

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[0]);

    private static bool IsName(string word) => word.Length > 1 && !IsNumber(word) && !Generic.Contains(word);
}
