using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>What the Functions host reads before it starts anything: <c>host.json</c>, how to start the worker, and the functions as the
/// build wrote them down.</summary>
internal sealed record HostFiles
{
    /// <summary>The files of the build under test; <c>COMPLIANCE_TEST_PUBLISHED</c> names a folder that <c>publish.sh</c> made
    /// instead.</summary>
    public static HostFiles OfThisBuild { get; } =
        Read(Environment.GetEnvironmentVariable("COMPLIANCE_TEST_PUBLISHED") is { Length: > 0 } folder ? folder : AppContext.BaseDirectory);

    public required string Root { get; init; }

    /// <summary>The program that runs the worker, and the worker.</summary>
    public required string Executable { get; init; }

    public required string Worker { get; init; }

    public required TimeSpan FunctionTimeout { get; init; }

    public required string RoutePrefix { get; init; }

    public required int MaxDequeueCount { get; init; }

    public required ImmutableArray<FunctionFile> Functions { get; init; }

    public static HostFiles Read(string root)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "host.json")));
        var host = document.RootElement;
        Assert.False(host.TryGetProperty("customHandler", out _) || host.TryGetProperty("extensionBundle", out _),
            "The host takes neither from an isolated worker.");
        using var worker = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "worker.config.json")));
        var description = worker.RootElement.GetProperty("description");
        Assert.Equal("dotnet-isolated", description.GetProperty("language").GetString());
        return new HostFiles
        {
            Root = root,
            Executable = description.GetProperty("defaultExecutablePath").GetString()!,
            Worker = Path.Combine(root, description.GetProperty("defaultWorkerPath").GetString()!),
            FunctionTimeout = TimeSpan.Parse(host.GetProperty("functionTimeout").GetString()!, CultureInfo.InvariantCulture),
            RoutePrefix = host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString()!,
            MaxDequeueCount = host.GetProperty("extensions").GetProperty("queues").GetProperty("maxDequeueCount").GetInt32(),
            Functions = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(root, "functions.metadata")))!.AsArray()
                .Select(function => FunctionFile.Of(function!["name"]!.GetValue<string>(), function["bindings"]!.AsArray()
                    .Select(binding => binding!.ToJsonString()))).OrderBy(function => function.Name, StringComparer.Ordinal)],
        };
    }
}

/// <summary>One function with its trigger.</summary>
internal sealed record FunctionFile(string Name, string Trigger, ImmutableSortedDictionary<string, string> Values,
    ImmutableArray<string> Methods)
{
    public const string Http = "httpTrigger";
    public const string Timer = "timerTrigger";
    public const string Queue = "queueTrigger";

    /// <summary>Name of the trigger's binding: the parameter that gets the payload.</summary>
    public string Binding => Values["name"];

    /// <summary>A function by its bindings, each a JSON object.</summary>
    public static FunctionFile Of(string name, IEnumerable<string> bindings)
    {
        var trigger = bindings.Select(binding => JsonDocument.Parse(binding).RootElement)
            .Single(binding => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal));
        return new FunctionFile(
            name,
            trigger.GetProperty("type").GetString()!,
            trigger.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String)
                .ToImmutableSortedDictionary(property => property.Name, property => property.Value.GetString()!),
            trigger.TryGetProperty("methods", out var methods)
                ? [.. methods.EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())] : []);
    }
}
