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
        ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC "
        + "ALABAMA ARIZONA CALIFORNIA COLORADO FLORIDA GEORGIA IDAHO ILLINOIS INDIANA IOWA KANSAS KENTUCKY MAINE MICHIGAN MINNESOTA MISSISSIPPI MISSOURI MONTANA "
        + "NEBRASKA OHIO OREGON TENNESSEE TEXAS UTAH WISCONSIN WASHINGTON").Split(' '),
        StringComparer.Ordinal);

    private readonly FrozenDictionary<string, CountryCode> _names;
    private readonly int _longest;

    /// <summary>Compiles the words.</summary>
    public AddressCountry(IEnumerable<CountryWords> words)
    {
        var names = new Dictionary<string, CountryCode>(StringComparer.Ordinal);
        foreach (var row in words)
        {
            foreach (var word in row.Words)
            {
                names[AddressText.Fold(word)] = CountryCode.Parse(row.Country);
            }
        }

        _names = names.ToFrozenDictionary(StringComparer.Ordinal);
        _longest = names.Keys.Select(name => name.Count(one => one == ' ') + 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>The country the words name, the last named first; default where they name none.</summary>
    public CountryCode Find(ImmutableArray<AddressWord> words)
    {
        for (var i = words.Length - 1; i >= 0; i--)
        {
            if (words[i].Text.Length == 5 && words[i].Text.All(char.IsAsciiDigit) && i > 0 && States.Contains(words[i - 1].Text))
            {
                return CountryCode.Parse("US");
            }

            for (var length = Math.Min(_longest, i + 1); length > 0; length--)
            {
                if (_names.TryGetValue(Gazetteer.Join(words, i - length + 1, length), out var country))
                {
                    return country;
                }
            }
        }

        return default;
    }
}
