using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Matching.Learning;

/// <summary>Joins records of one person on several lists: most UN entries stand on national lists too, under the same name, and would
/// otherwise count as independent witnesses.</summary>
internal static class SamePersons
{
    private const int FewestWords = 2;

    /// <summary>The distinct names (as ordered words) of each person; persons in the order of their first record, names in ordinal
    /// order.</summary>
    public static IEnumerable<IReadOnlyList<ImmutableArray<string>>> NamesOf(IEnumerable<IEnumerable<ImmutableArray<string>>> records)
    {
        var names = records.Select(record => record.DistinctBy(Key).ToDictionary(Key, words => words, StringComparer.Ordinal)).ToArray();
        var parent = Enumerable.Range(0, names.Length).ToArray();
        var bearer = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var record = 0; record < names.Length; record++)
        {
            foreach (var (key, words) in names[record])
            {
                if (words.Length >= FewestWords && !bearer.TryAdd(key, record))
                {
                    var (one, other) = (Root(parent, bearer[key]), Root(parent, record));
                    parent[Math.Max(one, other)] = Math.Min(one, other);
                }
            }
        }

        return Enumerable.Range(0, names.Length).GroupBy(record => Root(parent, record))
            .Select(person =>
                (IReadOnlyList<ImmutableArray<string>>)[.. person.SelectMany(record => names[record]).DistinctBy(name => name.Key)
                .OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => name.Value)]);
    }

    private static string Key(ImmutableArray<string> words) => string.Join(' ', words);

    private static int Root(int[] parent, int record)
    {
        while (parent[record] != record)
        {
            record = parent[record] = parent[parent[record]];
        }

        return record;
    }
}
