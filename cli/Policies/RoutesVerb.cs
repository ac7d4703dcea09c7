using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.EnforcementCore.Routing;
using Compliance.Functions.Routing;
using Compliance.Lists.Jurisdictions;
using Compliance.Lists.Providers;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Compliance.Cli.Policies;

/// <summary><c>policies routes</c>: follows every way that a router's set-up can take.</summary>
internal static class RoutesVerb
{
    private const int WayFound = 3;
    private static readonly string[] Grounds = ["biological", "cyber"];

    public static Command Create(CliConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "Set-up of a LiteLLM proxy, YAML or JSON." };
        var terms = new Option<string?>("--terms")
        { Description = "Terms of providers, as a policy. Default: those that ship with this build." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of sentences." };
        var command = new Command("routes",
            "Follow every way that a router's set-up can take, and show those by which a request gets where it may not go.") { file, terms,
                json };
        command.SetAction(parsed =>
        {
            var day = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime);
            var text = parsed.GetValue(terms) is { } path ? PolicyTextFile.Text(path) : ProviderTerms.Text;
            var policies = ProviderPolicies.Compile(PolicyLibrary.Load(), text, ShippedTerms.Models, day);
            var found = Reachability.Find(policies, LiteLlmConfiguration.Read(Json(PolicyTextFile.Text(parsed.GetRequiredValue(file)))),
                [ReachabilityQuestions.Plain("US")], [.. Grounds], ControlSet.Open);
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, new { bypasses = found });
            }
            else
            {
                foreach (var bypass in found)
                {
                    console.Out.WriteLine($"{string.Join(" → ", bypass.Path)}: {bypass.Text} [{bypass.Row}]");
                }

                console.Out.WriteLine(found.IsEmpty ? "No way leads where a request may not go."
                    : string.Create(CultureInfo.InvariantCulture, $"{found.Length} ways lead where a request may not go."));
            }

            return found.IsEmpty ? CliCommands.Done : WayFound;
        });
        return command;
    }

    private static string Json(string text)
    {
        if (text.TrimStart().StartsWith('{'))
        {
            return text;
        }

        try
        {
            var read = new DeserializerBuilder().Build().Deserialize(new StringReader(text));
            return new SerializerBuilder().JsonCompatible().Build().Serialize(read ?? new object());
        }
        catch (YamlException error)
        {
            throw new InvalidInputException($"The set-up is no YAML: {error.Message}", error);
        }
    }
}
