using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>
/// The stored form of a delta: JSON lines. The first names the list, both states and the counts; each further line is one party, as it was
/// and as it is, in canonical form. Equal deltas have equal bytes; the changed fields are not written, they follow from the two records.
/// </summary>
public static class WatchlistDeltaCodec
{
    /// <summary>Writes a delta. The stream need not be able to seek.</summary>
    public static void Write(WatchlistDelta delta, Stream stream)
    {
        using (var head = new Utf8JsonWriter(stream))
        {
            head.WriteStartObject();
            head.WriteString("list", delta.List.Value);
            head.WriteString("from", delta.FromHash);
            head.WriteString("to", delta.ToHash);
            head.WriteNumber("changes", delta.Added.Length + delta.Amended.Length + delta.Delisted.Length);
            head.WriteEndObject();
        }

        foreach (var change in delta.Changes)
        {
            stream.Write(change.Kind switch
            {
                ListChangeKind.Added => "\n{\"op\":\"added\""u8,
                ListChangeKind.Amended => "\n{\"op\":\"amended\""u8,
                ListChangeKind.Delisted => "\n{\"op\":\"delisted\""u8,
                _ => throw new ArgumentOutOfRangeException(nameof(delta), change.Kind, null),
            });
            WriteParty(stream, ",\"before\":"u8, change.Before);
            WriteParty(stream, ",\"after\":"u8, change.After);
            stream.Write("}"u8);
        }

        stream.Write("\n"u8);
    }

    /// <summary>Reads a delta.</summary>
    /// <exception cref="InvalidDataException">The lines are not a delta, or fewer than the first line states.</exception>
    public static WatchlistDelta Read(Stream stream)
    {
        using var lines = new StreamReader(stream, Encoding.UTF8);
        try
        {
            using var head = JsonDocument.Parse(lines.ReadLine() ?? "");
            var (added, amended, delisted) =
                (ImmutableArray.CreateBuilder<ListedParty>(), ImmutableArray.CreateBuilder<AmendedParty>(),
                ImmutableArray.CreateBuilder<ListedParty>());
            while (lines.ReadLine() is { Length: > 0 } line)
            {
                using var row = JsonDocument.Parse(line);
                switch (row.RootElement.GetProperty("op").GetString())
                {
                    case "added": added.Add(Party(row, "after")); break;
                    case "delisted": delisted.Add(Party(row, "before")); break;
                    case "amended"
                        when WatchlistDelta.Compare(Party(row, "before"), Party(row, "after")) is { } change:
                        amended.Add(change); break;
                    case var op:
                        throw new InvalidDataException(
                        $"A delta has a line with the operation '{op}' that changes nothing or is unknown.");
                }
            }

            var (read, stated) = (added.Count + amended.Count + delisted.Count, head.RootElement.GetProperty("changes").GetInt32());
            return read == stated
                ? new WatchlistDelta
                {
                    List = ListCode.Parse(head.RootElement.GetProperty("list").GetString() ?? ""),
                    FromHash = head.RootElement.GetProperty("from").GetString() ?? "",
                    ToHash = head.RootElement.GetProperty("to").GetString() ?? "",
                    Added = added.ToImmutable(),
                    Amended = amended.ToImmutable(),
                    Delisted = delisted.ToImmutable(),
                }
                : throw new InvalidDataException($"A delta states {stated} changes and holds {read}.");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"Not a delta: {error.Message}", error);
        }
    }

    private static void WriteParty(Stream stream, ReadOnlySpan<byte> name, ListedParty? party)
    {
        if (party is not null)
        {
            stream.Write(name);
            stream.Write(PartyCodec.Write(party));
        }
    }

    private static ListedParty Party(JsonDocument row, string name)
        => PartyCodec.ReadParty(Encoding.UTF8.GetBytes(row.RootElement.GetProperty(name).GetRawText()));
}
