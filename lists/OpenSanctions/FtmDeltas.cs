using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Lists.Reading;

namespace Compliance.Lists.OpenSanctions;

/// <summary>
/// What changed since the whole file: the deltas of every version after it, in their order. They count only as a chain without a gap, from
/// the version of the whole file on: what does not fit is refused as a whole, and the version in use stays.
/// </summary>
internal sealed class FtmDeltas
{
    private const int StampLetters = 14;
    private const int MostUnfit = 3;

    private readonly Dictionary<string, Change> _changes = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string> _versions;

    private FtmDeltas(ImmutableArray<string> versions) => _versions = versions;

    /// <summary>When the last of them was made; null where there is none, or its version does not say.</summary>
    public DateTimeOffset? PublishedAt => _versions is [.., var last] && last.Length >= StampLetters
        && DateTimeOffset.TryParseExact(last[..StampLetters], "yyyyMMddHHmmss", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    /// <summary>Which deltas were taken.</summary>
    public ImmutableArray<string> Notes => _versions.IsEmpty ? [] : [string.Create(CultureInfo.InvariantCulture,
        $"{_versions.Length} deltas up to {_versions[^1]} are taken: {_changes.Count} entities changed since the whole file.")];

    /// <summary>Reads the deltas that belong to a whole file.</summary>
    /// <param name="filesByRole">The files of the dataset.</param>
    /// <param name="isTied">True where the index is known to be of the whole file.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="ListFormatException">They make no chain from its version on, or one of them is damaged.</exception>
    public static FtmDeltas Of(IReadOnlyDictionary<string, ListFile> filesByRole, bool isTied, CancellationToken cancellation)
    {
        var deltas = new FtmDeltas(Chain(filesByRole, isTied));
        foreach (var version in deltas._versions)
        {
            deltas.Read(filesByRole[FtmFiles.Delta + version], cancellation);
        }

        return deltas;
    }

    /// <summary>Hands an entity of the whole file on, unless a delta says otherwise.</summary>
    public void Pass(FtmEntity entity, Action<FtmEntity> take)
    {
        if (!_changes.TryGetValue(entity.Id, out var change))
        {
            take(entity);
            return;
        }

        _changes[entity.Id] = change with { IsInWhole = true };
    }

    /// <summary>Hands on what the deltas added and changed, after the whole file.</summary>
    /// <exception cref="ListFormatException">A delta changes or deletes what was not there: it is of another file.</exception>
    public void End(Action<FtmEntity> take)
    {
        var unfit = _changes.Where(one => one.Value is { NeedsWhole: true, IsInWhole: false }).Select(one => one.Key)
            .Order(StringComparer.Ordinal).ToArray();
        if (unfit.Length > 0)
        {
            throw new ListFormatException(string.Create(CultureInfo.InvariantCulture,
                $"the deltas change or delete {unfit.Length} entities that the whole file does not hold, such as "
                    + $"{string.Join(", ", unfit.Take(MostUnfit))}: they are of another whole file. Bring the newest whole file."));
        }

        foreach (var (_, change) in _changes.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (change.Entity is { } entity)
            {
                take(entity);
            }
        }
    }

    /// <summary>The versions whose deltas follow the whole file, in order; those up to its own are in it already.</summary>
    private static ImmutableArray<string> Chain(IReadOnlyDictionary<string, ListFile> filesByRole, bool isTied)
    {
        var there = filesByRole.Keys.Where(role => role.StartsWith(FtmFiles.Delta, StringComparison.Ordinal))
            .Select(role => role[FtmFiles.Delta.Length..]).Order(StringComparer.Ordinal).ToImmutableArray();
        if (!filesByRole.TryGetValue(FtmFiles.Deltas, out var index))
        {
            return there.IsEmpty ? [] : throw new ListFormatException(
                $"the delta {there[0]} stands there without delta.json, which says whether any is missing before it.");
        }

        var known = FtmFiles.Read(index, Versions).Order(StringComparer.Ordinal).ToArray();
        if (known.Length == 0 && there.IsEmpty)
        {
            return [];
        }

        var whole = FtmFiles.VersionOf(filesByRole) ?? throw new ListFormatException(
            $"{index.Path}: index.json names no version of the whole file, so nobody knows which deltas follow it.");
        // An index that was brought again without the whole file would say that the deltas are in it already.
        if (!isTied)
        {
            throw new ListFormatException($"{index.Path}: index.json gives neither a size nor a checksum of {FtmFiles.Entities} among its "
                + $"resources, so nobody knows whether the whole file is of {whole} and which deltas follow it.");
        }

        ImmutableArray<string> follow = [.. known.Where(version => string.CompareOrdinal(version, whole) > 0)];
        if (follow is [var first, ..] && !known.Contains(whole))
        {
            throw new ListFormatException($"{index.Path}: the whole file is of {whole}, which is none of the versions that it names; the "
                + $"delta {first} need not follow it, and what changed between them is not known. Bring the newest whole file.");
        }

        if (there.FirstOrDefault(version => string.CompareOrdinal(version, whole) > 0 && !known.Contains(version)) is { } stray)
        {
            throw new ListFormatException($"the delta {stray} is none of those that {index.Path} names.");
        }

        return follow.FirstOrDefault(version => !there.Contains(version)) is { } missing
            ? throw new ListFormatException($"{index.Path}: the delta {missing} is missing; those after it cannot be taken without it.")
            : follow;
    }

    private static string[] Versions(JsonElement root) => root.TryGetProperty("versions", out var versions)
        && versions.ValueKind == JsonValueKind.Object ? [.. versions.EnumerateObject().Select(version => version.Name)]
        : throw new ListFormatException("delta.json names no versions.");

    private void Read(ListFile file, CancellationToken cancellation) => FtmFile.ForEachLine(
        file,
        line =>
        {
            if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("entity", out var entity)
                || entity.ValueKind != JsonValueKind.Object || entity.Text("id") is not { } id)
            {
                throw new FormatException("a change has an op and an entity with an id");
            }

            var op = line.Text("op");
            Apply(id, op switch
            {
                "ADD" or "MOD" => FtmEntity.Of(entity),
                "DEL" => null,
                _ => throw new FormatException($"'{op}' is none of ADD, MOD and DEL"),
            }, isAdded: op == "ADD");
        },
        // A row of a list may be missing for a while; a change that is left out would be missing for good.
        (place, reason) => throw new ListFormatException($"{file.Path}: {place} is no change ({reason})."),
        cancellation,
        mayBeEmpty: true);

    /// <summary>The last change of an entity counts; whether the whole file must hold it, its first one says.</summary>
    private void Apply(string id, FtmEntity? entity, bool isAdded)
    {
        if (!_changes.TryGetValue(id, out var before))
        {
            _changes[id] = new Change(entity, NeedsWhole: !isAdded);
        }
        else if (before.Entity is null && !isAdded)
        {
            throw new FormatException($"{id} is changed or deleted after it was deleted");
        }
        else
        {
            _changes[id] = before with { Entity = entity };
        }
    }

    /// <summary>What became of an entity.</summary>
    /// <param name="Entity">The entity as it is now; null where it was deleted.</param>
    /// <param name="NeedsWhole">True where the whole file must hold it.</param>
    private sealed record Change(FtmEntity? Entity, bool NeedsWhole)
    {
        /// <summary>True where the whole file holds it.</summary>
        public bool IsInWhole { get; init; }
    }
}
