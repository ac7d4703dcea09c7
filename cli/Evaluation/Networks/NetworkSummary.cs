namespace Compliance.Cli.Evaluation.Networks;

/// <summary>What <c>evaluate networks --world</c> found; property names are the contract of its JSON.</summary>
/// <param name="World">The world's letter.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="Seed">The seed.</param>
/// <param name="PairPrecision">Of pairs in one cluster, how many one actor runs.</param>
/// <param name="Recall">B³ recall over accounts of operations.</param>
/// <param name="InnocentsMerged">Share of other accounts in a cluster with another actor.</param>
/// <param name="EnforceablePairPrecision">The same where pairs are enforceable.</param>
/// <param name="EnforceableRecall">The same.</param>
/// <param name="EnforceableInnocentsMerged">The same.</param>
/// <param name="UnionPairPrecision">Of plain union-find that leaves out what more than 15 accounts share.</param>
/// <param name="UnionRecall">The same.</param>
/// <param name="UnionInnocentsMerged">The same.</param>
/// <param name="AccountsPerCpuSecond">Accounts weighed and joined in a second of processor time, one pass over everything.</param>
/// <param name="CanonicalCpuSeconds">Processor seconds of the canonical run, all rounds.</param>
/// <param name="Rounds">Its rounds.</param>
/// <param name="PathsAsked">Pairs inside clusters of which a path was asked.</param>
/// <param name="PathsFound">How many there were.</param>
/// <param name="CutsAsked">Pairs of which the least evidence was asked.</param>
/// <param name="CutsVerified">How many were apart when weighed again without it.</param>
/// <param name="PeakMb">The most memory that the process held until the run ended, the world included.</param>
internal sealed record NetworkWorldSummary(string World, int Accounts, ulong Seed, double PairPrecision, double Recall,
    double InnocentsMerged, double EnforceablePairPrecision, double EnforceableRecall, double EnforceableInnocentsMerged,
    double UnionPairPrecision, double UnionRecall, double UnionInnocentsMerged, double AccountsPerCpuSecond, double CanonicalCpuSeconds,
    int Rounds, int PathsAsked, int PathsFound, int CutsAsked, int CutsVerified, double PeakMb);

/// <summary>What <c>evaluate networks --edges</c> found.</summary>
/// <param name="Precision">B³ precision over addresses of reported groups.</param>
/// <param name="Recall">B³ recall.</param>
/// <param name="NeverEliminatedFlagged">Share of addresses that nobody ever eliminated in a cluster with an address of a reported
/// group.</param>
/// <param name="Largest">Population addresses in the largest cluster.</param>
internal sealed record TransferMeasures(double Precision, double Recall, double NeverEliminatedFlagged, int Largest);

/// <summary>Ours, and plain union-find beside it.</summary>
/// <param name="Precision">See <see cref="TransferMeasures"/>.</param>
/// <param name="Recall">The same.</param>
/// <param name="NeverEliminatedFlagged">The same.</param>
/// <param name="Largest">The same.</param>
/// <param name="Union">Plain union-find by its cut-off of partners; 0 for none.</param>
internal sealed record TransferSummary(double Precision, double Recall, double NeverEliminatedFlagged, int Largest,
    IReadOnlyDictionary<string, TransferMeasures> Union);
