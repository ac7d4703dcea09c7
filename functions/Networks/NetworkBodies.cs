using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting.Wire;

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
    [property: Description("What waits for a second person.")] string? Awaited, string? AwaitedBy)
{
    /// <summary>What was said of another account, and what waits for a second person.</summary>
    public static RulingAnswer Of(SubjectRef other, PairRulingGiven? given, PairRulingProposed? awaited) => new(other.ToString(),
        WireNames.Of(given?.Word ?? RulingWord.None), given?.Text ?? awaited?.Text, given?.By.Value, given?.Maker.Value, given?.At,
        awaited is null ? null : WireNames.Of(awaited.Word), awaited?.By.Value);
}

/// <summary>What the networks say of an account.</summary>
public sealed record NetworkAnswer(string Subject, GenerationAnswer Generation,
    [property: Description("none, lead, linked or enforceable: of its strongest pair.")] string Tier,
    [property: Description("Its cluster; null where it is alone.")] ClusterAnswer? Cluster,
    [property: Description("Accounts outside of its cluster that something points to.")] string[] LooksLike,
    RulingAnswer[] Rulings,
    [property: Description("The account that was asked about with `with`.")] ExplanationAnswer? With,
    [property: Description("Accounts that are the same as this one by merges: what holds for one holds for all.")] string[] MergedWith);

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

/// <summary>An action on a whole operation.</summary>
public sealed record OperationAnswer(string Id, string Cluster, [property: Description("The run that it rests on.")] long Generation,
    [property: Description("proposed, agreed, done, declined or lapsed.")] string Status, int Rung, int? Days, string Ground, string Row,
    string Text, string Maker, DateTimeOffset ProposedAt, string? DecidedBy, DateTimeOffset? DecidedAt,
    [property: Description("The accounts that it meets, with the action of each once it is taken, or why none was.")]
        OperationAccountAnswer[] Accounts,
    [property: Description("The accounts that it leaves out, each with the reason.")] OperationAccountAnswer[] LeftOut)
{
    internal static OperationAnswer Of(OperationRow row)
    {
        var outcomes = row.Outcomes.ToDictionary(one => one.Account, StringComparer.Ordinal);
        return new OperationAnswer(row.Id, row.Cluster, row.Generation, WireNames.Of(row.Status), row.Rung, row.Days, row.Ground,
            row.Clause, row.Text, row.Maker, row.At, row.By, row.DecidedAt,
            [.. row.Met.Select(account => outcomes.TryGetValue(account, out var one)
                ? new OperationAccountAnswer("account:" + account, one.Action, one.Why)
                : new OperationAccountAnswer("account:" + account, null, null))],
            [.. row.LeftOut.Select(one => new OperationAccountAnswer("account:" + one.Key, null, one.Value))]);
    }
}

/// <summary>One account of an operation.</summary>
public sealed record OperationAccountAnswer(string Account, string? Action, string? Why);

/// <summary>Actions on operations, the newest first.</summary>
public sealed record OperationsAnswer(OperationAnswer[] Operations);

/// <summary>What is proposed for an operation.</summary>
internal sealed record OperationBody
{
    [Description("The cluster, by its id.")]
    public string? Cluster { get; init; }

    [Description("1 warn, 2 challenge, 5 payment hold, 6 suspend, 7 terminate. From 5 on it meets only enforceable and confirmed members.")]
    public int? Rung { get; init; }

    [Description("1 to 365; none for a termination.")]
    public int? Days { get; init; }

    [Description("A code of GET /api/v1/grounds.")]
    public string? Ground { get; init; }

    [Description("The rule or clause.")]
    public string? Row { get; init; }

    [Description("The facts that the accounts are told.")]
    public string? Facts { get; init; }

    [Description("Why, for the record.")]
    public string? Text { get; init; }

    [Description("Accounts that are left out, such as account:a-17.")]
    public string[]? Except { get; init; }
}

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
[JsonSerializable(typeof(OperationAnswer))]
[JsonSerializable(typeof(OperationsAnswer))]
[JsonSerializable(typeof(OperationBody))]
[JsonSerializable(typeof(RulingBody))]
[JsonSerializable(typeof(RulingAnswer))]
internal sealed partial class NetworkWireJson : JsonSerializerContext;

/// <summary>The same as it is written: letters of every script as they are.</summary>
internal static class NetworkWire
{
    public static NetworkWireJson Json { get; } = new(new JsonSerializerOptions(NetworkWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
