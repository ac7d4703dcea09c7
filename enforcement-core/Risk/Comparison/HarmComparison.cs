using System.Collections.Immutable;
using Compliance.EnforcementCore.Risk.Learning;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Risk.Comparison;

/// <summary>A decision that was kept and whose outcome is known, as two versions score it.</summary>
/// <param name="Account">Whose: cases of one account are resampled together.</param>
/// <param name="At">When it was.</param>
/// <param name="Chance">How likely it was to be kept, above 0 to 1.</param>
/// <param name="Positive">True where people acted on the harm.</param>
/// <param name="Champion">The score by the version in force, in thousandths.</param>
/// <param name="Challenger">The score by the other one.</param>
/// <param name="Values">What was counted then.</param>
public sealed record ComparedCase(SubjectRef Account, DateTimeOffset At, double Chance, bool Positive, int Champion, int Challenger,
    ImmutableArray<string> Values)
{
    /// <summary>The most that a case counts: what was kept more seldom would count too much.</summary>
    public const int MostTimes = 200;

    /// <summary>How often it counts: 1 divided by its chance.</summary>
    public int Times => (int)Math.Clamp(Math.Round(1 / Chance), 1, MostTimes);
}

/// <summary>What two versions come to on the cases of one harm.</summary>
public enum ComparisonVerdict
{
    /// <summary>They score every case alike.</summary>
    Same,

    /// <summary>There are too few cases to say anything.</summary>
    TooFew,

    /// <summary>The interval of the gain is too wide to say anything.</summary>
    Undecided,

    /// <summary>The interval of the gain lies above 0.</summary>
    Better,

    /// <summary>It lies above the largest loss that is borne.</summary>
    NotWorse,

    /// <summary>It does not, and it is narrow enough to tell: nothing ships so.</summary>
    Worse,
}

/// <summary>Two versions on the cases of one harm, each case as often as one like it was there.</summary>
/// <param name="Harm">The harm.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Positives">How many of them are positive.</param>
/// <param name="Champion">Average precision of the version in force, 0 to 1.</param>
/// <param name="Challenger">The same of the other one.</param>
/// <param name="GainLow">Where the interval of the gain begins: 95 of 100 resamples of the accounts lie in it.</param>
/// <param name="GainHigh">Where it ends.</param>
/// <param name="Verdict">What it comes to.</param>
public sealed record HarmComparison(RiskHarm Harm, int Cases, int Positives, double Champion, double Challenger, double GainLow,
    double GainHigh, ComparisonVerdict Verdict)
{
    /// <summary>Fewer cases say nothing.</summary>
    public const int FewestCases = 100;

    /// <summary>Fewer accounts of either outcome say nothing.</summary>
    public const int FewestAccounts = 20;

    /// <summary>The largest loss of average precision that is borne: a version may be made for other reasons than rank.</summary>
    public const double MostLoss = 0.02;

    /// <summary>A wider interval cannot tell.</summary>
    public const double WidestInterval = 0.1;

    private const int Resamples = 200;

    /// <summary>Compares.</summary>
    public static HarmComparison Of(RiskHarm harm, IReadOnlyList<ComparedCase> cases)
    {
        var positives = cases.Count(one => one.Positive);
        if (cases.All(one => one.Champion == one.Challenger) && cases.Count > 0)
        {
            return new HarmComparison(harm, cases.Count, positives, 0, 0, 0, 0, ComparisonVerdict.Same);
        }

        if (!IsEnough(cases))
        {
            return new HarmComparison(harm, cases.Count, positives, 0, 0, 0, 0, ComparisonVerdict.TooFew);
        }

        var (champion, challenger, low, high) = Gain(cases, [.. cases.Select(one => Chance(one.Champion))],
            [.. cases.Select(one => Chance(one.Challenger))]);
        return new HarmComparison(harm, cases.Count, positives, champion, challenger, low, high, low > 0 ? ComparisonVerdict.Better
            : low >= -MostLoss ? ComparisonVerdict.NotWorse
            : high < 0 || high - low <= WidestInterval ? ComparisonVerdict.Worse : ComparisonVerdict.Undecided);
    }

    /// <summary>True where there are cases enough to say anything.</summary>
    internal static bool IsEnough(IReadOnlyList<ComparedCase> cases) => cases.Count >= FewestCases
        && cases.Where(one => one.Positive).Select(one => one.Account).Distinct().Count() >= FewestAccounts
        && cases.Where(one => !one.Positive).Select(one => one.Account).Distinct().Count() >= FewestAccounts;

    /// <summary>Average precision of two scores on the same cases, and the interval of what the second gains: accounts are drawn again,
    /// each with all its cases, and both are measured on the same draw.</summary>
    internal static (double First, double Second, double Low, double High) Gain(IReadOnlyList<ComparedCase> cases, double[] first,
        double[] second)
    {
        var (labels, times) = (cases.Select(one => one.Positive).ToArray(), cases.Select(one => one.Times).ToArray());
        var accounts = cases.Select(one => one.Account).Distinct().Order().Select((account, place) => (account, place))
            .ToDictionary(one => one.account, one => one.place);
        var owners = cases.Select(one => accounts[one.Account]).ToArray();
        var (order, other) = (RankMeasures.Order(first), RankMeasures.Order(second));
        var (gains, bits) = (new double[Resamples], new SplitMix(17));
        for (var round = 0; round < Resamples; round++)
        {
            var drawn = new int[accounts.Count];
            for (var n = 0; n < drawn.Length; n++)
            {
                drawn[bits.Below(drawn.Length)]++;
            }

            int[] weights = [.. times.Select((time, place) => time * drawn[owners[place]])];
            gains[round] = RankMeasures.Of(second, labels, other, weights).PrAuc - RankMeasures.Of(first, labels, order, weights).PrAuc;
        }

        Array.Sort(gains);
        return (Round(RankMeasures.Of(first, labels, order, times).PrAuc), Round(RankMeasures.Of(second, labels, other, times).PrAuc),
            Round(gains[(int)(Resamples * 0.025)]), Round(gains[(int)(Resamples * 0.975)]));
    }

    private static double Chance(int milli) => 1 / (1 + Math.Exp(-milli / 1000.0));

    private static double Round(double value) => Math.Round(value, 4);
}
