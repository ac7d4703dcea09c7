using System.Diagnostics;
using System.Globalization;
using System.Text;
using Compliance.Cli.Evaluation.Events;
using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Events;
using Compliance.Functions.Leads;
using Compliance.Functions.ProviderNotices;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>What <c>evaluate notices</c> found; property names are the contract of its JSON.</summary>
/// <param name="Deliveries">Deliveries that arrived: events of cases, each one or several times, in any order.</param>
/// <param name="Cases">Cases they tell of.</param>
/// <param name="Lost">Cases without a lead, and cases whose lead counts fewer events than were told.</param>
/// <param name="Doubled">Cases with more than one lead, and cases whose lead counts more events than were told.</param>
/// <param name="Unmatched">Cases of identifiers that nobody sent.</param>
/// <param name="Mismatched">Cases whose lead is not about whom the identifier belongs to.</param>
/// <param name="P99Ms">99th percentile of the time from a delivery to its stored lead.</param>
/// <param name="DeliveriesPerSecond">Deliveries taken in a second.</param>
internal sealed record NoticeSummary(int Deliveries, int Cases, int Lost, int Doubled, int Unmatched, int Mismatched, double P99Ms,
    double DeliveriesPerSecond);

/// <summary>Random deliveries of a provider against what they should come to.</summary>
internal static class NoticeEvaluation
{
    private const int Users = 200;
    private const int AtATime = 16;

    public static async Task<NoticeSummary> RunAsync(IServiceProvider services, int deliveries, int seed, CancellationToken cancellation)
    {
        var (reading, notices) = (services.GetRequiredService<EventReading>(), services.GetRequiredService<ProviderNoticeService>());
        for (var user = 0; user < Users; user++)
        {
            await reading.TakeAsync(Encoding.UTF8.GetBytes(EventWorld.Usage($"n{user}", "acct", "acct-k", user, $"known-{user}")),
                cancellation);
        }

        var told = Tell(deliveries, seed);
        var (times, watch) = (new double[told.Count], Stopwatch.StartNew());
        await Parallel.ForEachAsync(Enumerable.Range(0, told.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation },
            async (place, stop) =>
            {
                var began = Stopwatch.GetTimestamp();
                await notices.ReceiveAsync(told[place].Notice, told[place].Occurrence, stop);
                times[place] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            });
        var perSecond = told.Count / watch.Elapsed.TotalSeconds;
        var leads = (await services.GetRequiredService<LeadStore>().OpenAsync(int.MaxValue, cancellation))
            .ToLookup(lead => lead.ExternalId, StringComparer.Ordinal);
        var (lost, doubled, unmatched, mismatched, cases) = (0, 0, 0, 0, 0);
        foreach (var one in told.GroupBy(delivery => delivery.Notice.CaseId, StringComparer.Ordinal))
        {
            cases++;
            var expected = one.Select(delivery => delivery.Occurrence).Distinct(StringComparer.Ordinal).Count();
            var found = leads[one.Key].ToList();
            lost += found.Count == 0 || found.Sum(lead => lead.Count) < expected ? 1 : 0;
            doubled += found.Count > 1 || found.Sum(lead => lead.Count) > expected ? 1 : 0;
            var identifier = one.Select(delivery => delivery.Notice.Identifier).OfType<string>().FirstOrDefault();
            var whom = identifier?.StartsWith("known-", StringComparison.Ordinal) == true ? $"end_user:acct/{identifier}" : null;
            unmatched += whom is null ? 1 : 0;
            mismatched += found.Exists(lead => lead.Subject?.ToString() != whom) ? 1 : 0;
        }

        return new NoticeSummary(told.Count, cases, lost, doubled, unmatched, mismatched,
            Percentiles.At(times, 0.99), Math.Round(perSecond));
    }

    /// <summary>Events of cases in any order: a case is told of by one to three webhook events and pulled once or never; each is delivered
    /// until it is accepted, some again after that, because the answer was lost (a timeout, a 429 on the way).</summary>
    private static List<(ProviderNotice Notice, string Occurrence)> Tell(int deliveries, int seed)
    {
        var random = new Random(seed);
        var told = new List<(ProviderNotice, string)>();
        for (var number = 0; told.Count < deliveries; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"C-{seed}-{number}");
            var kind = random.Next(4) == 0 ? "deactivation" : "warning";
            var identifier = random.Next(5) switch { 0 => $"unknown-{number}", 1 => null, _ => $"known-{random.Next(Users)}" };
            for (var happened = random.Next(1, 4); happened > 0; happened--)
            {
                Add(new ProviderNotice(OpenAiNotices.Provider, id, kind, null, null), $"openai\nevt-{number}-{happened}");
            }

            if (identifier is not null)
            {
                var reason = random.Next(2) == 0 ? null : "cyber_abuse";
                Add(new ProviderNotice(OpenAiNotices.Provider, id, kind, identifier, reason), $"case\n{id}");
            }
        }

        return [.. told.Take(deliveries).OrderBy(_ => random.Next())];

        void Add(ProviderNotice notice, string occurrence)
        {
            for (var times = random.Next(4) == 0 ? random.Next(2, 5) : 1; times > 0; times--)
            {
                told.Add((notice, occurrence));
            }
        }
    }
}
