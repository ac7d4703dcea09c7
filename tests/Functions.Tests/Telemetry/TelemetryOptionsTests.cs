using Compliance.Functions.Telemetry;

namespace Compliance.Functions.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "carrier-pigeon")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "secret-key")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "secret-key")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=secret-key;IngestionEndpoint=https://example.org/")]
    [InlineData("COMPLIANCE_TRACE_RATIO", "7")]
    [InlineData("COMPLIANCE_TRACE_RATIO", "10%")]
    public void A_wrong_setting_is_named_and_no_header_is_shown(string key, string value)
    {
        var errors = new List<string>();
        TelemetryOptions.Read(asked => asked == key ? value : null, errors);

        Assert.StartsWith(key, Assert.Single(errors), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", errors[0], StringComparison.Ordinal);
    }
}
