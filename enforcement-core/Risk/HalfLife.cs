namespace Compliance.EnforcementCore.Risk;

/// <summary>What is left of a weight after a time, in whole thousandths: the same on every machine.</summary>
internal static class HalfLife
{
    private const int Steps = 1024;
    private const int Bits = 30;

    // 2^(−k/1024) in units of 2^−30. Rounded, so that the last bit of a machine's power function cannot show.
    private static readonly long[] Parts = [.. Enumerable.Range(0, Steps).Select(k
        => (long)Math.Round(Math.Pow(2, -k / (double)Steps) * (1L << Bits)))];

    /// <summary>What is left.</summary>
    /// <param name="milli">The weight, in thousandths.</param>
    /// <param name="percent">How sure the observation is, 0 to 100.</param>
    /// <param name="age">How long ago; below zero counts as now.</param>
    /// <param name="halfLifeHours">Hours after which half is left, 1 or more.</param>
    public static int Left(int milli, int percent, TimeSpan age, int halfLifeHours)
    {
        var minutes = Math.Max(age.Ticks, 0) / TimeSpan.TicksPerMinute;
        var steps = minutes * Steps / (halfLifeHours * 60L);
        var halves = steps / Steps;
        if (halves >= Bits)
        {
            return 0;
        }

        var part = Parts[(int)(steps % Steps)] >> (int)halves;
        var whole = (long)milli * Math.Clamp(percent, 0, 100) * part;
        var unit = 100L << Bits;
        return (int)((whole + (whole >= 0 ? unit / 2 : -(unit / 2))) / unit);
    }
}
