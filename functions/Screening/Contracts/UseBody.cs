using System.ComponentModel;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>The service that is asked for, as sent.</summary>
internal sealed record UseBody
{
    [Description("Model provider code, such as anthropic. A router asks again for every provider it falls back to.")]
    public string? Provider { get; init; }

    [Description("Model.")]
    public string? Model { get; init; }

    [Description("Action, such as inference, download_weights or gpu_training.")]
    public string? Action { get; init; }

    [Description("What the service is for, in the customer's words, 1 to 512 characters.")]
    public string? Purpose { get; init; }

    [Description("Country the item or result goes to, ISO 3166-1 alpha-2; absent means the customer's own.")]
    public string? Destination { get; init; }

    [Description("Export control classification number of the item, such as 4E091 or EAR99.")]
    public string? Eccn { get; init; }

    [Description("Kind of weights: closed or open-published.")]
    public string? Weights { get; init; }

    [Description("Operations the model was trained with, such as 2e26.")]
    public double? TrainingOperations { get; init; }

    [Description("Number of advanced accelerators asked for.")]
    public int? Accelerators { get; init; }

    [Description("GPU-hours asked for.")]
    public double? GpuHours { get; init; }
}

/// <summary>A licence or exemption that somebody says covers the dealing, as sent.</summary>
internal sealed record LicenceBody
{
    [Description("What is claimed: a general licence as it is cited (31 CFR 560.540, General License 9), or the kind of specific licence "
        + "(OFAC specific).")]
    public string? Citation { get; init; }

    [Description("Number of a specific licence; absent for general ones.")]
    public string? Number { get; init; }

    [Description("Last day of a specific licence, yyyy-MM-dd.")]
    public string? ExpiresOn { get; init; }
}

/// <summary>Who controls the customer's locality, by a map of a third party, as sent.</summary>
internal sealed record AreaControlBody
{
    [Description("government or occupied.")]
    public string? Status { get; init; }

    [Description("The day the map shows, yyyy-MM-dd; a map older than 30 days is not relied on.")]
    public string? MapDate { get; init; }
}
