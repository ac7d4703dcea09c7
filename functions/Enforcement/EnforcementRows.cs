using System.Globalization;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// The rows of the table <c>enforcement</c>. One partition holds everything of one subject, because a change must be all-or-nothing: its
/// head (<c>head</c>, replaced by compare-and-set), what happened to it (<c>e00000001a</c>: the last letter is the kind), acts on their
/// way to the log (<c>l…</c>), keys of commands that were carried out (<c>k…</c>), platform events (<c>p…</c>), and what they add up to:
/// sums so far (<c>counters</c>) and what each later commit added (<c>d…</c>), which now and then go into the sums.
/// </summary>
internal static class EnforcementRows
{
    public const string Table = "enforcement";
    public const string Head = "head";
    public const string Events = "e";
    public const string Acts = "l";
    public const string Commands = "k";
    public const string PlatformEvents = "p";
    public const string Counters = "counters";
    public const string Deltas = "d";

    /// <summary>Decisions that were kept to learn from, one a day.</summary>
    public const string Samples = "x";

    /// <summary>That the erasure of a subject was carried out to its end.</summary>
    public const string Gone = "gone";

    /// <summary>The partition of subjects and actions by what is to be done with them; entries are hints that readers check.</summary>
    public const string Index = "index";
    /// <summary>Sixteen partitions that name every subject of which something is stored.</summary>
    public const int Shards = 16;

    public const string WaitingPrefix = "w-";
    public const string ActedPrefix = "s-";

    /// <summary>Accounts that officers said something of for the networks, or that were merged.</summary>
    public const string RuledPrefix = "n-";

    /// <summary>What stands inside a subject: the partition of hints that name it.</summary>
    public static string ChildrenOf(string key) => "c-" + key;

    public static string OfEvent(long version, char kind) => OfEvent(version) + kind;

    public static string OfEvent(long version) => string.Create(CultureInfo.InvariantCulture, $"{Events}{version:D8}");

    public static string AllOf(string key) => "all-" + key[0];

    public static string AllOf(int shard) => "all-" + "0123456789abcdef"[shard];

    public static string OfAct(long version) => string.Create(CultureInfo.InvariantCulture, $"{Acts}{version:D8}");
}

/// <summary>The head of a subject: how many events there are. It is the fence of every change.</summary>
internal sealed record SubjectHeadRow(string Subject, long Version);

/// <summary>A command that was carried out: which body came with its key, and which action it was about.</summary>
internal sealed record CommandRow(string BodyHash, string? Action);

/// <summary>An entry of the index: a subject, or an action that waits for a second person.</summary>
internal sealed record IndexRow(string Subject, string? Action, DateTimeOffset At);

/// <summary>JSON of the rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubjectHeadRow))]
[JsonSerializable(typeof(CommandRow))]
[JsonSerializable(typeof(IndexRow))]
internal sealed partial class EnforcementRowJson : JsonSerializerContext;
