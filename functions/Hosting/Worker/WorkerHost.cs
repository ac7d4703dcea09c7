using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Compliance.Functions.Hosting.Worker;

/// <summary>
/// Composes the isolated worker of the Azure Functions host. Timers and queue messages come over the host's channel to the
/// <c>…Functions</c> classes; HTTP comes through the worker's own server to <see cref="HttpFunctions"/>, which enters the pipeline of the
/// standalone service.
/// </summary>
internal static class WorkerHost
{
    /// <summary>Builds the worker; throws <see cref="ConfigurationException"/> where the configuration is wrong.</summary>
    /// <param name="args">The arguments that the host passed.</param>
    public static IHost Build(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.UseMiddleware<InvocationDrain>(); // Outermost: an invocation is under way until everything about it is done.
        builder.ConfigureFunctionsWebApplication();
        var options = ServiceHost.Options(builder.Configuration, EnvironmentName(builder), RunMode.Functions);
        ServiceHost.Compose(builder, options);
        if (options.Telemetry is not null)
        {
            // The worker sends its own traces and metrics: the host sends none in its name.
            builder.Services.Configure<WorkerOptions>(worker => worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);
        }

        // Who asked stands in no header that can be believed: the address stays the host's, whose share of the limits is the larger one.
        builder.Services.PostConfigure<ForwardedHeadersOptions>(headers =>
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<InvocationDrain>());
        builder.Services.AddSingleton<InvocationRunner>().AddSingleton<HttpEntry>();
        return builder.Build();
    }

    /// <summary>The environment, where the settings of the app name one; standalone the same variable is read.</summary>
    private static string EnvironmentName(FunctionsApplicationBuilder builder) =>
        builder.Configuration["ASPNETCORE_ENVIRONMENT"] ?? builder.Environment.EnvironmentName;
}
