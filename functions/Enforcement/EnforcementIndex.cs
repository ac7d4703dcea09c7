using System.Text.Json;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Where to look: which actions wait for a second person, which subjects were acted on, who the end users of an account are. Entries are
/// written before the change they point to, so none is missing; whoever reads one looks at the subject itself.
/// </summary>
internal sealed class EnforcementIndex(IRecordStore records, LegalHolds holds, TimeProvider time)
{
    private const int CountedEndUsers = 1000;

    /// <summary>An action, or its end, waits for a second person.</summary>
    public Task WaitsAsync(SubjectRef subject, string action, CancellationToken cancellation)
        => PutAsync(EnforcementRows.WaitingPrefix + action, new IndexRow(subject.ToString(), action, time.GetUtcNow()), cancellation);

    /// <summary>A subject was acted on.</summary>
    public Task ActedAsync(SubjectRef subject, CancellationToken cancellation)
        => PutAsync(EnforcementRows.ActedPrefix + subject.Key, new IndexRow(subject.ToString(), null, time.GetUtcNow()), cancellation);

    /// <summary>An officer says something of the account and another one, or it is merged.</summary>
    public Task RuledAsync(SubjectRef subject, CancellationToken cancellation)
        => PutAsync(EnforcementRows.RuledPrefix + subject.Key, new IndexRow(subject.ToString(), null, time.GetUtcNow()), cancellation);

    /// <summary>Something is about to be stored of a subject for the first time: whoever looks at all of them finds it.</summary>
    public Task StoredAsync(SubjectRef subject, CancellationToken cancellation) => records.CommitAsync(
        EnforcementRows.Table, EnforcementRows.AllOf(subject.Key), [new RecordOperation.Put(subject.Key, Entry(subject))], cancellation);

    /// <summary>Every subject of a shard, in order of key.</summary>
    /// <param name="shard">0 to 15.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async IAsyncEnumerable<SubjectRef> AllAsync(int shard,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in records.ReadAllAsync(new RecordQuery(EnforcementRows.Table, EnforcementRows.AllOf(shard)), cancellation))
        {
            yield return SubjectOf(row);
        }
    }

    /// <summary>Entries of a prefix, in order of row.</summary>
    public async Task<IReadOnlyList<IndexRow>> ReadAsync(string prefix, int limit, CancellationToken cancellation)
    {
        var found = new List<IndexRow>();
        await foreach (var row in records.ReadAllAsync(
            new RecordQuery(EnforcementRows.Table, EnforcementRows.Index).WithPrefix(prefix), cancellation))
        {
            found.Add(JsonSerializer.Deserialize(row.Json, EnforcementRowJson.Default.IndexRow)!);
            if (found.Count >= limit)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Removes the entry of an action that no longer waits.</summary>
    public Task SettledAsync(string action, CancellationToken cancellation)
        => records.ForgetAsync(EnforcementRows.Table, EnforcementRows.Index, [EnforcementRows.WaitingPrefix + action], cancellation);

    /// <summary>A subject stands inside another.</summary>
    public Task ContainsAsync(SubjectRef parent, SubjectRef child, CancellationToken cancellation) => records.CommitAsync(
        EnforcementRows.Table, ChildrenOf(parent), [new RecordOperation.Put(KindOf(child.Kind) + child.Key, Entry(child))], cancellation);

    /// <summary>What stands inside a subject, of one kind, page by page.</summary>
    /// <param name="parent">What contains them.</param>
    /// <param name="kind">Their kind.</param>
    /// <param name="limit">Most of a page.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<(IReadOnlyList<SubjectRef> Children, string? Next)> ChildrenPageAsync(SubjectRef parent, SubjectKind kind, int limit,
        string? after, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(
            new RecordQuery(EnforcementRows.Table, ChildrenOf(parent)) { Limit = limit, Continuation = after }.WithPrefix(KindOf(kind)),
            cancellation);
        return ([.. page.Records.Select(SubjectOf)], page.Continuation);
    }

    /// <summary>How many end users an account has; counted up to a thousand.</summary>
    public async Task<int> EndUsersAsync(SubjectRef account, CancellationToken cancellation)
        => (await ChildrenPageAsync(account, SubjectKind.EndUser, CountedEndUsers, null, cancellation)).Children.Count;

    /// <summary>True while a legal hold stands on a subject.</summary>
    public async Task<bool> IsHeldAsync(SubjectRef subject, CancellationToken cancellation)
        => await holds.FindAsync(AlertId.FirstOfSubject(subject.Id).SubjectKey, cancellation) is not null;

    /// <summary>An end user by what a provider calls them: the safety identifier that was sent to it.</summary>
    public Task NamesAsync(SubjectRef endUser, CancellationToken cancellation) => records.CommitAsync(EnforcementRows.Table,
        IdentifierPartition(endUser.Identifier!),
        [new RecordOperation.Put("u" + endUser.Key, Entry(endUser))], cancellation);

    /// <summary>The end users of a safety identifier: one, where accounts make theirs apart.</summary>
    public async Task<IReadOnlyList<SubjectRef>> NamedAsync(string identifier, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(
            new RecordQuery(EnforcementRows.Table, IdentifierPartition(identifier)) { Limit = 100 }.WithPrefix("u"), cancellation);
        return [.. page.Records.Select(SubjectOf)];
    }

    /// <summary>No provider's notice finds an end user any more.</summary>
    public Task ForgetNameAsync(SubjectRef endUser, CancellationToken cancellation) => records.ForgetAsync(EnforcementRows.Table,
        IdentifierPartition(endUser.Identifier!), ["u" + endUser.Key], cancellation);

    private Task PutAsync(string row, IndexRow entry, CancellationToken cancellation) => records.CommitAsync(
        EnforcementRows.Table, EnforcementRows.Index,
        [new RecordOperation.Put(row, JsonSerializer.Serialize(entry, EnforcementRowJson.Default.IndexRow))], cancellation);

    private string Entry(SubjectRef subject)
        => JsonSerializer.Serialize(new IndexRow(subject.ToString(), null, time.GetUtcNow()), EnforcementRowJson.Default.IndexRow);

    private static SubjectRef SubjectOf(StoredRecord row)
        => SubjectRef.Parse(JsonSerializer.Deserialize(row.Json, EnforcementRowJson.Default.IndexRow)!.Subject);

    private static string ChildrenOf(SubjectRef parent) => EnforcementRows.ChildrenOf(parent.Key);

    private static string KindOf(SubjectKind kind) => $"{(int)kind}-";

    private static string IdentifierPartition(string identifier) => "i-" + CommandKey.Hash(identifier)[..32];
}
