using System.Collections.Immutable;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary><c>entities.ftm.json</c>: parties and their relations, sanctions, addresses and documents as entities of their own, one a
/// line.</summary>
internal sealed class FtmFormat : IListFormat
{
    /// <summary>The list's code.</summary>
    public static ListCode Code { get; } = ListCode.Parse("open-sanctions");

    /// <inheritdoc/>
    public string Name => "ftm-entities";

    /// <inheritdoc/>
    public int Richness => 20;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) => FtmFiles.RoleOf(file, head, nested: false);

    /// <inheritdoc/>
    public string? RoleOfName(string name) => name.Equals(FtmFiles.Entities, StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main
        : FtmFiles.DeltaRoleOf(name);

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var gathering = new PartyGathering(Code, file.Path);
        var (parties, links, unread) = (new List<FtmEntity>(), new FtmLinks(), new FtmUnread());
        var deltas = FtmDeltas.Of(filesByRole, FtmWholeFile.IsTied(filesByRole, FtmFiles.Entities), cancellation);
        FtmFile.ForEach(file, entity => deltas.Pass(entity, Take), gathering.Quarantine, cancellation);
        deltas.End(Take);
        links.Name(parties);
        foreach (var party in FtmMapper.Listed(parties))
        {
            FtmMapper.Add(gathering, party, links);
        }

        return [gathering.Reading(deltas.PublishedAt ?? FtmFiles.PublishedAt(filesByRole),
            [.. FtmMapper.NoteOf(parties), .. unread.Notes, .. deltas.Notes])];

        void Take(FtmEntity entity)
        {
            if (FtmSchemas.Parties.ContainsKey(entity.Schema))
            {
                parties.Add(entity);
            }
            else
            {
                links.Add(entity);
                unread.Add(entity);
            }
        }
    }
}

/// <summary><c>targets.nested.json</c>: the parties alone, with what belongs to them inside, one a line.</summary>
internal sealed class FtmNestedFormat : IListFormat
{
    /// <inheritdoc/>
    public string Name => "ftm-nested";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [FtmFormat.Code];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) => FtmFiles.RoleOf(file, head, nested: true);

    /// <inheritdoc/>
    public string? RoleOfName(string name) => name.Equals(FtmFiles.Nested, StringComparison.OrdinalIgnoreCase) ? ListFormatRoles.Main
        : null;

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var file = filesByRole[ListFormatRoles.Main];
        var (gathering, unread) = (new PartyGathering(FtmFormat.Code, file.Path), new FtmUnread());
        FtmWholeFile.IsTied(filesByRole, FtmFiles.Nested);
        FtmFile.ForEach(
            file,
            entity =>
            {
                if (FtmSchemas.Parties.ContainsKey(entity.Schema))
                {
                    FtmMapper.Add(gathering, entity, FtmLinks.Inside(entity));
                }
                else
                {
                    unread.Add(entity);
                }
            },
            gathering.Quarantine,
            cancellation);
        return [gathering.Reading(FtmFiles.PublishedAt(filesByRole), unread.Notes)];
    }
}
