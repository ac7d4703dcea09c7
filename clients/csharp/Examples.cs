using System.Text.Json.Nodes;

namespace Compliance.Client;

/// <summary>Signup and checkout with the client.</summary>
public static class Examples
{
    /// <summary>What to do with somebody who opens an account: open it, hold it for an officer, or refuse.</summary>
    public static async Task<string> MayOpenAsync(ComplianceClient client, string account, string name, string birthDate)
    {
        try
        {
            var answer = await client.ScreenAsync(new JsonObject
            {
                ["channel"] = "signup",
                ["subject"] = new JsonObject { ["id"] = account, ["type"] = "individual", ["name"] = name, ["birthDate"] = birthDate },
            }, "signup-" + account);
            return answer.Decision switch { ScreeningDecision.Allow => "open", ScreeningDecision.Block => "refuse", _ => "hold" };
        }
        catch (ComplianceException)
        {
            return "hold"; // Unknown is never allow.
        }
    }

    /// <summary>Takes the money only where nothing stands against the account and the payer; otherwise waits or refuses.</summary>
    public static async Task<string> MayPayAsync(ComplianceClient client, string account, string payer)
    {
        try
        {
            var screened = await client.ScreenAsync(new JsonObject
            {
                ["channel"] = "payment",
                ["subject"] = new JsonObject { ["id"] = account, ["name"] = payer },
                ["signals"] = new JsonObject { ["payment"] = new JsonObject { ["method"] = "card", ["billingCountry"] = "DE" } },
            }, Guid.NewGuid().ToString());
            var standing = ComplianceClient.WordOf(
                await client.DecideAsync(new JsonObject { ["action"] = "payment", ["account"] = account }), "decision");
            return screened.Decision == ScreeningDecision.Block || standing == "block" ? "refuse"
                : screened.Decision == ScreeningDecision.Allow && standing == "allow" ? "take" : "wait";
        }
        catch (ComplianceException)
        {
            return "wait";
        }
    }
}
