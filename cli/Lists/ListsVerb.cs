using System.CommandLine;

namespace Compliance.Cli.Lists;

/// <summary><c>lists</c>: what is screened against, and how it changes.</summary>
internal static class ListsVerb
{
    public static Command Create(CliConsole console) => new("lists", "The lists that screenings are made against.")
    {
        ListsStatusVerb.Create(console),
        ListsImportVerb.Create(console),
        ListsRefreshVerb.Create(console),
        ListsDiffVerb.Create(console),
        ListsPartyVerb.Create(console),
        ListsHistoryVerb.Create(console),
        ListsPruneVerb.Create(console),
        ListsMeasureVerb.Measure(console),
        ListsMeasureVerb.Repeat(console),
        ListsOverrideVerbs.Rollback(console),
        ListsOverrideVerbs.Accept(console),
        ListsOverrideVerbs.Release(console),
    };
}
