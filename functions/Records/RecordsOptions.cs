using System.Collections.Immutable;
using Compliance.Functions.Records.Webhooks;

namespace Compliance.Functions.Records;

/// <summary>The configuration of the record.</summary>
internal sealed record RecordsOptions
{
    /// <summary>Folder for checkpoints, which ought to lie where the service cannot rewrite it; null keeps them in a container of the blob
    /// store.</summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Years that a version of a list is kept after it was last in use, 10 to 100: decisions of that time must be recomputed as
    /// long as their records are kept (31 CFR 501.601).</summary>
    public int ListVersionYears { get; init; } = LeastYears;

    /// <summary>The least of them.</summary>
    public const int LeastYears = 10;

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

        var years = RecordsOptions.LeastYears;
        if (setting("COMPLIANCE_LIST_VERSION_YEARS") is { } text
            && !(int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out years)
            && years is >= RecordsOptions.LeastYears and <= 100))
        {
            errors.Add($"COMPLIANCE_LIST_VERSION_YEARS is '{text}'. Write how many years a version of a list is kept after it was last "
                + $"in use, {RecordsOptions.LeastYears} to 100.");
            years = RecordsOptions.LeastYears;
        }

        return new RecordsOptions
        {
            ListVersionYears = years,
            CheckpointDirectory = setting("COMPLIANCE_CHECKPOINT_DIR"),
            PrivateWebhooks = isPrivate == "true",
            Webhooks = WebhookEndpoint.Read(setting("COMPLIANCE_WEBHOOKS"), setting("COMPLIANCE_WEBHOOK_SECRETS"), isPrivate == "true",
                errors),
        };
    }
}
