using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Networks;

/// <summary>Which run an answer rests on.</summary>
public sealed record GenerationAnswer(long Number, DateTimeOffset At, int Accounts, int Facts, int Clusters, string Model);

/// <summary>A member of a cluster.</summary>
public sealed record MemberAnswer(string Account,
    [property: Description("none, lead, linked or enforceable: of its strongest pair in the cluster.")] string Tier,
    [property: Description("How probable one actor is, of that pair.")] double Probability,
    [property: Description("The other account of that pair.")] string? With,
    [property: Description("True where an officer said that one actor runs both.")] bool Confirmed);

/// <summary>Something that members share.</summary>
public sealed record SharedAnswer([property: Description("Its type and the last digits of its fingerprint.")] string Label, string Type,
    [property: Description("Accounts that use it.")] int Accounts,
    [property: Description("Members of the cluster that use it.")] int Members,
    [property: Description("True where so many use it that it links nobody.")] bool Hub);

/// <summary>A cluster.</summary>
public sealed record ClusterAnswer(string Id, int Size,
    [property: Description("Members that enforceable pairs hold together.")] int Enforceable,
    [property: Description("The weakest pair that holds it together.")] double Weakest, MemberAnswer[] Members,
    [property: Description("True where there are more than 200.")] bool MoreMembers, SharedAnswer[] Shared,
    [property: Description("Without which single thing it falls apart, in words; empty above 400 members.")] string[] HeldBy);

/// <summary>What officers say of the account and another one.</summary>
public sealed record RulingAnswer(string Other,
    [property: Description("same, not_same or none: what counts.")] string Word, string? Text, string? By,
    [property: Description("Who proposed it.")] string? Maker, DateTimeOffset? At,
    [property: Description("What waits for a second person.")] string? Awaited, string? AwaitedBy);

/// <summary>What the networks say of an account.</summary>
public sealed record NetworkAnswer(string Subject, GenerationAnswer Generation,
    [property: Description("none, lead, linked or enforceable: of its strongest pair.")] string Tier,
    [property: Description("Its cluster; null where it is alone.")] ClusterAnswer? Cluster,
    [property: Description("Accounts outside of its cluster that something points to.")] string[] LooksLike,
    RulingAnswer[] Rulings,
    [property: Description("The account that was asked about with `with`.")] ExplanationAnswer? With);

/// <summary>What links two accounts.</summary>
public sealed record ExplanationAnswer(string From, string To, bool SameCluster, string Tier, double Probability,
    [property: Description("The path whose weakest step is strongest; the pair itself where they are in different clusters.")]
        string[] Steps,
    [property: Description("The least evidence without which they are apart, in words; null where none is or the cluster is too large.")]
        string? Cut,
    [property: Description("True where every cheaper choice was tried.")] bool CutIsLeast);

/// <summary>A cluster in a list.</summary>
public sealed record ClusterLine(string Id, string First, int Size, double Weakest);

/// <summary>What changed in a cluster.</summary>
public sealed record ClusterChangeAnswer(long Generation, DateTimeOffset At,
    [property: Description("formed, grew, shrank, merged, split or dissolved.")] string Kind, string Cluster, string[] Others, int Before,
    int After);

/// <summary>Every cluster, the largest first, and what changed lately.</summary>
public sealed record ClustersAnswer(GenerationAnswer Generation, ClusterLine[] Clusters, ClusterChangeAnswer[] Changes);

/// <summary>What a run did.</summary>
public sealed record NetworkRunAnswer(GenerationAnswer? Generation,
    [property: Description("False where nothing was new since the last run.")] bool Changed, int Changes);

/// <summary>A word on two accounts.</summary>
internal sealed record RulingBody
{
    [Description("An account, such as account:a-17.")]
    public string? Subject { get; init; }

    [Description("Another account.")]
    public string? Other { get; init; }

    [Description("same, not_same, or none to take back what was said.")]
    public string? Word { get; init; }

    [Description("Why, in words: 1 to 4,000 characters.")]
    public string? Text { get; init; }
}

/// <summary>JSON of the networks: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NetworkAnswer))]
[JsonSerializable(typeof(ExplanationAnswer))]
[JsonSerializable(typeof(ClustersAnswer))]
[JsonSerializable(typeof(NetworkRunAnswer))]
[JsonSerializable(typeof(RulingBody))]
[JsonSerializable(typeof(RulingAnswer))]
internal sealed partial class NetworkWireJson : JsonSerializerContext;

/// <summary>The same as it is written: letters of every script as they are.</summary>
internal static class NetworkWire
{
    public static NetworkWireJson Json { get; } = new(new JsonSerializerOptions(NetworkWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
