using System.Runtime.CompilerServices;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Hands out the sections of a compiled index in the order in which they were written.</summary>
internal sealed class SectionReader(IReadOnlyList<(int ElementSize, ReadOnlyMemory<byte> Bytes)> sections)
{
    private int _next;

    /// <summary>True when every section was taken.</summary>
    public bool AtEnd => _next == sections.Count;

    /// <summary>The next section as a column, read in place.</summary>
    /// <exception cref="InvalidDataException">There is no further section, or it is of another kind.</exception>
    public Column<T> Next<T>()
        where T : unmanaged => new(Take(Unsafe.SizeOf<T>()));

    /// <summary>The next section of bytes that are checked piece by piece.</summary>
    /// <exception cref="InvalidDataException">There is no further section, or it is of another kind.</exception>
    public ReadOnlyMemory<byte> NextUnchecked() => Take(Section.Unchecked);

    private ReadOnlyMemory<byte> Take(int elementSize)
    {
        if (_next == sections.Count || sections[_next].ElementSize != elementSize)
        {
            throw new InvalidDataException($"Section {_next} of {sections.Count} is not one of elements of {elementSize} bytes.");
        }

        return sections[_next++].Bytes;
    }
}
