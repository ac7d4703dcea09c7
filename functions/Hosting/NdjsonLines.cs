using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Compliance.Functions.Hosting;

/// <summary>A line of a stream of JSON lines.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">The line without its end; null where it is longer than the limit.</param>
internal sealed record NdjsonLine(long Number, byte[]? Bytes);

/// <summary>Splits a stream into lines while it arrives; holds at most one line.</summary>
internal static class NdjsonLines
{
    /// <summary>Yields the lines that are not blank.</summary>
    public static async IAsyncEnumerable<NdjsonLine> ReadAsync(PipeReader reader, int maxBytes, [EnumeratorCancellation]
        CancellationToken cancellation)
    {
        var number = 0L;
        var skipping = false;
        while (true)
        {
            var result = await RequestBody.NextAsync(reader, cancellation);
            var buffer = result.Buffer;
            while (TryTakeLine(ref buffer, result.IsCompleted, out var line))
            {
                number++;
                if (skipping || line.Length > maxBytes)
                {
                    skipping = false;
                    yield return new NdjsonLine(number, null);
                }
                else if (!IsBlank(line))
                {
                    yield return new NdjsonLine(number, line.ToArray());
                }
            }

            if (buffer.Length > maxBytes)
            {
                // The rest of an over-long line is thrown away as it arrives.
                skipping = true;
                buffer = buffer.Slice(buffer.End);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                if (skipping)
                {
                    yield return new NdjsonLine(number + 1, null);
                }

                yield break;
            }
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool completed, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        var last = completed && !buffer.IsEmpty;
        buffer = last ? buffer.Slice(buffer.End) : buffer;
        return last;
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
