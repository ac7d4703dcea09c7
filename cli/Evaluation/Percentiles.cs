namespace Compliance.Cli.Evaluation;

/// <summary>Percentiles by the nearest rank.</summary>
internal static class Percentiles
{
    /// <summary>The value at a share, from 0 to 1, rounded; 0 where there is none.</summary>
    public static double At(IEnumerable<double> values, double share, int digits = 1)
    {
        double[] ordered = [.. values.Order()];
        var rank = Math.Clamp((int)Math.Ceiling(share * ordered.Length) - 1, 0, Math.Max(ordered.Length - 1, 0));
        return ordered.Length == 0 ? 0 : Math.Round(ordered[rank], digits);
    }
}
