using System.Collections.Frozen;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary>What a topic of an entity obliges to, from <c>topics.tsv</c>. Only a sanction freezes; an exposed person, a relative or a
/// debarment never does.</summary>
internal static class FtmTopics
{
    private static readonly FrozenDictionary<string, (Measures Measure, string Words)> Rows = EmbeddedTable.Rows("OpenSanctions/topics.tsv")
        .ToFrozenDictionary(row => row[0], row => (Enum.Parse<Measures>(row[1], ignoreCase: true), row[2]), StringComparer.Ordinal);

    /// <summary>The measure of a topic; <see cref="Measures.Partial"/> where the table knows neither it nor a beginning of it.</summary>
    public static Measures MeasureOf(string topic) => Find(topic)?.Measure ?? Measures.Partial;

    /// <summary>The topic in words; the topic itself where the table does not know it.</summary>
    public static string WordsOf(string topic) => Find(topic)?.Words ?? topic;

    private static (Measures Measure, string Words)? Find(string topic)
    {
        for (var name = topic; name.Length > 0; name = name.LastIndexOf('.') is var dot && dot > 0 ? name[..dot] : "")
        {
            if (Rows.TryGetValue(name, out var row))
            {
                return row;
            }
        }

        return null;
    }
}
