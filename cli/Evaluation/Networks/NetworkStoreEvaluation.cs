using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Networks.Worlds;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Networks;
using Compliance.Functions.Storage;

namespace Compliance.Cli.Evaluation.Networks;

/// <summary>What <c>evaluate networks --stored</c> found; property names are the contract of its JSON.</summary>
/// <param name="World">The world's letter.</param>
/// <param name="Accounts">Accounts taken in, each with all that it uses.</param>
/// <param name="Seed">The seed.</param>
/// <param name="AtATime">Accounts in one call, as a batch of events brings them.</param>
/// <param name="AccountsPerSecond">Accounts taken in durably in a second.</param>
/// <param name="AccountsPerCpuSecond">The same in a second of processor time.</param>
/// <param name="OneByOnePerCpuSecond">The same with one account in a call.</param>
/// <param name="MostReads">The most reads that one account took, one in a call.</param>
/// <param name="MostBatches">The most batches.</param>
/// <param name="Lost">Uses that are not stored afterwards.</param>
internal sealed record NetworkStoreSummary(string World, int Accounts, ulong Seed, int AtATime, double AccountsPerSecond,
    double AccountsPerCpuSecond, double OneByOnePerCpuSecond, int MostReads, int MostBatches, int Lost);

/// <summary>Takes the accounts of an invented world into a store as events bring them.</summary>
internal static class NetworkStoreEvaluation
{
    private const int AtATime = 100;
    private const int OneByOne = 500;

    public static async Task<NetworkStoreSummary> RunAsync(IRecordStore records, WorldParameters world, int accounts, ulong seed,
        CancellationToken cancellation)
    {
        var (facts, _) = WorldGenerator.Make(world, accounts, seed);
        var counted = new CountedRecords(records);
        var store = new NetworkFactStore(counted, new ArtefactStore(counted));
        var all = Enumerable.Range(0, accounts).Select(account => Observed(facts, account)).ToList();
        var alone = Math.Min(OneByOne, accounts / 2);
        var (reads, batches, start) = (0, 0, Cpu());
        foreach (var one in all[..alone])
        {
            counted.Reset();
            await store.TakeAsync([one], Fingerprint, cancellation);
            (reads, batches) = (Math.Max(reads, counted.Reads), Math.Max(batches, counted.Batches));
        }

        var (single, watch) = (Cpu() - start, Stopwatch.StartNew());
        start = Cpu();
        foreach (var part in all[alone..].Chunk(AtATime))
        {
            await store.TakeAsync(part, Fingerprint, cancellation);
        }

        var (used, elapsed) = (Cpu() - start, watch.Elapsed.TotalSeconds);
        var lost = 0;
        foreach (var one in all)
        {
            var stored = (await store.FindAsync(one.Account.Key, cancellation))?.Facts.Select(fact => fact.Artefact).ToHashSet() ?? [];
            lost += one.Artefacts.Count(artefact => !stored.Contains(Fingerprint(artefact)));
        }

        return new NetworkStoreSummary(world.Name, accounts, seed, AtATime, Rounded((accounts - alone) / elapsed),
            Rounded((accounts - alone) / used), Rounded(alone / single), reads, batches, lost);
    }

    /// <summary>What an account uses, as of the day of its sign-up. Context is no part of events.</summary>
    private static ObservedFacts Observed(NetworkFacts facts, int account)
    {
        var artefacts = facts.Of(account).ToArray().Where(artefact => !ArtefactUse.Of(facts.TypeOf(artefact)).IsContext)
            .Select(artefact => new ObservedArtefact(facts.TypeOf(artefact), artefact.ToString(CultureInfo.InvariantCulture)));
        return new ObservedFacts(SubjectRef.Account(string.Create(CultureInfo.InvariantCulture, $"w-{account}")),
            facts.SignUpHour(account) / 24, facts.SignUpHour(account), artefacts.ToImmutableArray());
    }

    private static ArtefactKey Fingerprint(ObservedArtefact artefact) => new(artefact.Type, Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{artefact.Type}\n{artefact.Value}"))
            .AsSpan(0, 16)));

    private static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static double Rounded(double value) => Math.Round(value);
}

/// <summary>Counts what a store is asked.</summary>
internal sealed class CountedRecords(IRecordStore inner) : IRecordStore
{
    public int Reads { get; private set; }

    public int Batches { get; private set; }

    public void Reset() => (Reads, Batches) = (0, 0);

    public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        Reads++;
        return inner.FindAsync(table, partition, row, cancellation);
    }

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
        CancellationToken cancellation)
    {
        Batches++;
        return inner.CommitAsync(table, partition, operations, cancellation);
    }

    public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation)
    {
        Reads++;
        return inner.QueryAsync(query, cancellation);
    }
}
