using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary>What belongs to parties and stands apart from them: sanctions, addresses, documents, wallets, and relations between
/// them.</summary>
internal sealed class FtmLinks
{
    private static readonly ImmutableArray<string> NestedRelations =
    [
        "ownershipOwner", "ownershipAsset", "directorshipDirector", "directorshipOrganization", "familyPerson", "familyRelative",
        "associates", "associations", "membershipMember", "membershipOrganization", "agencyClient", "agentRepresentation",
        "unknownLinkFrom", "unknownLinkTo", "employers", "employees",
    ];

    // The model calls the documents of a holder "identification"; passports were a schema of their own before they were one of these.
    private static readonly ImmutableArray<string> DocumentProperties = ["identification", "passport", "passports"];

    private readonly Dictionary<string, List<FtmEntity>> _sanctions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FtmEntity>> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FtmEntity>> _wallets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Words, string Other)>> _relations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FtmEntity> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Links of a party of a nested file, which holds them itself.</summary>
    public static FtmLinks Inside(FtmEntity party)
    {
        var links = new FtmLinks();
        foreach (var sanction in party.Entities("sanctions"))
        {
            links._sanctions.Add(party.Id, sanction);
        }

        foreach (var document in DocumentProperties.SelectMany(property => party.Entities(property)))
        {
            links._documents.Add(party.Id, document);
        }

        foreach (var wallet in party.Entities("cryptoWallets"))
        {
            links._wallets.Add(party.Id, wallet);
        }

        foreach (var relation in NestedRelations.SelectMany(property => party.Entities(property)))
        {
            links.AddRelation(relation, party.Id);
        }

        return links;
    }

    /// <summary>True for an entity whose facts are read where it belongs to a party: what it is itself is not lost.</summary>
    public static bool Reads(FtmEntity entity) => entity.Schema switch
    {
        "Sanction" => !entity.Texts("entity").IsEmpty,
        "Identification" or "Passport" or "CryptoWallet" => !entity.Texts("holder").IsEmpty,
        "Address" => true,
        _ => FtmSchemas.Relations.ContainsKey(entity.Schema),
    };

    /// <summary>Takes an entity that is no party.</summary>
    public void Add(FtmEntity entity)
    {
        switch (entity.Schema)
        {
            case "Sanction":
                AddTo(_sanctions, entity, "entity");
                break;
            case "Identification" or "Passport":
                AddTo(_documents, entity, "holder");
                break;
            case "CryptoWallet":
                AddTo(_wallets, entity, "holder");
                break;
            case "Address":
                _addresses[entity.Id] = entity;
                break;
            default:
                AddRelation(entity, null);
                break;
        }
    }

    /// <summary>Learns the names of parties, which relations name.</summary>
    public void Name(IEnumerable<FtmEntity> parties)
    {
        foreach (var party in parties)
        {
            _names[party.Id] = party.Caption ?? party.Text("name") ?? party.Id;
        }
    }

    /// <summary>Sanctions against a party.</summary>
    public IReadOnlyList<FtmEntity> Sanctions(string id) => _sanctions.GetValueOrDefault(id, []);

    /// <summary>Documents of a party.</summary>
    public IReadOnlyList<FtmEntity> Documents(string id) => _documents.GetValueOrDefault(id, []);

    /// <summary>Wallets of a party.</summary>
    public IReadOnlyList<FtmEntity> Wallets(string id) => _wallets.GetValueOrDefault(id, []);

    /// <summary>The address entities that a party names or holds.</summary>
    public IEnumerable<FtmEntity> Addresses(FtmEntity party) =>
        party.Entities("addressEntity")
        .Concat(party.Texts("addressEntity").Select(id => _addresses.GetValueOrDefault(id)).OfType<FtmEntity>());

    /// <summary>Relations of a party to others.</summary>
    public IEnumerable<PartyRelation> Relations(string id) => _relations.GetValueOrDefault(id, []).Select(relation =>
        new PartyRelation(relation.Words, _names.GetValueOrDefault(relation.Other, relation.Other))
        {
            Entry = ListEntryId.Of(FtmFormat.Code, relation.Other),
        });

    private void AddRelation(FtmEntity entity, string? holder)
    {
        if (!FtmSchemas.Relations.TryGetValue(entity.Schema, out var ends))
        {
            return;
        }

        foreach (var from in Ends(entity, ends.From, holder))
        {
            foreach (var to in Ends(entity, ends.To, holder).Where(to => to != from))
            {
                _relations.Add(from, (Words(ends.ToIs, entity), to));
                _relations.Add(to, (Words(ends.FromIs, entity), from));
            }
        }
    }

    /// <summary>Who stands at an end: the ids or nested parties that are named there, else the party that holds the relation.</summary>
    private IEnumerable<string> Ends(FtmEntity relation, string property, string? holder)
    {
        Name(relation.Entities(property));
        var named = relation.Texts(property).Concat(relation.Entities(property).Select(entity => entity.Id)).ToArray();
        return named.Length > 0 || holder is null ? named : [holder];
    }

    /// <summary>"Owned by, 51 %", "Relative: spouse".</summary>
    private static string Words(string words, FtmEntity relation)
    {
        var share = relation.Text("percentage") ?? relation.Text("sharesPercentage");
        var role = relation.Text("relationship") ?? relation.Text("role");
        var ended = relation.Text("endDate");
        return words + (share is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {share.TrimEnd('%', ' ')} %"))
            + (role is null ? "" : $": {role}") + (ended is null ? "" : $" (until {ended})");
    }

    private static void AddTo(Dictionary<string, List<FtmEntity>> byParty, FtmEntity entity, string property)
    {
        foreach (var id in entity.Texts(property))
        {
            byParty.Add(id, entity);
        }
    }
}

/// <summary>Lists by key.</summary>
file static class Grouping
{
    public static void Add<T>(this Dictionary<string, List<T>> groups, string key, T value)
    {
        if (!groups.TryGetValue(key, out var group))
        {
            groups[key] = group = [];
        }

        group.Add(value);
    }
}
