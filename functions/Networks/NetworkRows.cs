using System.Globalization;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Networks;

/// <summary>
/// The rows of the table <c>networks</c>. Sixteen partitions of accounts (<c>accounts-sN</c>): the account (<c>KEY|a</c>), its cluster
/// (<c>KEY|c</c>) and what it used (<c>KEY|f|TYPE|FINGERPRINT</c>). A partition of artefacts for each type and first two digits: the head
/// of an artefact (<c>FINGERPRINT|!</c>), who used it (<c>FINGERPRINT|m|KEY</c>) and, of a hub, counts (<c>FINGERPRINT|~N</c>). The
/// generation in force, what changed from one to the next, and who came back after an action (<c>returned</c>).
/// </summary>
internal static class NetworkRows
{
    public const string Table = "networks";
    public const string Container = "networks";
    public const string Generation = "generation";
    public const string Current = "current";
    public const string History = "history";

    public static string PartitionOf(string account) => PartitionOf(Shard.OfKey(account));

    public static string PartitionOf(Shard shard) => "accounts-" + shard.Partition;

    public static string OfAccount(string account) => account + "|a";

    public static string OfCluster(string account) => account + "|c";

    public static string OfFact(string account, ArtefactKey artefact)
        => string.Create(CultureInfo.InvariantCulture, $"{account}|f|{(int)artefact.Type:D2}|{artefact.Fingerprint}");
}

/// <summary>An artefact by its type and keyed fingerprint.</summary>
/// <param name="Type">The type.</param>
/// <param name="Fingerprint">Thirty-two hexadecimal digits.</param>
internal readonly record struct ArtefactKey(ArtefactType Type, string Fingerprint)
{
    /// <summary>Accounts of an artefact of context, which makes no pairs, from which its head is no longer rewritten.</summary>
    private const int ContextHub = 2000;

    public string Partition => string.Create(CultureInfo.InvariantCulture, $"artefacts-{(int)Type:D2}{Fingerprint[..2]}");

    public string Head => Fingerprint + "|!";

    public string Members => Fingerprint + "|m|";

    public string Counts => Fingerprint + "|~";

    /// <summary>Accounts from which it is a hub.</summary>
    public int Hub => ArtefactUse.Of(Type).IsContext ? ContextHub : ArtefactUse.Of(Type).Cap;
}

/// <summary>An account: its id, and the hour of its sign-up since 2000; null where nobody knows.</summary>
internal sealed record NetworkAccountRow(string Id, int? SignUp);

/// <summary>First and last day of use.</summary>
internal sealed record NetworkFactRow(int First, int Last);

/// <summary>The cluster of an account in the generation in force.</summary>
internal sealed record NetworkClusterRow(string Cluster);

/// <summary>How many accounts used an artefact, and the sixty-four of them that come first by hash.</summary>
internal sealed record ArtefactHeadRow(int Count, string[] Sample);

/// <summary>Accounts beyond those that the head counts.</summary>
internal sealed record ArtefactCountRow(int Count);

/// <summary>An account that began to use something of an account under an action, since the last run.</summary>
public sealed record ReturnedRow(string Account, DateTimeOffset At, string Through, string With, string Cluster);

/// <summary>Which generation is in force.</summary>
public sealed record NetworkGenerationRow(long Number, DateTimeOffset At, string Blob, int Accounts, int Facts, int Clusters, int Rounds,
    string Model);

/// <summary>A change of a cluster from one generation to the next; clusters are keys, never names.</summary>
internal sealed record NetworkChangeRow(long Generation, DateTimeOffset At, ClusterChangeKind Kind, string Cluster, string[] Others,
    int Before, int After);

/// <summary>JSON of the rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(NetworkAccountRow))]
[JsonSerializable(typeof(NetworkFactRow))]
[JsonSerializable(typeof(NetworkClusterRow))]
[JsonSerializable(typeof(ArtefactHeadRow))]
[JsonSerializable(typeof(ArtefactCountRow))]
[JsonSerializable(typeof(ReturnedRow))]
[JsonSerializable(typeof(NetworkGenerationRow))]
[JsonSerializable(typeof(NetworkChangeRow))]
internal sealed partial class NetworkRowJson : JsonSerializerContext;
