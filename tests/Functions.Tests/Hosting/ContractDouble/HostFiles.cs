using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>What the Functions host reads before it starts anything: <c>host.json</c> and one <c>function.json</c> per folder beside
/// it.</summary>
internal sealed record HostFiles
{
    /// <summary>The files of the build under test; <c>COMPLIANCE_TEST_PUBLISHED</c> names a folder that <c>publish.sh</c> made
    /// instead.</summary>
    public static HostFiles OfThisBuild { get; } =
        Read(Environment.GetEnvironmentVariable("COMPLIANCE_TEST_PUBLISHED") is { Length: > 0 } folder ? folder : AppContext.BaseDirectory);

    public required string Root { get; init; }

    public required string Executable { get; init; }

    public required TimeSpan FunctionTimeout { get; init; }

    public required TimeSpan InitializationTimeout { get; init; }

    /// <summary>Newer hosts stream HTTP through a proxy; older ones rebuild the request. Where both flags are set, a host that knows the
    /// first uses it.</summary>
    public required bool Proxies { get; init; }

    public required bool Forwards { get; init; }

    public required string RoutePrefix { get; init; }

    public required int MaxDequeueCount { get; init; }

    public required int MaxConcurrentCalls { get; init; }

    public required ImmutableArray<FunctionFile> Functions { get; init; }

    public static HostFiles Read(string root)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "host.json")));
        var host = document.RootElement;
        var handler = host.GetProperty("customHandler");
        var extensions = host.GetProperty("extensions");
        var description = handler.GetProperty("description");
        return new HostFiles
        {
            Root = root,
            Executable =
                Path.Combine(root, description.GetProperty("workingDirectory")
                .GetString()!, description.GetProperty("defaultExecutablePath").GetString()!),
            FunctionTimeout = Span(host.GetProperty("functionTimeout")),
            InitializationTimeout = Span(handler.GetProperty("initializationTimeout")),
            Proxies = Flag(handler, "enableProxyingHttpRequest"),
            Forwards = Flag(handler, "enableForwardingHttpRequest"),
            RoutePrefix = extensions.GetProperty("http").GetProperty("routePrefix").GetString()!,
            MaxDequeueCount = extensions.GetProperty("queues").GetProperty("maxDequeueCount").GetInt32(),
            MaxConcurrentCalls = extensions.GetProperty("serviceBus").GetProperty("maxConcurrentCalls").GetInt32(),
            Functions = [.. Directory.EnumerateFiles(root, "function.json", SearchOption.AllDirectories)
                .Where(file => Path.GetDirectoryName(Path.GetDirectoryName(file)) == root.TrimEnd(Path.DirectorySeparatorChar))
                .Select(FunctionFile.Read).OrderBy(function => function.Name, StringComparer.Ordinal)],
        };
    }

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static TimeSpan Span(JsonElement text) => TimeSpan.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}

/// <summary>One function: its name is its folder's, and with it the address the host posts to.</summary>
internal sealed record FunctionFile(string Name, string Trigger, ImmutableSortedDictionary<string, string> Values,
    ImmutableArray<string> Methods, int Bindings)
{
    public const string Http = "httpTrigger";
    public const string Timer = "timerTrigger";
    public const string Queue = "queueTrigger";
    public const string ServiceBus = "serviceBusTrigger";

    /// <summary>Name of the trigger's binding, the member of <c>Data</c> that carries the payload.</summary>
    public string Binding => Values["name"];

    public bool IsBinary => Values.GetValueOrDefault("dataType") == "binary";

    public static FunctionFile Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var bindings = document.RootElement.GetProperty("bindings");
        var trigger = bindings.EnumerateArray()
            .Single(binding => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal));
        return new FunctionFile(
            Path.GetFileName(Path.GetDirectoryName(path))!,
            trigger.GetProperty("type").GetString()!,
            trigger.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String)
                .ToImmutableSortedDictionary(property => property.Name, property => property.Value.GetString()!),
            trigger.TryGetProperty("methods", out var methods)
                ? [.. methods.EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())] : [],
            bindings.GetArrayLength());
    }

    /// <summary>The value of a binding with its <c>%SETTING%</c> replaced, as the host does.</summary>
    public string Resolved(string name, IReadOnlyDictionary<string, string> settings)
    {
        var value = Values[name];
        return value.Length > 2 && value[0] == '%' && value[^1] == '%' ? settings[value[1..^1]] : value;
    }
}
