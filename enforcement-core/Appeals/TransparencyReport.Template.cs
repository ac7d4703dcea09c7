using Compliance.EnforcementCore.Enforcement;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>Something that people reported, as the report counts it.</summary>
/// <param name="Ground">A code of the catalogue of grounds.</param>
/// <param name="At">When it came first.</param>
/// <param name="Action">The action that it came to; null where it came to none.</param>
/// <param name="HasEnded">True where a person decided it.</param>
/// <param name="DismissedAt">When it was dismissed; null where nobody did.</param>
/// <param name="ContestedAt">When its dismissal was contested; null where nobody did.</param>
public sealed record ReportedMatter(string Ground, DateTimeOffset At, string? Action, bool HasEnded, DateTimeOffset? DismissedAt,
    DateTimeOffset? ContestedAt);

/// <summary>The numbers that the template of Implementing Regulation (EU) 2024/2835 asks for beyond the others: orders, reports, measures
/// at the provider's own initiative, complaints by what they contest, automated means.</summary>
public static partial class TransparencyReport
{
    private const string OrderGround = "law.order";

    private static void Template(List<TransparencyRow> rows, TransparencyPart[] parts, ReportedMatter[] reports,
        Func<DateTimeOffset?, bool> within)
    {
        var decided = parts.SelectMany(part => part.Actions.Actions.Values).Where(state => state.DecidedAt is not null)
            .ToDictionary(state => state.Id, StringComparer.Ordinal);
        var reported = reports.Select(report => report.Action).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var actions = decided.Values.Where(state => within(state.DecidedAt)).ToArray();
        // Actions of one decision rest on one order.
        var orders = actions.Where(state => state.Action!.Grounds.Any(ground => ground.Code == OrderGround))
            .DistinctBy(state => state.Action!.DecisionId).ToArray();
        Count(rows, "orders", "acted_on", orders, state => [Everything, CategoryOf(state.Action!)]);
        Reports(rows, [.. reports.Where(report => within(report.At))], decided);

        var own = actions.Where(state => state.Action!.Origin is ActionOrigin.Automatic or ActionOrigin.Officer
            && !reported.Contains(state.Id) && state.Action.Grounds.All(ground => ground.Code != OrderGround)
            && RestrictionsOf(state).Length > 0).ToArray();
        foreach (var law in new[] { true, false })
        {
            var measures = own.Where(state => IsOfLaw(state.Action!) == law).ToArray();
            var section = law ? "own_initiative_law" : "own_initiative_terms";
            Measures(rows, section, Everything, measures);
            foreach (var category in measures.GroupBy(state => CategoryOf(state.Action!))
                .OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                Measures(rows, section, category.Key, [.. category]);
            }
        }

        Complaints(rows, [.. parts.SelectMany(part => part.Appeals.All.Values.Select(state => (Part: part, State: state)))
            .Where(one => within(one.State.Appeal.ReceivedAt))], [.. reports.Where(report => within(report.ContestedAt))], decided);
        var restricting = actions.Where(state => RestrictionsOf(state).Length > 0).ToArray();
        Automation(rows, Everything, restricting);
        Automation(rows, "own_initiative", own);
        rows.Add(new TransparencyRow("automated_means", "reports", "solely", 0));
        rows.Add(new TransparencyRow("automated_means", "reports", "not", reports.Count(report => within(report.At) && report.HasEnded)));
    }

    private static void Reports(List<TransparencyRow> rows, ReportedMatter[] reports, Dictionary<string, ActionState> decided)
    {
        Count(rows, "reports", "received", reports, report => [Everything, CategoryOf(report.Ground)]);
        foreach (var category in reports.GroupBy(report => CategoryOf(report.Ground)).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, Reports: group.ToArray())).Prepend((Key: Everything, Reports: reports)))
        {
            var acted = category.Reports.Select(report => report.Action is { } id ? decided.GetValueOrDefault(id) : null)
                .OfType<ActionState>().ToArray();
            rows.Add(new TransparencyRow("reports", "acted_on_law", category.Key, acted.Count(state => IsOfLaw(state.Action!))));
            rows.Add(new TransparencyRow("reports", "acted_on_terms", category.Key, acted.Count(state => !IsOfLaw(state.Action!))));
            Median(rows, "reports", "median_hours_to_decision", category.Key, category.Reports.Select(report => ((report.Action is { } id
                ? decided.GetValueOrDefault(id)?.DecidedAt : null) ?? report.DismissedAt) - report.At));
        }
    }

    private static void Measures(List<TransparencyRow> rows, string section, string category, ActionState[] measures)
    {
        rows.Add(new TransparencyRow(section, category, "measures", measures.Length));
        rows.Add(new TransparencyRow(section, category, "automated", measures.Count(state => state.Maker == OfficerId.System)));
        foreach (var restriction in measures.SelectMany(RestrictionsOf).GroupBy(code => code).OrderBy(group => group.Key,
            StringComparer.Ordinal))
        {
            rows.Add(new TransparencyRow(section, category, restriction.Key, restriction.Count()));
        }
    }

    private static void Complaints(List<TransparencyRow> rows, (TransparencyPart Part, AppealState State)[] appeals,
        ReportedMatter[] contested, Dictionary<string, ActionState> decided)
    {
        Of(Everything, appeals);
        foreach (var (key, prefix) in new[] { ("provision", "DECISION_PROVISION_"), ("account", "DECISION_ACCOUNT_"),
            ("monetary", "DECISION_MONETARY_") })
        {
            Of(key, [.. appeals.Where(one => RestrictionsOf(one.Part.Actions.Actions[one.State.Appeal.Action])
                .Any(code => code.StartsWith(prefix, StringComparison.Ordinal)))]);
        }

        var acted = contested.Where(report => report.Action is { } id && decided.ContainsKey(id)).ToArray();
        rows.Add(new TransparencyRow("complaints", "no_action", "total", contested.Length));
        rows.Add(new TransparencyRow("complaints", "no_action", "upheld", contested.Count(report => report.HasEnded && report.Action is null
            && report.DismissedAt > report.ContestedAt)));
        rows.Add(new TransparencyRow("complaints", "no_action", "varied", 0));
        rows.Add(new TransparencyRow("complaints", "no_action", "overturned", acted.Length));
        Median(rows, "complaints", "no_action", "median_hours", contested.Select(report => (acted.Contains(report)
            ? decided[report.Action!].DecidedAt : report.DismissedAt > report.ContestedAt ? report.DismissedAt : null)
                - report.ContestedAt));
        rows.Add(new TransparencyRow("complaints", Everything, "newly_imposed", acted.Length));

        void Of(string key, (TransparencyPart Part, AppealState State)[] some)
        {
            int Decided(AppealOutcome outcome) => some.Count(one => one.State.Decided?.Ruling.Outcome == outcome);
            var (upheld, varied, overturned) = (Decided(AppealOutcome.Upheld), Decided(AppealOutcome.Varied),
                Decided(AppealOutcome.Overturned));
            rows.Add(new TransparencyRow("complaints", key, "total", some.Length));
            rows.Add(new TransparencyRow("complaints", key, "upheld", upheld));
            rows.Add(new TransparencyRow("complaints", key, "varied", varied));
            rows.Add(new TransparencyRow("complaints", key, "overturned", overturned));
            rows.Add(new TransparencyRow("complaints", key, "omitted", some.Length - upheld - varied - overturned));
            Median(rows, "complaints", key, "median_hours", some.Select(one => one.State.Decided?.At - one.State.Appeal.ReceivedAt));
        }
    }

    private static void Automation(List<TransparencyRow> rows, string indicator, ActionState[] actions)
    {
        var solely = actions.Count(state => AutomationOf(state) == "automated");
        rows.Add(new TransparencyRow("automated_means", indicator, "solely", solely));
        rows.Add(new TransparencyRow("automated_means", indicator, "not", actions.Length - solely));
    }

    private static void Median(List<TransparencyRow> rows, string section, string indicator, string scope, IEnumerable<TimeSpan?> times)
    {
        var hours = times.OfType<TimeSpan>().Select(time => time.TotalHours).Order().ToArray();
        if (hours.Length > 0)
        {
            rows.Add(new TransparencyRow(section, indicator, scope, Math.Round(Quantile(hours, .5), 1)));
        }
    }

    private static bool IsOfLaw(EnforcementAction action)
        => action.Grounds.Any(ground => GroundCatalogue.Find(ground.Code)?.Harm == Harm.Law);

    private static string CategoryOf(string ground) => GroundCatalogue.Find(ground) is { } found ? CategoryOf(found.Harm) : "OTHER";
}
