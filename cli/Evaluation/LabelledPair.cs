using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation;

/// <summary>Two records somebody labelled as the same party or as different ones.</summary>
/// <param name="Id">The case's id, or its line.</param>
/// <param name="Subject">The record in the role of the customer.</param>
/// <param name="Party">The record in the role of the listed party.</param>
/// <param name="IsMatch">The label.</param>
internal sealed record LabelledPair(string Id, ScreeningSubject Subject, ListedParty Party, bool IsMatch)
{
    /// <summary>What the file calls the kind of record.</summary>
    public string Schema { get; init; } = "";

    /// <summary>How sure the labellers were: <c>STRONG</c>, <c>MEDIUM</c> or <c>WEAK</c>; empty where they do not say.</summary>
    public string Quality { get; init; } = "";

    /// <summary>The file's own grouping of cases.</summary>
    public string Category { get; init; } = "";
}

/// <summary>The pairs of a file.</summary>
/// <param name="Pairs">Labelled pairs in the order of the file.</param>
/// <param name="Unlabelled">Rows left out because their label is neither match nor no-match ("uncertain"), or the candidate has no
/// name.</param>
internal sealed record PairFileReading(IReadOnlyList<LabelledPair> Pairs, int Unlabelled);
