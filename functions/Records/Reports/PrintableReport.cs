using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Compliance.ScreeningCore.Audit.Reports;

namespace Compliance.Functions.Records.Reports;

/// <summary>Reports as pages of their own, to be printed or filed away: no script, no style from elsewhere.</summary>
internal static class PrintableReport
{
    private const string Style = """
        :root { color-scheme: light dark; font: 15px/1.45 system-ui, "Noto Sans", sans-serif; }
        body { max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 1.6rem; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: start; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #8888; }
        .unknown { font-style: italic; } small { opacity: .8; } @media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
        """;

    /// <summary>The style's hash, by which a content security policy lets it stand in the page.</summary>
    public static string StyleHash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <summary>One report.</summary>
    public static string Of(ReportPacket packet, DateTimeOffset now) => Page(TitleOf(packet), Body(packet, now));

    /// <summary>The annual report: every property on its own.</summary>
    public static string Of(AnnualReport report, DateTimeOffset now)
    {
        var title = Say($"Annual report of blocked property held on {report.AsOf:yyyy-MM-dd}");
        var body = new StringBuilder($"<h1>{Text(title)}</h1>");
        body.Append(Say(
            $"<p>31 CFR 501.603(b)(2). Due by {report.DueOn:yyyy-MM-dd}. {report.Held.Length} properties; known value {report.KnownUsd:N2} USD, value unknown of {report.ValueUnknown}.</p>"));
        body.Append(report.IsDue ? "" : "<p>Nothing was blocked on that day: no report is due.</p>");
        foreach (var packet in report.Held)
        {
            body.Append("<section>")
                .Append(Body(packet, now).Replace("<h1>", "<h2>", StringComparison.Ordinal)
                .Replace("</h1>", "</h2>", StringComparison.Ordinal)).Append("</section>");
        }

        return Page(title, body.ToString());
    }

    /// <summary>What a report is called.</summary>
    public static string TitleOf(ReportPacket packet) =>
        packet.Occasion.Kind == PropertyReportKind.Blocked ? "Report of blocked property" : "Report of a rejected transaction";

    private static string Body(ReportPacket packet, DateTimeOffset now)
    {
        var body = new StringBuilder(Say($"<h1>{TitleOf(packet)}</h1>"));
        body.Append(Say(
            $"<p>{(packet.Occasion.Kind == PropertyReportKind.Blocked ? "31 CFR 501.603" : "31 CFR 501.604")}. Report {Text(packet.Occasion.Id)}, of {packet.Occasion.On:yyyy-MM-dd}, due by {packet.DueOn:yyyy-MM-dd}; printed {now:yyyy-MM-dd HH:mm} UTC.</p>"));
        body.Append(packet.State switch
        {
            ReportState.Filed => Say($"<p>Filed on {packet.Filed!.FiledOn:yyyy-MM-dd}, reference {Text(packet.Filed.Reference)}.</p>"),
            ReportState.NotNeeded => $"<p>Nothing is to be reported: {Text(packet.NotNeededReason!)}</p>",
            ReportState.Ready => "<p>Everything it must say is known.</p>",
            ReportState.Incomplete =>
                $"<p><strong>Not ready.</strong> It must say: {Text(string.Join("; ", packet.Missing.Select(field => field.Row.Title)))}.</p>",
            _ => throw new ArgumentOutOfRangeException(nameof(packet), packet.State, "Not a state of a report."),
        });
        if (packet.Released is { } released)
        {
            body.Append(Say($"<p>Unblocked on {released.On:yyyy-MM-dd} under {Text(released.Authority)}.</p>"));
        }

        body.Append("<table><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Value</th><th scope=\"col\">Rule and "
            + "source</th></tr></thead><tbody>");
        foreach (var field in packet.Fields)
        {
            body.Append(CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{Text(field.Row.Title)}</th><td>{(field.Value is { } value ? $"<bdi dir=\"auto\">{Text(value)}</bdi>" : "<span class=\"unknown\">unknown</span>")}</td><td><small>{Text(field.Row.Citation)}; {Text(field.Note)}</small></td></tr>");
        }

        return body.Append("</tbody></table>").ToString();
    }

    private static string Page(string title, string body) =>
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Text(title)}</title><style>{Style}</style></head><body><main>{body}</main></body></html>";

    private static string Text(string value) => WebUtility.HtmlEncode(value);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
