using System.ComponentModel;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Risk;

/// <summary>The versions of the score's model.</summary>
public sealed record RiskModelsAnswer([property: Description("How many changes there were; a command may say which it has seen.")]
    int Version, [property: Description("The version that scores now; 0 is the model of the product.")] int Active,
    RiskModelVersionAnswer[] Versions)
{
    /// <summary>From the registry.</summary>
    internal static RiskModelsAnswer Of(RiskModelRegistry registry, DateTimeOffset now)
        => new(registry.Count, registry.ActiveAt(now).Number,
        [.. registry.Versions.Select(one => RiskModelVersionAnswer.Of(registry, one, now, text: false))]);
}

public sealed record RiskModelVersionAnswer(int Number, string Name, string Note,
    [property: Description("SHA-256 of the model: what every score and decision names.")] string Hash,
    [property: Description("draft, proposed, active, retired or rejected.")] string Status,
    [property: Description("The version that scored when it was written; null for the model of the product.")] int? Parent,
    string? Author, DateTimeOffset? WrittenAt, string? ProposedBy, string? RejectedBy, string? RejectedText,
    RiskModelTimeAnswer[] Published, [property: Description("Where one version is asked for.")] string? Text)
{
    internal static RiskModelVersionAnswer Of(RiskModelRegistry registry, RiskModelVersion one, DateTimeOffset now, bool text) => new(
        one.Number, one.Model.Name, one.Model.Note, one.Hash, WireNames.Of(registry.StatusOf(one, now)), one.Drafted?.Parent,
        one.Drafted?.By.Value, one.Drafted?.At, registry.ProposalAt(one, now)?.By.Value, one.Rejection?.By.Value, one.Rejection?.Text,
        [.. registry.Published.Where(time => time.Version == one.Number).Select(time => new RiskModelTimeAnswer(time.By.Value, time.At))],
        text ? RiskModelCodec.Write(one.Model) : null);
}

/// <summary>When a version began to score, and who agreed.</summary>
public sealed record RiskModelTimeAnswer(string By, DateTimeOffset At);

/// <summary>A new version.</summary>
internal sealed record RiskModelBody
{
    [Description("The model, as GET /api/v1/risk/model writes it.")]
    public System.Text.Json.JsonElement? Model { get; init; }

    [Description("The version of the registry that was read; absent to take whatever is there.")]
    public int? Seen { get; init; }
}

/// <summary>A command on a version.</summary>
internal sealed record RiskModelCommandBody
{
    [Description("Why, in words; for reject.")]
    public string? Text { get; init; }

    [Description("The version of the registry that was read; absent to take whatever is there.")]
    public int? Seen { get; init; }
}
