using System.Text.Json.Serialization;

namespace Compliance.Functions.Hosting.Wire;

/// <summary>An RFC 9457 problem document, with a stable code and one entry per wrong value.</summary>
internal sealed record ProblemBody
{
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FieldError[]? Errors { get; init; }

    /// <summary>The version of an alert that the caller had read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SeenVersion { get; init; }

    /// <summary>The version that the alert has now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CurrentVersion { get; init; }

    /// <summary>What <c>WWW-Authenticate</c> says; null for the usual words.</summary>
    [JsonIgnore]
    public string? Challenge { get; init; }

    /// <summary>What <c>Retry-After</c> says; null for the usual time.</summary>
    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What happened to the alert since the version that the caller had read, as the stored events.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public System.Text.Json.Nodes.JsonNode[]? Changes { get; init; }

    /// <summary>The same problem of a body that stands inside another: paths begin where it stands.</summary>
    public ProblemBody Under(string path) => this with
    {
        Errors = Errors is null
            ? null : [.. Errors.Select(one => one.Path.StartsWith('$') ? one with { Path = path + one.Path[1..] } : one)],
    };
}

/// <summary>One wrong value.</summary>
/// <param name="Path">Where it stands, as a JSON path such as <c>$.subject.birthDate</c>.</param>
/// <param name="Value">The value as sent, shortened to 100 characters; null where nothing was sent.</param>
/// <param name="Message">What is allowed instead.</param>
internal sealed record FieldError(string Path, string? Value, string Message);
