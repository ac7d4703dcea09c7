using System.Text.Json.Nodes;

namespace Compliance.Functions.Demo;

/// <summary>What the radar of the demo watches for: apps that two people called ordinary, a campaign that one confirmed, and a day's
/// prompts of an operation and of others.</summary>
internal sealed class DemoRadar(DemoClient client, DemoOperations operations)
{
    private const int OfApp = 120;
    private const int Confirmed = 60;
    private const int EachMember = 6;
    private const int Alone = 60;
    private const int OrdinaryAccounts = 8;
    private const int EachOrdinary = 25;

    /// <summary>Fills it; where the radar may have nothing, nothing comes of it.</summary>
    public async Task FillAsync(CancellationToken cancellation)
    {
        foreach (var (name, prompt) in DemoPrompts.Apps)
        {
            await client.SendAsync(HttpMethod.Post, "/api/v1/radar/classes", "class-" + name, new JsonObject
            {
                ["name"] = name,
                ["text"] = "Ordinary prompts of an app of the demo world.",
                ["prompts"] = Bodies(OfApp, prompt),
            }, cancellation, DemoOfficers.First, "analyst");
            await client.SendAsync(HttpMethod.Post, "/api/v1/radar/classes/second", "class-second-" + name,
                new JsonObject { ["name"] = name }, cancellation, DemoOfficers.Second);
        }

        await client.SendAsync(HttpMethod.Post, "/api/v1/radar/campaigns", "radar-campaign", new JsonObject
        {
            ["name"] = "demo: reasoning drawn out",
            ["text"] = "Invented: sixty prompts of one account ask for numbered and graded steps of made-up problems.",
            ["confirmed"] = Bodies(Confirmed, DemoPrompts.Campaign),
        }, cancellation, DemoOfficers.First, "analyst");
        await SendAsync("radar-day-1", Day(), cancellation);
    }

    /// <summary>A member of the operation sends much of it, the others a little each among ordinary prompts, and ordinary accounts
    /// none.</summary>
    private IEnumerable<JsonNode> Day()
    {
        var (members, ordinary) = (operations.Largest, operations.Ordinary);
        for (var at = 0; at < Alone; at++)
        {
            yield return DemoPrompts.Body(at % 3 == 0 ? DemoPrompts.Ordinary(500 + at) : DemoPrompts.Campaign(1000 + at), members[0]);
        }

        for (var at = 0; at < EachMember * (members.Count - 1); at++)
        {
            yield return DemoPrompts.Body(at % 2 == 0 ? DemoPrompts.Ordinary(700 + at) : DemoPrompts.Campaign(2000 + at),
                members[1 + (at % (members.Count - 1))]);
        }

        for (var at = 0; at < OrdinaryAccounts * EachOrdinary; at++)
        {
            yield return DemoPrompts.Body(DemoPrompts.Ordinary(2000 + at), ordinary[at % OrdinaryAccounts]);
        }
    }

    private Task SendAsync(string batch, IEnumerable<JsonNode> prompts, CancellationToken cancellation)
        => client.SendAsync(HttpMethod.Post, "/api/v1/radar/prompts", batch, new JsonObject
        { ["id"] = "demo-" + batch, ["prompts"] = new JsonArray([.. prompts]) }, cancellation);

    private static JsonArray Bodies(int count, Func<int, string> prompt)
        => new([.. Enumerable.Range(0, count).Select(i => (JsonNode)DemoPrompts.Body(prompt(i)))]);
}
