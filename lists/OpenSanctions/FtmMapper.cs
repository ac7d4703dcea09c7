using System.Collections.Immutable;
using System.Globalization;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary>Makes parties of entities.</summary>
internal static class FtmMapper
{
    /// <summary>The entities that are on a list: what the publisher calls a target or gives a topic; all where the file says neither of
    /// any.</summary>
    public static IEnumerable<FtmEntity> Listed(IReadOnlyCollection<FtmEntity> parties)
    {
        var says = parties.Any(party => party.IsTarget is not null || !party.Texts("topics").IsEmpty);
        return says ? parties.Where(party => party.IsTarget == true || !party.Texts("topics").IsEmpty) : parties;
    }

    /// <summary>How many entities are no party of a list; null where all are.</summary>
    public static ImmutableArray<string> NoteOf(IReadOnlyCollection<FtmEntity> parties)
    {
        var others = parties.Count - Listed(parties).Count();
        return others == 0 ? []
            : [string.Create(CultureInfo.InvariantCulture,
                $"{others} entities bear no topic and are no target: they are not screened against.")];
    }

    /// <summary>Adds a party with what belongs to it.</summary>
    public static void Add(PartyGathering gathering, FtmEntity entity, FtmLinks links)
    {
        if (gathering.NewEntry(entity.Id, FtmSchemas.Parties[entity.Schema], $"entity {entity.Id}") is not { } draft)
        {
            return;
        }

        AddNames(draft, entity);
        AddDesignations(draft, entity, links.Sanctions(entity.Id));
        AddFacts(draft, entity);
        AddNumbers(draft, entity, links);
        foreach (var address in entity.Texts("address"))
        {
            draft.Add(new PartyAddress { Street = address });
        }

        foreach (var address in links.Addresses(entity))
        {
            draft.Add(AddressOf(address));
        }

        foreach (var relation in links.Relations(entity.Id))
        {
            draft.Add(relation);
        }

        foreach (var remark in FtmRemarks.Of(entity))
        {
            draft.AddRemark(remark);
        }
    }

    private static void AddNames(PartyDraft draft, FtmEntity entity)
    {
        var primary = entity.Caption is { } caption && entity.Texts("name").Contains(caption) ? caption : entity.Text("name")
            ?? entity.Caption;
        draft.AddName(primary, NameKind.Primary);
        foreach (var (property, kind, strength) in new[]
        {
            ("name", NameKind.Variation, AliasStrength.Unstated), ("alias", NameKind.Alias, AliasStrength.Unstated),
            ("abbreviation", NameKind.Alias, AliasStrength.Unstated), ("weakAlias", NameKind.Alias, AliasStrength.Weak),
            ("previousName", NameKind.FormerName, AliasStrength.Unstated),
        })
        {
            foreach (var name in entity.Texts(property).Where(name => name != primary))
            {
                draft.AddName(name, kind, strength);
            }
        }
    }

    /// <summary>A designation a topic, with the dates of the sanctions for those that are sanctions; "partial" where no topic is
    /// given.</summary>
    private static void AddDesignations(PartyDraft draft, FtmEntity entity, IReadOnlyList<FtmEntity> sanctions)
    {
        var states = !entity.Texts("topics").IsEmpty;
        foreach (var topic in entity.Texts("topics").DefaultIfEmpty(sanctions.Count > 0 ? "sanction" : "listed").Distinct())
        {
            var designation = new Designation(topic) { Measures = FtmTopics.MeasureOf(topic), LegalBasis = FtmTopics.WordsOf(topic) };
            // A stated topic says that the party is listed now: where every single act has ended, it still is. Without one, the acts say
            // all.
            if (topic != "sanction" || (states && sanctions.All(sanction => sanction.Text("endDate") is not null)))
            {
                draft.Add(designation);
            }

            foreach (var sanction in topic == "sanction" ? sanctions : [])
            {
                draft.Add(Act(sanction, designation.Measures));
            }
        }

        // An act of sanction on somebody whose topics ask for a closer look at most: what it forbids is not said, so a person reads it.
        if (states && entity.Texts("topics").All(topic => FtmTopics.MeasureOf(topic) == Measures.EnhancedDiligence))
        {
            foreach (var sanction in sanctions)
            {
                draft.Add(Act(sanction, Measures.Partial));
            }
        }
    }

    private static Designation Act(FtmEntity sanction, Measures measures) =>
        new(sanction.Text("programId") ?? sanction.Text("program") ?? "sanction")
        {
            Measures = measures,
            ListedOn = PublishedDates.DayOf(sanction.Text("listingDate") ?? sanction.Text("startDate")),
            EndsOn = PublishedDates.DayOf(sanction.Text("endDate")),
            LegalBasis = sanction.Text("authority"),
            Reference = sanction.Text("authorityId") ?? sanction.Text("unscId"),
        };

    private static void AddFacts(PartyDraft draft, FtmEntity entity)
    {
        foreach (var text in draft.Kind == PartyKind.Individual ? entity.Texts("birthDate") : [])
        {
            if (PublishedDates.TryParse(text, out var date))
            {
                draft.AddBirthDate(date);
            }
        }

        foreach (var place in entity.Texts("birthPlace"))
        {
            draft.AddBirthPlace(place, default);
        }

        Each(entity, "birthCountry", code => draft.AddBirthPlace("", CountryNames.Find(Upper(code))));
        Each(entity, "nationality", code => draft.AddNationality(Upper(code)));
        Each(entity, "citizenship", code => draft.AddCitizenship(Upper(code)));
        foreach (var property in new[] { "country", "mainCountry", "jurisdiction", "flag", "pastFlags" })
        {
            Each(entity, property, code => draft.AddCountryTie(Upper(code), "Country"));
        }

        Each(entity, "title", draft.AddTitle);
        Each(entity, "position", draft.AddPosition);
        // What reads like a fact of ours is told apart from it.
        Each(entity, "notes", note => draft.AddRemark(FtmRemarks.IsOwn(note) ? $"Note: {note}" : note));
        draft.Gender = entity.Text("gender") switch { "male" => Gender.Male, "female" => Gender.Female, _ => Gender.Unknown };
        draft.Vessel = draft.Kind != PartyKind.Vessel ? draft.Vessel : new VesselDetails
        {
            Type = entity.Text("type"),
            Flag = entity.Text("flag"),
            FormerFlags = [.. entity.Texts("pastFlags")],
            Tonnage = entity.Text("deadweightTonnage") ?? entity.Text("tonnage"),
            GrossTonnage = entity.Text("grossRegisteredTonnage"),
        };
        draft.Aircraft = draft.Kind != PartyKind.Aircraft ? draft.Aircraft : new AircraftDetails { Model = entity.Text("model") };
    }

    private static void AddNumbers(PartyDraft draft, FtmEntity entity, FtmLinks links)
    {
        foreach (var (property, type) in FtmSchemas.Identifiers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var found = draft.Kind == PartyKind.Aircraft && type == IdentifierType.RegistrationNumber ? IdentifierType.AircraftTail : type;
            Each(entity, property, value => draft.Add(new Identifier(found, value) { Label = property }));
        }

        foreach (var document in links.Documents(entity.Id))
        {
            var passport = document.Schema == "Passport"
                || document.Text("type")?.Contains("passport", StringComparison.OrdinalIgnoreCase) == true;
            foreach (var number in document.Texts("number").Concat(document.Texts("passportNumber")).Distinct(StringComparer.Ordinal))
            {
                draft.Add(new Identifier(passport ? IdentifierType.Passport : IdentifierType.Other, number)
                {
                    Country = CountryNames.Find(Upper(document.Text("country"))),
                    Label = document.Text("type"),
                });
            }
        }

        foreach (var wallet in links.Wallets(entity.Id))
        {
            Each(wallet, "publicKey", value => draft.Add(new Identifier(IdentifierType.Wallet, value) { Asset = wallet.Text("currency") }));
        }
    }

    private static PartyAddress AddressOf(FtmEntity address) => address.Text("city") is null && address.Text("street") is null
        ? new PartyAddress { Street = address.Text("full") ?? address.Caption, Country = CountryNames.Find(Upper(address.Text("country"))) }
        : new PartyAddress
        {
            Street = address.Text("street"),
            City = address.Text("city"),
            Region = address.Text("region") ?? address.Text("state"),
            PostalCode = address.Text("postalCode"),
            Country = CountryNames.Find(Upper(address.Text("country"))),
        };

    private static string? Upper(string? code) => code?.Length == 2 ? code.ToUpperInvariant() : code;

    private static void Each(FtmEntity entity, string property, Action<string> take)
    {
        foreach (var text in entity.Texts(property))
        {
            take(text);
        }
    }
}
