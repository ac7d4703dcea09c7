using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Networks.Linkage;

/// <summary>A record of which it is known whose it is.</summary>
/// <param name="Group">Whose.</param>
/// <param name="Values">Its folded values, in the order of the fields.</param>
public sealed record LabelledRecord(string Group, IReadOnlyList<string> Values);

/// <summary>Which pairs of records are worth comparing: those that share a value which few share.</summary>
public static class RecordPairs
{
    /// <summary>Records above which a value makes no pairs.</summary>
    public const int MostOfValue = 100;

    /// <summary>The pairs, by number of record, in order.</summary>
    public static IReadOnlyList<(int One, int Other)> Of(IReadOnlyList<LabelledRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var pairs = new HashSet<(int, int)>();
        for (var field = 0; field < (records.Count == 0 ? 0 : records[0].Values.Count); field++)
        {
            foreach (var same in Enumerable.Range(0, records.Count).Where(at => records[at].Values[field].Length > 0)
                .GroupBy(at => records[at].Values[field], StringComparer.Ordinal).Select(group => group.ToList())
                .Where(group => group.Count is > 1 and <= MostOfValue))
            {
                for (var i = 0; i < same.Count; i++)
                {
                    for (var j = i + 1; j < same.Count; j++)
                    {
                        pairs.Add((same[i], same[j]));
                    }
                }
            }
        }

        return [.. pairs.Order()];
    }

    /// <summary>Two halves that share no group: one to fit on, one to measure on.</summary>
    public static (IReadOnlyList<LabelledRecord> Fit, IReadOnlyList<LabelledRecord> HeldOut) Split(IEnumerable<LabelledRecord> records,
        ulong seed)
    {
        ArgumentNullException.ThrowIfNull(records);
        var halves = records.ToLookup(record => (SplitMix.Hash([seed, .. record.Group.Select(c => (ulong)c)]) & 1) == 0);
        return ([.. halves[true]], [.. halves[false]]);
    }
}
