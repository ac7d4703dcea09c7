namespace Compliance.ScreeningCore.Matching.Fitting;

/// <summary>A small generator of even bits that depend on the seed alone, on every machine and runtime: for samples that can be drawn
/// again.</summary>
/// <remarks>Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", 2014 (SplitMix64). Not for
/// secrets.</remarks>
public sealed class SplitMix(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(unchecked(_state += Gamma));

    /// <summary>A number from 0 to <paramref name="count"/> − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul(Next(), (ulong)count, out _);
    }

    /// <summary>Even bits that depend on all values and their order.</summary>
    public static ulong Hash(params ReadOnlySpan<ulong> values)
    {
        var state = Gamma;
        foreach (var value in values)
        {
            state = Mix(unchecked(state + Gamma) ^ Mix(unchecked(value + Gamma)));
        }

        return state;
    }

    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
