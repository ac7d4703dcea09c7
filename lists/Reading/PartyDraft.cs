using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Reading;

/// <summary>
/// Gathers what a list says of one party and puts it into one order, so that two forms of a list, or two days of it, give equal parties
/// where they say the same: the primary name first, the rest by kind, strength, script and text; facts without duplicates, sorted.
/// </summary>
public sealed class PartyDraft(ListEntryId entry, PartyKind kind)
{
    private readonly List<ListedName> _names = [];
    private readonly List<Designation> _designations = [];
    private readonly List<PartialDate> _birthDates = [];
    private readonly List<Place> _birthPlaces = [];
    private readonly SortedSet<CountryCode> _nationalities = [];
    private readonly SortedSet<CountryCode> _citizenships = [];
    private readonly SortedSet<CountryCode> _countries = [];
    private readonly List<PartyAddress> _addresses = [];
    private readonly List<Identifier> _identifiers = [];
    private readonly List<string> _titles = [];
    private readonly List<string> _positions = [];
    private readonly List<PartyRelation> _relations = [];
    private readonly List<string> _remarks = [];

    /// <summary>The entry.</summary>
    public ListEntryId Entry { get; } = entry;

    /// <summary>What the party is.</summary>
    public PartyKind Kind { get; set; } = kind;

    /// <summary>Gender.</summary>
    public Gender Gender { get; set; }

    /// <summary>Ship details gathered so far.</summary>
    public VesselDetails Vessel { get; set; } = new();

    /// <summary>Aircraft details gathered so far.</summary>
    public AircraftDetails Aircraft { get; set; } = new();

    /// <summary>Adds a name; empty text is no name. The script is derived from the letters where the publisher does not state it.</summary>
    public void AddName(string? text, NameKind nameKind, AliasStrength strength = AliasStrength.Unstated, string? script = null,
        params ReadOnlySpan<NamePart> parts)
    {
        if (text is not null)
        {
            AddName(new ListedName(text, nameKind, strength) { Script = script, Parts = [.. parts] });
        }
    }

    /// <summary>As the other overload, with the language where the publisher states it.</summary>
    public void AddName(ListedName name)
    {
        if (PublishedValue.Clean(PublishedValue.WithoutMarkup(name.Text)) is { } text && text.Any(char.IsLetterOrDigit))
        {
            _names.Add(name with { Text = text, Script = name.Script ?? Scripts.Of(text) });
        }
    }

    /// <summary>Adds a designation.</summary>
    public void Add(Designation designation) => AddOnce(_designations, designation);

    /// <summary>Adds a birth date where one is stated; years before 1850 or after 2100 are of another calendar or mistyped and become a
    /// remark.</summary>
    public void AddBirthDate(PartialDate date)
    {
        if (date.IsStated && (date.Earliest.Year < 1850 || date.Latest.Year > 2100))
        {
            AddRemark($"Date of birth as published: {date}");
        }
        else if (date.IsStated)
        {
            AddOnce(_birthDates, date);
        }
    }

    /// <summary>Adds a birth place where anything of it is stated.</summary>
    public void AddBirthPlace(string? text, CountryCode country)
    {
        var place = new Place(PublishedValue.Clean(text) ?? "", country);
        if (place.Text.Length > 0 || country.IsStated)
        {
            AddOnce(_birthPlaces, place);
        }
    }

    /// <summary>Adds a nationality by its published name; a name that the country table does not know goes to the remarks.</summary>
    public void AddNationality(string? text) => AddCountry(_nationalities, text, "Nationality");

    /// <summary>Adds a citizenship by its published name.</summary>
    public void AddCitizenship(string? text) => AddCountry(_citizenships, text, "Citizenship");

    /// <summary>Adds another country tied to the party by its published name.</summary>
    public void AddCountryTie(string? text, string label) => AddCountry(_countries, text, label);

    /// <summary>Adds an address where anything of it is stated.</summary>
    public void Add(PartyAddress address)
    {
        if (address.AsText().Length > 0)
        {
            AddOnce(_addresses, address);
        }
    }

    /// <summary>Adds an identifier where it has a value.</summary>
    public void Add(Identifier identifier)
    {
        if (!string.IsNullOrWhiteSpace(identifier.Value))
        {
            AddOnce(_identifiers, identifier);
        }
    }

    /// <summary>Adds an aircraft's registration mark where no identifier has it yet.</summary>
    public void AddMark(string mark)
    {
        if (_identifiers.All(one => one.Type != IdentifierType.AircraftTail || one.Value != mark))
        {
            _identifiers.Add(new Identifier(IdentifierType.AircraftTail, mark));
        }
    }

    /// <summary>Adds a relation where it names somebody.</summary>
    public void Add(PartyRelation relation)
    {
        if (!string.IsNullOrWhiteSpace(relation.Name))
        {
            AddOnce(_relations, relation);
        }
    }

    /// <summary>Adds a title.</summary>
    public void AddTitle(string? text) => AddText(_titles, text);

    /// <summary>Adds a position.</summary>
    public void AddPosition(string? text) => AddText(_positions, text);

    /// <summary>Adds a remark.</summary>
    public void AddRemark(string? text) => AddText(_remarks, text);

    /// <summary>True where a name was added.</summary>
    public bool HasName => _names.Count > 0;

    /// <summary>The finished party.</summary>
    /// <exception cref="InvalidOperationException">No name was added; readers quarantine such entries before they come here.</exception>
    public ListedParty Build()
    {
        if (_names.Count == 0)
        {
            throw new InvalidOperationException($"{Entry} has no name.");
        }

        if (Kind == PartyKind.Aircraft)
        {
            RegistrationMarks.Add(this, _names.Select(name => name.Text));
        }

        return new ListedParty(Entry, Kind, NameOrder.Arrange(_names))
        {
            Designations = [.. _designations.OrderBy(one => one.Programme, StringComparer.Ordinal).ThenBy(one => one.ListedOn)],
            BirthDates = [.. _birthDates.OrderBy(date => date.Earliest).ThenBy(date => date.Latest).ThenBy(date => date.IsCirca)],
            BirthPlaces = [.. _birthPlaces.OrderBy(place => place.Text, StringComparer.Ordinal).ThenBy(place => place.Country)],
            Nationalities = [.. _nationalities],
            Citizenships = [.. _citizenships],
            Countries = [.. _countries],
            Gender = Gender,
            Addresses = [.. _addresses.OrderBy(address => address.AsText(), StringComparer.Ordinal)],
            Identifiers =
                [.. _identifiers.OrderBy(one => one.Type).ThenBy(one => one.Value, StringComparer.Ordinal).ThenBy(one => one.Country)
                .ThenBy(one => one.Asset, StringComparer.Ordinal).ThenBy(one => one.Label, StringComparer.Ordinal)
                    .ThenBy(one => one.Note, StringComparer.Ordinal)],
            Titles = Sorted(_titles),
            Positions = Sorted(_positions),
            Relations =
                [.. _relations.OrderBy(one => one.Relation, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)
                .ThenBy(one => one.Entry)],
            Vessel = Vessel == new VesselDetails() ? null : Vessel,
            Aircraft = Aircraft == new AircraftDetails() ? null : Aircraft,
            Remarks = Sorted(_remarks),
        };
    }

    private static ImmutableArray<string> Sorted(List<string> texts) => [.. texts.Order(StringComparer.Ordinal)];

    private static void AddOnce<T>(List<T> facts, T fact)
    {
        if (!facts.Contains(fact))
        {
            facts.Add(fact);
        }
    }

    private static void AddText(List<string> texts, string? text)
    {
        if (PublishedValue.Clean(text) is { } value)
        {
            AddOnce(texts, value);
        }
    }

    private void AddCountry(SortedSet<CountryCode> countries, string? text, string label)
    {
        if (CountryNames.TryFind(text, out var country))
        {
            countries.Add(country);
        }
        else if (PublishedValue.Clean(text) is { } unknown && !PublishedValue.IsPlaceholder(unknown))
        {
            AddRemark($"{label}: {unknown}");
        }
    }
}
