using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary>What stands around a party as entities of their own: the acts that list it, and its relations to others.</summary>
public static class FtmNesting
{
    /// <summary>The properties that hold nested entities.</summary>
    public static ImmutableArray<string> Properties { get; } =
    [
        "sanctions",
        .. FtmSchemas.Relations.SelectMany(pair => new[] { PropertyOf(pair.Key, pair.Value.From), PropertyOf(pair.Key, pair.Value.To) })
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The party with its nested entities.</summary>
    /// <param name="party">The party.</param>
    /// <param name="find">Finds the party of an entry; null where no list in use holds it.</param>
    public static FtmRecord Of(ListedParty party, Func<ListEntryId, ListedParty?> find)
    {
        var (record, nested) = (FtmView.Of(party), new SortedDictionary<string, List<FtmRecord>>(StringComparer.Ordinal));
        foreach (var (designation, at) in party.Designations.Select((one, at) => (one, at)))
        {
            Add("sanctions", Sanction(record, designation, at));
        }

        foreach (var (relation, at) in party.Relations.Select((one, at) => (one, at)))
        {
            var (property, link) = Link(record, relation, at, relation.Entry.Key.Length > 0 ? find(relation.Entry) : null);
            Add(property, link);
        }

        return record with
        {
            Nested = nested.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray(), StringComparer.Ordinal),
        };

        void Add(string property, FtmRecord child)
        {
            if (!nested.TryGetValue(property, out var children))
            {
                nested[property] = children = [];
            }

            children.Add(child);
        }
    }

    private static FtmRecord Sanction(FtmRecord of, Designation designation, int at)
    {
        var texts = new FtmTexts();
        texts.Add("entity", of.Id);
        texts.Add("programId", designation.Programme);
        texts.Add("authority", designation.LegalBasis);
        texts.Add("authorityId", designation.Reference);
        texts.Add("listingDate", FtmView.Iso(designation.ListedOn));
        texts.Add("endDate", FtmView.Iso(designation.EndsOn));
        texts.Add("provisions", designation.Measures.ToString());
        return new FtmRecord(Numbered(of.Id, "sanction", at), "Sanction", "Sanction")
        {
            Properties = texts.ToImmutable(),
            Datasets = of.Datasets,
        };
    }

    /// <summary>A relation as the entity that links both, in the property by which the party holds it.</summary>
    private static (string Property, FtmRecord Link) Link(FtmRecord of, PartyRelation relation, int at, ListedParty? other)
    {
        var (schema, own, others) = Ends(relation.Relation);
        var texts = new FtmTexts();
        texts.Add(own, of.Id);
        texts.Add("role", relation.Relation);
        var target = other is not null ? FtmView.Of(other)
            : new FtmRecord(relation.Entry.Key.Length > 0 ? FtmView.IdOf(relation.Entry) : Numbered(of.Id, "related", at), "LegalEntity",
                relation.Name)
            {
                Properties = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("name", [relation.Name]),
            };
        return (PropertyOf(schema, own),
            new FtmRecord(Numbered(of.Id, "link", at), schema, FtmModel.Schemata[schema].Label)
            {
                Properties = texts.ToImmutable(),
                Nested = ImmutableSortedDictionary<string, ImmutableArray<FtmRecord>>.Empty.Add(others, [target]),
                Datasets = of.Datasets,
            });
    }

    private static string PropertyOf(string schema, string end) =>
        char.ToLowerInvariant(schema[0]) + schema[1..] + char.ToUpperInvariant(end[0]) + end[1..];

    private static (string Schema, string Own, string Other) Ends(string words)
    {
        foreach (var (schema, ends) in FtmSchemas.Relations.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (words.StartsWith(ends.ToIs, StringComparison.Ordinal))
            {
                return (schema, ends.From, ends.To);
            }

            if (words.StartsWith(ends.FromIs, StringComparison.Ordinal))
            {
                return (schema, ends.To, ends.From);
            }
        }

        return ("UnknownLink", "subject", "object");
    }

    private static string Numbered(string id, string what, int at) => FormattableString.Invariant($"{id}-{what}-{at + 1}");
}
