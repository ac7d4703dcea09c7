namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>
/// Where a score begins, following labels that have matured: shares of a harm move from month to month, and what a model learned is the
/// share of its own months. The odds of all are shifted by what the matured labels of late say beyond what was stated of them, smoothed
/// and capped, so that a few labels or one odd month move little.
/// </summary>
public static class FollowingPrior
{
    /// <summary>Labels that count for what was stated: so few move nothing much.</summary>
    public const double SmoothingCases = 200;

    /// <summary>The most that odds are shifted, in natural log-odds: not quite three times more or fewer.</summary>
    public const double MostShift = 1;

    /// <summary>How long matured labels count.</summary>
    public const double WindowDays = 90;

    /// <summary>The shift of log-odds.</summary>
    /// <param name="positives">How many were positive, with their weights.</param>
    /// <param name="stated">How many were stated to be: the sum of chances.</param>
    /// <param name="cases">How many there were.</param>
    /// <returns>0 where there are none.</returns>
    public static double Shift(double positives, double stated, double cases)
    {
        if (cases <= 0)
        {
            return 0;
        }

        var mean = Math.Clamp(stated / cases, 1e-6, 1 - 1e-6);
        var seen = Math.Clamp((positives + (SmoothingCases * mean)) / (cases + SmoothingCases), 1e-6, 1 - 1e-6);
        return Math.Clamp(LogOdds(seen) - LogOdds(mean), -MostShift, MostShift);
    }

    /// <summary>The chances of rows as they would have been stated at their time: the label of a row counts only from its maturity
    /// on.</summary>
    /// <param name="chances">What a model states of each row, 0 to 1.</param>
    /// <param name="labels">True for a positive.</param>
    /// <param name="days">When each row was, in days, never falling.</param>
    /// <param name="lagDays">After how many days a label is known.</param>
    /// <exception cref="ArgumentException">The days fall.</exception>
    public static double[] Follow(double[] chances, bool[] labels, double[] days, double lagDays)
    {
        var followed = new double[chances.Length];
        var (from, to, positives, stated) = (0, 0, 0.0, 0.0);
        for (var row = 0; row < chances.Length; row++)
        {
            if (row > 0 && days[row] < days[row - 1])
            {
                throw new ArgumentException("Rows stand in the order of time.", nameof(days));
            }

            for (; to < row && days[to] + lagDays <= days[row]; to++)
            {
                (positives, stated) = (positives + (labels[to] ? 1 : 0), stated + chances[to]);
            }

            for (; from < to && days[from] + lagDays + WindowDays <= days[row]; from++)
            {
                (positives, stated) = (positives - (labels[from] ? 1 : 0), stated - chances[from]);
            }

            var shift = Shift(positives, stated, to - from);
            followed[row] = shift == 0 ? chances[row] : 1 / (1 + Math.Exp(-(LogOdds(Math.Clamp(chances[row], 1e-9, 1 - 1e-9)) + shift)));
        }

        return followed;
    }

    private static double LogOdds(double chance) => Math.Log(chance / (1 - chance));
}
