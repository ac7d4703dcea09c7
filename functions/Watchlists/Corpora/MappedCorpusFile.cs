using System.Buffers;
using System.IO.MemoryMappedFiles;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.Win32.SafeHandles;

namespace Compliance.Functions.Watchlists.Corpora;

/// <summary>
/// A compiled corpus in a file that the kernel maps into memory: only what is used is read, and what is unused can be given back. The map
/// lives as long as the corpus that reads it; the file may be replaced or deleted meanwhile, never changed.
/// </summary>
internal static class MappedCorpusFile
{
    /// <summary>Maps and loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verify">Reads all of it once to check its SHA-256, outside the map, so that what is not used later takes no
    /// memory.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static CorpusLoad Load(string path, bool verify = false)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (file.Length is 0 or > int.MaxValue)
        {
            return new CorpusLoad.Refused(CorpusFault.WrongLength,
                $"'{path}' has {file.Length} bytes, a compiled corpus has 1 to {int.MaxValue}.");
        }

        return verify && CorpusFile.Verify(file) is { } refused ? refused
            : CorpusFile.Load(new Map(file, (int)file.Length).Memory, beside: file);
    }

    /// <summary>Writes a corpus beside the path and renames it there when all bytes are on disk, so that no reader sees half a
    /// file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(ScreeningCorpus corpus, string path)
    {
        var beside = $"{path}.{Path.GetRandomFileName()}.new";
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20))
            {
                CorpusFile.Write(corpus, file);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>The mapped bytes. A span of them does not keep the map; the index keeps itself, and with it the map, until it has finished
    /// reading.</summary>
    private sealed unsafe class Map(FileStream file, int length) : MemoryManager<byte>
    {
        private readonly View _view = new(file, length);

        public override Span<byte> GetSpan() => new(_view.Bytes, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_view.Bytes + elementIndex, default, this);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
            // The corpus may be in use on any thread: the view goes when the last reference to it went.
        }
    }

    /// <summary>Holds a view until nobody refers to it.</summary>
    private sealed unsafe class View
    {
        private readonly SafeMemoryMappedViewHandle _handle;

        public View(FileStream file, int length)
        {
            using var map =
                MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            using var view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            byte* bytes = null;
            (_handle = view.SafeMemoryMappedViewHandle).AcquirePointer(ref bytes);
            Bytes = bytes + view.PointerOffset;
        }

        ~View() => _handle.ReleasePointer();

        public byte* Bytes { get; }
    }
}
