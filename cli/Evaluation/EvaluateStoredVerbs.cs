using System.CommandLine;
using Compliance.Cli.Evaluation.Stored;
using Compliance.Cli.Service;
using Compliance.Functions.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate stored</c> and <c>evaluate notices</c>: enforcement on an embedded store made for the measurement.</summary>
internal static class EvaluateStoredVerbs
{
    public static Command CreateStored(CliConsole console)
    {
        var command = new Command("stored",
            "Take invented events in durably on an embedded store of its own, one key of them hot, and fold every subject anew.");
        var events = EvaluateSchedulesVerb.CountOption("--events", 20_000);
        var seed = new Option<int>("--seed") { Description = "Seed of the events.", DefaultValueFactory = _ => 0 };
        var accounts = new Option<int>("--accounts")
        { Description = "Over how many accounts; 0 for one of 2,000 events, at least 40.", DefaultValueFactory = _ => 0 };
        accounts.RequireAtLeast(0);
        command.Options.Add(events);
        command.Options.Add(accounts);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) => OnStoreAsync(console, async services =>
        {
            var summary = await StoredEvaluation.RunAsync(services, parsed.GetValue(events), parsed.GetValue(accounts),
                parsed.GetValue(seed), cancellation);
            Summaries.Print(console, summary);
            return summary.Refused + summary.Differences == 0 ? CliCommands.Done : CliCommands.Faulty;
        }));
        return command;
    }

    public static Command CreateNotices(CliConsole console)
    {
        var command = new Command("notices",
            "Deliver invented notices of a provider, some several times and all in any order, and compare the leads with what was told.");
        var deliveries = EvaluateSchedulesVerb.CountOption("--deliveries", 10_000);
        var seed = new Option<int>("--seed") { Description = "Seed of the deliveries.", DefaultValueFactory = _ => 0 };
        command.Options.Add(deliveries);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) => OnStoreAsync(console, async services =>
        {
            var summary = await NoticeEvaluation.RunAsync(services, parsed.GetValue(deliveries), parsed.GetValue(seed), cancellation);
            Summaries.Print(console, summary);
            return summary.Lost + summary.Doubled + summary.Mismatched == 0 ? CliCommands.Done : CliCommands.Faulty;
        }));
        return command;
    }

    public static Command CreateVerifications(CliConsole console)
    {
        var command = new Command("verifications",
            "Deliver invented callbacks of two providers of identity verification, repeated and in any order, and compare what each "
                + "account came to with a plain reading.");
        var schedules = EvaluateSchedulesVerb.CountOption("--schedules", 2000);
        var seed = new Option<int>("--seed") { Description = "Seed of the callbacks.", DefaultValueFactory = _ => 0 };
        command.Options.Add(schedules);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) => OnStoreAsync(console, async services =>
        {
            var summary = await VerificationEvaluation.RunAsync(services, parsed.GetValue(schedules), parsed.GetValue(seed),
                console.Time.GetUtcNow(), cancellation);
            Summaries.Print(console, summary);
            return summary.Wrong + summary.StolenTaken == 0 ? CliCommands.Done : CliCommands.Faulty;
        }));
        return command;
    }

    public static Command CreateRouter(CliConsole console)
    {
        var command = new Command("router",
            "Run the service on loopback with a surface that webhooks tell: how soon a decision is acknowledged, and how fast standings "
                + "are.");
        var requests = EvaluateSchedulesVerb.CountOption("--requests", 20_000);
        var connections = EvaluateSchedulesVerb.CountOption("--connections", 64);
        var decisions = EvaluateSchedulesVerb.CountOption("--decisions", 20);
        command.Options.Add(requests);
        command.Options.Add(connections);
        command.Options.Add(decisions);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var surface = await RouterSurface.StartAsync();
            return await OnServiceAsync(async service =>
            {
                var summary = await RouterEvaluation.RunAsync(service, new Uri(service.Urls.First()), surface, parsed.GetValue(requests),
                    parsed.GetValue(connections), Math.Min(parsed.GetValue(decisions), 200), cancellation);
                Summaries.Print(console, summary);
                return summary.Wrong == 0 ? CliCommands.Done : CliCommands.Faulty;
            }, cancellation, "--COMPLIANCE_WEBHOOK_PRIVATE", "true", "--COMPLIANCE_WEBHOOKS", "router=" + surface.Url,
                "--COMPLIANCE_WEBHOOK_SECRETS", "router=whsec_" + Convert.ToBase64String(new byte[32]));
        });
        return command;
    }

    public static Command CreateDecisions(CliConsole console)
    {
        var command = new Command("decisions",
            "Run the service on loopback and ask it for decisions: how many in a second, how soon, beside answers that say nothing.");
        var requests = EvaluateSchedulesVerb.CountOption("--requests", 20_000);
        var connections = EvaluateSchedulesVerb.CountOption("--connections", 64);
        command.Options.Add(requests);
        command.Options.Add(connections);
        command.SetAction((parsed, cancellation) => OnServiceAsync(async service =>
        {
            var summary = await DecisionEvaluation.RunAsync(service, new Uri(service.Urls.First()), parsed.GetValue(requests),
                parsed.GetValue(connections), cancellation);
            Summaries.Print(console, summary);
            return summary.Wrong == 0 ? CliCommands.Done : CliCommands.Faulty;
        }, cancellation));
        return command;
    }

    public static Command CreateOverturns(CliConsole console)
    {
        var command = new Command("overturns",
            "Run the service on loopback with a router that polls: how soon it acknowledges that an appeal reversed a suspension.");
        var count = EvaluateSchedulesVerb.CountOption("--count", 100);
        command.Options.Add(count);
        command.SetAction((parsed, cancellation) => OnServiceAsync(async service =>
        {
            var summary = await OverturnEvaluation.RunAsync(service, parsed.GetValue(count), cancellation);
            Summaries.Print(console, summary);
            return summary.Wrong + summary.Late == 0 ? CliCommands.Done : CliCommands.Faulty;
        }, cancellation));
        return command;
    }

    private static async Task<int> OnServiceAsync(Func<WebApplication, Task<int>> run, CancellationToken cancellation,
        params string[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("compliance-evaluate-");
        try
        {
            await using var service = ServiceHost.Build(["--urls", "http://127.0.0.1:0", "--environment", "Development",
                "--COMPLIANCE_DATA_DIR", directory.FullName, "--COMPLIANCE_OFFLINE", "true", "--COMPLIANCE_RATE_CALLER", "0", .. settings],
                services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error)));
            await service.StartAsync(cancellation);
            var code = await run(service);
            await service.StopAsync(cancellation);
            return code;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    internal static async Task<int> OnStoreAsync(CliConsole console, Func<IServiceProvider, Task<int>> run)
    {
        var directory = Directory.CreateTempSubdirectory("compliance-evaluate-");
        try
        {
            await using var services = StoredService.Open(console, mustExist: false, directory.FullName);
            return await run(services);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
