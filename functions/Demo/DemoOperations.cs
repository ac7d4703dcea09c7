using System.Globalization;
using System.Text.Json.Nodes;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Networks.Worlds;

namespace Compliance.Functions.Demo;

/// <summary>Operations among families, agencies and companies, as the world generator makes them: their events, and whose accounts they
/// are. The same seed makes the same accounts; moments count back from now.</summary>
/// <param name="now">The moment to count back from.</param>
internal sealed class DemoOperations(DateTimeOffset now)
{
    private const ulong Seed = 4;
    private const int World = 1500;
    private const int Others = 90;
    private const int DaysAgo = 33; // The last account of an operation signs up some days ago.

    private readonly (NetworkFacts Facts, WorldTruth Truth) _world = WorldGenerator.Make(WorldParameters.A, World, Seed);
    private int _made;

    /// <summary>The accounts of the largest operation, in order.</summary>
    public IReadOnlyList<string> Largest => [.. OfKinds(WorldKind.Operation).GroupBy(account => _world.Truth.Actors[account])
        .MaxBy(actor => actor.Count())!.Select(Name)];

    /// <summary>Accounts that share something and are nobody's operation.</summary>
    public IReadOnlyList<string> Ordinary => [.. OfKinds(WorldKind.Family, WorldKind.Agency, WorldKind.Corporate).Take(Others)
        .Select(Name)];

    /// <summary>Sign-ups, sign-ins, payments and use of all of them.</summary>
    public IEnumerable<JsonObject> Events()
    {
        var accounts = OfKinds(WorldKind.Operation)
            .Concat(OfKinds(WorldKind.Family, WorldKind.Agency, WorldKind.Corporate).Take(Others)).ToList();
        foreach (var actor in accounts.GroupBy(account => _world.Truth.Actors[account]))
        {
            var first = actor.Min(_world.Facts.SignUpHour);
            foreach (var account in actor)
            {
                // At most a month and a day after the first of its actor.
                var hours = Math.Min(_world.Facts.SignUpHour(account) - first, DaysAgo * 24 - 48);
                foreach (var happened in Of(account, TimeSpan.FromDays(DaysAgo) - TimeSpan.FromHours(hours)))
                {
                    yield return happened;
                }
            }
        }
    }

    private IEnumerable<JsonObject> Of(int account, TimeSpan ago)
    {
        var used = _world.Facts.Of(account).ToArray().ToLookup(_world.Facts.TypeOf);
        var (devices, addresses) = (used[ArtefactType.Device].ToList(), used[ArtefactType.Ip].Concat(used[ArtefactType.SharedIp]).ToList());
        var signUp = new JsonObject { ["country"] = "DE" };
        Add(signUp, "device", devices, device => Name("device", device));
        Add(signUp, "ip", addresses, Address);
        Add(signUp, "email_domain", [.. used[ArtefactType.MailDomain]], domain => Name("company", domain) + ".example");
        yield return Event("account.created", account, ago, signUp);
        for (var more = 1; more < Math.Max(devices.Count, addresses.Count); more++)
        {
            var signIn = new JsonObject { ["outcome"] = "success", ["country"] = "DE" };
            Add(signIn, "device", [.. devices.Skip(more)], device => Name("device", device));
            Add(signIn, "ip", [.. addresses.Skip(more)], Address);
            yield return Event("account.signed_in", account, ago - TimeSpan.FromHours(more), signIn);
        }

        foreach (var card in used[ArtefactType.Card])
        {
            yield return Event("payment.captured", account, ago - TimeSpan.FromHours(1), new()
            { ["payment"] = $"{Name(account)}-{card}", ["amount"] = 2000, ["currency"] = "EUR", ["instrument"] = Name("card", card) });
        }

        var requests = _world.Truth.Kinds[account] == WorldKind.Operation ? 400 : 30;
        var usage = Event("usage.window", account, TimeSpan.FromHours(2 + (account % 20)), new()
        {
            ["account"] = Name(account),
            ["from"] = Text(now - TimeSpan.FromHours(2 + (account % 20))),
            ["requests"] = requests,
            ["input_tokens"] = requests * 300,
            ["output_tokens"] = requests * (requests > 100 ? 1500 : 200),
            ["model"] = DemoPrompts.Model,
        });
        usage["subject"] = $"api_key:{Name(account)}-key";
        yield return usage;
    }

    private IEnumerable<int> OfKinds(params WorldKind[] kinds)
        => Enumerable.Range(0, _world.Facts.Accounts).Where(account => kinds.Contains(_world.Truth.Kinds[account]));

    private static void Add(JsonObject data, string field, List<int> artefacts, Func<int, string> written)
    {
        if (artefacts.Count > 0)
        {
            data[field] = written(artefacts[0]);
        }
    }

    private static string Name(int account) => string.Create(CultureInfo.InvariantCulture, $"{DemoPeople.Mark}world-{account:0000}");

    private static string Name(string what, int artefact)
        => string.Create(CultureInfo.InvariantCulture, $"{DemoPeople.Mark}world-{what}-{artefact}");

    /// <summary>Addresses that nobody has (RFC 3849); one that many share is a wide range.</summary>
    private string Address(int artefact) => string.Create(CultureInfo.InvariantCulture,
        $"2001:db8:{artefact:x}::{(_world.Facts.TypeOf(artefact) == ArtefactType.SharedIp ? "/48" : "/64")}");

    private JsonObject Event(string type, int account, TimeSpan ago, JsonObject data) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"demo-world-{++_made}"),
        ["source"] = "/demo/platform",
        ["type"] = type,
        ["subject"] = $"account:{Name(account)}",
        ["time"] = Text(now - ago),
        ["data"] = data,
    };

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
