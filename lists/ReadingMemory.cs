using System.Collections.Immutable;
using System.Text;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists;

/// <summary>
/// What sets of files said when they were read, without their parties: files with the bytes of the last reading need not be read again. It
/// knows only what this process read, so a program that reads otherwise begins with nothing. Not for several threads at once.
/// </summary>
public sealed class ReadingMemory
{
    private Dictionary<string, RememberedSet> _sets = new(StringComparer.Ordinal);

    /// <summary>Forgets everything: the next reading reads all files.</summary>
    public void Forget() => _sets = new(StringComparer.Ordinal);

    /// <summary>What the set said; null where it was not read with these bytes, or its bytes are not known.</summary>
    internal RememberedSet? Find(ListFileSet set) => KeyOf(set) is { } key ? _sets.GetValueOrDefault(key) : null;

    /// <summary>Keeps what the sets that are there said, this time or before; those of files that are gone are forgotten.</summary>
    internal void Keep(IEnumerable<ListFileSet> there, IReadOnlyDictionary<ListFileSet, RememberedSet> read)
    {
        var next = new Dictionary<string, RememberedSet>(StringComparer.Ordinal);
        foreach (var set in there)
        {
            if (KeyOf(set) is { } key && (read.GetValueOrDefault(set) ?? _sets.GetValueOrDefault(key)) is { } said)
            {
                next[key] = said;
            }
        }

        _sets = next;
    }

    private static string? KeyOf(ListFileSet set)
    {
        var key = new StringBuilder().Append(set.Format.Name).Append('\n').Append(set.Date?.UtcTicks);
        foreach (var (role, file) in set.Files.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (file.Digest is null)
            {
                return null;
            }

            key.Append('\n').Append(role).Append(' ').Append(file.Digest).Append(' ').Append(file.Path);
        }

        return key.ToString();
    }
}

/// <summary>A list whose files have the bytes of the last reading and whose content the caller has.</summary>
/// <param name="List">The list.</param>
/// <param name="ContentHash">Hash of its content, as of its snapshot.</param>
public sealed record UnchangedList(ListCode List, string ContentHash);

/// <summary>What a set said.</summary>
/// <param name="Readings">Its lists; empty where it could not be read.</param>
/// <param name="Fault">Why it could not be read; null where it could.</param>
internal sealed record RememberedSet(ImmutableArray<SetReading> Readings, string? Fault)
{
    /// <summary>The same without the parties, which take the memory.</summary>
    public RememberedSet WithoutParties() => this with { Readings = [.. Readings.Select(reading => reading with { Parties = default })] };
}

/// <summary>What a set said of one list.</summary>
/// <param name="List">The list.</param>
/// <param name="PartyCount">How many parties.</param>
/// <param name="IsComplete">True where it is a whole list, by the guards of the list.</param>
internal sealed record SetReading(ListCode List, int PartyCount, bool IsComplete)
{
    /// <summary>The parties; default where they are not kept.</summary>
    public ImmutableArray<ListedParty> Parties { get; init; }

    /// <summary>Hash of the content; null where nobody computed it, because another set was taken.</summary>
    public string? ContentHash { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public ImmutableArray<QuarantinedRow> Quarantined { get; init; } = [];

    public ImmutableArray<string> Notes { get; init; } = [];
}
