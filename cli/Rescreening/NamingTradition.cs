using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Rescreening;

/// <summary>How people of a country are named, with common names: a row of <c>SyntheticNames.tsv</c>.</summary>
/// <param name="Country">Nationality of its bearers.</param>
/// <param name="Share">How many of all subjects, in relation to the other rows.</param>
/// <param name="Shapes">Orders of the parts: G given, M a second given name, F family, P a father's name; other letters and words stand as
/// they are.</param>
/// <param name="AreSyllables">True where a given name takes two of the given names: they are syllables.</param>
/// <param name="GivenNames">Given names.</param>
/// <param name="Roots">Roots of family names.</param>
/// <param name="Endings">What roots are joined with; <c>-</c> for nothing.</param>
internal sealed record NamingTradition(CountryCode Country, int Share, string[] Shapes, bool AreSyllables, string[] GivenNames,
    string[] Roots, string[] Endings)
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<NamingTradition> ReadAll()
    {
        using var stream = typeof(NamingTradition).Assembly.GetManifestResourceStream("Rescreening/SyntheticNames.tsv")
            ?? throw new InvalidOperationException("Rescreening/SyntheticNames.tsv is not embedded.");
        using var lines = new StreamReader(stream);
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t')).Select(cells =>
            new NamingTradition(CountryCode.Parse(cells[0]), int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2]
            .Split('|'), cells[3].StartsWith('+'), cells[3].TrimStart('+').Split(','), cells[4].Split(','), cells[5]
            .Trim().Split(',')))];
    }

    /// <summary>A whole name.</summary>
    public string Name(SplitMix random)
    {
        var name = new StringBuilder();
        foreach (var letter in Shapes[random.Below(Shapes.Length)])
        {
            _ = letter switch
            {
                'G' or 'M' or 'P' => name.Append(Given(random)),
                'F' => name.Append(Family(random)),
                _ => name.Append(letter),
            };
        }

        return name.ToString();
    }

    private string Given(SplitMix random)
    {
        var first = GivenNames[random.Below(GivenNames.Length)];
        return AreSyllables ? char.ToUpperInvariant(first[0]) + first[1..] + GivenNames[random.Below(GivenNames.Length)] : first;
    }

    /// <summary>A family name.</summary>
    public string Family(SplitMix random)
        => Endings[random.Below(Endings.Length)] is var ending && ending == "-" ? Roots[random.Below(Roots.Length)]
        : Roots[random.Below(Roots.Length)] + ending;
}
