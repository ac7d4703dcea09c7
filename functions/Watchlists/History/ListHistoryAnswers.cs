using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Watchlists.History;

/// <summary>One page of <c>GET /api/v1/lists/{code}/changes</c>.</summary>
internal sealed record ListChangesAnswer
{
    public required string List { get; init; }

    public required ListChangeAnswer[] Changes { get; init; }

    [Description("Send it as since to go on: now where atEnd is false, later where it is true. Nothing is skipped and nothing repeated.")]
    public required string Next { get; init; }

    [Description("True where nothing more is there yet.")]
    public required bool AtEnd { get; init; }
}

/// <summary>One party that changed.</summary>
internal sealed record ListChangeAnswer
{
    [Description("Number of the version's event in the list's history.")]
    public required long Event { get; init; }

    [Description("When the version came into use here.")]
    public required DateTimeOffset At { get; init; }

    [Description("Content hash of the version.")]
    public required string Version { get; init; }

    [Description("added, amended or delisted.")]
    public required string Op { get; init; }

    public required string Entry { get; init; }

    [Description("Changed fields of an amended party.")]
    public required FieldChangeAnswer[] Fields { get; init; }

    [Description("The party in canonical form: as it is now; a delisted one as it last was.")]
    public required JsonElement Party { get; init; }
}

/// <summary>A changed field: its canonical value before and after; null where it was not stated.</summary>
internal sealed record FieldChangeAnswer(string Field, JsonElement? Old, JsonElement? New);

/// <summary>The answer of <c>GET /api/v1/lists/{code}/history</c>.</summary>
internal sealed record ListHistoryAnswer
{
    public required string List { get; init; }

    [Description("Content hash of the version in use; null where there is none.")]
    public required string? InUse { get; init; }

    [Description("A rollback in force.")]
    public required ListHoldAnswer? Hold { get; init; }

    [Description("Failures since the last success.")]
    public required ListIncidentAnswer? Incident { get; init; }

    [Description("Every version received, newest first.")]
    public required ListVersionAnswer[] Versions { get; init; }

    [Description("Everything that happened, newest first.")]
    public required ListEventAnswer[] Events { get; init; }
}

/// <summary>A version that was received.</summary>
internal sealed record ListVersionAnswer(
    string Hash, string State, DateTimeOffset ReceivedAt, DateTimeOffset? PublishedAt, int Parties, int Names, int Quarantined,
        string? Refusal, ListFileAnswer[] Files);

/// <summary>A file that a version was read from, by the SHA-256 of its bytes.</summary>
internal sealed record ListFileAnswer(string File, string Sha256, long Bytes);

/// <summary>An event of a list.</summary>
internal sealed record ListEventAnswer(long Sequence, DateTimeOffset At, string Kind, string By, string? Hash, string? FromHash,
    string? Reason, int? Added, int? Amended, int? Delisted);

/// <summary>A rollback in force.</summary>
internal sealed record ListHoldAnswer(string Pinned, string Withdrawn, string By, string Reason, DateTimeOffset At);

/// <summary>Failures of a list since its last success.</summary>
internal sealed record ListIncidentAnswer(DateTimeOffset Since, string Reason, string? RefusedVersion);

/// <summary>The body of rollback, accept and release.</summary>
internal sealed record ListOverrideBody
{
    [Description("Content hash of the version, or at least its first 8 characters: rollback and accept.")]
    public string? Version { get; init; }

    [Description("Why, 1 to 1000 characters; an auditor will read it.")]
    public string? Reason { get; init; }
}

/// <summary>JSON of the lists' history: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32)]
[JsonSerializable(typeof(ListChangesAnswer))]
[JsonSerializable(typeof(ListHistoryAnswer))]
[JsonSerializable(typeof(ListEventAnswer))]
[JsonSerializable(typeof(ListOverrideBody))]
internal sealed partial class ListWireJson : JsonSerializerContext;

/// <summary>The JSON of the lists' history as it is written: letters of every script as they are.</summary>
internal static class ListWireFormat
{
    public static ListWireJson Json { get; } =
        new(new JsonSerializerOptions(ListWireJson.Default.Options!)
        { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
