using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Extraction;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Extraction;

/// <summary>
/// The rows of the table <c>radar</c>: campaigns and classes of ordinary traffic (sealed, written with their acts, their sketches in
/// blobs by hash), proposed classes, sixteen partitions of streams (<c>streams-sN</c>: <c>KEY|a</c> of an account, <c>KEY|o</c> of what it
/// sends through a cache or under its own key at the provider, <c>KEY|c</c> of a cluster), alarms, and what each day's choice was.
/// </summary>
internal static class RadarRows
{
    public const string Table = "radar";
    public const string Container = "radar";
    public const string Campaigns = "campaigns";
    public const string CampaignPrefix = "cmp_";
    public const string Classes = "classes";
    public const string Proposals = "class-proposals";
    public const string ClassPrefix = "cls_";
    public const string Alarms = "alarms";
    public const string Days = "days";

    public static string PartitionOf(string key) => PartitionOf(Shard.OfKey(key));

    public static string PartitionOf(Shard shard) => "streams-" + shard.Partition;
}

/// <summary>A stream of prompts.</summary>
/// <param name="Key">The key of the account, or of the cluster.</param>
/// <param name="Kind">What it is of.</param>
internal readonly record struct StreamKey(string Key, StreamKind Kind)
{
    public string Row => Key + Kind switch { StreamKind.Account => "|a", StreamKind.Other => "|o", _ => "|c" };
}

/// <summary>Whose prompts a stream is made of.</summary>
internal enum StreamKind
{
    /// <summary>An account's.</summary>
    Account,

    /// <summary>An account's through a cache, or under its own key at the provider: counted apart.</summary>
    Other,

    /// <summary>Those of all accounts of a cluster.</summary>
    Cluster,
}

/// <summary>The JSON of a stream.</summary>
internal sealed record StoredStream(string Account, string State, string[] Batches);

/// <summary>A stream as it is stored; batches that it holds already count once.</summary>
/// <param name="Account">The id of the account; of a cluster, of its first member.</param>
/// <param name="State">What was seen.</param>
/// <param name="Batches">The last batches, hashed.</param>
internal sealed record StreamRow(string Account, WatchedStream State, string[] Batches);

/// <summary>A campaign.</summary>
public sealed record CampaignRow(string Id, string Name, string By, DateTimeOffset At, string Text, int Seeds, string Blob,
    SortedDictionary<string, int> Classes, DateTimeOffset? EndedAt, string? EndedBy, string? EndText);

/// <summary>A class of ordinary traffic.</summary>
public sealed record ClassRow(string Name, string Blob, int Prompts, string By, DateTimeOffset At, string Text, string? AgreedBy)
{
    /// <summary>True where campaigns are judged by it.</summary>
    [JsonIgnore]
    public bool IsInForce => AgreedBy is not null;
}

/// <summary>An alarm, or a choice of a day.</summary>
public sealed record AlarmRow(string Campaign, string Key, string Kind, string Account, DateTimeOffset Since, DateTimeOffset At,
    int AlarmAt, int Prompts, int Above, double Evidence, string Nearest, string Lead);

/// <summary>What the choice of a day was.</summary>
/// <param name="Day">The day, <c>yyyyMMdd</c>.</param>
/// <param name="Streams">Streams that said enough, each by campaign.</param>
/// <param name="Chosen">Those to look into, the strongest first.</param>
public sealed record DayRow(string Day, int Streams, IReadOnlyList<ChosenStream> Chosen);

/// <summary>A stream that was chosen.</summary>
public sealed record ChosenStream(string Campaign, string Key, string Kind, double Evidence, int Prompts);

/// <summary>A campaign as its blob holds it, with sketches of the confirmed prompts: so that it can be judged anew.</summary>
internal sealed record CampaignBlob(Campaign Campaign, string[] Seeds);

/// <summary>JSON of the rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredStream))]
[JsonSerializable(typeof(CampaignRow))]
[JsonSerializable(typeof(ClassRow))]
[JsonSerializable(typeof(AlarmRow))]
[JsonSerializable(typeof(DayRow))]
[JsonSerializable(typeof(CampaignBlob))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class RadarRowJson : JsonSerializerContext;
