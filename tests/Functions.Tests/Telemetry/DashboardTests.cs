using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Functions.Telemetry;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Telemetry;

/// <summary>The dashboard, the alert rules and the code know the same metrics.</summary>
public sealed partial class DashboardTests
{
    /// <summary>Measured by ASP.NET Core.</summary>
    private const string Http = "http_server_request_duration_seconds";

    private static readonly string Folder = Path.Combine(TestData.RepositoryRoot(), "docs", "telemetry");

    /// <summary>Names as a Prometheus store has them: dots are underscores, seconds and counters have their suffix.</summary>
    private static IReadOnlyList<string> Known { get; } = [.. Measured.Instruments.Select(NameOf), Http];

    [Fact]
    public void Every_metric_that_is_shown_or_watched_is_measured()
    {
        foreach (var file in new[] { "dashboard.json", "alerts.yaml" })
        {
            var named = NamesIn(File.ReadAllText(Path.Combine(Folder, file)));
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(Known));
        }
    }

    [Fact]
    public void Every_metric_that_is_measured_is_on_the_dashboard()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json")));
        var shown = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .SelectMany(target => NamesIn(target.GetProperty("expr").GetString()!));

        Assert.Empty(Known.Except(shown));
    }

    [Fact]
    public void Every_alert_rule_has_an_expression_a_severity_and_a_sentence()
    {
        var rules = File.ReadAllText(Path.Combine(Folder, "alerts.yaml")).Split("      - alert: ")[1..];
        Assert.All(rules, rule =>
        {
            Assert.Contains("expr: ", rule, StringComparison.Ordinal);
            Assert.Matches("severity: (critical|warning)", rule);
            Assert.Matches("summary: \".+\\.\"", rule);
        });
        Assert.Equal(rules.Length, rules.Select(rule => rule.Split('\n')[0]).Distinct().Count());
    }

    [Fact]
    public void Every_value_of_a_tag_that_a_rule_asks_for_exists()
    {
        string[] values =
            [.. Tag().Matches(File.ReadAllText(Path.Combine(Folder, "alerts.yaml"))).SelectMany(match => match.Groups[1].Value.Split('|'))];
        string[] known =
        [
            "failed", "ok", "dead", "unreadable", "broken", "block", "unauthorised", "invalid_token", "too_many_requests", "5..",
            .. Enum.GetValues<Compliance.ScreeningCore.Alerts.ClockState>()
                .Select(Functions.Hosting.Wire.WireNames.Of), .. Enum.GetValues<Compliance.ScreeningCore.Alerts.AlertStatus>()
                .Select(Functions.Hosting.Wire.WireNames.Of),
        ];
        Assert.Empty(values.Except(known));
    }

    private static string[] NamesIn(string text)
        => [.. Metric().Matches(text).Select(match => Suffix().Replace(match.Value, "")).Distinct()];

    private static string NameOf(Instrument instrument) =>
        instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "") + (instrument is Counter<long> ? "_total" : "");

    [GeneratedRegex(@"\b(?:compliance|http_server)_[a-z_]+")]
    private static partial Regex Metric();

    [GeneratedRegex("_(?:bucket|count|sum)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("=~?\"([^\"]+)\"")]
    private static partial Regex Tag();
}
