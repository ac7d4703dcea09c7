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

    /// <summary>True where the table has the topic or a beginning of it.</summary>
    public static bool IsKnown(string topic) => Find(topic) is not null;

    /// <summary>The topics that a designation stands for: of files of this model the topic itself, of official lists what its measures come
    /// nearest to. A measure without a topic of its own is a sanction.</summary>
    public static IEnumerable<string> Of(bool isOfThisModel, Designation designation)
    {
        if (isOfThisModel)
        {
            // A topic is told in its own words; an act of sanction by who issued it.
            var isTopic = Rows.ContainsKey(designation.Programme) || designation.LegalBasis == WordsOf(designation.Programme);
            return designation.Programme == "listed" ? [] : [isTopic ? designation.Programme : "sanction"];
        }

        var topics = new List<string>();
        foreach (var (measure, topic) in ByMeasure)
        {
            if ((designation.Measures & measure) != 0 && !topics.Contains(topic))
            {
                topics.Add(topic);
            }
        }

        return topics;
    }

    private static readonly (Measures Measure, string Topic)[] ByMeasure =
    [
        (Measures.Freeze | Measures.Reject | Measures.Securities | Measures.CorrespondentAccounts | Measures.Partial | Measures.TravelBan,
            "sanction"),
        (Measures.ExportLicence | Measures.ExportDenial, "export.control"),
        (Measures.ExportCaution, "export.risk"),
        (Measures.Debarment, "debarment"),
        (Measures.EnhancedDiligence, "poi"),
    ];

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
