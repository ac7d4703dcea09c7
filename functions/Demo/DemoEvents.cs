using System.Globalization;
using System.Text.Json.Nodes;

namespace Compliance.Functions.Demo;

/// <summary>What happened on the invented platform, as CloudEvents: everyday life, a ring that shares cards and devices, a campaign that
/// draws a model out through many end users, failed sign-ins, disputes and flagged content.</summary>
/// <param name="now">The moment to count back from.</param>
internal sealed class DemoEvents(DateTimeOffset now)
{
    private const string Source = "/demo/platform";
    private const int RingMembers = 12;
    private const int CampaignUsers = 60;

    private int _made;

    /// <summary>All events, oldest stories first; the same ids in every run.</summary>
    public IEnumerable<JsonObject> All(int accounts) =>
        [.. Everyday(accounts), .. Ring(), .. Campaign(), .. Trouble()];

    private IEnumerable<JsonObject> Everyday(int accounts)
    {
        for (var number = 1; number <= accounts; number++)
        {
            var (account, key, day) = (DemoPeople.Account(number), Key(number), 1 + (number % 13));
            yield return Event("account.created", $"account:{account}", TimeSpan.FromDays(day), new()
            {
                ["organisation"] = string.Create(CultureInfo.InvariantCulture, $"demo-org-{number % 40}"),
                ["device"] = string.Create(CultureInfo.InvariantCulture, $"demo-dev-{number}"),
                ["country"] = "DE",
            });
            yield return Event("api_key.created", $"api_key:{key}", TimeSpan.FromDays(day) - TimeSpan.FromHours(1),
                new() { ["account"] = account });
            yield return Event("payment.captured", $"account:{account}", TimeSpan.FromDays(day) - TimeSpan.FromHours(2), new()
            {
                ["payment"] = string.Create(CultureInfo.InvariantCulture, $"demo-pay-{number}"),
                ["amount"] = 2000 + (number % 9 * 500),
                ["currency"] = "EUR",
                ["instrument"] = string.Create(CultureInfo.InvariantCulture, $"demo-card-{number}"),
            });
            if (number % 3 == 0)
            {
                yield return Usage(key, account, string.Create(CultureInfo.InvariantCulture, $"u{number}"),
                    TimeSpan.FromHours(1 + (number % 20)), 10 + (number % 40));
            }
        }
    }

    private IEnumerable<JsonObject> Ring()
    {
        for (var member = 1; member <= RingMembers; member++)
        {
            var account = string.Create(CultureInfo.InvariantCulture, $"{DemoPeople.Mark}ring-{member:00}");
            yield return Event("account.created", $"account:{account}", TimeSpan.FromDays(3), new()
            { ["device"] = $"demo-ring-device-{member % 2}", ["ip"] = "203.0.113.0/24", ["country"] = "DE" });
            // Before the cards are tried out, five of them pay for all twelve, from one address.
            yield return Event("payment.captured", $"account:{account}", TimeSpan.FromHours(60 - member), new()
            {
                ["payment"] = $"demo-ring-paid-{member}",
                ["amount"] = 500,
                ["currency"] = "EUR",
                ["instrument"] = $"demo-ring-card-{member % 5}",
                ["ip"] = "203.0.113.66",
            });
            yield return Event("account.signed_in", $"account:{account}", TimeSpan.FromHours(58 - member), new()
            { ["outcome"] = "success", ["device"] = $"demo-ring-device-{(member + 1) % 2}", ["ip"] = "203.0.113.66", ["country"] = "DE" });
            yield return Usage($"demo-ring-key-{member}", account, $"ring-{member}", TimeSpan.FromHours(30 - member), 120);
            foreach (var attempt in Enumerable.Range(1, 5))
            {
                yield return Event("payment.failed", $"account:{account}", TimeSpan.FromHours(40) - TimeSpan.FromMinutes(attempt), new()
                {
                    ["payment"] = string.Create(CultureInfo.InvariantCulture, $"demo-ring-{member}-{attempt}"),
                    ["amount"] = 100,
                    ["currency"] = "EUR",
                    ["instrument"] = string.Create(CultureInfo.InvariantCulture, $"demo-ring-card-{(member + attempt) % 5}"),
                });
            }
        }
    }

    private IEnumerable<JsonObject> Campaign()
    {
        var account = DemoPeople.Mark + "campaign-1";
        yield return Event("account.created", $"account:{account}", TimeSpan.FromDays(2), new() { ["country"] = "DE" });
        for (var user = 1; user <= CampaignUsers; user++)
        {
            yield return Usage("demo-key-campaign", account, string.Create(CultureInfo.InvariantCulture, $"draw-{user}"),
                TimeSpan.FromMinutes(200 - user), 1);
        }
    }

    private IEnumerable<JsonObject> Trouble()
    {
        var taken = $"account:{DemoPeople.Account(7)}";
        foreach (var attempt in Enumerable.Range(1, 12))
        {
            yield return Event("account.signed_in", taken, TimeSpan.FromMinutes(60 - attempt),
                new() { ["outcome"] = "failed", ["country"] = "BR" });
        }

        foreach (var (number, severity) in new[] { (11, 4), (12, 5), (13, 2) })
        {
            yield return Event("content.flagged", $"account:{DemoPeople.Account(number)}", TimeSpan.FromHours(number), new()
            { ["ground"] = "safety.content", ["severity"] = severity, ["provider"] = "demo-provider" });
        }

        foreach (var number in new[] { 21, 22 })
        {
            yield return Event("payment.disputed", $"account:{DemoPeople.Account(number)}", TimeSpan.FromHours(number), new()
            { ["payment"] = string.Create(CultureInfo.InvariantCulture, $"demo-pay-{number}"), ["amount"] = 2000, ["currency"] = "EUR" });
        }

        yield return Event("verification.completed", $"account:{DemoPeople.Account(31)}", TimeSpan.FromHours(5),
            new() { ["kind"] = "document", ["outcome"] = "failed" });
        yield return Event("report.filed", $"account:{DemoPeople.Account(41)}", TimeSpan.FromHours(9), new()
        { ["category"] = "spam", ["severity"] = 2, ["text"] = "Invented report: this account sends the same message to everybody." });
    }

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"demo-key-{number}");

    private JsonObject Usage(string key, string account, string user, TimeSpan ago, int requests)
        => Event("usage.window", $"api_key:{key}", ago, new()
        {
            ["account"] = account,
            ["end_user"] = user,
            ["from"] = Text(now - ago),
            ["requests"] = requests,
            ["input_tokens"] = requests * 800,
            ["output_tokens"] = requests * 400,
        });

    private JsonObject Event(string type, string subject, TimeSpan ago, JsonObject data) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"demo-{++_made}"),
        ["source"] = Source,
        ["type"] = type,
        ["subject"] = subject,
        ["time"] = Text(now - ago),
        ["data"] = data,
    };

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
