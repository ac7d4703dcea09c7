using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary>
/// Who comes back after an action on an operation, and through what, at the moment of the event: an account that begins to use a card,
/// device or the like that an account under such an action uses. It is a lead and a signal of its own group, and no action; the next run
/// settles it. What the event reads anyway (the heads of artefacts) is enough: whom actions met is known in memory, a minute old at most.
/// </summary>
internal sealed class ReturnWatch(IRecordStore records, NetworkGenerations generations, OperationService operations,
    StandingService standings, LeadStore leads, StreamCommands commands, TimeProvider time)
{
    /// <summary>The signal.</summary>
    public const string Type = "network.returned@1";

    private const string Partition = "returned";
    private const string Ground = "abuse.evasion";
    private const int Severity = 3;
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(1);
    private Watched _watched = new(DateTimeOffset.MinValue, new Dictionary<string, string>(), new HashSet<string>());

    /// <summary>Looks at accounts that began to use something.</summary>
    public async Task LookAsync(IReadOnlyList<JoinedArtefact> joined, CancellationToken cancellation)
    {
        // What networks hand on says too little alone: an address, a company's domain, who referred it.
        var strong = joined.Where(one => ArtefactUse.Of(one.Artefact.Type) is { IsContext: false, Chance: < 1 }).ToList();
        if (strong.Count == 0)
        {
            return;
        }

        var (_, clusterOf, leftOut) = await WatchedAsync(cancellation);
        foreach (var one in strong.Where(one => !clusterOf.ContainsKey(one.Account.Key) && !leftOut.Contains(one.Account.Key)))
        {
            if (one.Before.Sample.FirstOrDefault(clusterOf.ContainsKey) is { } with)
            {
                await TellAsync(one, with, clusterOf[with], cancellation);
            }
        }
    }

    /// <summary>Who came back since the last run.</summary>
    public async Task<IReadOnlyList<ReturnedRow>> AllAsync(CancellationToken cancellation)
    {
        var rows = new List<ReturnedRow>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(NetworkRows.Table, Partition), cancellation))
        {
            rows.Add(JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.ReturnedRow)!);
        }

        return [.. rows.OrderByDescending(row => row.At)];
    }

    /// <summary>A run knows the accounts now: whom it finds with nobody has the signal retracted.</summary>
    public async Task SettleAsync(CurrentNetwork next, CancellationToken cancellation)
    {
        foreach (var row in await AllAsync(cancellation))
        {
            var account = SubjectRef.Account(row.Account);
            if (next.Find(account) is not (>= 0 and var number))
            {
                continue;
            }

            if (next.MembersOf(next.Run.Clusters[number]).Count == 1)
            {
                await commands.SignalAsync(account, stream => [.. stream.Signals.Standing.Where(one => one.Type == Type)
                    .Select(one => new SignalRetracted(OfficerId.System, time.GetUtcNow(), one.Id,
                        "The run after it finds it with no other account."))], cancellation);
            }

            await ForgetAsync(account, cancellation);
        }
    }

    /// <summary>Forgets an account, as who came back and as whom somebody came back to.</summary>
    public async Task ForgetAsync(SubjectRef account, CancellationToken cancellation)
        => await records.ForgetAsync(NetworkRows.Table, Partition, (await AllAsync(cancellation)).Where(row => row.With == account.Id)
            .Select(row => SubjectRef.Account(row.Account).Key).Append(account.Key), cancellation);

    private async Task TellAsync(JoinedArtefact joined, string with, string cluster, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var name = ArtefactUse.Of(joined.Artefact.Type).Name;
        if (await SubjectOfAsync(with, cancellation) is not { } met
            || (await standings.FindAsync([met], now, cancellation)).Standing.Rung < Rung.Challenge)
        {
            return; // The action ended, by itself or by an appeal.
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"It began to use a {name} of an account under an action on an operation; ")
            + string.Create(CultureInfo.InvariantCulture, $"{joined.Before.Count} accounts used it before. The next run says whether one ")
            + "actor runs both.";
        await leads.ReceiveAsync(new Lead(Lead.IdOf(LeadSource.Detector, $"returned\n{joined.Account}"), LeadSource.Detector,
            $"returned {joined.Account.Key[..12]}", "accounts", joined.Account, Ground, text, Severity, 60, 1, now, now, null),
            $"{cluster}\n{name}", cancellation);
        await records.CommitAsync(NetworkRows.Table, Partition, [new RecordOperation.Put(joined.Account.Key, JsonSerializer.Serialize(
            new ReturnedRow(joined.Account.Id, now, name, met.Id, cluster), NetworkRowJson.Default.ReturnedRow))], cancellation);
        var signal = new Signal(Signal.IdOf(joined.Account, Type, cluster), joined.Account, Type, "returned", joined.Before.Count, 2500,
            720, now, "networks", Severity, 60)
        {
            Ground = Ground,
            Text = $"Began to use a {name} of an account under an action",
        };
        await commands.SignalAsync(joined.Account, stream => stream.Subject.ErasedAt is not null
            || stream.Signals.All.ContainsKey(signal.Id) ? [] : [new SignalObserved(OfficerId.System, now, signal)], cancellation);
    }

    private async Task<SubjectRef?> SubjectOfAsync(string key, CancellationToken cancellation)
        => await records.FindAsync(NetworkRows.Table, NetworkRows.PartitionOf(key), NetworkRows.OfAccount(key), cancellation) is { } row
            ? SubjectRef.Account(JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.NetworkAccountRow)!.Id) : null;

    private async Task<Watched> WatchedAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if ((now - _watched.At).Duration() < FreshFor)
        {
            return _watched;
        }

        var clusters = new Dictionary<string, string>(StringComparer.Ordinal);
        var done = (await operations.AllAsync(null, cancellation)).Where(one => one.Status == OperationStatus.Done).ToList();
        var current = done.Count == 0 ? null : await generations.FindAsync(cancellation);
        foreach (var operation in done)
        {
            foreach (var account in operation.Met.Select(SubjectRef.Account))
            {
                clusters[account.Key] = current?.Find(account) is >= 0 and var number ? current.IdOf(current.Run.Clusters[number])
                    : operation.Cluster;
            }
        }

        // Whom two people left out is nobody who came back.
        return _watched = new Watched(now, clusters, done.SelectMany(one => one.LeftOut.Keys).Select(id => SubjectRef.Account(id).Key)
            .ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The accounts that actions on operations met, by key, with the cluster of each, and whom they left out.</summary>
    private sealed record Watched(DateTimeOffset At, IReadOnlyDictionary<string, string> ClusterOf, IReadOnlySet<string> LeftOut);
}
