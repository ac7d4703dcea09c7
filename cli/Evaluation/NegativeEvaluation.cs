using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation;

/// <summary>A person who stands on no list.</summary>
internal sealed record CleanPerson(long Line, ScreeningSubject Subject)
{
    /// <summary>
    /// Reads a CSV with <c>full_name</c> and, where present, <c>date_of_birth, gender, place_of_birth, nationality</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="allFields">False to state the name alone, as a platform does that asks for nothing else.</param>
    /// <param name="limit">Most people to read; null for all.</param>
    public static IReadOnlyList<CleanPerson> Read(string path, bool allFields, int? limit) =>
        [.. CaseFile.Rows(path, "full_name").Take(limit ?? int.MaxValue)
        .Select(row => new CleanPerson(row.Line, allFields ? Stated(row) : Named(row)))];

    private static ScreeningSubject Named(CaseRow row) => new() { Name = row["full_name"], Kind = PartyKind.Individual };

    private static ScreeningSubject Stated(CaseRow row) => Named(row) with
    {
        BirthDate = CaseFacts.Date(row["date_of_birth"]),
        Gender = CaseFacts.GenderOf(row["gender"]),
        BirthPlace = row["place_of_birth"] is { Length: > 0 } place ? place : null,
        Nationalities = CaseFacts.Countries(row["nationality"]),
    };
}

/// <summary>The summary of <c>evaluate negatives</c>; property names are the contract of its JSON.</summary>
/// <param name="Subjects">People screened.</param>
/// <param name="Alerts">People for whom the list gate asks for a review or blocks.</param>
/// <param name="AlertsPer1000">The same per thousand.</param>
/// <param name="LatencyMicros">Time per screening.</param>
/// <param name="Kind">Which customers.</param>
/// <param name="Blocks">Those who are blocked: a block of a stranger is a fault of its own.</param>
/// <param name="BlocksPer1000">The same per thousand.</param>
internal sealed record NegativeSummary(int Subjects, int Alerts, double AlertsPer1000, LatencyMicros LatencyMicros,
    string Kind, int Blocks, double BlocksPer1000)
{
    /// <summary>What other engines do with a sample of the same customers; null, and not printed, where that was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<EngineAlerts>? Engines { get; init; }
}

/// <summary>Customers of a sample for whom another engine calls any listed name a match.</summary>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Customers">Customers of the sample.</param>
/// <param name="Per1000">Alerts per thousand.</param>
internal sealed record EngineAlerts(string Engine, int Customers, double Per1000);
