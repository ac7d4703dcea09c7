using System.Collections.Immutable;
using System.Globalization;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>From owners as sent to stakes: at most 200 owners in at most ten levels, counted over the whole tree.</summary>
internal sealed class OwnerMapping(FieldReading read, FieldErrors errors)
{
    private const int MaxOwners = 200;
    private const int MaxLevels = 10;
    private int _count;

    public ImmutableArray<OwnerStake> Map(string path, OwnerBody[]? owners, int level = 1)
    {
        if (owners is { Length: > 0 } && level > MaxLevels)
        {
            errors.Add(path, null, $"Owners of owners are read to {MaxLevels} levels.");
            return [];
        }

        return read.Each(path, owners, MaxOwners, (at, owner) => Stake(at, owner, level));
    }

    private OwnerStake? Stake(string path, OwnerBody body, int level)
    {
        if (++_count > MaxOwners)
        {
            errors.Add(path, null, $"At most {MaxOwners} owners are allowed in all levels together.");
            return null;
        }

        if (body.Name is null && body.ListEntry is null)
        {
            errors.Add(path, null, "An owner needs a name or a listEntry.");
        }

        if (body.Percent is < 0 or > 100)
        {
            errors.Add($"{path}.percent", body.Percent.Value.ToString(CultureInfo.InvariantCulture),
                "A share in per cent from 0 to 100 is allowed.");
        }

        var entry = default(ListEntryId);
        if (body.ListEntry is not null && !ListEntryId.TryParse(body.ListEntry, out entry))
        {
            errors.Add($"{path}.listEntry", body.ListEntry, "A list entry is list:key, such as us-ofac-sdn:24283.");
        }

        return new OwnerStake
        {
            Name = read.Text($"{path}.name", body.Name, 512),
            Entry = entry,
            Percent = body.Percent,
            Controls = body.Controls ?? false,
            HeadquartersCountry = read.Country($"{path}.headquartersCountry", body.HeadquartersCountry),
            OwnedBy = Map($"{path}.ownedBy", body.OwnedBy, level + 1),
        };
    }
}
