using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Can the question be answered at all? Missing, stale or sample lists never yield allow.</summary>
public static class ReadinessGate
{
    internal static GateResult Decide(ScreeningRequest request, ScreeningContext context)
    {
        _ = request;
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        if (context.Corpus.Lists.IsEmpty)
        {
            reasons.Add(new Reason("corpus.empty", "No list is loaded, so nobody can be cleared."));
        }

        foreach (var list in context.Corpus.Lists.Where(list => list.IsStaleAt(context.Now)))
        {
            reasons.Add(new Reason("corpus.stale", list.IsAheadAt(context.Now)
                ? $"The list {list.Code} was last confirmed at a time that is yet to come: its age is unknown."
                : string.Create(
                CultureInfo.InvariantCulture,
                $"The list {list.Code} was last confirmed {list.AgeAt(context.Now).TotalHours:0} hours ago; its limit is "
                    + $"{list.StaleAfter.TotalHours:0} hours.")));
        }

        foreach (var list in context.MissingLists)
        {
            reasons.Add(new Reason("corpus.missing", $"The list {list} could not be loaded yet, so nobody can be cleared of it."));
        }

        if (context.Budget.NotSearched > 0)
        {
            reasons.Add(new Reason("search.incomplete", string.Create(CultureInfo.InvariantCulture,
                $"The request asks for more searching than one answer may take: {context.Budget.NotSearched} of "
                    + $"{context.Budget.Asked} names "
                    + $"were not searched. Screen them in requests of their own.")));
        }

        if (context.Corpus.IsSample && !context.AllowSample)
        {
            reasons.Add(new Reason("corpus.sample", "Only the sample list is loaded, which clears nobody outside Development."));
        }

        return reasons.Count == 0
            ? GateResult.Pass(Gate.Readiness)
            : new GateResult(Gate.Readiness, Decision.Review, ScreeningAction.Hold, reasons.ToImmutable());
    }
}
