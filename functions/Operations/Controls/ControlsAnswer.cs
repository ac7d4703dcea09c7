using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Operations.Controls;

/// <summary>The answer of <c>/health/controls</c>.</summary>
internal sealed record ControlsAnswer
{
    [Description("working, failing (a probe passed), overdue (no run within the time) or waiting (before the first run).")]
    public required string Status { get; init; }

    [Description("Version and hash of the policy data in use.")]
    public required string Policy { get; init; }

    public required DateTimeOffset? RanAt { get; init; }

    [Description("Synthetic requests of the last run.")]
    public required int Probes { get; init; }

    [Description("Probes that were not stopped, by id.")]
    public required string[] Failing { get; init; }

    public required LocationSourceAnswer[] LocationSources { get; init; }

    [Description("Files of the location folder that were refused, with the reason.")]
    public required string[] LocationProblems { get; init; }

    [Description("Lines that the terms of the location databases ask to be shown.")]
    public required string[] Attributions { get; init; }
}

/// <summary>One location database or range file.</summary>
internal sealed record LocationSourceAnswer(string Name, string Kind, DateTimeOffset? BuiltAt, double? AgeDays, bool Stale, int Records);

/// <summary>JSON of the controls page.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ControlsAnswer))]
internal sealed partial class ControlsJson : JsonSerializerContext;
