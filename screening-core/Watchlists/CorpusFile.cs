using System.Security.Cryptography;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Index;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>
/// The compiled corpus as one file that is used where it lies in memory: <see cref="CorpusHeader"/>, sections at multiples of 64 bytes,
/// SHA-256 of all before it. The same corpus compiled by the same engine gives the same bytes.
/// </summary>
public static class CorpusFile
{
    /// <summary>The version of the format; it changes whenever sections are added, dropped or read differently.</summary>
    public const int Format = 2;

    private const int StampLetters = 8;

    /// <summary>The name under which a compiled corpus is kept: it tells lists, engine and tables apart.</summary>
    /// <param name="corpusHash"><see cref="ScreeningCorpus.Hash"/>.</param>
    public static string NameOf(string corpusHash) =>
        $"{corpusHash}-{Convert.ToHexStringLower(CorpusStamp.Engine)[..StampLetters]}-{Convert.ToHexStringLower(CorpusStamp.Tables)[..StampLetters]}.corpus";

    /// <summary>Writes a corpus. The stream need not be able to seek.</summary>
    /// <exception cref="NotSupportedException">The machine is big-endian.</exception>
    /// <exception cref="OverflowException">The corpus is larger than 2 GiB.</exception>
    public static void Write(ScreeningCorpus corpus, Stream stream)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new NotSupportedException("A compiled corpus is little-endian and is written on little-endian machines only.");
        }

        var gathered = new SectionWriter();
        gathered.Add<byte>(ListVersionCodec.Write(corpus.Lists));
        corpus.Index.Save(gathered);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Put(CorpusHeader.Write(gathered.Sections));
        foreach (var section in gathered.Sections)
        {
            var length = section.Length;
            foreach (var piece in section.Pieces)
            {
                Put(piece());
            }

            Put(new byte[CorpusHeader.Aligned(length) - length]);
        }

        stream.Write(hash.GetHashAndReset());
        GC.KeepAlive(corpus);

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    /// <summary>Checks the SHA-256 of a whole file by reading it once; null where it fits.</summary>
    /// <param name="file">The file from its beginning, with a known length.</param>
    public static CorpusLoad.Refused? Verify(Stream file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        var rest = file.Length - SHA256.HashSizeInBytes;
        while (rest > 0 && file.Read(buffer, 0, (int)Math.Min(rest, buffer.Length)) is var read and > 0)
        {
            hash.AppendData(buffer, 0, read);
            rest -= read;
        }

        Span<byte> written = stackalloc byte[SHA256.HashSizeInBytes];
        return rest == 0 && file.ReadAtLeast(written, written.Length, throwOnEndOfStream: false) == written.Length
            && written.SequenceEqual(hash.GetHashAndReset())
            ? null
            : CorpusHeader.Damaged("its SHA-256 does not fit its content");
    }

    /// <summary>
    /// Reads a corpus in place: the memory must stay as it is while the corpus is used. Header, contents and every section but the records
    /// are always checked (CRC-32C); a record is checked when it is read, and a damaged one throws <see cref="InvalidDataException"/>.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="verify">Also checks the SHA-256 of everything, records included.</param>
    /// <param name="beside">The same bytes as a stream: sections are checked there, so that what is not used later takes no memory; null
    /// to check them in place.</param>
    public static CorpusLoad Load(ReadOnlyMemory<byte> file, bool verify = false, Stream? beside = null)
    {
        if (CorpusHeader.Check(file.Span) is { } refused)
        {
            return refused;
        }

        if (verify && !SHA256.HashData(file.Span[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(file.Span[^SHA256.HashSizeInBytes..]))
        {
            return CorpusHeader.Damaged("its SHA-256 does not fit its content");
        }

        var contents = CorpusHeader.Contents(file.Span);
        var sections = new (int, ReadOnlyMemory<byte>)[contents.Length];
        for (var i = 0; i < contents.Length; i++)
        {
            var bytes = file.Slice(contents[i].Offset, contents[i].Length);
            if (contents[i].ElementSize != Section.Unchecked
                && (beside is null ? Checksum.Of(bytes.Span) : SumOf(beside, contents[i].Offset, bytes.Length)) != contents[i].Sum)
            {
                return CorpusHeader.Damaged($"the check sum of section {i} does not fit");
            }

            sections[i] = (contents[i].ElementSize, bytes);
        }

        var reader = new SectionReader(sections);
        var lists = ListVersionCodec.Read(reader.Next<byte>().Span);
        return new CorpusLoad.Loaded(ScreeningCorpus.Compiled(lists, MatchIndex.Load(reader)));
    }

    private static uint SumOf(Stream file, long offset, int length)
    {
        var (sum, buffer) = (uint.MaxValue, new byte[1 << 18]);
        file.Position = offset;
        while (length > 0)
        {
            var part = buffer.AsSpan(0, Math.Min(length, buffer.Length));
            file.ReadExactly(part);
            sum = Checksum.Continue(sum, part);
            length -= part.Length;
        }

        return sum;
    }
}
