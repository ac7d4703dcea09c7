using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Proofs;

/// <summary>What a proof found.</summary>
public enum PolicyFindingKind
{
    /// <summary>A case that an obligation names and in which no row is strict enough.</summary>
    Unmet,

    /// <summary>A question whose answer needs more steps than the budget: nothing is proved.</summary>
    NotProven,

    /// <summary>A row that can never fire.</summary>
    NeverFires,

    /// <summary>A row that fires in every case whose values are known.</summary>
    AlwaysFires,

    /// <summary>A row that adds nothing: wherever it speaks, another one says at least as much.</summary>
    Implied,

    /// <summary>Two rows that read one clause differently, or that fire in the same cases and do different things.</summary>
    Contradiction,

    /// <summary>A case in which no row speaks.</summary>
    Uncovered,
}

/// <summary>One finding.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Row">The row it is about; empty for the whole policy.</param>
/// <param name="Other">The other row; empty where there is none.</param>
/// <param name="Text">It in a sentence.</param>
/// <param name="Witness">A case that shows it; null where every case does.</param>
public sealed record PolicyFinding(PolicyFindingKind Kind, string Row, string Other, string Text, PolicyWitness? Witness)
{
    /// <summary>True where a policy with it is not published.</summary>
    public bool Prevents => Kind is PolicyFindingKind.Unmet or PolicyFindingKind.NotProven or PolicyFindingKind.Contradiction
        or PolicyFindingKind.NeverFires;
}

/// <summary>What is proved of a policy.</summary>
/// <param name="PolicyHash">The policy.</param>
/// <param name="Day">The day for which it is proved.</param>
/// <param name="Findings">What was found, the gravest first.</param>
/// <param name="Steps">Steps that it took.</param>
public sealed record PolicyProof(string PolicyHash, DateOnly Day, ImmutableArray<PolicyFinding> Findings, long Steps)
{
    /// <summary>True where nothing prevents publishing.</summary>
    public bool Holds => !Findings.Any(finding => finding.Prevents);
}
