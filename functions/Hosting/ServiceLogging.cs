namespace Compliance.Functions.Hosting;

/// <summary>Logs: one JSON object a line on standard output, readable lines in Development; under the Functions host they go to it with the
/// invocation they belong to. Paths and queries are not logged: they may hold ids.</summary>
internal static class ServiceLogging
{
    public static void Configure(ILoggingBuilder logging, ServiceOptions options)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // What fails there is told in our own words; the framework's repeat what the authority and the caller sent.
        logging.AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None);
        // The keys of forms lie in the record store, which its provider encrypts; the framework would warn of that at every start.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (options.Mode == RunMode.Functions)
        {
            return;
        }

        logging.ClearProviders();
        if (options.IsDevelopment)
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
            return;
        }

        logging.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
    }
}
