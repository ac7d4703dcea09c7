using System.CommandLine;
using System.Diagnostics;
using Compliance.Cli.Evaluation.Queue;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Hosting;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Lists.Sample;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate queue</c>: how long the console's pages take with a long queue.</summary>
internal static class EvaluateQueueVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("queue",
            "Fill an embedded store with open alerts of invented subjects, start the service on it and time the console's pages over "
                + "HTTP while alerts are being claimed.");
        var alerts = EvaluateSchedulesVerb.CountOption("--alerts", 100_000);
        var requests = EvaluateSchedulesVerb.CountOption("--requests", 100);
        command.Options.Add(alerts);
        command.Options.Add(requests);
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = Directory.CreateTempSubdirectory("compliance-queue-");
            try
            {
                Summaries.Print(console,
                    await RunAsync(console, folder.FullName, parsed.GetValue(alerts), parsed.GetValue(requests), cancellation));
                return CliCommands.Done;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<Summary> RunAsync(CliConsole console, string folder, int alerts, int requests,
        CancellationToken cancellation)
    {
        await using var app =
            ServiceHost.Build(["--environment", "Development", "--urls", "http://127.0.0.1:0", "--COMPLIANCE_DATA_DIR", folder,
            "--COMPLIANCE_OFFLINE", "true"], services => services.AddLogging(log => log.SetMinimumLevel(LogLevel.Error)));
        var services = app.Services;
        var corpus = ScreeningCorpus.Build([SampleList.Snapshot(TimeProvider.System.GetUtcNow())]);
        services.GetRequiredService<CorpusHost>().Swap(new LoadedCorpus(corpus, []));
        var watch = Stopwatch.StartNew();
        var filling = new QueueFilling(services.GetRequiredService<ScreeningStore>(), services.GetRequiredService<IAlertOpener>(), corpus,
            TimeProvider.System);
        await Progress.Over(console, "alerts", alerts, async onCase =>
        {
            await filling.RunAsync(alerts, onCase, cancellation);
            return alerts;
        });
        var filledIn = watch.Elapsed.TotalSeconds;
        await app.StartAsync(cancellation);
        using var http =
            new HttpClient(new SocketsHttpHandler { UseCookies = true })
            { BaseAddress = new Uri(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        var pages = new QueuePages(http);
        await pages.SignInAsync("ana", nameof(OfficerRole.Analyst), cancellation);
        watch.Restart();
        var first = await pages.AlertsAsync("/app/alerts", cancellation);
        var cold = watch.Elapsed.TotalMilliseconds;

        var desk = services.GetRequiredService<AlertService>();
        var (worked, officer) = (0, new Officer(OfficerId.Parse("ben"), OfficerRole.Analyst));
        async Task ActAsync()
            => await desk.GiveAsync(AlertId.FirstOfSubject($"acct_{worked++ % alerts:D7}"), new AlertCommand.Claim(), officer, null,
            cancellation);
        var timed = new List<PageTimes>();
        foreach (var (name, path) in MeasuredPages.Queue(corpus.Lists.Select(list => list.Code))
            .Concat(MeasuredPages.Others(first[0], await pages.FirstGroupAsync(cancellation))))
        {
            timed.Add(await pages.TimeAsync(name, path, requests, ActAsync, cancellation));
        }

        await app.StopAsync(cancellation);
        return new Summary(alerts, Math.Round(filledIn, 1), Math.Round(cold, 1), timed.Max(page => page.P95Ms),
            Math.Round(Process.GetCurrentProcess().WorkingSet64 / 1048576.0), [.. timed]);
    }

    /// <summary>The summary of <c>evaluate queue</c>; property names are the contract of its JSON.</summary>
    private sealed record Summary(int Alerts, double FilledInSeconds, double FirstPageMs, double SlowestP95Ms, double ResidentMb,
        PageTimes[] Pages);
}
