using System.Globalization;
using Compliance.Functions.Hosting.Worker;
using Compliance.Functions.Operations.Controls;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Operations;

/// <summary>What the Functions host starts for the operation of the service; standalone a loop does the same.</summary>
internal sealed class OperationsFunctions(InvocationRunner runner, SelfTest selfTest)
{
    /// <summary>Timer: runs the daily self-test. A probe that passes fails the invocation, so that the host's own alarms fire
    /// too.</summary>
    [Function("TimerRunProbes")]
    public Task ProbeAsync([TimerTrigger("0 30 3 * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        runner.OnTimerAsync(context.FunctionDefinition.Name, _ => Task.FromResult(Probe()), cancellation);

    private string Probe()
    {
        var report = selfTest.Run();
        return report.Failures.IsEmpty
            ? string.Create(CultureInfo.InvariantCulture, $"{report.Probes} probes were stopped.")
            : throw new InvalidOperationException($"Probes passed: {string.Join(", ", report.Failures.Select(failure => failure.Probe))}.");
    }
}
