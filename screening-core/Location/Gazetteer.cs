using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>How a sign in an address decides.</summary>
public enum AddressReach
{
    /// <summary>A person must look: the name is ambiguous, misspelt, part of a street's name, contested, or contradicted by the country.</summary>
    Look,

    /// <summary>The address lies in the place.</summary>
    Inside,
}

/// <summary>A sign of a place in an address.</summary>
/// <param name="Place">Code of the place.</param>
/// <param name="Reach">How it decides.</param>
/// <param name="Written">The words of the address.</param>
/// <param name="Why">What they are, for a sentence.</param>
/// <param name="IsContested">True for a locality or district whose control decides.</param>
public sealed record AddressSign(string Place, AddressReach Reach, string Written, string Why, bool IsContested);

/// <summary>A name that is also borne elsewhere, told by a companion word.</summary>
/// <param name="Name">The name.</param>
/// <param name="Companion">The word that tells the other place, such as <c>Rostov</c> beside Donetsk.</param>
public sealed record PlaceCollision(string Name, string Companion);

/// <summary>
/// Finds embargoed places in addresses: names in many spellings and scripts, postal codes, one-letter slips. Street names, namesakes elsewhere and
/// contradicting countries are told apart; what cannot be told apart is for a person, never silently dropped.
/// </summary>
public sealed class Gazetteer
{
    private const int MinSlipLength = 7;

    private static readonly FrozenSet<string> StreetBefore = FrozenSet.ToFrozenSet(
        ("RUE BOULEVARD BD BLVD BOUL AVENUE AVENIDA AV VIA VIALE PIAZZA CALLE RUA ULITSA UL УЛИЦА УЛ ВУЛ ВУЛИЦЯ ПРОСПЕКТ ПР PROSPEKT PROSPECT QUAI PLAZA ПЛ ПЛОЩАДЬ ПЕР JALAN "
        + "PLACE SQUARE CAFE RESTAURANT HOTEL").Split(' '),
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> StreetAfter = FrozenSet.ToFrozenSet(
        "STREET ST STR ROAD RD LANE LN DRIVE DR WAY COURT TERRACE AVENUE AVE BOULEVARD BLVD STRASSE STRASZE PLATZ WEG GASSE ALLEE SQUARE PLACE CRESCENT STRAAT GATE".Split(' '),
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> Articles = FrozenSet.ToFrozenSet(["DE", "DU", "D", "OF", "DEL", "DI", "LA", "DA", "DO", "THE"], StringComparer.Ordinal);

    private readonly FrozenDictionary<string, ImmutableArray<PlaceName>> _names;
    private readonly FrozenDictionary<string, PlaceName> _slips;
    private readonly ImmutableArray<(string Text, PlaceName Name)> _unspaced;
    private readonly ILookup<string, string> _collisions;
    private readonly FrozenDictionary<string, EmbargoedPlace> _places;
    private readonly ImmutableArray<PlaceMarker> _postal;
    private readonly int _longest;

    /// <summary>Compiles the tables.</summary>
    public Gazetteer(IEnumerable<EmbargoedPlace> places, IEnumerable<PlaceName> names, IEnumerable<PlaceMarker> markers, IEnumerable<PlaceCollision> collisions)
    {
        _places = places.ToFrozenDictionary(place => place.Code, StringComparer.Ordinal);
        var spellings = names.SelectMany(name => name.Spellings.Select(spelling => (Text: AddressText.Fold(spelling), Name: name))).Where(pair => _places.ContainsKey(pair.Name.Place)).ToArray();
        _unspaced = [.. spellings.Where(pair => AddressText.IsUnspaced(pair.Text))];
        var spaced = spellings.Where(pair => !AddressText.IsUnspaced(pair.Text)).ToArray();
        _names = spaced.GroupBy(pair => pair.Text, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Name).Distinct().ToImmutableArray(), StringComparer.Ordinal);
        _longest = spaced.Select(pair => pair.Text.Count(one => one == ' ') + 1).DefaultIfEmpty(0).Max();
        _slips = spaced.Where(pair => pair.Name.Reach == NameReach.Inside && pair.Text.Length >= MinSlipLength && !pair.Text.Contains(' ', StringComparison.Ordinal))
            .SelectMany(pair => Shortened(pair.Text).Append(pair.Text).Select(text => (text, pair.Name)))
            .DistinctBy(pair => pair.text, StringComparer.Ordinal).ToFrozenDictionary(pair => pair.text, pair => pair.Name, StringComparer.Ordinal);
        _collisions = collisions.ToLookup(row => AddressText.Fold(row.Name), row => AddressText.Fold(row.Companion), StringComparer.Ordinal);
        _postal = [.. markers.Where(marker => marker.Kind is MarkerKind.PostalRussian or MarkerKind.PostalUkrainian)];
    }

    /// <summary>The signs of embargoed places in an address.</summary>
    /// <param name="address">The address as written.</param>
    /// <param name="named">The country the address itself names, or that its form states beside it; default where none.</param>
    /// <param name="declared">The subject's country by other words; default where none.</param>
    public ImmutableArray<AddressSign> Find(string address, CountryCode named, CountryCode declared)
    {
        var words = AddressText.Words(address);
        var signs = ImmutableArray.CreateBuilder<AddressSign>();
        for (var i = 0; i < words.Length;)
        {
            var length = LongestNameAt(words, i, out var names);
            foreach (var name in names)
            {
                if (SignOf(words, i, length, name, named, declared) is { } sign)
                {
                    signs.Add(sign);
                }
            }

            i += Math.Max(length, 1);
        }

        AddUnspaced(address, named, signs);
        AddPostal(address, words, named.IsStated ? named : declared, signs);
        if (signs.Count == 0)
        {
            AddSlips(words, named.IsStated ? named : declared, signs);
        }

        return signs.ToImmutable();
    }

    internal static string Join(ImmutableArray<AddressWord> words, int start, int length) =>
        length == 1 ? words[start].Text : string.Join(' ', words.AsSpan(start, length).ToArray().Select(word => word.Text));

    private static IEnumerable<string> Shortened(string text) => Enumerable.Range(0, text.Length).Select(i => text.Remove(i, 1));

    private int LongestNameAt(ImmutableArray<AddressWord> words, int start, out ImmutableArray<PlaceName> names)
    {
        for (var length = Math.Min(_longest, words.Length - start); length > 0; length--)
        {
            if (_names.TryGetValue(Join(words, start, length), out names))
            {
                return length;
            }
        }

        names = [];
        return 0;
    }

    private AddressSign? SignOf(ImmutableArray<AddressWord> words, int start, int length, PlaceName name, CountryCode named, CountryCode declared)
    {
        var place = _places[name.Place];
        var written = Join(words, start, length);
        if (_collisions[written].Any(companion => words.Any(word => word.Text == companion)))
        {
            return null;
        }

        bool Fits(CountryCode country) => !country.IsStated || place.Countries.Contains(country.Value);
        AddressSign Sign(AddressReach reach, string why) => new(name.Place, reach, written, why, name.Reach == NameReach.Contested);

        if (IsStreet(words, start, length))
        {
            return Fits(named) && Fits(declared) ? Sign(AddressReach.Look, "it may be the name of a street only") : null;
        }

        return name.Reach switch
        {
            NameReach.Contested => Fits(named) ? Sign(AddressReach.Look, $"control of {name.Spellings[0]} decides, and it changes") : null,
            NameReach.Ambiguous when !Fits(named) => null,
            NameReach.Ambiguous when !Fits(declared) => Sign(AddressReach.Look, $"towns elsewhere bear the name too, and the stated country is {declared}"),
            NameReach.Ambiguous when !named.IsStated && !declared.IsStated => Sign(AddressReach.Look, "towns elsewhere bear the name too, and no country is stated"),
            NameReach.Ambiguous or NameReach.Inside when Fits(named) => Sign(AddressReach.Inside, $"{name.Spellings[0]} lies in {place.Name}"),
            NameReach.Ambiguous or NameReach.Inside => Sign(AddressReach.Look, $"{name.Spellings[0]} lies in {place.Name}, but the address names {named}"),
            _ => throw new InvalidOperationException($"Unknown reach {name.Reach}."),
        };
    }

    private static bool IsStreet(ImmutableArray<AddressWord> words, int start, int length)
    {
        var end = start + length;
        if (end < words.Length && !words[end].AfterBreak && StreetAfter.Contains(words[end].Text))
        {
            return true;
        }

        var before = start - 1;
        while (before >= 0 && before >= start - 2 && Articles.Contains(words[before].Text))
        {
            before--;
        }

        return before >= 0 && !words[before + 1].AfterBreak && StreetBefore.Contains(words[before].Text);
    }

    private void AddUnspaced(string address, CountryCode named, ImmutableArray<AddressSign>.Builder signs)
    {
        if (_unspaced.IsEmpty || !AddressText.IsUnspaced(address))
        {
            return;
        }

        var folded = AddressText.Fold(address);
        foreach (var (text, name) in _unspaced.Where(pair => folded.Contains(pair.Text, StringComparison.Ordinal)))
        {
            var fits = !named.IsStated || _places[name.Place].Countries.Contains(named.Value);
            signs.Add(new AddressSign(
                name.Place, name.Reach == NameReach.Inside && fits ? AddressReach.Inside : AddressReach.Look, text, $"{name.Spellings[0]} lies in {_places[name.Place].Name}", name.Reach == NameReach.Contested));
        }
    }

    /// <summary>Postal codes say something only in their own country: the same digits are used in India, Singapore and the United States.</summary>
    private void AddPostal(string address, ImmutableArray<AddressWord> words, CountryCode country, ImmutableArray<AddressSign>.Builder signs)
    {
        var slavic = AddressText.IsCyrillic(address);
        foreach (var word in words.Where(word => word.Text.Length is 5 or 6 && word.Text.All(char.IsAsciiDigit)))
        {
            foreach (var marker in _postal.Where(marker => word.Text.StartsWith(marker.Text, StringComparison.Ordinal)))
            {
                var applies = marker.Kind == MarkerKind.PostalRussian
                    ? word.Text.Length == 6 && (country.Value is "RU" or "UA" || (!country.IsStated && slavic) || signs.Any(sign => marker.Place.Contains(sign.Place)))
                    : word.Text.Length == 5 && (country.Value == "UA" || signs.Any(sign => marker.Place.Contains(sign.Place)));
                if (applies)
                {
                    signs.Add(new AddressSign(marker.Place[0], AddressReach.Inside, word.Text, $"postal codes {marker.Text}… belong to {_places[marker.Place[0]].Name}", IsContested: false));
                }
            }
        }
    }

    private void AddSlips(ImmutableArray<AddressWord> words, CountryCode country, ImmutableArray<AddressSign>.Builder signs)
    {
        foreach (var word in words.Where(word => word.Text.Length >= MinSlipLength - 1 && !char.IsAsciiDigit(word.Text[0])))
        {
            var name = Shortened(word.Text).Prepend(word.Text).Select(text => _slips.GetValueOrDefault(text)).FirstOrDefault(found => found is not null);
            if (name is not null && (!country.IsStated || _places[name.Place].Countries.Contains(country.Value)))
            {
                signs.Add(new AddressSign(name.Place, AddressReach.Look, word.Text, $"it is close to {name.Spellings[0]} in {_places[name.Place].Name}", IsContested: false));
            }
        }
    }
}
