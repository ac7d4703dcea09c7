using System.Collections.Frozen;
using Compliance.Lists.Reading;

namespace Compliance.Lists.UsOfac;

/// <summary>OFAC's labels of facts and documents (<c>UsOfac/labels.tsv</c>) and what each means.</summary>
internal static class OfacLabels
{
    private static readonly FrozenDictionary<string, (string Label, string Meaning)> ByLabel = EmbeddedTable.Rows("UsOfac/labels.tsv")
        .ToFrozenDictionary(row => Key(row[0]), row => (row[0], row[1]), StringComparer.OrdinalIgnoreCase);

    /// <summary>The meaning of a whole label; null where the table does not know it.</summary>
    public static string? MeaningOf(string label) => Split(label) is { } found && found.Value.Length == 0 ? found.Meaning : null;

    /// <summary>Splits "Passport A123 (Iran)" into its label, the label's meaning and the rest; null where no label is known.</summary>
    public static (string Label, string Meaning, string Value)? Split(string fact)
    {
        fact = fact.Trim();
        var key = Key(fact);
        for (var end = key.Length; end > 0; end = key.LastIndexOf(' ', end - 1))
        {
            if (ByLabel.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key.AsSpan(0, end), out var found))
            {
                return (found.Label, found.Meaning, fact[end..].Trim());
            }
        }

        return null;
    }

    /// <summary>OFAC writes the apostrophe of "Driver's" in two ways.</summary>
    private static string Key(string label) => label.Replace('’', '\'').Trim();
}
