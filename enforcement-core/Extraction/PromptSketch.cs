using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Extraction;

/// <summary>What is kept of a prompt instead of its text: 1,024 signed counts of hashed words, pairs of words and runs of three and four
/// characters, of length 1. The text cannot be read back from it.</summary>
public sealed class PromptSketch
{
    /// <summary>How many counts.</summary>
    public const int Size = 1024;

    /// <summary>Characters of a prompt that are read; the rest says little more and costs as much.</summary>
    public const int MostChars = 2000;

    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    private const sbyte MostCount = 127;
    private readonly ImmutableArray<sbyte> _counts;

    private PromptSketch(ImmutableArray<short> places, ImmutableArray<sbyte> counts, ImmutableArray<float> values)
        => (Places, _counts, Values) = (places, counts, values);

    /// <summary>The counts that are not 0, by place, in order.</summary>
    public ImmutableArray<short> Places { get; }

    /// <summary>Their values.</summary>
    public ImmutableArray<float> Values { get; }

    /// <summary>A number for equal sketches: the same prompt sent again has the same.</summary>
    public ulong Hash
    {
        get
        {
            var hash = (ulong)Places.Length;
            for (var i = 0; i < Places.Length; i++)
            {
                hash = SplitMix.Hash(hash, unchecked(((ulong)(ushort)Places[i] << 8) | (byte)_counts[i]));
            }

            return hash;
        }
    }

    /// <summary>The written form: base64 of 1,024 signed bytes, the counts in order of place.</summary>
    public string Write()
    {
        Span<sbyte> all = stackalloc sbyte[Size];
        all.Clear();
        for (var i = 0; i < Places.Length; i++)
        {
            all[Places[i]] = _counts[i];
        }

        return Convert.ToBase64String(MemoryMarshal.AsBytes(all));
    }

    /// <summary>Reads the written form; null where it is another one.</summary>
    public static PromptSketch? Read(string? text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (text is null || !Convert.TryFromBase64String(text, bytes, out var count) || count != Size)
        {
            return null;
        }

        Span<float> counts = stackalloc float[Size];
        for (var place = 0; place < Size; place++)
        {
            counts[place] = unchecked((sbyte)bytes[place]);
        }

        return Made(counts);
    }

    /// <summary>Makes the sketch of a text.</summary>
    public static PromptSketch Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<float> counts = stackalloc float[Size];
        counts.Clear();
        var read = Math.Min(text.Length, MostChars);
        var (word, before, last3, last2, last1) = (Basis, 0u, '\0', '\0', '\0');
        for (var i = 0; i <= read; i++)
        {
            var c = i < read ? Folded(text[i]) : ' ';
            if (c != ' ')
            {
                word = Step(word, c);
            }
            else if (word != Basis)
            {
                Count(counts, word ^ 0x5bd1e995);
                if (before != 0)
                {
                    Count(counts, Step(Step(word, (char)(before & 0xffff)), (char)(before >> 16)));
                }

                (before, word) = (word, Basis);
            }

            if (last2 != '\0')
            {
                var three = Step(Step(Step(Basis, last2), last1), c);
                Count(counts, three);
                if (last3 != '\0')
                {
                    Count(counts, Step(three, last3));
                }
            }

            (last3, last2, last1) = (last2, last1, c);
        }

        return Made(counts);
    }

    /// <summary>The product with a dense vector of <see cref="Size"/> numbers.</summary>
    public double Dot(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < Places.Length; i++)
        {
            sum += Values[i] * weights[Places[i]];
        }

        return sum;
    }

    private static PromptSketch Made(Span<float> counts)
    {
        var (length, used) = (0.0, 0);
        foreach (ref var count in counts)
        {
            count = Math.Clamp(count, -MostCount, MostCount);
            length += count * count;
            used += count != 0 ? 1 : 0;
        }

        var (places, values) = (ImmutableArray.CreateBuilder<short>(used), ImmutableArray.CreateBuilder<float>(used));
        var whole = ImmutableArray.CreateBuilder<sbyte>(used);
        for (var place = 0; place < Size; place++)
        {
            if (counts[place] != 0)
            {
                places.Add((short)place);
                whole.Add((sbyte)counts[place]);
                values.Add((float)(counts[place] / Math.Sqrt(length)));
            }
        }

        return new PromptSketch(places.MoveToImmutable(), whole.MoveToImmutable(), values.MoveToImmutable());
    }

    private static char Folded(char c) => char.IsLetter(c) ? char.ToLowerInvariant(c) : char.IsDigit(c) ? '0' : char.IsWhiteSpace(c) ? ' '
        : c;

    private static uint Step(uint hash, char c) => unchecked((hash ^ c) * Prime);

    private static void Count(Span<float> counts, uint hash)
    {
        var mixed = unchecked(hash * 0x9E3779B1);
        counts[(int)(mixed >> 22)] += (mixed & 1) == 0 ? 1 : -1;
    }
}
