using MaxMind.Db;
using MaxMind.GeoIP2.Model;

namespace Compliance.Functions.Location;

/// <summary>
/// What screening reads of one record of a location database. It goes by the keys of the record, so that MaxMind's and DB-IP's nested
/// layouts and the flat ones (country_code, state1, city), which GeoIP2's own responses refuse, are read alike. Databases of networks state
/// at the root what databases of places state under <c>traits</c>, hence the base. Keys that are not named here are not decoded: a whole
/// city record costs many times more.
/// </summary>
internal sealed record LocationRecord : Traits
{
    [MapKey("country")]
    public RecordCountry? Country { get; init; }

    [MapKey("registered_country")]
    public RecordCountry? RegisteredCountry { get; init; }

    /// <summary>A map with names in the nested layout, a name in the flat one.</summary>
    [MapKey("city")]
    public object? City { get; init; }

    [MapKey("subdivisions")]
    public IReadOnlyList<RecordPlace>? Subdivisions { get; init; }

    [MapKey("location")]
    public MaxMind.GeoIP2.Model.Location? Location { get; init; }

    [MapKey("traits")]
    public Traits? Traits { get; init; }

    /// <summary>The country of a flat layout.</summary>
    [MapKey("country_code")]
    public string? CountryCode { get; init; }

    /// <summary>The first subdivision of a flat layout, by name.</summary>
    [MapKey("state1")]
    public string? State { get; init; }

    /// <summary>English name of the city; null where it is not stated.</summary>
    public string? CityName => Stated(City as string ?? ((City as IReadOnlyDictionary<string, object>)?.GetValueOrDefault("names")
        as IReadOnlyDictionary<string, object>)?.GetValueOrDefault("en") as string);

    /// <summary>English name of the first subdivision; null where it is not stated.</summary>
    public string? SubdivisionName => Stated(Subdivisions is [var first, ..] ? first.Names?.English : State);

    /// <summary>ISO code of the first subdivision without its country; null where it is not stated.</summary>
    public string? SubdivisionCode => Stated(Subdivisions is [var first, ..] ? first.IsoCode : null);

    /// <summary>A text, or null where it is empty.</summary>
    public static string? Stated(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>A country of a record.</summary>
internal sealed record RecordCountry
{
    [MapKey("iso_code")]
    public string? IsoCode { get; init; }

    /// <summary>Confidence in per cent; only Enterprise states it.</summary>
    [MapKey("confidence")]
    public int? Confidence { get; init; }
}

/// <summary>A subdivision of a record.</summary>
internal sealed record RecordPlace
{
    [MapKey("iso_code")]
    public string? IsoCode { get; init; }

    [MapKey("names")]
    public RecordNames? Names { get; init; }
}

/// <summary>The names of a place; those of other languages are not decoded.</summary>
internal sealed record RecordNames
{
    [MapKey("en")]
    public string? English { get; init; }
}
