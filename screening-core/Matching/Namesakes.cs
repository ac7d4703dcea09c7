using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// How many different parties bear names as close to the subject's. A subject is at most one of them, so each is the less likely: a common
/// name says less than a rare one. Most parties of different lists are one party listed twice, so only parties of one list, or with birth
/// years apart, are counted as different.
/// </summary>
internal sealed class Namesakes
{
    /// <summary>
    /// Names whose log-odds are within this of one another count as equally close. A hair above 0.75: rows of the model differ by exactly
    /// that, and their sums come out a little above or below it, depending on what else is on the lists.
    /// </summary>
    public const double Closeness = 0.75001;

    /// <summary>Birth years that are further apart than this are of different persons.</summary>
    private const int YearsApart = 3;

    private readonly Dictionary<ListCode, double[]> _byList;
    private readonly (int Year, double LogOdds)[] _born;
    private readonly Dictionary<double, int> _bornApart = [];

    public Namesakes(IReadOnlyCollection<(ListCode List, int? BirthYear, double LogOdds)> names)
    {
        _byList = names.GroupBy(name => name.List, name => name.LogOdds).ToDictionary(group => group.Key, group => group.Order().ToArray());
        _born = [.. names.Where(name => name.BirthYear is not null).Select(name => (name.BirthYear!.Value, name.LogOdds))
            .OrderBy(name => name.Value)];
    }

    /// <summary>Parties whose names are as close as this one of the list or closer, this one included; at least 1.</summary>
    public int CountOf(ListCode list, double logOdds)
    {
        if (!_byList.TryGetValue(list, out var sorted))
        {
            return 1;
        }

        return Math.Max(Math.Max(1, sorted.Length - FirstAtOrAbove(sorted, logOdds - Closeness)), BornApart(logOdds - Closeness));
    }

    // Not any of those that are equal, as Array.BinarySearch finds: the count must not depend on names that are far.
    private static int FirstAtOrAbove(double[] sorted, double least)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = sorted[middle] < least ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int BornApart(double least)
    {
        // Many names are equally close.
        if (!_bornApart.TryGetValue(least, out var known))
        {
            _bornApart.Add(least, known = CountBornApart(least));
        }

        return known;
    }

    private int CountBornApart(double least)
    {
        var (count, last) = (0, int.MinValue / 2);
        foreach (var (year, logOdds) in _born)
        {
            if (logOdds >= least && year - last > YearsApart)
            {
                count++;
                last = year;
            }
        }

        return count;
    }
}
