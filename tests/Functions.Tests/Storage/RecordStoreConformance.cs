using Compliance.Functions.Storage;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage;

/// <summary>What every record store does. Each provider derives one class.</summary>
public abstract class RecordStoreConformance
{
    private readonly string table = "T" + Guid.NewGuid().ToString("N");

    protected abstract IRecordStore Records { get; }

    [ConformanceFact]
    public async Task A_record_that_was_never_written_is_not_found() => Assert.Null(await Find("p", "r"));

    [ConformanceFact]
    public async Task An_inserted_record_is_read_back_with_its_etag()
    {
        var committed = await Committed("p", new Insert("r", """{"a":1}"""));
        var record = await Find("p", "r");
        Assert.Equal(new StoredRecord("p", "r", committed.ETags[0], """{"a":1}"""), record);
    }

    [ConformanceFact]
    public async Task A_second_insert_of_a_row_conflicts_and_changes_nothing()
    {
        await Committed("p", new Insert("r", "1"));
        Assert.Equal(new CommitResult.Conflict(0, ConflictKind.Exists), await Commit("p", new Insert("r", "2")));
        Assert.Equal("1", (await Find("p", "r"))!.Json);
    }

    [ConformanceFact]
    public async Task A_replace_needs_the_etag_that_is_stored_and_gives_a_new_one()
    {
        var first = (await Committed("p", new Insert("r", "1"))).ETags[0];
        var second = (await Committed("p", new Replace("r", first, "2"))).ETags[0];
        Assert.NotEqual(first, second);
        Assert.Equal(new CommitResult.Conflict(0, ConflictKind.Changed), await Commit("p", new Replace("r", first, "3")));
        Assert.Equal(new StoredRecord("p", "r", second, "2"), await Find("p", "r"));
        await Committed("p", new Replace("r", "*", "4"));
        Assert.Equal("4", (await Find("p", "r"))!.Json);
    }

    [ConformanceFact]
    public async Task Replacing_or_deleting_a_missing_row_says_missing()
    {
        Assert.Equal(new CommitResult.Conflict(0, ConflictKind.Missing), await Commit("p", new Replace("r", "*", "1")));
        Assert.Equal(new CommitResult.Conflict(0, ConflictKind.Missing), await Commit("p", new Delete("r", "*")));
    }

    [ConformanceFact]
    public async Task A_delete_needs_the_etag_that_is_stored()
    {
        var first = (await Committed("p", new Insert("r", "1"))).ETags[0];
        var second = (await Committed("p", new Put("r", "2"))).ETags[0];
        Assert.Equal(new CommitResult.Conflict(0, ConflictKind.Changed), await Commit("p", new Delete("r", first)));
        Assert.Equal([""], (await Committed("p", new Delete("r", second))).ETags);
        Assert.Null(await Find("p", "r"));
    }

    [ConformanceFact]
    public async Task An_etag_of_a_deleted_record_does_not_fit_its_successor()
    {
        var first = (await Committed("p", new Insert("r", "1"))).ETags[0];
        await Committed("p", new Delete("r", first));
        await Committed("p", new Insert("r", "1"));
        Assert.Equal(new CommitResult.Conflict(0, ConflictKind.Changed), await Commit("p", new Replace("r", first, "2")));
    }

    [ConformanceFact]
    public async Task A_put_writes_whatever_is_there()
    {
        await Committed("p", new Put("r", "1"));
        await Committed("p", new Put("r", "2"));
        Assert.Equal("2", (await Find("p", "r"))!.Json);
    }

    [ConformanceFact]
    public async Task A_batch_with_one_conflict_changes_nothing_and_names_the_operation()
    {
        var kept = (await Committed("p", new Insert("kept", "1"))).ETags[0];
        var stale = (await Committed("p", new Insert("stale", "1"))).ETags[0];
        await Committed("p", new Put("stale", "2"));

        Assert.Equal(
            new CommitResult.Conflict(3, ConflictKind.Changed),
            await Commit("p", new Insert("new", "1"), new Put("put", "1"), new Delete("kept", kept), new Replace("stale", stale, "3")));
        Assert.Equal(new CommitResult.Conflict(1, ConflictKind.Exists), await Commit("p", new Put("put", "1"), new Insert("kept", "2")));
        Assert.Equal(new CommitResult.Conflict(1, ConflictKind.Missing), await Commit("p", new Put("put", "1"), new Delete("nobody", "*")));

        Assert.Equal(["kept=1", "stale=2"], await Rows(new RecordQuery(table, "p")));
    }

    [ConformanceFact]
    public async Task A_batch_of_a_hundred_operations_commits_with_an_etag_each_in_their_order()
    {
        var operations = Enumerable.Range(0, 100).Select(n => (RecordOperation)new Insert($"r{n:000}", n.ToString())).ToArray();
        var committed = await Committed("p", operations);
        var stored = (await Records.QueryAsync(new RecordQuery(table, "p"), default)).Records;
        Assert.Equal(committed.ETags, stored.Select(r => r.ETag));
        Assert.Equal(operations.Select(o => o.Row), stored.Select(r => r.Row));
    }

    [ConformanceFact]
    public async Task Of_twenty_writers_with_the_same_etag_one_wins()
    {
        var etag = (await Committed("p", new Insert("r", "0"))).ETags[0];
        var results = await Task.WhenAll(Enumerable.Range(1, 20)
            .Select(n => Task.Run(() => Commit("p", new Replace("r", etag, n.ToString())))));
        var winner = Assert.Single(results.Select((result, index) => (result, index)), r => r.result.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(new CommitResult.Conflict(0, ConflictKind.Changed), r));
        Assert.Equal((winner.index + 1).ToString(), (await Find("p", "r"))!.Json);
    }

    [ConformanceFact]
    public async Task Of_twenty_inserts_of_one_row_one_wins_and_no_batch_is_half_applied()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(n => Task.Run(() => Commit("p", new Insert($"own{n:00}", "1"), new Insert("shared", n.ToString())))));
        Assert.Single(results, r => r.Succeeded);
        Assert.Equal(2, (await Rows(new RecordQuery(table, "p"))).Count);
    }

    [ConformanceFact]
    public async Task Concurrent_increments_guarded_by_etags_lose_none()
    {
        await Committed("p", new Insert("count", "0"));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 5;)
            {
                var read = (await Find("p", "count"))!;
                done += (await Commit("p", new Replace("count", read.ETag, (int.Parse(read.Json) + 1).ToString()))).Succeeded ? 1 : 0;
            }
        })));
        Assert.Equal("25", (await Find("p", "count"))!.Json);
    }

    [ConformanceFact]
    public async Task A_query_reads_one_partition_in_ordinal_order_within_its_bounds()
    {
        await Committed("p", new Insert("b", "1"), new Insert("a", "2"), new Insert("B", "3"), new Insert("b~", "4"), new Insert("c", "5"));
        await Committed("q", new Insert("b", "other"));
        Assert.Equal(["B=3", "a=2", "b=1", "b~=4", "c=5"], await Rows(new RecordQuery(table, "p")));
        Assert.Equal(["a=2", "b=1", "b~=4"], await Rows(new RecordQuery(table, "p") { From = "a", Before = "c" }));
        Assert.Equal(["b=1", "b~=4"], await Rows(new RecordQuery(table, "p").WithPrefix("b")));
        Assert.Empty(await Rows(new RecordQuery(table, "nobody")));
    }

    [ConformanceFact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        var all = Enumerable.Range(0, 250).Select(n => $"r{n:000}").ToArray();
        foreach (var part in all.Chunk(100))
        {
            await Committed("p", [.. part.Select(row => new Insert(row, "{}"))]);
        }

        var read = new List<string>();
        var pages = 0;
        for (var query = new RecordQuery(table, "p") { From = "r010", Before = "r240", Limit = 50 }; ; pages++)
        {
            var page = await Records.QueryAsync(query, default);
            Assert.InRange(page.Records.Count, 0, 50);
            read.AddRange(page.Records.Select(r => r.Row));
            if (page.Continuation is null)
            {
                break;
            }

            query = query with { Continuation = page.Continuation };
        }

        Assert.Equal(all[10..240], read);
        Assert.InRange(pages, 4, 5);
    }

    [ConformanceFact]
    public async Task Keys_and_json_of_every_script_survive()
    {
        string[] rows =
            ["Zoë", "Łukasz o'Neil", "Ольга", "محمد علي", "山田 太郎", "ｆｕｌｌ", "𐍈😀", "a+b%20&c=d?".TrimEnd('?'), "'quoted''",
            "50%", "_x-1.2~(z)"];
        var json = """{"t":"Zoë Ольга 山田 😀 \" \\ \u0001 \n ' <&> %41"}""";
        await Committed("пар'тия %2F 😀", [.. rows.Select(row => new Insert(row, json))]);
        foreach (var row in rows)
        {
            Assert.Equal(json, (await Find("пар'тия %2F 😀", row))?.Json);
        }

        var read = (await Records.QueryAsync(new RecordQuery(table, "пар'тия %2F 😀"), default)).Records.Select(r => r.Row);
        Assert.Equal(rows.Order(StringComparer.Ordinal), read);
        var one = await Find("пар'тия %2F 😀", rows[6]);
        await Committed("пар'тия %2F 😀", new Replace(rows[6], one!.ETag, "2"), new Delete(rows[1], "*"));
        Assert.Equal("2", (await Find("пар'тия %2F 😀", rows[6]))!.Json);
    }

    [ConformanceFact]
    public async Task The_largest_record_is_stored_and_shrinks_again()
    {
        var json = "\"" + string.Concat(Enumerable.Repeat("😀\\\"é", (StorageLimits.MaxRecordChars - 2) / 5)) + "\"";
        Assert.InRange(json.Length, StorageLimits.MaxRecordChars - 5, StorageLimits.MaxRecordChars);
        await Committed("p", new Insert("r", json));
        Assert.Equal(json, (await Find("p", "r"))!.Json);
        await Committed("p", new Put("r", "1"));
        Assert.Equal("1", (await Find("p", "r"))!.Json);
        await Refused("characters of JSON", new Put("r", new string('1', StorageLimits.MaxRecordChars + 1)));
    }

    [ConformanceFact]
    public async Task Calls_outside_the_limits_are_refused_before_anything_happens()
    {
        await Refused("0 operations");
        await Refused("101 operations", [.. Enumerable.Range(0, 101).Select(n => new Put($"r{n}", "1"))]);
        await Refused("twice", new Put("r", "1"), new Put("r", "2"));
        await Refused("0 characters", new Put("", "1"));
        await Refused("513 characters", new Put(new string('k', 513), "1"));
        await Refused("U+002F", new Put("a/b", "1"));
        await Refused("U+0085", new Put("a\u0085b", "1"));
        await Refused("surrogate", new Put("a\ud800", "1"));
        await Refused("surrogate", new Put("a", "\"\udc00\""));
        await Refused("ETag", new Delete("r", ""));
        await Refused("bytes", [.. Enumerable.Range(0, 10).Select(n => new Put($"r{n}", new string('1', 470_000)))]);
        await Assert.ThrowsAsync<StorageLimitException>(() => Records.FindAsync("no table", "p", "r", default));
        await Assert.ThrowsAsync<StorageLimitException>(() => Records.QueryAsync(new RecordQuery(table, "p") { Limit = 1001 }, default));
        await Committed("p", new Put(new string('k', 512), "1"));
    }

    [ConformanceFact]
    public async Task A_cancelled_call_ends_as_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Records.CommitAsync(table, "p", [new Put("r", "1")], cancelled.Token));
        Assert.Null(await Find("p", "r"));
    }

    private Task<StoredRecord?> Find(string partition, string row) => Records.FindAsync(table, partition, row, default);

    private Task<CommitResult> Commit(string partition, params RecordOperation[] operations)
        => Records.CommitAsync(table, partition, operations, default);

    private async Task<CommitResult.Committed> Committed(string partition, params RecordOperation[] operations) =>
        Assert.IsType<CommitResult.Committed>(await Commit(partition, operations));

    private async Task Refused(string reason, params RecordOperation[] operations) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<StorageLimitException>(() => Commit("p", operations))).Message);

    private async Task<List<string>> Rows(RecordQuery query) =>
        [.. (await Records.QueryAsync(query, default)).Records.Select(r => $"{r.Row}={r.Json}")];
}
