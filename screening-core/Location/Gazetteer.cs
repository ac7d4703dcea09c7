using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>How a sign in an address decides.</summary>
public enum AddressReach
{
    /// <summary>A person must look: the name is ambiguous, misspelt, part of a street's name, contested, or contradicted by the
    /// country.</summary>
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
/// Finds embargoed places in addresses: names in many spellings and scripts, postal codes, one-letter slips. Street names, namesakes
/// elsewhere and contradicting countries are told apart; what cannot be told apart is for a person, never silently dropped.
/// </summary>
public sealed class Gazetteer
{
    private const int MinSlipLength = 7;

    private readonly PhraseTable<PlaceName[]> _names;
    private readonly FrozenDictionary<string, PlaceName>.AlternateLookup<ReadOnlySpan<char>> _slips;
    private readonly ImmutableArray<(string Text, PlaceName Name)> _unspaced;
    private readonly ILookup<string, string> _collisions;
    private readonly FrozenDictionary<string, EmbargoedPlace> _places;
    private readonly ImmutableArray<PlaceMarker> _postal;
    private readonly int _longestSlip;

    /// <summary>Compiles the tables.</summary>
    public Gazetteer(IEnumerable<EmbargoedPlace> places, IEnumerable<PlaceName> names, IEnumerable<PlaceMarker> markers,
        IEnumerable<PlaceCollision> collisions)
    {
        _places = places.ToFrozenDictionary(place => place.Code, StringComparer.Ordinal);
        var spellings = names.SelectMany(name => name.Spellings.Select(spelling => (Text: AddressText.Fold(spelling), Name: name)))
            .Where(pair => _places.ContainsKey(pair.Name.Place)).ToArray();
        _unspaced = [.. spellings.Where(pair => AddressText.IsUnspaced(pair.Text))];
        var spaced = spellings.Where(pair => !AddressText.IsUnspaced(pair.Text)).ToArray();
        _names = new PhraseTable<PlaceName[]>(spaced.GroupBy(pair => pair.Text, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Name).Distinct().ToArray(), StringComparer.Ordinal));
        var slips = spaced.Where(pair => pair.Name.Reach == NameReach.Inside && pair.Text.Length >= MinSlipLength
            && !pair.Text.Contains(' ', StringComparison.Ordinal))
            .SelectMany(pair => Shortened(pair.Text).Append(pair.Text).Select(text => (text, pair.Name)))
            .DistinctBy(pair => pair.text, StringComparer.Ordinal)
                .ToFrozenDictionary(pair => pair.text, pair => pair.Name, StringComparer.Ordinal);
        _slips = slips.GetAlternateLookup<ReadOnlySpan<char>>();
        _longestSlip = slips.Keys.Select(text => text.Length).DefaultIfEmpty(0).Max() + 1;
        _collisions = collisions.ToLookup(row => AddressText.Fold(row.Name), row => AddressText.Fold(row.Companion),
            StringComparer.Ordinal);
        _postal = [.. markers.Where(marker => marker.Kind is MarkerKind.PostalRussian or MarkerKind.PostalUkrainian)];
    }

    /// <summary>The signs of embargoed places in an address.</summary>
    /// <param name="words">The words of the address.</param>
    /// <param name="named">The country the address itself names, or that its form states beside it; default where none.</param>
    /// <param name="declared">The subject's country by other words; default where none.</param>
    public ImmutableArray<AddressSign> Find(AddressWords words, CountryCode named, CountryCode declared)
    {
        ImmutableArray<AddressSign>.Builder? signs = null;
        for (var i = 0; i < words.Count;)
        {
            var found = _names.At(words, i, out var length);
            foreach (var name in found ?? [])
            {
                if (SignOf(words, i, length, name, named, declared) is { } sign)
                {
                    (signs ??= ImmutableArray.CreateBuilder<AddressSign>()).Add(sign);
                }
            }

            i += Math.Max(length, 1);
        }

        AddUnspaced(words, named, ref signs);
        AddPostal(words, named.IsStated ? named : declared, ref signs);
        if (signs is null)
        {
            AddSlips(words, named.IsStated ? named : declared, ref signs);
        }

        return signs?.DrainToImmutable() ?? [];
    }

    private static IEnumerable<string> Shortened(string text) => Enumerable.Range(0, text.Length).Select(i => text.Remove(i, 1));

    private AddressSign? SignOf(AddressWords words, int start, int length, PlaceName name, CountryCode named, CountryCode declared)
    {
        var place = _places[name.Place];
        var written = words.Phrase(start, length).ToString();
        if (_collisions[written].Any(companion => words.Contains(companion)))
        {
            return null;
        }

        bool Fits(CountryCode country) => !country.IsStated || place.Countries.Contains(country.Value);
        AddressSign Sign(AddressReach reach, string why) => new(name.Place, reach, written, why, name.Reach == NameReach.Contested);

        if (StreetWords.IsStreet(words, start, length))
        {
            return Fits(named) && Fits(declared) && !CitiesElsewhere.AreIn(words, start, length)
                ? Sign(AddressReach.Look, "it may be the name of a street only") : null;
        }

        return name.Reach switch
        {
            NameReach.Contested => Fits(named) ? Sign(AddressReach.Look, $"control of {name.Spellings[0]} decides, and it changes") : null,
            NameReach.Ambiguous when !Fits(named) => null,
            NameReach.Ambiguous when !Fits(declared) =>
                Sign(AddressReach.Look, $"towns elsewhere bear the name too, and the stated country is {declared}"),
            NameReach.Ambiguous when !named.IsStated && !declared.IsStated =>
                Sign(AddressReach.Look, "towns elsewhere bear the name too, and no country is stated"),
            NameReach.Ambiguous or NameReach.Inside when Fits(named) =>
                Sign(AddressReach.Inside, $"{name.Spellings[0]} lies in {place.Name}"),
            NameReach.Ambiguous or NameReach.Inside =>
                Sign(AddressReach.Look, $"{name.Spellings[0]} lies in {place.Name}, but the address names {named}"),
            _ => throw new InvalidOperationException($"Unknown reach {name.Reach}."),
        };
    }

    private void AddUnspaced(AddressWords words, CountryCode named, ref ImmutableArray<AddressSign>.Builder? signs)
    {
        if (_unspaced.IsEmpty || !AddressText.IsUnspaced(words.Text))
        {
            return;
        }

        foreach (var (text, name) in _unspaced)
        {
            var at = words.Text.IndexOf(text, StringComparison.Ordinal);
            if (at >= 0)
            {
                var fits = !named.IsStated || _places[name.Place].Countries.Contains(named.Value);
                var isStreet = StreetWords.IsUnspacedStreet(words.Text, at, text.Length);
                if (isStreet && (!fits || CitiesElsewhere.AreIn(words.Text)))
                {
                    continue;
                }

                (signs ??= ImmutableArray.CreateBuilder<AddressSign>()).Add(new AddressSign(
                    name.Place, name.Reach == NameReach.Inside && fits && !isStreet ? AddressReach.Inside
                        : AddressReach.Look, text, $"{name.Spellings[0]} lies in {_places[name.Place].Name}",
                        name.Reach == NameReach.Contested));
            }
        }
    }

    /// <summary>Postal codes say something only in their own country: the same digits are used in India, Singapore and the United
    /// States.</summary>
    private void AddPostal(AddressWords words, CountryCode country, ref ImmutableArray<AddressSign>.Builder? signs)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Length is not (5 or 6) || words[i].ContainsAnyExceptInRange('0', '9'))
            {
                continue;
            }

            foreach (var marker in _postal)
            {
                if (words[i].StartsWith(marker.Text, StringComparison.Ordinal)
                    && IsPostalCode(words, words[i].Length, marker, country, signs))
                {
                    (signs ??= ImmutableArray.CreateBuilder<AddressSign>()).Add(new AddressSign(
                        marker.Place[0], AddressReach.Inside, words[i]
                            .ToString(), $"postal codes {marker.Text}… belong to {_places[marker.Place[0]].Name}", IsContested: false));
                }
            }
        }
    }

    private static bool IsPostalCode(AddressWords words, int digits, PlaceMarker marker, CountryCode country,
        ImmutableArray<AddressSign>.Builder? signs)
    {
        var confirmed = signs?.Any(sign => marker.Place.Contains(sign.Place)) ?? false;
        return marker.Kind == MarkerKind.PostalRussian
            ? digits == 6 && (country.Value is "RU" or "UA" || (!country.IsStated && AddressText.IsCyrillic(words.Text)) || confirmed)
            : digits == 5 && (country.Value == "UA" || confirmed);
    }

    /// <summary>Words that are a place's name but for one letter: the names are kept with every letter left out, so that each word is
    /// looked up as often as it has letters.</summary>
    private void AddSlips(AddressWords words, CountryCode country, ref ImmutableArray<AddressSign>.Builder? signs)
    {
        Span<char> shortened = stackalloc char[_longestSlip];
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Length < MinSlipLength - 1 || word.Length > _longestSlip || char.IsAsciiDigit(word[0])
                || (StreetWords.IsStreet(words, i, 1) && CitiesElsewhere.AreIn(words, i, 1)))
            {
                continue;
            }

            _slips.TryGetValue(word, out var name);
            word[1..].CopyTo(shortened);
            for (var at = 0; name is null && at < word.Length; at++)
            {
                _slips.TryGetValue(shortened[..(word.Length - 1)], out name);
                shortened[at] = word[at];
            }

            if (name is not null && (!country.IsStated || _places[name.Place].Countries.Contains(country.Value)))
            {
                (signs ??= ImmutableArray.CreateBuilder<AddressSign>()).Add(
                    new AddressSign(name.Place, AddressReach.Look, word.ToString(),
                        $"it is close to {name.Spellings[0]} in {_places[name.Place].Name}", IsContested: false));
            }
        }
    }
}
