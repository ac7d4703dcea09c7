using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Lists.OpenSanctions;

/// <summary>Counts entities that their publisher calls a target or gives a topic, and of which no party is made and nothing is read: who
/// relies on the list learns that they are not screened against.</summary>
internal sealed class FtmUnread
{
    private readonly SortedDictionary<string, int> _bySchema = new(StringComparer.Ordinal);

    /// <summary>Takes an entity that is no party.</summary>
    public void Add(FtmEntity entity)
    {
        if ((entity.IsTarget == true || !entity.Texts("topics").IsEmpty) && !FtmLinks.Reads(entity))
        {
            _bySchema[entity.Schema] = _bySchema.GetValueOrDefault(entity.Schema) + 1;
        }
    }

    /// <summary>A note a schema, in the order of their names.</summary>
    public ImmutableArray<string> Notes => [.. _bySchema.Select(one => string.Create(CultureInfo.InvariantCulture,
        $"{one.Value} entities of the schema {one.Key} bear a topic or are targets, and are not read: they are not screened against."))];
}
