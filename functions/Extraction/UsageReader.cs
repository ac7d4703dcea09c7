using System.Globalization;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Events;
using Compliance.Functions.Networks;

namespace Compliance.Functions.Extraction;

/// <summary>One hour of use.</summary>
public sealed record UsageHour(DateTimeOffset Hour, long Requests, long Guarded, long InputTokens, long OutputTokens, long Refusals);

/// <summary>Use of an account or a cluster, from counters: metadata alone.</summary>
/// <param name="Accounts">Accounts that were counted.</param>
/// <param name="Hours">Hours with use, oldest first; eight days at most.</param>
/// <param name="Ratios">Requests to models whose provider forbids training, by output tokens over input tokens: at most 1/16, 1/4, 1, 4,
/// and more.</param>
/// <param name="Models">Different models of seven days, of the account that used most.</param>
public sealed record UsageFacts(int Accounts, IReadOnlyList<UsageHour> Hours, IReadOnlyList<long> Ratios, long Models);

/// <summary>Reads hourly counters of use. They are always kept, whatever the platform says of prompts.</summary>
internal sealed class UsageReader(CounterStore counters, NetworkGenerations networks, TimeProvider time)
{
    private const int MostAccounts = 200;

    /// <summary>The use of an account, or of its whole cluster.</summary>
    public async Task<UsageFacts> ReadAsync(SubjectRef account, bool cluster, CancellationToken cancellation)
    {
        IReadOnlyList<SubjectRef> accounts = [account];
        if (cluster && await networks.FindAsync(cancellation) is { } current && current.Find(account) is >= 0 and var number)
        {
            accounts = [.. current.MembersOf(current.Run.Clusters[number]).Take(MostAccounts).Select(current.AccountOf)];
        }

        var hours = new SortedDictionary<DateTimeOffset, UsageHour>();
        var (ratios, models, now) = (new long[EventFeatures.RatioSteps.Count + 1], 0L, time.GetUtcNow());
        foreach (var one in accounts)
        {
            var counted = (await counters.ReadAsync(one, cancellation)).All;
            void Add(string feature, Func<UsageHour, long, UsageHour> add)
            {
                foreach (var (hour, sum) in counted.Hours(feature).Where(one => now - one.Hour < TimeSpan.FromDays(8)))
                {
                    hours[hour] = add(hours.GetValueOrDefault(hour) ?? new UsageHour(hour, 0, 0, 0, 0, 0), sum);
                }
            }

            Add("usage.requests", (hour, sum) => hour with { Requests = hour.Requests + sum });
            Add("usage.guarded.requests", (hour, sum) => hour with { Guarded = hour.Guarded + sum });
            Add("usage.input_tokens", (hour, sum) => hour with { InputTokens = hour.InputTokens + sum });
            Add("usage.output_tokens", (hour, sum) => hour with { OutputTokens = hour.OutputTokens + sum });
            Add("usage.refusals", (hour, sum) => hour with { Refusals = hour.Refusals + sum });
            for (var step = 0; step < ratios.Length; step++)
            {
                ratios[step] += counted.Sum(EventFeatures.RatioFeature(step), "7d", now);
            }

            models = Math.Max(models, counted.Distinct("usage.models", "7d", now));
        }

        return new UsageFacts(accounts.Count, [.. hours.Values], ratios, models);
    }

    /// <summary>The same in a sentence.</summary>
    public async Task<string> InWordsAsync(StreamKey key, SubjectRef account, CancellationToken cancellation)
    {
        var facts = await ReadAsync(account, key.Kind == StreamKind.Cluster, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"In eight days {facts.Hours.Sum(hour => hour.Requests)} requests of ")
            + string.Create(CultureInfo.InvariantCulture, $"{facts.Accounts} account{(facts.Accounts == 1 ? "" : "s")}, ")
            + string.Create(CultureInfo.InvariantCulture, $"{facts.Hours.Sum(hour => hour.Guarded)} of them to models whose provider ")
            + string.Create(CultureInfo.InvariantCulture, $"forbids training, {facts.Hours.Sum(hour => hour.InputTokens)} tokens in and ")
            + string.Create(CultureInfo.InvariantCulture, $"{facts.Hours.Sum(hour => hour.OutputTokens)} out, in ")
            + string.Create(CultureInfo.InvariantCulture, $"{facts.Hours.Count} hours.");
    }
}
