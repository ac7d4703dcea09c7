using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>What a programme tag obliges us to do: on the SDN list everything is blocked; on the consolidated list each tag has its own
/// effect.</summary>
internal static class OfacMeasures
{
    /// <summary>Measures of a tag on one of the two lists. A tag of the consolidated list that is not known is partial: the listing must be
    /// read.</summary>
    /// <param name="list">The list.</param>
    /// <param name="programme">The tag.</param>
    /// <param name="facts">Text of the entry's facts; the directives of EO 14024 stand there.</param>
    public static Measures Of(ListCode list, string programme, string facts) => list == OfacLists.Sdn
        ? Measures.Freeze
        : programme switch
        {
            "NS-PLC" or "FSE-IR" or "FSE-SY" => Measures.Reject,
            "CMIC-EO13959" or "UKRAINE-EO13662" => Measures.Securities,
            "561-Related" => Measures.CorrespondentAccounts,
            "RUSSIA-EO14024" => OfDirectives(facts),
            _ => Measures.Partial,
        };

    /// <summary>Directive 2: correspondent accounts; 1, 1A and 3: debt and equity; 4: transactions with the central bank, the finance
    /// ministry and the wealth fund.</summary>
    private static Measures OfDirectives(string facts)
    {
        var measures = Measures.None;
        measures |= Mentions(facts, "Directive 2") ? Measures.CorrespondentAccounts : Measures.None;
        measures |= Mentions(facts, "Directive 1") || Mentions(facts, "Directive 3") ? Measures.Securities : Measures.None;
        measures |= Mentions(facts, "Directive 4") ? Measures.Partial : Measures.None;
        return measures == Measures.None ? Measures.Partial : measures;
    }

    /// <summary>The directives of EO 13662 have the same numbers, so the order must be named in front.</summary>
    private static bool Mentions(string facts, string directive) =>
        facts.Contains($"EO 14024 {directive}", StringComparison.OrdinalIgnoreCase)
        || facts.Contains($"Executive Order 14024 {directive}", StringComparison.OrdinalIgnoreCase)
        || facts.Contains($"Executive Order 14024 Directive Information Subject to {directive}", StringComparison.OrdinalIgnoreCase)
        || facts.Contains($"Executive Order 14024 Directive Information - Subject to {directive}", StringComparison.OrdinalIgnoreCase);
}
