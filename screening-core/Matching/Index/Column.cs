using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// A row of numbers that is either an array or the bytes of a mapped file, read in place. Whoever reads spans of a mapped column keeps its
/// owner reachable until it has finished (<see cref="GC.KeepAlive"/>): a span alone does not keep the map.
/// </summary>
internal readonly struct Column<T>
    where T : unmanaged
{
    private readonly T[]? _numbers;
    private readonly ReadOnlyMemory<byte> _bytes;

    public Column(T[] numbers) => _numbers = numbers;

    public Column(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    public int Length => _numbers?.Length ?? _bytes.Length / Unsafe.SizeOf<T>();

    public ReadOnlySpan<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _numbers is not null ? _numbers : MemoryMarshal.Cast<byte, T>(_bytes.Span);
    }

    /// <summary>One number; loops take <see cref="Span"/> once instead.</summary>
    public T this[int at] => Span[at];

    /// <summary>The bytes as a file holds them, on a little-endian machine.</summary>
    public ReadOnlySpan<byte> Bytes => _numbers is null ? _bytes.Span : MemoryMarshal.AsBytes(_numbers.AsSpan());

    public static implicit operator Column<T>(T[] numbers) => new(numbers);
}
