using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Evaluation.Appeals;

/// <summary>What a reading of the bare facts found.</summary>
internal sealed class AppealFindings
{
    public int ForbiddenDeciders { get; set; }

    public int WithoutReasons { get; set; }

    public int StrikesLeft { get; set; }

    public int ActionsLeft { get; set; }

    public int Collateral { get; set; }

    public int Bypasses { get; set; }

    public int SiblingsSeeded { get; set; }

    public int SiblingsFound { get; set; }

    public int Decided { get; set; }

    public int Overturned { get; set; }

    public List<string> Examples { get; } = [];
}

/// <summary>
/// Reads what happened without the product's folds: lists and loops only. It finds deciders who took part, decisions and closings without
/// reasons, what is left of an action that was overturned, what else went with it, and ends past the appeal.
/// </summary>
internal static class AppealOracle
{
    public static void Judge(IReadOnlyList<AppealFact> facts, AppealFindings found)
    {
        for (var place = 0; place < facts.Count; place++)
        {
            var before = facts.Take(place).ToList();
            switch (facts[place])
            {
                case { OfAppeals: AppealDecided decided }:
                    found.Decided++;
                    Decider(before, decided.Id, decided.By, found);
                    Decider(before, decided.Id, decided.Maker, found);
                    Reasons(decided.Ruling.Reasons, found);
                    Undone(facts, before, facts[place], decided, found);
                    break;
                case { OfAppeals: AppealRefused refused }:
                    Decider(before, refused.Id, refused.By, found);
                    Reasons(refused.Reasons, found);
                    break;
                case { OfAppeals: AppealClosed closed }:
                    var ruling = before.Select(fact => fact.OfAppeals).OfType<AppealDecided>().SingleOrDefault(one => one.Id == closed.Id);
                    Reasons(ruling?.Ruling.Reasons, found);
                    break;
                case { OfActions: ActionEnded { Reason: EndReason.Overturned or EndReason.Varied } ended } fact
                    when !facts.Any(other => other.Batch == fact.Batch && other.OfAppeals is AppealDecided):
                    found.Bypasses++;
                    Say(found, $"{ended.Action} was overturned past the appeal");
                    break;
            }
        }
    }

    private static void Decider(List<AppealFact> before, string appeal, OfficerId by, AppealFindings found)
    {
        var contested = AppealOf(before, appeal);
        var took = new HashSet<OfficerId>();
        foreach (var fact in before.Where(fact => fact.Subject == contested.Subject))
        {
            switch (fact.OfActions)
            {
                case ActionProposed one when one.Action.DecisionId == contested.DecisionId: took.Add(one.By); break;
                case ActionDecided one when one.Action.DecisionId == contested.DecisionId: took.Add(one.By); took.Add(one.Maker); break;
                case StrikeGiven one when one.Strike.DecisionId == contested.DecisionId: took.Add(one.By); break;
            }
        }

        if (took.Contains(by) || took.SelectMany(id => AppealSchedule.BehindOf(id)).Contains(by) || by == OfficerId.System || by.IsMachine)
        {
            found.ForbiddenDeciders++;
            Say(found, $"{by} decided the appeal against {contested.Action}");
        }
    }

    private static void Undone(IReadOnlyList<AppealFact> facts, List<AppealFact> before, AppealFact fact, AppealDecided decided,
        AppealFindings found)
    {
        var contested = AppealOf(before, decided.Id);
        var proposal = before.Select(one => one.OfActions).OfType<ActionDecided>().Last(one => one.Action.Id == contested.Action);
        if (decided.Ruling.Outcome is AppealOutcome.Overturned or AppealOutcome.Varied
            && (proposal.By != proposal.Maker || proposal.Action.Measure.Freeze) && decided.By == decided.Maker)
        {
            found.ForbiddenDeciders++;
            Say(found, $"one person undid {contested.Action}, which two decided");
        }

        if (decided.Ruling.Outcome != AppealOutcome.Overturned)
        {
            return;
        }

        found.Overturned++;
        var after = facts.Where(one => one.Batch <= fact.Batch).ToList();
        var (held, holds) = (Holding(before, decided.At), Holding(after, decided.At));
        if (holds.Contains(contested.Action))
        {
            found.ActionsLeft++;
            Say(found, $"{contested.Action} holds on");
        }

        if (!held.Except([contested.Action]).SequenceEqual(holds))
        {
            found.Collateral++;
            Say(found, $"more than {contested.Action} went");
        }

        var (counted, counts) = (Strikes(before, contested.DecisionId), Strikes(after, contested.DecisionId));
        found.StrikesLeft += counts.Own.Count;
        found.Collateral += counted.Others.SequenceEqual(counts.Others) ? 0 : 1;
        var rows = proposal.Action.Grounds.Select(ground => ground.Code + "\n" + ground.Row).ToHashSet();
        var siblings = before.Select(one => one.OfActions).OfType<ActionDecided>().Where(one => one.Action.Id != contested.Action
            && one.Action.Grounds.Any(ground => rows.Contains(ground.Code + "\n" + ground.Row))
            && !(EndOf(before, one.Action) <= decided.At)).Select(one => one.Action.Id).Distinct().ToHashSet();
        found.SiblingsSeeded += siblings.Count;
        found.SiblingsFound += siblings.Count(decided.Siblings.Contains);
    }

    private static List<string> Holding(List<AppealFact> facts, DateTimeOffset at) => [.. facts.Select(fact => fact.OfActions)
        .OfType<ActionDecided>().Where(one => one.Action.From <= at && !(EndOf(facts, one.Action) <= at)).Select(one => one.Action.Id)
        .Distinct().Order(StringComparer.Ordinal)];

    private static DateTimeOffset? EndOf(List<AppealFact> facts, EnforcementAction action) => facts.Select(fact => fact.OfActions)
        .OfType<ActionEnded>().Where(ended => ended.Action == action.Id).Select(ended => (DateTimeOffset?)ended.EndsAt)
        .Append(action.Until).Min();

    private static (List<string> Own, List<string> Others) Strikes(List<AppealFact> facts, string decision)
    {
        var voided = facts.Select(fact => fact.OfActions).OfType<StrikeVoided>().Select(one => one.Strike).ToHashSet();
        var all = facts.Select(fact => fact.OfActions).OfType<StrikeGiven>().Where(one => !voided.Contains(one.Strike.Id)).ToList();
        return ([.. all.Where(one => one.Strike.DecisionId == decision).Select(one => one.Strike.Id)],
            [.. all.Where(one => one.Strike.DecisionId != decision).Select(one => one.Strike.Id)]);
    }

    private static Appeal AppealOf(List<AppealFact> facts, string id)
        => facts.Select(fact => fact.OfAppeals).OfType<AppealReceived>().First(one => one.Id == id).Appeal;

    private static void Reasons(string? reasons, AppealFindings found)
    {
        if (string.IsNullOrWhiteSpace(reasons))
        {
            found.WithoutReasons++;
            Say(found, "a decision without reasons");
        }
    }

    private static void Say(AppealFindings found, string example)
    {
        if (found.Examples.Count < 20)
        {
            found.Examples.Add(example);
        }
    }
}
