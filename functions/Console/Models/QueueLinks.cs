using System.Globalization;
using Compliance.Functions.Alerts.Queue;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;
using Microsoft.AspNetCore.Http.Extensions;

namespace Compliance.Functions.Console.Models;

/// <summary>Queue queries as addresses: every view of the queue can be kept and shared.</summary>
internal static class QueueLinks
{
    /// <summary>Reads the query of a request; what it does not understand it ignores, because an old link must still open.</summary>
    public static QueueQuery Read(IQueryCollection query) => new()
    {
        Status = Parse<AlertStatus>(query["status"]),
        Decision = Parse<Decision>(query["decision"]),
        Clock = Parse<ClockState>(query["clock"]),
        Source = Text(query["source"]),
        Group = Text(query["group"]),
        Holder = Text(query["holder"])?.ToLowerInvariant(),
        Text = Text(query["q"]),
        Order = Parse<QueueOrder>(query["sort"]) ?? QueueOrder.Due,
        Page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1,
    };

    /// <summary>The address of a query.</summary>
    public static string To(QueueQuery query)
    {
        var builder = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                builder.Add(name, value);
            }
        }

        Add("q", query.Text);
        Add("status", query.Status?.ToString());
        Add("decision", query.Decision?.ToString());
        Add("clock", query.Clock?.ToString());
        Add("source", query.Source);
        Add("group", query.Group);
        Add("holder", query.Holder);
        Add("sort", query.Order == QueueOrder.Due ? null : query.Order.ToString());
        Add("page", query.Page == 1 ? null : query.Page.ToString(CultureInfo.InvariantCulture));
        return "/app/alerts" + builder.ToQueryString();
    }

    /// <summary>The query that an address carries along as <c>in</c>, read and written anew so that nothing else comes with it; null where
    /// it carries none.</summary>
    public static string? ViewOf(HttpContext http)
    {
        var carried = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && http.Request.Form.ContainsKey("in")
            ? http.Request.Form["in"] : http.Request.Query["in"];
        return carried.Count == 1 ? QueryOf(Read(carried[0])) : null;
    }

    /// <summary>Reads a query from its text.</summary>
    public static QueueQuery Read(string? query) =>
        Read(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)));

    /// <summary>The query of an address, with its question mark; <c>?</c> alone where nothing is asked for in particular.</summary>
    public static string QueryOf(QueueQuery query) =>
        To(query) is var path && path.IndexOf('?', StringComparison.Ordinal) is var mark && mark >= 0 ? path[mark..] : "?";

    private static T? Parse<T>(string? text) where T : struct, Enum =>
        !int.TryParse(text, out _) && Enum.TryParse<T>(text?.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value)
        && Enum.IsDefined(value) ? value : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is { Length: <= 200 } kept ? kept
        : null;
}
