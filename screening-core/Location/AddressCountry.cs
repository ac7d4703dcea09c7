using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>Words that name a country in an address.</summary>
/// <param name="Country">The country's code.</param>
/// <param name="Words">Its names, in any script.</param>
public sealed record CountryWords(string Country, ImmutableArray<string> Words);

/// <summary>Finds the country an address itself names: a country's name, or a state of the United States before a ZIP code.</summary>
public sealed class AddressCountry
{
    private static readonly FrozenSet<string> States = FrozenSet.ToFrozenSet(
        ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN "
            + "TX UT VT VA WA WV WI WY DC "
        + "ALABAMA ARIZONA CALIFORNIA COLORADO FLORIDA GEORGIA IDAHO ILLINOIS INDIANA IOWA KANSAS KENTUCKY MAINE MICHIGAN MINNESOTA "
        + "MISSISSIPPI MISSOURI MONTANA "
        + "NEBRASKA OHIO OREGON TENNESSEE TEXAS UTAH WISCONSIN WASHINGTON").Split(' '),
        StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StateWords =
        States.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly PhraseTable<string> _names;

    /// <summary>Compiles the words.</summary>
    public AddressCountry(IEnumerable<CountryWords> words)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in words)
        {
            foreach (var word in row.Words)
            {
                names[AddressText.Fold(word)] = CountryCode.Parse(row.Country).Value;
            }
        }

        _names = new PhraseTable<string>(names);
    }

    /// <summary>The country the words name, the last named first; default where they name none.</summary>
    public CountryCode Find(AddressWords words)
    {
        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (words[i].Length == 5 && i > 0 && !words[i].ContainsAnyExceptInRange('0', '9') && StateWords.Contains(words[i - 1]))
            {
                return CountryCode.Parse("US");
            }

            if (_names.EndingAt(words, i) is { } country)
            {
                return CountryCode.Parse(country);
            }
        }

        return default;
    }
}
