using System.Collections.Immutable;
using Compliance.Functions.Demo;

namespace Compliance.Functions.Hosting;

/// <content>What a demo must not touch: real data, real lists, and whoever would believe what it sends.</content>
internal sealed partial class ServiceOptionsReader
{
    /// <summary>Settings by which something leaves the service or somebody real comes in.</summary>
    private static readonly ImmutableArray<string> Outlets =
    [
        "COMPLIANCE_WEBHOOKS", "COMPLIANCE_SMTP", "COMPLIANCE_CHECKPOINT_DIR", "COMPLIANCE_OPENAI_API_KEY",
        "COMPLIANCE_OPENAI_WEBHOOK_SECRET", "COMPLIANCE_STRIPE_IDENTITY_SECRET", "COMPLIANCE_PERSONA_SECRET", "COMPLIANCE_ENTRA_TENANT",
    ];

    private void CheckDemo(ServiceOptions options)
    {
        if (options.Azure is null && DemoMarker.Problem(options.DataDirectory, options.Demo) is { } problem)
        {
            _errors.Add(problem);
        }

        if (!options.Demo)
        {
            return;
        }

        if (!options.IsLocal || options.Azure is not null)
        {
            _errors.Add("COMPLIANCE_DEMO fills a store with invented customers, so it works only in Development, on a loopback address and "
                + "with the embedded store: start it with ./run.sh --demo.");
        }

        if (options.ListsDirectory is not null)
        {
            _errors.Add("COMPLIANCE_LISTS_DIR is set and COMPLIANCE_DEMO is true: a demo shows the sample list only. Unset one of them.");
        }

        if (!options.Offline)
        {
            _errors.Add("COMPLIANCE_DEMO shows the sample list only and fetches none: set COMPLIANCE_OFFLINE=true beside it.");
        }

        foreach (var outlet in Outlets.Where(key => Text(key) is not null))
        {
            _errors.Add($"{outlet} is set and COMPLIANCE_DEMO is true: invented customers must reach nobody real. Unset one of them.");
        }
    }
}
