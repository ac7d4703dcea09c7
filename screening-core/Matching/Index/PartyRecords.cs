using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>The canonical records of the parties. Those of a loaded index stay in the file, are read on demand, and each is checked as it
/// is read.</summary>
internal sealed class PartyRecords
{
    /// <summary>Most parties kept after they were read, about 10 MB: the bearers of common names are asked for again and again.</summary>
    public const int MaxKept = 2048;

    private readonly byte[][]? _made;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Column<int> _starts;
    private readonly Column<uint> _sums;
    private readonly Kept?[] _kept = new Kept?[MaxKept];

    public PartyRecords(byte[][] records) => _made = records;

    private PartyRecords(ReadOnlyMemory<byte> bytes, Column<int> starts, Column<uint> sums)
        => (_bytes, _starts, _sums) = (bytes, starts, sums);

    public int Count => _made?.Length ?? _sums.Length;

    public static PartyRecords Load(SectionReader sections) => new(sections.NextUnchecked(), sections.Next<int>(), sections.Next<uint>());

    /// <summary>The party at a position, as it was read lately or read now.</summary>
    /// <exception cref="InvalidDataException">The file was damaged after it was written.</exception>
    public ListedParty Read(int position)
    {
        ref var slot = ref _kept[position % MaxKept];
        if (Volatile.Read(ref slot) is { } kept && kept.Position == position)
        {
            return kept.Party;
        }

        var record = At(position).Span;
        if (_made is null && Checksum.Of(record) != _sums[position])
        {
            throw new InvalidDataException(
                $"The record of the party at position {position} of the compiled index is damaged: delete the file, it is built anew "
                    + $"from the stored lists.");
        }

        var party = PartyCodec.ReadParty(record);
        GC.KeepAlive(this);
        Volatile.Write(ref slot, new Kept(position, party));
        return party;
    }

    public void Save(SectionWriter sections)
    {
        var records = Enumerable.Range(0, Count).Select(At).ToArray();
        var starts = new int[records.Length + 1];
        for (var i = 0; i < records.Length; i++)
        {
            starts[i + 1] = starts[i] + records[i].Length;
        }

        sections.AddUnchecked(Array.ConvertAll<ReadOnlyMemory<byte>, Piece>(records, record => () => record.Span));
        sections.Add<int>(starts);
        sections.Add<uint>(Array.ConvertAll(records, record => Checksum.Of(record.Span)));
    }

    private ReadOnlyMemory<byte> At(int position) => _made is not null ? _made[position] : _bytes[_starts[position].._starts[position + 1]];

    private sealed record Kept(int Position, ListedParty Party);
}
