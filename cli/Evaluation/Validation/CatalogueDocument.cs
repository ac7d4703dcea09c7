using static Compliance.Cli.Evaluation.Validation.MarkdownText;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>The catalogue, the self-screen and the strangers by kind, as sections of the document.</summary>
internal static class CatalogueDocument
{
    public static void Write(MarkdownText text, ValidationFindings findings)
    {
        Rules(text, findings);
        Strangers(text, findings);
    }

    private static void Rules(MarkdownText text, ValidationFindings findings)
    {
        var low = findings.Rules.Count(rule => !rule.Row.Passed);
        text.Add("## Everyday forms of listed parties")
            .Add($"`compliance evaluate variations --seed {findings.VariationDraw.Seed} --limit {findings.CatalogueLimit}`: parties of "
            + $"every list, "
                + $"written by {findings.Rules.Length} rules, screened by the product at sign-up with nothing but what the rule states. "
                + $"Raised is "
                + $"a review or a block of the party. Together, initials alone left out: **{Percent(findings.Together)}**; {low} rules "
                + $"are below "
                + $"their floors. A rule of which at most one case is missed is not below. The other engines are asked only whether they "
                + $"find the "
                + $"party's own names, at {Number(PlainEngines.Threshold)}; what they would raise besides stands below.")
            .Table(
                ["rule", "what is written how", ">cases", ">raised", ">before", ">floor", .. PlainEngines.Names.Select(name => ">" + name)],
                findings.Rules.Select(rule => new[]
                {
                    rule.Row.Passed ? rule.Row.Rule : $"**{rule.Row.Rule}**", rule.Row.Description, Number(rule.Row.Cases),
                    Percent(rule.Row.Recall), findings.Before.RecallOf(rule.Row.Rule), Percent(rule.Row.Floor),
                    rule.Others is { } fuzzy ? Percent(fuzzy[0]) : "–", rule.Others is { } winkler ? Percent(winkler[1]) : "–",
                }));
        text.Add($"Every listed name exactly as published (`compliance evaluate self-screen`): {Number(findings.SelfScreen.Names)} names, "
            + $"{Number(findings.SelfScreen.Weak)} not raised because their own list calls them weak, "
            + $"{Number(findings.SelfScreen.Faults.Length)} "
            + $"faults (not raised, or search and comparison differ).");
    }

    private static void Strangers(MarkdownText text, ValidationFindings findings) => text
        .Add("## Customers who stand on no list, by kind")
        .Add("`compliance evaluate negatives --kind …`, names alone, all lists. Addresses are judged by list and location gate, the "
        + "others by the "
            + "list gate. A block of a stranger is a fault of its own. The other engines see a sample.")
        .Table(
            ["customers", ">screened", ">alerts per 1,000", ">blocks per 1,000", ">before (alerts / blocks)", .. PlainEngines.Names.Select(
                name => $">{name}, alerts per 1,000")],
            findings.Strangers.Select(one => new[]
            {
                one.Key, Number(one.Customers), Number(one.Alerts), Number(one.Blocks), findings.Before.StrangersOf(one.Key),
                one.Others is { } fuzzy ? $"{Number(fuzzy[0])} (of {one.Sample})" : "–",
                one.Others is { } winkler ? $"{Number(winkler[1])} (of {one.Sample})" : "–",
            }));
}
