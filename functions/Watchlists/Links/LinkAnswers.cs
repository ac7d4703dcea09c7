using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Watchlists.Links;

/// <summary>The answer of <c>GET /api/v1/links</c>.</summary>
internal sealed record LinksAnswer(
    [property: Description("Parties that stand on several lists.")] int Parties,
    [property: Description("Links, at most 1,000; all of them where an entry is asked for.")] LinkAnswer[] Links,
    [property: Description("All listings of the party of the entry that was asked for.")] string[] Listings,
    [property: Description("What officers said of links, the last word of each pair counts.")] LinkWordAnswer[] Words);

/// <summary>Two listings that are one party, and why.</summary>
internal sealed record LinkAnswer(
    string First,
    string Second,
    [property: Description("identifier, or name_and_facts.")] string Ground,
    [property: Description("Probability of identity under the strict profile, 0 to 1.")] double Score,
    string Reason);

/// <summary>What somebody said of a pair of listings.</summary>
internal sealed record LinkWordAnswer(string First, string Second, bool Severed, string By, string Reason, DateTimeOffset At);

/// <summary>The body of <c>POST /api/v1/links/sever</c> and <c>restore</c>.</summary>
internal sealed record LinkWordBody
{
    [Description("One listing, such as us-ofac-sdn:24283.")]
    public required string First { get; init; }

    [Description("The other.")]
    public required string Second { get; init; }

    [Description("Why the two are different parties, or are one after all, in words.")]
    public required string Reason { get; init; }
}

/// <summary>JSON of links.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(LinksAnswer))]
[JsonSerializable(typeof(LinkWordAnswer))]
[JsonSerializable(typeof(LinkWordBody))]
internal sealed partial class LinkWireJson : JsonSerializerContext;

/// <summary>The JSON of links as it is written: letters of every script as they are.</summary>
internal static class LinkWireFormat
{
    public static LinkWireJson Json { get; } =
        new(new JsonSerializerOptions(LinkWireJson.Default.Options!)
        { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
