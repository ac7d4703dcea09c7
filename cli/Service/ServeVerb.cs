using System.CommandLine;
using Compliance.Functions.Hosting;

namespace Compliance.Cli.Service;

/// <summary><c>serve</c>: the service itself, the default verb.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var urls = new Option<string?>("--urls")
        { Description = "Addresses to listen on, several separated by semicolons. Default: http://127.0.0.1:7071." };
        var command = new Command(
            "serve",
            "Run the service: HTTP API, review console, list refresh. State lives in COMPLIANCE_DATA_DIR (.data); lists come from "
                + "COMPLIANCE_LISTS_DIR or the official addresses.")
        {
            urls,
        };
        command.SetAction((parsed, _) => Startup.ServeAsync(parsed.GetValue(urls) is { } value ? ["--urls", value] : []));
        return command;
    }
}
