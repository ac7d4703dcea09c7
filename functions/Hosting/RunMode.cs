namespace Compliance.Functions.Hosting;

/// <summary>How the executable serves.</summary>
internal enum RunMode
{
    /// <summary>On its own: own timers and queue pump, storage embedded by default.</summary>
    Standalone,

    /// <summary>As the custom handler of the Azure Functions host, which owns timers and queues.</summary>
    Functions,
}
