using Compliance.Functions.Hosting;
using Compliance.Functions.Tests.Hosting.ContractDouble;
using Compliance.Functions.Tests.Storage;
using Microsoft.AspNetCore.Routing;

namespace Compliance.Functions.Tests.Hosting;

/// <summary>What the service maps is what the Functions host passes on: an address that no function covers would be 404 when
/// deployed.</summary>
public sealed class ReachabilityTests
{
    [Fact]
    public async Task Every_address_of_the_service_is_covered_by_a_function_with_its_method()
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
                        where path.Length > 0 // "/" is for whoever serves alone.
                        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
                        where !functions.TryGetValue(path.Split('/')[0], out var methods) || !methods.Contains(method)
                        select $"{method} /{path}";
        Assert.Empty(uncovered);
    }

    [Fact]
    public void No_function_takes_every_address_and_every_queue_and_timer_is_what_it_was()
    {
        var functions = HostFiles.OfThisBuild.Functions;
        Assert.DoesNotContain(functions, function => function.Trigger == FunctionFile.Http && function.Values["route"] is "" or "{*path}");
        Assert.Equal(["alert-blocks", "alerts", "events", "rescreenings"],
            Of(FunctionFile.Queue).Select(function => function.Values["queueName"]).Order());
        Assert.All(Of(FunctionFile.Queue), function => Assert.Equal("ComplianceStorage", function.Values["connection"]));
        Assert.Contains("TimerDrainOutbox", Of(FunctionFile.Timer).Select(function => function.Name));
        Assert.All(Of(FunctionFile.Timer), function => Assert.True(CronSchedule.Parse(function.Values["schedule"]).After(DateTimeOffset.UnixEpoch)
            > DateTimeOffset.UnixEpoch));

        IEnumerable<FunctionFile> Of(string trigger) => functions.Where(function => function.Trigger == trigger);
    }
}
