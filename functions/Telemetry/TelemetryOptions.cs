using System.Globalization;

namespace Compliance.Functions.Telemetry;

/// <summary>Where telemetry goes.</summary>
/// <param name="Endpoint">The collector's address; null for no collector.</param>
/// <param name="Grpc">True for gRPC, false for HTTP with Protobuf.</param>
/// <param name="Headers">Headers for the collector as <c>key=value,key=value</c>, which may hold its key; null for none.</param>
/// <param name="TraceRatio">Share of the traces that begin here which are kept, 0 to 1; those that a caller already samples are kept
/// always.</param>
internal sealed record TelemetryOptions(Uri? Endpoint, bool Grpc, string? Headers, double TraceRatio)
{
    /// <summary>Connection string of Application Insights, to which the same is sent; null for nowhere.</summary>
    public string? AzureMonitor { get; init; }

    /// <summary>True where Application Insights takes no telemetry without a token of the managed identity.</summary>
    public bool AzureMonitorWithIdentity { get; init; }

    /// <summary>Client id of the user-assigned identity that sends to Application Insights; null for the system-assigned one.</summary>
    public string? AzureMonitorIdentity { get; init; }

    /// <summary>How often metrics are sent, and the states behind them read.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the settings, which bear the names that OpenTelemetry gives them; null where no collector is named.</summary>
    public static TelemetryOptions? Read(Func<string, string?> setting, List<string> errors)
    {
        var (endpoint, protocol, headers, ratio) = (
            setting("OTEL_EXPORTER_OTLP_ENDPOINT"), setting("OTEL_EXPORTER_OTLP_PROTOCOL"), setting("OTEL_EXPORTER_OTLP_HEADERS"),
                setting("COMPLIANCE_TRACE_RATIO"));
        if (protocol is not (null or "grpc" or "http/protobuf"))
        {
            errors.Add($"OTEL_EXPORTER_OTLP_PROTOCOL is '{protocol}'. Write grpc or http/protobuf.");
        }

        if (headers?.Split(',').All(part => part.IndexOf('=', StringComparison.Ordinal) > 0) == false)
        {
            errors.Add("OTEL_EXPORTER_OTLP_HEADERS is not a list of key=value, separated by commas. (What it holds is not shown.)");
        }

        var share = 0.1;
        if (ratio is not null
            && !(double.TryParse(ratio, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share) && share is >= 0 and <= 1))
        {
            errors.Add($"COMPLIANCE_TRACE_RATIO is '{ratio}'. Write the share of traces to keep, from 0 to 1, such as 0.1.");
        }

        var azureMonitor = setting("APPLICATIONINSIGHTS_CONNECTION_STRING");
        if (azureMonitor is not null && !IsConnectionString(azureMonitor))
        {
            errors.Add("APPLICATIONINSIGHTS_CONNECTION_STRING holds no InstrumentationKey=GUID. Copy the connection string of the "
                + "Application Insights resource as a whole. (What it holds is not shown.)");
            azureMonitor = null;
        }

        var proof = (setting("APPLICATIONINSIGHTS_AUTHENTICATION_STRING") ?? "").Split(';').Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2).ToLookup(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        Uri? address = null;
        if (endpoint is not null
            && !(Uri.TryCreate(endpoint, UriKind.Absolute, out address) && address.Scheme is ("http" or "https")))
        {
            errors.Add($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}'. Write the collector's address, such as http://127.0.0.1:4318; "
                + $"unset it to send nothing.");
            address = null;
        }

        return address is null && azureMonitor is null ? null
            : new TelemetryOptions(address, protocol == "grpc", headers, share)
            {
                AzureMonitor = azureMonitor,
                AzureMonitorWithIdentity = proof["Authorization"].LastOrDefault() == "AAD",
                AzureMonitorIdentity = proof["ClientId"].LastOrDefault(),
            };
    }

    private static bool IsConnectionString(string text) => text.Split(';').Select(part => part.Split('=', 2))
        .Any(part => part is ["InstrumentationKey", var key] && Guid.TryParse(key, out _));
}
