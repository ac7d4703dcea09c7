using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Compliance.Functions.Telemetry;

/// <summary>
/// Leaves of a span only what cannot hold personal data: tags of a fixed list, no paths, queries, addresses, user agents, descriptions, and
/// no trace state of a caller. A span with events is not exported at all: none of ours has any, and events cannot be taken out.
/// </summary>
internal sealed class SpanPrivacy : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Kept = new[]
    {
        "http.request.method", "http.response.status_code", "http.route", "error.type", "network.protocol.version", "url.scheme",
            "messaging.destination.name",
        "compliance.decision", "compliance.replayed",
    }.ToFrozenSet(StringComparer.Ordinal);

    public override void OnStart(Activity data) => data.TraceStateString = null;

    public override void OnEnd(Activity data)
    {
        if (data.EnumerateEvents().MoveNext() || data.EnumerateLinks().MoveNext())
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        List<string>? dropped = null;
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (!Kept.Contains(tag.Key) && !(tag.Key == "server.address" && data.Kind == ActivityKind.Client))
            {
                (dropped ??= []).Add(tag.Key);
            }
        }

        dropped?.ForEach(key => data.SetTag(key, null));
        data.SetStatus(data.Status);
        data.TraceStateString = null;
        if (data.Source.Name != Traces.SourceName)
        {
            var method = data.GetTagItem("http.request.method") as string ?? "request";
            data.DisplayName = data.GetTagItem("http.route") is string route ? $"{method} {route}" : method;
        }
    }
}
