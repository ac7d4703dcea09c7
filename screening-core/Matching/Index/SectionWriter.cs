using System.Runtime.CompilerServices;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Gathers the sections of a compiled index in the order in which <see cref="SectionReader"/> asks for them.</summary>
internal sealed class SectionWriter
{
    private readonly List<Section> _sections = [];

    public IReadOnlyList<Section> Sections => _sections;

    /// <summary>A column, stored as it lies in memory.</summary>
    public void Add<T>(Column<T> column)
        where T : unmanaged => _sections.Add(new Section(Unsafe.SizeOf<T>(), [() => column.Bytes]));

    /// <summary>Bytes in several pieces that carry their own check sums, so that loading need not read them.</summary>
    public void AddUnchecked(IReadOnlyList<Piece> pieces) => _sections.Add(new Section(Section.Unchecked, pieces));
}

/// <summary>Bytes that are written later; they are not copied before.</summary>
internal delegate ReadOnlySpan<byte> Piece();

/// <summary>One section.</summary>
/// <param name="ElementSize">Bytes of one element, or <see cref="Unchecked"/>.</param>
/// <param name="Pieces">The content.</param>
internal sealed record Section(int ElementSize, IReadOnlyList<Piece> Pieces)
{
    /// <summary>The element size of sections whose content is checked piece by piece as it is read.</summary>
    public const int Unchecked = 0;

    public long Length => Pieces.Sum(piece => (long)piece().Length);

    public uint Sum => ElementSize == Unchecked ? 0 : Pieces.Aggregate(uint.MaxValue, (sum, piece) => Checksum.Continue(sum, piece()));
}
