using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>The stored form of the versions a compiled corpus was made of.</summary>
internal static class ListVersionCodec
{
    public static byte[] Write(ImmutableArray<ListVersion> lists)
    {
        var bytes = new ByteWriter();
        bytes.Number(lists.Length);
        foreach (var list in lists)
        {
            bytes.Text(list.Code.Value);
            Write(bytes, list.RetrievedAt);
            bytes.Flag(list.PublishedAt is not null);
            Write(bytes, list.PublishedAt ?? default);
            bytes.Text(list.ContentHash);
            bytes.Number(list.StaleAfter.Ticks);
            bytes.Number(list.PartyCount);
            bytes.Number(list.NameCount);
            bytes.Number(list.QuarantinedCount);
            bytes.Flag(list.IsSample);
        }

        return bytes.ToArray();
    }

    public static ImmutableArray<ListVersion> Read(ReadOnlySpan<byte> stored)
    {
        var bytes = new ByteReader(stored);
        var count = bytes.Int();
        var lists = ImmutableArray.CreateBuilder<ListVersion>(count);
        for (var i = 0; i < count; i++)
        {
            var (code, retrieved, isPublished, published) =
                (ListCode.Parse(bytes.Text()), Moment(ref bytes), bytes.Flag(), Moment(ref bytes));
            lists.Add(new ListVersion(code, retrieved)
            {
                PublishedAt = isPublished ? published : null,
                ContentHash = bytes.Text(),
                StaleAfter = TimeSpan.FromTicks(bytes.Number()),
                PartyCount = bytes.Int(),
                NameCount = bytes.Int(),
                QuarantinedCount = bytes.Int(),
                IsSample = bytes.Flag(),
            });
        }

        return lists.MoveToImmutable();
    }

    private static void Write(ByteWriter bytes, DateTimeOffset moment)
    {
        bytes.Number(moment.Ticks);
        bytes.Number(moment.Offset.Ticks);
    }

    private static DateTimeOffset Moment(ref ByteReader bytes) => new(bytes.Number(), TimeSpan.FromTicks(bytes.Number()));
}
