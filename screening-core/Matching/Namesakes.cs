using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// How many parties of one list bear names as close to the subject's. A subject is at most one of them, so each is the less likely: a common name says
/// less than a rare one. Parties of different lists are not counted together, since most are the same party listed twice.
/// </summary>
internal sealed class Namesakes
{
    /// <summary>Names whose log-odds are within this of one another count as equally close.</summary>
    private const double Closeness = 0.75;

    private readonly Dictionary<ListCode, double[]> _byList;

    public Namesakes(IEnumerable<(ListCode List, double LogOdds)> names) =>
        _byList = names.GroupBy(name => name.List, name => name.LogOdds).ToDictionary(group => group.Key, group => group.Order().ToArray());

    /// <summary>Parties of the list whose names are as close as this one or closer, this one included; at least 1.</summary>
    public int CountOf(ListCode list, double logOdds)
    {
        if (!_byList.TryGetValue(list, out var sorted))
        {
            return 1;
        }

        var at = Array.BinarySearch(sorted, logOdds - Closeness);
        return Math.Max(1, sorted.Length - (at < 0 ? ~at : at));
    }
}
