using System.CommandLine;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate</c>: the product measures itself on labelled cases.</summary>
internal static class EvaluateVerb
{
    public static Command Create(CliConsole console) => new(
        "evaluate",
        """
        Measure the engine on labelled cases. The last line of standard output is one JSON object; tables and progress go to standard error.
        """)
    {
        EvaluatePairsVerb.Create(console),
        EvaluateQueriesVerb.Create(console),
        EvaluateNegativesVerb.Create(console),
        EvaluateScenariosVerb.Create(console),
        EvaluateWorldVerb.Create(console),
        EvaluateSweepVerb.Create(console),
        EvaluateCompareVerb.Create(console),
        EvaluateOfacVerb.Create(console),
        EvaluateVariationsVerb.Create(console),
        EvaluateSelfScreenVerb.Create(console),
        EvaluateValidateVerb.Create(console),
        EvaluateSchedulesVerb.Create(console),
        EvaluateSchedulesVerb.CreateRaces(console),
        EvaluateQueueVerb.Create(console),
        EvaluateStandingVerb.Create(console),
        EvaluateEventsVerb.Create(console),
        EvaluateAppealsVerb.Create(console),
        EvaluatePoliciesVerb.Create(console),
        EvaluateTermsVerb.Create(console),
        EvaluateRiskVerb.Create(console),
        EvaluateNetworksVerb.Create(console),
        EvaluateRadarVerb.Create(console),
        EvaluateStoredVerbs.CreateStored(console),
        EvaluateStoredVerbs.CreateNotices(console),
        EvaluateStoredVerbs.CreateVerifications(console),
        EvaluateStoredVerbs.CreateDecisions(console),
        EvaluateStoredVerbs.CreateRouter(console),
        EvaluateStoredVerbs.CreateOverturns(console),
    };
}
