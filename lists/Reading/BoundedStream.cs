namespace Compliance.Lists.Reading;

/// <summary>Reads an expanded stream and refuses to go on once more came out than the limit allows: the guard against archive
/// bombs.</summary>
internal sealed class BoundedStream(Stream inner, string file, Func<long> limit) : PassingStream(inner)
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = base.Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw new ListFormatException($"{file}: the compressed data is damaged or cut off after {_read:N0} bytes: {error.Message}",
                error);
        }

        _read += count;
        var most = limit();
        return _read <= most
            ? count
            : throw new ListFormatException($"{file}: expands to more than {most:N0} bytes; a list never does, so the archive is refused.");
    }
}
