using System.Collections.Immutable;
using Compliance.Functions.Records.Webhooks;

namespace Compliance.Functions.Records;

/// <summary>The configuration of the record.</summary>
internal sealed record RecordsOptions
{
    /// <summary>Folder for checkpoints, which ought to lie where the service cannot rewrite it; null keeps them in a container of the blob store.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Who is told of decisions.</summary>
    public ImmutableArray<WebhookEndpoint> Webhooks { get; init; } = [];

    /// <summary>True where webhooks may go to private addresses and over plain HTTP: for receivers of one's own network.</summary>
    public bool PrivateWebhooks { get; init; }
}

/// <summary>Reads the configuration of the record; every error names its key and how to mend it.</summary>
internal sealed class RecordsSettings(Func<string, string?> setting, List<string> errors)
{
    public RecordsOptions Read()
    {
        var isPrivate = setting("COMPLIANCE_WEBHOOK_PRIVATE");
        if (isPrivate is not (null or "true" or "false"))
        {
            errors.Add($"COMPLIANCE_WEBHOOK_PRIVATE is '{isPrivate}'. Write true or false.");
        }

        return new RecordsOptions
        {
            CheckpointDirectory = setting("COMPLIANCE_CHECKPOINT_DIR"),
            PrivateWebhooks = isPrivate == "true",
            Webhooks = WebhookEndpoint.Read(setting("COMPLIANCE_WEBHOOKS"), setting("COMPLIANCE_WEBHOOK_SECRETS"), isPrivate == "true", errors),
        };
    }
}
