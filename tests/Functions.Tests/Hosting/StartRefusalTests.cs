using System.Diagnostics;
using Compliance.Functions.Hosting;
using Compliance.Functions.Tests.Storage;

namespace Compliance.Functions.Tests.Hosting;

/// <summary>What would serve wrongly does not start, and says why.</summary>
public sealed class StartRefusalTests
{
    [Fact]
    public async Task Without_unicode_data_the_service_does_not_start()
    {
        using var data = new TemporaryDirectory();
        var start = new ProcessStartInfo(ServiceProcess.Executable, ["serve", "--urls", "http://127.0.0.1:0"])
        { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["COMPLIANCE_DATA_DIR"] = data.Path;
        start.Environment["COMPLIANCE_OFFLINE"] = "true";
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", await said);
    }

    [Fact]
    public void Under_the_functions_host_the_embedded_store_is_refused_outside_Development()
    {
        Assert.Contains(Errors("Production", RunMode.Functions, ("COMPLIANCE_API_KEYS", "")),
            error => error.StartsWith("ComplianceStorage is not set", StringComparison.Ordinal));
        Assert.DoesNotContain(Errors("Development", RunMode.Functions),
            error => error.StartsWith("ComplianceStorage", StringComparison.Ordinal));
    }

    [Fact]
    public void Service_bus_is_received_from_without_a_functions_host_too()
    {
        Assert.DoesNotContain(
            Errors("Production", RunMode.Standalone, ("ComplianceStorage", "UseDevelopmentStorage=true"),
                ("ServiceBus:fullyQualifiedNamespace", "ns.servicebus.windows.net")),
            error => error.Contains("ServiceBus", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Errors(string environment, RunMode mode, params (string Key, string Value)[] settings)
    {
        new ServiceOptionsReader(key => settings.Where(setting => setting.Key == key).Select(setting => setting.Value)
            .FirstOrDefault()).Read(environment, out var errors, mode);
        return errors;
    }
}
