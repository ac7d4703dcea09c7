using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Networks;

/// <summary>Who used an artefact. A member and the count that it raises are one batch, so the count is exact and the same member
/// counts once. Of a hub the head is left alone: its members are counted in sixteen rows, so that an office of thousands is no
/// bottleneck.</summary>
internal sealed class ArtefactStore(IRecordStore records)
{
    /// <summary>Members that the head names: those that come first by hash, whatever the order in which they came.</summary>
    public const int Sample = 64;
    private const int CountRows = 16;
    private const int MembersAtATime = 90;
    private const int MostRounds = 200;
    private const int Gates = 64;
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Gates).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Adds members; those that are there already change nothing. Who used it before, as its head names them.</summary>
    public async Task<ArtefactHeadRow> JoinAsync(ArtefactKey artefact, IEnumerable<string> accounts, CancellationToken cancellation)
    {
        var before = new ArtefactHeadRow(0, []);
        await AloneAsync(artefact, async () => before = await JoinAloneAsync(artefact, [.. accounts.Distinct(StringComparer.Ordinal)],
            cancellation), cancellation);
        return before;
    }

    /// <summary>Removes a member.</summary>
    public Task LeaveAsync(ArtefactKey artefact, string account, CancellationToken cancellation)
        => AloneAsync(artefact, () => LeaveAloneAsync(artefact, account, cancellation), cancellation);

    /// <summary>How many accounts used it, and some of them; null where none did.</summary>
    public async Task<ArtefactHeadRow?> FindAsync(ArtefactKey artefact, CancellationToken cancellation)
    {
        if (await records.FindAsync(NetworkRows.Table, artefact.Partition, artefact.Head, cancellation) is not { } row)
        {
            return null;
        }

        var head = JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.ArtefactHeadRow)!;
        return head with { Count = head.Count + (await CountsAsync(artefact, cancellation)).Sum(one => one.Row.Count) };
    }

    /// <summary>One writer of an artefact at a time in this process; others are met by its head's state.</summary>
    private async Task AloneAsync(ArtefactKey artefact, Func<Task> work, CancellationToken cancellation)
    {
        var gate = _gates[Convert.ToInt32(artefact.Fingerprint[..2], 16) % Gates];
        await gate.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<ArtefactHeadRow> JoinAloneAsync(ArtefactKey artefact, List<string> accounts, CancellationToken cancellation)
    {
        var before = (ArtefactHeadRow?)null;
        for (var round = 0; accounts.Count > 0; round++)
        {
            if (round > MostRounds)
            {
                throw new TimeoutException($"An artefact changed {MostRounds} times while an account was added to it.");
            }

            var row = await records.FindAsync(NetworkRows.Table, artefact.Partition, artefact.Head, cancellation);
            var head = row is null ? new ArtefactHeadRow(0, [])
                : JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.ArtefactHeadRow)!;
            before ??= head;
            var taken = accounts.Take(head.Count < artefact.Hub ? Math.Min(MembersAtATime, artefact.Hub - head.Count) : 1).ToList();
            var counted = head.Count < artefact.Hub
                ? HeadOf(artefact, row, new ArtefactHeadRow(head.Count + taken.Count, SampleOf(artefact, [.. head.Sample, .. taken])))
                : await CountOfAsync(artefact, taken[0], cancellation);
            var result = await records.CommitAsync(NetworkRows.Table, artefact.Partition,
                [counted, .. taken.Select(account => new RecordOperation.Insert(artefact.Members + account, "{}"))], cancellation);
            if (result is CommitResult.Committed)
            {
                accounts.RemoveRange(0, taken.Count);
                round = 0;
            }
            else if (result is CommitResult.Conflict { Index: > 0, Kind: ConflictKind.Exists } known)
            {
                accounts.Remove(taken[known.Index - 1]);
            }
        }

        return before ?? new ArtefactHeadRow(0, []);
    }

    private async Task LeaveAloneAsync(ArtefactKey artefact, string account, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var member = await records.FindAsync(NetworkRows.Table, artefact.Partition, artefact.Members + account, cancellation);
            var row = await records.FindAsync(NetworkRows.Table, artefact.Partition, artefact.Head, cancellation);
            if (member is null || row is null)
            {
                return;
            }

            var head = JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.ArtefactHeadRow)!;
            RecordOperation counted;
            if ((await CountsAsync(artefact, cancellation)).FirstOrDefault(one => one.Row.Count > 0) is { Row: not null } beyond
                && !head.Sample.Contains(account))
            {
                counted = new RecordOperation.Replace(beyond.Stored.Row, beyond.Stored.ETag, JsonSerializer.Serialize(
                    new ArtefactCountRow(beyond.Row.Count - 1), NetworkRowJson.Default.ArtefactCountRow));
            }
            else
            {
                // Somebody else takes the place in the sample: the next by hash of those who stay.
                var left = new List<string>();
                await foreach (var one in records.ReadAllAsync(
                    new RecordQuery(NetworkRows.Table, artefact.Partition).WithPrefix(artefact.Members), cancellation))
                {
                    left.Add(one.Row[artefact.Members.Length..]);
                }

                left.Remove(account);
                counted = head.Count <= 1 ? new RecordOperation.Delete(artefact.Head, row.ETag)
                    : HeadOf(artefact, row, new ArtefactHeadRow(head.Count - 1, SampleOf(artefact, left)));
            }

            if ((await records.CommitAsync(NetworkRows.Table, artefact.Partition,
                [counted, new RecordOperation.Delete(member.Row, member.ETag)], cancellation)).Succeeded)
            {
                return;
            }
        }

        throw new TimeoutException($"An artefact changed {MostRounds} times while an account was taken from it.");
    }

    private static RecordOperation HeadOf(ArtefactKey artefact, StoredRecord? row, ArtefactHeadRow head)
    {
        var json = JsonSerializer.Serialize(head, NetworkRowJson.Default.ArtefactHeadRow);
        return row is null ? new RecordOperation.Insert(artefact.Head, json)
            : new RecordOperation.Replace(artefact.Head, row.ETag, json);
    }

    private async Task<RecordOperation> CountOfAsync(ArtefactKey artefact, string account, CancellationToken cancellation)
    {
        var row = artefact.Counts + (Convert.ToInt32(account[^2..], 16) % CountRows).ToString("x", CultureInfo.InvariantCulture);
        var stored = await records.FindAsync(NetworkRows.Table, artefact.Partition, row, cancellation);
        var count = stored is null ? 0 : JsonSerializer.Deserialize(stored.Json, NetworkRowJson.Default.ArtefactCountRow)!.Count;
        var json = JsonSerializer.Serialize(new ArtefactCountRow(count + 1), NetworkRowJson.Default.ArtefactCountRow);
        return stored is null ? new RecordOperation.Insert(row, json) : new RecordOperation.Replace(row, stored.ETag, json);
    }

    private async Task<List<(StoredRecord Stored, ArtefactCountRow Row)>> CountsAsync(ArtefactKey artefact, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(new RecordQuery(NetworkRows.Table, artefact.Partition)
        { Limit = CountRows }.WithPrefix(artefact.Counts), cancellation);
        return [.. page.Records.Select(row => (row, JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.ArtefactCountRow)!))];
    }

    /// <summary>The first by hash of account and artefact. Keys of accounts are hashes: exclusive or with the artefact's makes another
    /// order for each artefact.</summary>
    private static string[] SampleOf(ArtefactKey artefact, IReadOnlyCollection<string> accounts)
    {
        var salt = Convert.ToUInt64(artefact.Fingerprint[..16], 16);
        return [.. accounts.OrderBy(account => Convert.ToUInt64(account[..16], 16) ^ salt).ThenBy(account => account,
            StringComparer.Ordinal).Take(Sample)];
    }
}
