using System.Globalization;

namespace Compliance.Functions.Telemetry;

/// <summary>Where telemetry goes.</summary>
/// <param name="Endpoint">The collector's address.</param>
/// <param name="Grpc">True for gRPC, false for HTTP with Protobuf.</param>
/// <param name="Headers">Headers for the collector as <c>key=value,key=value</c>, which may hold its key; null for none.</param>
/// <param name="TraceRatio">Share of the traces that begin here which are kept, 0 to 1; those that a caller already samples are kept
/// always.</param>
internal sealed record TelemetryOptions(Uri Endpoint, bool Grpc, string? Headers, double TraceRatio)
{
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

        if (endpoint is null)
        {
            return null;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            errors.Add($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}'. Write the collector's address, such as http://127.0.0.1:4318; "
                + $"unset it to send nothing.");
            return null;
        }

        return new TelemetryOptions(address, protocol == "grpc", headers, share);
    }
}
