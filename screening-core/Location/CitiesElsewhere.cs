using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Location;

/// <summary>Large cities in no embargoed place (<c>CitiesElsewhere.tsv</c>): where an address names one, the name of an embargoed place in
/// a
/// street is the street's.</summary>
internal static class CitiesElsewhere
{
    private const string Resource = "Location/CitiesElsewhere.tsv";

    private static readonly string[] Names = Read();

    private static readonly PhraseTable<string> Table =
        new(Names.Select(AddressText.Fold).Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => name,
            StringComparer.Ordinal));

    private static readonly string[] Unspaced = [.. Names.Select(AddressText.Fold).Where(name => AddressText.IsUnspaced(name))];

    /// <summary>True where a city begins at a word.</summary>
    public static bool BeginAt(AddressWords words, int at) => Table.At(words, at, out _) is not null;

    /// <summary>True where the address names a city beside the words of a street.</summary>
    public static bool AreIn(AddressWords words, int start, int length)
    {
        for (var at = 0; at < words.Count; at++)
        {
            // A street may bear the name of a city elsewhere too; it stands beside a word for streets then.
            if ((at < start || at >= start + length) && Table.At(words, at, out var found) is not null
                && (at + found <= start || at >= start + length) && !StreetWords.IsStreet(words, at, found))
            {
                return true;
            }
        }

        return AreIn(words.Text);
    }

    /// <summary>True where a text of a script without blanks names a city.</summary>
    public static bool AreIn(string text) => AddressText.IsUnspaced(text)
        && Array.Exists(Unspaced, name => text.Contains(name, StringComparison.Ordinal));

    private static string[] Read()
    {
        using var stream = typeof(CitiesElsewhere).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split('\t')[1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
    }
}
