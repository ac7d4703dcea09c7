using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Networks;

/// <summary>A fact as it is stored.</summary>
/// <param name="Artefact">What was used.</param>
/// <param name="First">First day of use.</param>
/// <param name="Last">Last day of use.</param>
internal sealed record StoredFact(ArtefactKey Artefact, int First, int Last);

/// <summary>An account that uses an artefact for the first time.</summary>
/// <param name="Artefact">The artefact.</param>
/// <param name="Account">The account.</param>
/// <param name="Before">Who used it before.</param>
internal sealed record JoinedArtefact(ArtefactKey Artefact, SubjectRef Account, ArtefactHeadRow Before);

/// <summary>What is stored of an account for the networks.</summary>
/// <param name="Key">The key of the account.</param>
/// <param name="Id">Its id.</param>
/// <param name="SignUp">The hour of its sign-up.</param>
/// <param name="Cluster">Its cluster in the generation in force; null where it is in none.</param>
/// <param name="Facts">What it used.</param>
internal sealed record StoredAccount(string Key, string Id, int? SignUp, string? Cluster, List<StoredFact> Facts);

/// <summary>
/// The facts of accounts. A fact is a first and a last day: the least and the greatest of all that came, so neither order nor repetition
/// shows. Who uses an artefact is written before the fact, so a fact that is there has been counted; whoever sends an event again after a
/// crash completes it.
/// </summary>
internal sealed class NetworkFactStore(IRecordStore records, ArtefactStore artefacts)
{
    private const int MostRounds = 100;
    private const int FactsAtATime = 90;

    /// <summary>Stores what events say of accounts.</summary>
    /// <param name="observed">Facts, several of an account or not.</param>
    /// <param name="fingerprint">Makes the fingerprint of an artefact.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>What each account used for the first time, and who had used it before.</returns>
    public async Task<IReadOnlyList<JoinedArtefact>> TakeAsync(IEnumerable<ObservedFacts> observed,
        Func<ObservedArtefact, ArtefactKey> fingerprint, CancellationToken cancellation)
    {
        var wanted = observed.GroupBy(facts => facts.Account).Select(group => new Wanted(group.Key, group
            .SelectMany(facts => facts.Artefacts.Select(one => (Artefact: fingerprint(one), facts.Day))).GroupBy(one => one.Artefact)
            .Select(same => new StoredFact(same.Key, same.Min(one => one.Day), same.Max(one => one.Day))).ToList(),
            group.Min(facts => facts.SignUpHour))).ToList();
        var known = await Task.WhenAll(wanted.Select(one => RowsAsync(one.Account.Key, cancellation)));
        var joining = wanted.Zip(known).SelectMany(pair => pair.First.Facts
            .Where(fact => !pair.Second.ContainsKey(NetworkRows.OfFact(pair.First.Account.Key, fact.Artefact)))
            .Select(fact => (fact.Artefact, pair.First.Account))).GroupBy(one => one.Artefact, one => one.Account).ToList();
        var before = await Task.WhenAll(joining.Select(group => artefacts.JoinAsync(group.Key, group.Select(account => account.Key),
            cancellation)));
        await Task.WhenAll(wanted.Zip(known).Select(pair => StoreAsync(pair.First, pair.Second, cancellation)));
        return [.. joining.Zip(before).SelectMany(pair => pair.First.Select(account => new JoinedArtefact(pair.First.Key, account,
            pair.Second)))];
    }

    /// <summary>What is stored of an account; null where nothing is.</summary>
    public async Task<StoredAccount?> FindAsync(string key, CancellationToken cancellation)
    {
        var query = new RecordQuery(NetworkRows.Table, NetworkRows.PartitionOf(key)).WithPrefix(key + "|");
        var found = (StoredAccount?)null;
        await foreach (var account in ReadAsync(query, cancellation))
        {
            found = account;
        }

        return found;
    }

    /// <summary>Every account of a shard.</summary>
    public IAsyncEnumerable<StoredAccount> AllAsync(Shard shard, CancellationToken cancellation)
        => ReadAsync(new RecordQuery(NetworkRows.Table, NetworkRows.PartitionOf(shard)), cancellation);

    /// <summary>Removes what is stored of an account.</summary>
    public async Task ForgetAsync(SubjectRef account, CancellationToken cancellation)
    {
        if (await FindAsync(account.Key, cancellation) is not { } known)
        {
            return;
        }

        foreach (var fact in known.Facts)
        {
            await artefacts.LeaveAsync(fact.Artefact, account.Key, cancellation);
        }

        await records.ForgetAsync(NetworkRows.Table, NetworkRows.PartitionOf(account.Key),
            [.. known.Facts.Select(fact => NetworkRows.OfFact(account.Key, fact.Artefact)), NetworkRows.OfAccount(account.Key),
                NetworkRows.OfCluster(account.Key)], cancellation);
    }

    private async Task StoreAsync(Wanted wanted, Dictionary<string, StoredRecord> rows, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var done = true;
            foreach (var part in Operations(wanted, rows).Chunk(FactsAtATime))
            {
                done &= (await records.CommitAsync(NetworkRows.Table, NetworkRows.PartitionOf(wanted.Account.Key), part, cancellation))
                    .Succeeded;
            }

            if (done)
            {
                return;
            }

            rows = await RowsAsync(wanted.Account.Key, cancellation);
        }

        throw new TimeoutException($"The facts of an account changed {MostRounds} times while some were added.");
    }

    private async Task<Dictionary<string, StoredRecord>> RowsAsync(string key, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, StoredRecord>(StringComparer.Ordinal);
        await foreach (var row in records.ReadAllAsync(
            new RecordQuery(NetworkRows.Table, NetworkRows.PartitionOf(key)).WithPrefix(key + "|"), cancellation))
        {
            rows[row.Row] = row;
        }

        return rows;
    }

    private static IEnumerable<RecordOperation> Operations(Wanted wanted, Dictionary<string, StoredRecord> rows)
    {
        var (row, stored) = (NetworkRows.OfAccount(wanted.Account.Key), rows.GetValueOrDefault(NetworkRows.OfAccount(wanted.Account.Key)));
        var account = stored is null ? null : JsonSerializer.Deserialize(stored.Json, NetworkRowJson.Default.NetworkAccountRow);
        var signUp = account?.SignUp is { } hour && !(wanted.SignUp < hour) ? hour : wanted.SignUp ?? account?.SignUp;
        if (account is null || account.SignUp != signUp)
        {
            yield return Write(row, stored, JsonSerializer.Serialize(new NetworkAccountRow(wanted.Account.Id, signUp),
                NetworkRowJson.Default.NetworkAccountRow));
        }

        foreach (var fact in wanted.Facts)
        {
            var name = NetworkRows.OfFact(wanted.Account.Key, fact.Artefact);
            var before = rows.GetValueOrDefault(name);
            var have = before is null ? null : JsonSerializer.Deserialize(before.Json, NetworkRowJson.Default.NetworkFactRow);
            var after = new NetworkFactRow(Math.Min(fact.First, have?.First ?? fact.First), Math.Max(fact.Last, have?.Last ?? fact.Last));
            if (after != have)
            {
                yield return Write(name, before, JsonSerializer.Serialize(after, NetworkRowJson.Default.NetworkFactRow));
            }
        }
    }

    private static RecordOperation Write(string row, StoredRecord? stored, string json)
        => stored is null ? new RecordOperation.Insert(row, json) : new RecordOperation.Replace(row, stored.ETag, json);

    /// <summary>Puts the rows of each account together; they stand one after the other.</summary>
    private async IAsyncEnumerable<StoredAccount> ReadAsync(RecordQuery query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = (StoredAccount?)null;
        await foreach (var row in records.ReadAllAsync(query, cancellation))
        {
            var parts = row.Row.Split('|');
            if (open?.Key != parts[0])
            {
                if (open is { Id.Length: > 0 })
                {
                    yield return open;
                }

                open = new StoredAccount(parts[0], "", null, null, []);
            }

            open = parts[1] switch
            {
                "a" => JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.NetworkAccountRow) is { } account
                    ? open with { Id = account.Id, SignUp = account.SignUp } : open,
                "c" => open with { Cluster = JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.NetworkClusterRow)!.Cluster },
                _ => Add(open, parts, row.Json),
            };
        }

        if (open is { Id.Length: > 0 })
        {
            yield return open;
        }
    }

    private static StoredAccount Add(StoredAccount account, string[] parts, string json)
    {
        var fact = JsonSerializer.Deserialize(json, NetworkRowJson.Default.NetworkFactRow)!;
        account.Facts.Add(new StoredFact(new ArtefactKey((ArtefactType)int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3]),
            fact.First, fact.Last));
        return account;
    }

    /// <summary>What is to be stored of an account.</summary>
    private sealed record Wanted(SubjectRef Account, List<StoredFact> Facts, int? SignUp);
}
