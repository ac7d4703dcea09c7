namespace Compliance.Functions.Hosting;

/// <summary>How the executable serves.</summary>
internal enum RunMode
{
    /// <summary>On its own: own timers and queue pump, storage embedded by default.</summary>
    Standalone,

    /// <summary>As the isolated worker of the Azure Functions host, which owns timers, queues and HTTP.</summary>
    Functions,
}

/// <summary>Tells who started the process.</summary>
internal static class RunModes
{
    /// <summary>The argument by which the Functions host names its address to a worker that it starts.</summary>
    public const string HostArgument = "--functions-uri";

    /// <summary>The same as an environment variable: the key <c>Functions:Worker:HostEndpoint</c>.</summary>
    public const string HostVariable = "Functions__Worker__HostEndpoint";

    /// <summary>Set by the platform's native host, which loads the app into a process that it started beforehand and passes no
    /// arguments.</summary>
    private const string NativeHost = "AZURE_FUNCTIONS_NATIVE_HOST";

    /// <summary>The mode of this process.</summary>
    public static RunMode Of(string[] args) =>
        args.Any(argument => argument == HostArgument || argument.StartsWith(HostArgument + "=", StringComparison.Ordinal))
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(HostVariable))
        || AppContext.GetData(NativeHost) is not null
            ? RunMode.Functions : RunMode.Standalone;
}
