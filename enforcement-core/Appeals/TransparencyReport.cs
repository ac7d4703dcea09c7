using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>One number of the report.</summary>
/// <param name="Section">What it is about, such as actions, ends, notices, appeals, reports.</param>
/// <param name="Indicator">What is counted.</param>
/// <param name="Scope">Of what: a measure, a category, a language, an outcome; <c>all</c> for everything.</param>
/// <param name="Value">The number; hours for times, a share from 0 to 1 for shares.</param>
public sealed record TransparencyRow(string Section, string Indicator, string Scope, double Value);

/// <summary>One subject's part of the report.</summary>
/// <param name="Actions">Actions on it.</param>
/// <param name="Notices">Notices to it.</param>
/// <param name="Appeals">Appeals about it.</param>
public sealed record TransparencyPart(SubjectActions Actions, SubjectNotices Notices, SubjectAppeals Appeals);

/// <summary>
/// The numbers of a time: actions, notices, appeals, outcomes, times and shares of automation, by category and language. Each number is
/// counted from what happened; nothing is carried along. Source of what is asked: Regulation (EU) 2022/2065, Articles 15 and 24.
/// </summary>
public static partial class TransparencyReport
{
    private const string Everything = "all";

    /// <summary>Counts what was decided from one day to another, both inclusive.</summary>
    /// <param name="parts">Every subject that was acted on.</param>
    /// <param name="reports">What people reported.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public static ImmutableArray<TransparencyRow> Of(IEnumerable<TransparencyPart> parts, IEnumerable<ReportedMatter> reports,
        DateOnly from,
        DateOnly to)
    {
        var all = parts.ToArray();
        var rows = new List<TransparencyRow>();
        bool In(DateTimeOffset? at) => at is { } moment && DateOnly.FromDateTime(moment.UtcDateTime) >= from
            && DateOnly.FromDateTime(moment.UtcDateTime) <= to;
        var actions = all.SelectMany(part => part.Actions.Actions.Values.Where(state => In(state.DecidedAt))
            .Select(state => (Part: part, State: state))).ToArray();
        Count(rows, "actions", "decided", actions, one => [Everything]);
        Count(rows, "actions", "by_measure", actions, one => [NoticeContent.NameOf(one.State.Action!.Measure)]);
        Count(rows, "actions", "by_category", actions, one => [CategoryOf(one.State.Action!)]);
        Count(rows, "actions", "by_automation", actions, one => [AutomationOf(one.State)]);
        foreach (var category in actions.GroupBy(one => CategoryOf(one.State.Action!)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            rows.Add(new TransparencyRow("actions", "automated_share", category.Key,
                Share(category.Count(one => AutomationOf(one.State) == "automated"), category.Count())));
        }

        foreach (var category in actions.GroupBy(one => CategoryOf(one.State.Action!)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Count(rows, "restrictions", category.Key, category.ToArray(), one => RestrictionsOf(one.State));
        }

        Count(rows, "ends", "by_reason", all.SelectMany(part => part.Actions.Actions.Values).Where(state => In(state.End?.At)).ToArray(),
            state => [Snake(state.End!.Reason.ToString())]);
        Notices(rows, actions);
        Appeals(rows, all.SelectMany(part => part.Appeals.All.Values.Select(state => (Part: part, State: state)))
            .Where(one => In(one.State.Appeal.ReceivedAt)).ToArray());
        Template(rows, all, [.. reports], In);
        return [.. rows];
    }

    private static void Notices(List<TransparencyRow> rows, (TransparencyPart Part, ActionState State)[] actions)
    {
        NoticeState? Of((TransparencyPart Part, ActionState State) one)
            => one.Part.Notices.All.GetValueOrDefault(Notice.IdOf(one.State.Action!.Subject, NoticeKind.Action, one.State.Id));
        var told = actions.Where(one => Of(one)?.Notice is not null).ToArray();
        Count(rows, "notices", "written", told, one => [Everything]);
        Count(rows, "notices", "by_language", told, one => [Of(one)!.Notice!.Locale]);
        Count(rows, "notices", "kept_back", actions.Where(one => Of(one) is { Notice: null, Withheld: not null }).ToArray(),
            one => [Snake(Of(one)!.Withheld!.Basis.ToString())]);
        Count(rows, "notices", "owed_and_not_written", actions.Where(one => Of(one) is null or { Notice: null, Withheld: null }).ToArray(),
            one => [Everything]);
        Count(rows, "notices", "came_back", told.Where(one => Of(one)!.Deliveries.Values.Any(way => way.BouncedAt is not null)).ToArray(),
            one => [Everything]);
    }

    private static void Appeals(List<TransparencyRow> rows, (TransparencyPart Part, AppealState State)[] appeals)
    {
        Count(rows, "appeals", "received", appeals, one => [Everything]);
        Count(rows, "appeals", "by_language", appeals, one => [one.State.Appeal.Locale]);
        Count(rows, "appeals", "by_category", appeals, one => [CategoryOf(one.Part.Actions.Actions[one.State.Appeal.Action].Action!)]);
        Count(rows, "appeals", "by_outcome", appeals, one => [OutcomeOf(one.State)]);
        var decided = appeals.Where(one => one.State.Decided is not null).ToArray();
        var hours = decided.Select(one => (one.State.Decided!.At - one.State.Appeal.ReceivedAt).TotalHours).Order().ToArray();
        if (hours.Length > 0)
        {
            rows.Add(new TransparencyRow("appeals", "median_hours_to_decision", Everything, Math.Round(Quantile(hours, .5), 1)));
            rows.Add(new TransparencyRow("appeals", "p90_hours_to_decision", Everything, Math.Round(Quantile(hours, .9), 1)));
        }

        foreach (var category in decided.GroupBy(one => CategoryOf(one.Part.Actions.Actions[one.State.Appeal.Action].Action!))
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            rows.Add(new TransparencyRow("appeals", "reversed_share", category.Key, Share(category.Count(one =>
                one.State.Decided!.Ruling.Outcome is AppealOutcome.Overturned or AppealOutcome.Varied), category.Count())));
        }
    }

    /// <summary>The category of an action, without the database's prefix.</summary>
    public static string CategoryOf(EnforcementAction action)
        => action.Grounds.Select(ground => GroundCatalogue.Find(ground.Code)).OfType<Ground>().OrderBy(ground => ground.Harm)
            .Select(ground => CategoryOf(ground.Harm)).FirstOrDefault() ?? "OTHER";

    private static string CategoryOf(Harm harm) => StatementOfAction.CategoryOf(harm)["STATEMENT_CATEGORY_".Length..];

    /// <summary>The restrictions of an action, by the codes of the statement of reasons; none for a warning.</summary>
    private static string[] RestrictionsOf(ActionState state)
    {
        var statement = StatementOfAction.Of(state, "", "", detected: false);
        return [.. new[] { statement.DecisionMonetary, statement.DecisionProvision, statement.DecisionAccount }.OfType<string>()];
    }

    private static string AutomationOf(ActionState state) => state.DecidedBy == OfficerId.System ? "automated"
        : state.Maker == OfficerId.System ? "partly_automated" : "not_automated";

    private static string OutcomeOf(AppealState state) => state.Decided?.Ruling.Outcome is { } outcome ? Snake(outcome.ToString())
        : state.Refusal is not null ? "inadmissible" : state.WithdrawnAt is not null ? "withdrawn" : "open";

    private static void Count<T>(List<TransparencyRow> rows, string section, string indicator, T[] all, Func<T, string[]> scopes)
    {
        var counted = all.SelectMany(scopes).GroupBy(scope => scope).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new TransparencyRow(section, indicator, group.Key, group.Count())).ToArray();
        rows.AddRange(counted.Length == 0 ? [new TransparencyRow(section, indicator, Everything, 0)] : counted);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 4);

    private static double Quantile(double[] ordered, double share) => ordered[(int)Math.Ceiling(share * ordered.Length) - 1];

    private static string Snake(string name)
        => string.Concat(name.Select((c, place) => char.IsUpper(c) ? (place == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
