using System.CommandLine;
using System.Text.Json;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.Functions.Risk;

namespace Compliance.Cli.Risk;

/// <summary><c>risk preview</c>: whom the ladder would touch now if it acted, among everybody stored. It takes nothing.</summary>
internal static class LadderPreview
{
    public static Command Create(CliConsole console)
    {
        var model = new Option<string?>("--model")
        { Description = "A model of the score to compare with the one in force, such as GET /api/v1/risk/model writes it." };
        var command = new Command("preview", "Score every stored subject and count whom the ladder would touch now; nothing is taken.")
            { model };
        command.SetAction(async (parsed, cancellation) =>
        {
            var other = parsed.GetValue(model) is { } path ? new RiskModelVersion(-1, null) { Stated = LearnVerb.ReadModel(path) } : null;
            await using var services = StoredService.OpenToRead(console);
            var found = await services.GetRequiredService<RiskPreview>().RunAsync(other, int.MaxValue, cancellation);
            await console.Out.WriteLineAsync(JsonSerializer.Serialize(found, RiskWire.Json.PreviewAnswer));
            return CliCommands.Done;
        });
        return command;
    }
}
