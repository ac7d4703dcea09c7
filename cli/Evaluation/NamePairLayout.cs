using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation;

/// <summary>
/// CSV with a name on each side: <c>query_name, candidate_name, expected</c>, and where the file has them <c>id, schema, query_dob,
/// candidate_dob, query_country, candidate_country, quality, category</c>.
/// </summary>
internal static class NamePairLayout
{
    private static readonly ListCode List = ListCode.Parse("evaluation");

    /// <summary>Reads the rows; null for one whose label cannot be measured.</summary>
    public static IEnumerable<LabelledPair?> Read(string path)
    {
        foreach (var row in CaseFile.Rows(path, "query_name", "candidate_name", "expected"))
        {
            // A row without a name on either side cannot be measured, and the others can.
            yield return PairFile.Label(row["expected"]) is { } isMatch && row["query_name"].Length > 0 && row["candidate_name"].Length > 0
                ? Pair(row, isMatch) : null;
        }
    }

    /// <summary>The subject of a row of queries or pairs.</summary>
    public static ScreeningSubject Subject(CaseRow row) => new()
    {
        Name = row["query_name"],
        Kind = CaseFacts.Kind(row["schema"]),
        BirthDate = CaseFacts.Date(row["query_dob"]),
        Country = CaseFacts.Countries(row["query_country"]).FirstOrDefault(),
    };

    /// <summary>The row's id, or its line where the file has none.</summary>
    public static string Id(CaseRow row) => row["id"] is { Length: > 0 } id ? id : row.Line.ToString(CultureInfo.InvariantCulture);

    private static LabelledPair Pair(CaseRow row, bool isMatch)
    {
        var born = CaseFacts.Date(row["candidate_dob"]);
        var kind = CaseFacts.Kind(row["schema"]);
        var party = new ListedParty(ListEntryId.Of(List, Id(row)), kind, [new ListedName(row["candidate_name"])])
        {
            BirthDates = born.IsStated ? [born] : ImmutableArray<PartialDate>.Empty,
            Countries = CaseFacts.Countries(row["candidate_country"]),
        };
        return new LabelledPair(Id(row), Subject(row), party, isMatch)
        { Schema = row["schema"], Quality = row["quality"], Category = row["category"] };
    }
}
