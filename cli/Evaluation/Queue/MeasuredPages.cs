using Compliance.Functions.Alerts.Queue;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Queue;

/// <summary>The pages whose times are taken: the queue in every order, under every filter, first page and last, and every other page that
/// grows with the work.</summary>
internal static class MeasuredPages
{
    private const string Last = "page=1000000";

    /// <summary>The queue.</summary>
    public static IEnumerable<(string Name, string Path)> Queue(IEnumerable<ListCode> lists)
    {
        var orders = Enum.GetValues<QueueOrder>().Select(order => $"sort={order}");
        var filters = Enum.GetValues<AlertStatus>().Select(status => $"status={status}")
            .Concat(Enum.GetValues<Decision>().Where(decision => decision != Decision.Allow).Select(decision => $"decision={decision}"))
            .Concat(Enum.GetValues<ClockState>().Where(clock => clock != ClockState.Done).Select(clock => $"clock={clock}"))
            .Concat(lists.Select(list => $"source={list}"))
            .Concat(["source=gate-readiness", "holder=ana", "holder=none&status=Open", "q=acct_0000099", "q=nothing-like-this"]);
        return orders.SelectMany(order => new[] { order, $"{order}&{Last}" }).Concat(filters)
            .Select(query => (query, "/app/alerts?" + query));
    }

    /// <summary>The rest.</summary>
    /// <param name="alert">The address of an alert.</param>
    /// <param name="group">The address of a preview of a bulk verdict, where there is a group.</param>
    public static IEnumerable<(string Name, string Path)> Others(string alert, string? group)
    {
        var id = AlertId.Parse(alert[(alert.LastIndexOf('/') + 1)..]);
        var pages = new[]
        {
            ("alert", alert), ("subject", $"/app/subjects/{id.SubjectKey}"), ("dashboard", "/app/dashboard"), ("bulk groups", "/app/bulk"),
                ("bulk preview", group), ("good-guy list", "/app/good-guys"),
            ("reports", "/app/reports"), ("record", "/app/records"), ("record of an alert", $"/app/records?about={id}"),
                ("chain of an alert", $"/app/audit?chain={id}"), ("lists", "/app/lists"), ("policy", "/app/policy"),
            ("queue over the API", "/api/v1/alerts"),
        };
        return pages.Where(page => page.Item2 is not null).Select(page => (page.Item1, page.Item2!));
    }
}
