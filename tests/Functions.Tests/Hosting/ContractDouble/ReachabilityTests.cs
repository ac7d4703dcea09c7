using Compliance.Functions.Hosting;
using Compliance.Functions.Tests.Storage;
using Microsoft.AspNetCore.Routing;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>What the service maps is what the Functions host passes on: an address that no function.json covers would be 404 when deployed,
/// a folder without code would fail every time.</summary>
public sealed class ReachabilityTests
{
    [Fact]
    public async Task Every_address_of_the_service_is_covered_by_a_route_with_its_method()
    {
        using var data = new TemporaryDirectory();
        await using var app =
            ServiceHost.Build(["--environment", "Development", "--urls", "http://127.0.0.1:0", "--COMPLIANCE_DATA_DIR", data.Path,
            "--COMPLIANCE_OFFLINE", "true"]);
        var functions = HostFiles.OfThisBuild.Functions.Where(function => function.Trigger == FunctionFile.Http)
            .ToDictionary(function => function.Values["route"].Split('/')[0], function => function.Methods,
                StringComparer.OrdinalIgnoreCase);
        var uncovered = from endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
                        let path = endpoint.RoutePattern.RawText!.TrimStart('/')
                        where path.Length > 0 // "/" answers the host's own ping.
                        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
                        where !functions.TryGetValue(path.Split('/')[0], out var methods) || !methods.Contains(method)
                        select $"{method} /{path}";
        Assert.Empty(uncovered);
    }

    [Fact]
    public async Task Every_trigger_has_a_folder_and_every_folder_has_a_trigger()
    {
        using var data = new TemporaryDirectory();
        await using var app =
            ServiceHost.Build(["--environment", "Development", "--urls", "http://127.0.0.1:0", "--COMPLIANCE_DATA_DIR", data.Path,
            "--COMPLIANCE_OFFLINE", "true"]);
        var mapped = ServiceHost.MapTriggers(app);
        var folders = HostFiles.OfThisBuild.Functions.Where(function => function.Trigger != FunctionFile.Http)
            .Select(function => function.Name);
        Assert.Equal(folders.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_kinds_of_queue_have_the_same_queues()
    {
        var queues = HostFiles.OfThisBuild.Functions.ToLookup(function => function.Trigger,
            function => function.Values.GetValueOrDefault("queueName"));
        Assert.Equal(queues[FunctionFile.Queue].Order(StringComparer.Ordinal), queues[FunctionFile.ServiceBus]
            .Order(StringComparer.Ordinal));
    }
}
