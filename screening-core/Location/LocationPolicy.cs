using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Location;

/// <summary>The location tables of one policy version, compiled for look-up on one day.</summary>
public sealed class LocationPolicy
{
    private readonly FrozenDictionary<(MarkerKind Kind, string Text), PlaceMarker> _markers;
    private readonly FrozenDictionary<string, EmbargoedPlace> _places;
    private readonly FrozenDictionary<string, EvidenceWeight> _weights;
    private readonly FrozenSet<string> _divided;

    /// <summary>Compiles the rows that hold on the day.</summary>
    public LocationPolicy(LocationTables tables, DateOnly day)
    {
        Day = day;
        Places = [.. tables.Places.Where(place => place.Basis.HoldsOn(day)).OrderBy(place => place.Code, StringComparer.Ordinal)];
        var markers = tables.Markers.Where(marker => marker.Basis.HoldsOn(day)).ToArray();
        _markers = markers.ToFrozenDictionary(marker => (marker.Kind, marker.Text), marker => marker);
        _places = Places.SelectMany(place => place.Aliases.Append(place.Code).Select(code => (code, place)))
            .ToFrozenDictionary(pair => pair.code, pair => pair.place, StringComparer.Ordinal);
        _weights = tables.Weights.ToFrozenDictionary(weight => weight.Row, StringComparer.Ordinal);
        _divided = Places.Where(place => place.IsSubdivision && place.Rule is PlaceRule.Prohibited or PlaceRule.PartlyProhibited)
            .Select(place => place.Code[..2]).ToFrozenSet(StringComparer.Ordinal);
        Governments = new GovernmentTable([.. tables.Governments.Where(body => body.Basis.HoldsOn(day))]);
        Gazetteer = new Gazetteer(Places, tables.Names.Where(name => name.Basis.HoldsOn(day)), markers, tables.Collisions);
        Countries = new AddressCountry(tables.CountryWords);
    }

    /// <summary>The day whose rules these are.</summary>
    public DateOnly Day { get; }

    /// <summary>Places with a rule on the day, by code.</summary>
    public ImmutableArray<EmbargoedPlace> Places { get; }

    /// <summary>Signs of governments.</summary>
    public GovernmentTable Governments { get; }

    /// <summary>Place names and postal codes.</summary>
    public Gazetteer Gazetteer { get; }

    /// <summary>Country names in addresses.</summary>
    public AddressCountry Countries { get; }

    /// <summary>The place of a code or of one of its aliases; null where no rule names it.</summary>
    public EmbargoedPlace? PlaceOf(string? code) => code is null ? null : _places.GetValueOrDefault(code);

    /// <summary>True where a part of the country is embargoed, so that the country alone does not clear.</summary>
    public bool IsDivided(string country) => _divided.Contains(country);

    /// <summary>The marker of an exact text; null where there is none.</summary>
    public PlaceMarker? Marker(MarkerKind kind, string text) => _markers.GetValueOrDefault((kind, text));

    /// <summary>The marker with the longest beginning of a text; null where none fits.</summary>
    public PlaceMarker? LongestMarker(MarkerKind kind, string text)
    {
        for (var length = Math.Min(text.Length, 9); length > 1; length--)
        {
            if (Marker(kind, text[..length]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>A row of the evidence table.</summary>
    /// <exception cref="InvalidOperationException">The table has no such row; the validator of the tables refuses such a
    /// policy.</exception>
    public EvidenceWeight Weight(string row)
        => _weights.TryGetValue(row, out var weight) ? weight
        : throw new InvalidOperationException($"The evidence table has no row '{row}'.");
}

/// <summary>The location tables as read: rows of every day.</summary>
public sealed record LocationTables(
    ImmutableArray<EmbargoedPlace> Places,
    ImmutableArray<PlaceName> Names,
    ImmutableArray<PlaceMarker> Markers,
    ImmutableArray<PlaceCollision> Collisions,
    ImmutableArray<GovernmentBody> Governments,
    ImmutableArray<EvidenceWeight> Weights,
    ImmutableArray<CountryWords> CountryWords);
