using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Routing;

/// <summary>A decision about a route as a customer sees and exports it. Key and end user stand in it as references: a keyed hash, which
/// says nothing to whoever does not know the id and the service's secret.</summary>
internal sealed record RouteDecisionLine(string Id, DateTimeOffset At, string Policy, string? Key, string? EndUser, string[] Eligible,
    RouteExclusionAnswer[] Excluded, string[] Require, string[] RefusedOn);

/// <summary>
/// Decisions about routes in the table <c>routes</c>: a partition an organisation and day, in order of time. Beside them stands on which
/// days there are some (<c>days</c>), and on which of them a key or an end user was named (<c>s-…</c>), so that what is erased is found and
/// what is old goes.
/// </summary>
internal sealed partial class RouteDecisionStore(IRecordStore records, RowSeal seal)
{
    public const string Table = "routes";

    /// <summary>Days for which decisions are kept.</summary>
    public const int KeptDays = 90;

    private const string Days = "days";
    private const string Named = "s-";
    private const int DayChars = 8;
    private const int MostRemembered = 100_000;

    // Without a secret references are of this process only: nothing that was stored can be told from them later.
    private readonly byte[] _key = seal.Secret.KeyFor("route references") ?? RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<(string Partition, string Row), bool> _noted = new();

    /// <summary>The id of a decision: its moment and chance.</summary>
    public static string NewId(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture,
        $"rte_{at.UtcTicks:D19}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");

    /// <summary>How a key or an end user stands in decisions.</summary>
    public string ReferenceOf(SubjectRef subject)
        => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(subject.ToString())).AsSpan(0, 16));

    /// <summary>Keeps a decision.</summary>
    public async Task KeepAsync(string organisation, RouteDecisionLine line, CancellationToken cancellation)
    {
        var day = DateOnly.FromDateTime(line.At.UtcDateTime);
        var partition = Partition(organisation, day);
        // Where somebody was named is written each time: another instance may have erased them since it was written last.
        await Task.WhenAll([NoteAsync(Days, DayRow(partition), cancellation), .. new[] { line.Key, line.EndUser }.OfType<string>()
            .Distinct(StringComparer.Ordinal).Select(reference => records.CommitAsync(Table, Named + reference,
                [new RecordOperation.Put(partition, "{}")], cancellation))]);
        await records.CommitAsync(Table, partition, [new RecordOperation.Put(line.Id, Write(line))], cancellation);
    }

    /// <summary>Decisions of a day, oldest first.</summary>
    public async IAsyncEnumerable<RouteDecisionLine> ReadAsync(string organisation, DateOnly day,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Partition(organisation, day)), cancellation))
        {
            yield return Read(row);
        }
    }

    /// <summary>True where decisions name a subject.</summary>
    public async Task<bool> NamesAsync(SubjectRef subject, CancellationToken cancellation) => (await records.QueryAsync(
        new RecordQuery(Table, Named + ReferenceOf(subject)) { Limit = 1 }, cancellation)).Records.Count > 0;

    /// <summary>Takes subjects out of every decision; what was decided stays, without whose request it was. A day is read once, however
    /// many of them it names.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<SubjectRef> subjects, CancellationToken cancellation)
    {
        var named = new List<(string Reference, string Day)>();
        foreach (var reference in subjects.Select(ReferenceOf).Distinct(StringComparer.Ordinal))
        {
            await foreach (var day in records.ReadAllAsync(new RecordQuery(Table, Named + reference), cancellation))
            {
                named.Add((reference, day.Row));
            }
        }

        foreach (var day in named.GroupBy(one => one.Day, one => one.Reference, StringComparer.Ordinal))
        {
            var (gone, changes) = (day.ToHashSet(StringComparer.Ordinal), new List<RecordOperation>());
            await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, day.Key), cancellation))
            {
                var line = Read(row);
                var (key, user) = (line.Key is { } one && gone.Contains(one), line.EndUser is { } other && gone.Contains(other));
                if (key || user)
                {
                    changes.Add(new RecordOperation.Put(row.Row, Write(line with
                    {
                        Key = key ? null : line.Key,
                        EndUser = user ? null : line.EndUser
                    })));
                }
            }

            await WriteAsync(day.Key, changes, cancellation);
        }

        foreach (var one in named.GroupBy(one => one.Reference, one => one.Day, StringComparer.Ordinal))
        {
            await records.ForgetAsync(Table, Named + one.Key, one, cancellation);
        }
    }

    /// <summary>Removes decisions that are older than they are kept; how many.</summary>
    public async Task<int> PruneAsync(DateTimeOffset now, bool onlyLook, CancellationToken cancellation)
    {
        await (onlyLook ? Task.CompletedTask : AdoptAsync(cancellation));
        var (removed, days) = (0, new List<StoredRecord>());
        var before = string.Create(CultureInfo.InvariantCulture, $"{DateOnly.FromDateTime(now.UtcDateTime).AddDays(-KeptDays):yyyyMMdd}");
        await foreach (var day in records.ReadAllAsync(new RecordQuery(Table, Days) { Before = before }, cancellation))
        {
            days.Add(day);
        }

        foreach (var partition in days.Select(day => day.Row[(before.Length + 1)..] + "-" + day.Row[..before.Length]))
        {
            var rows = new List<string>();
            var named = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, partition), cancellation))
            {
                var line = Read(row);
                rows.Add(row.Row);
                named.UnionWith(new[] { line.Key, line.EndUser }.OfType<string>());
            }

            removed += rows.Count;
            if (!onlyLook)
            {
                await records.ForgetAsync(Table, partition, rows, cancellation);
                foreach (var reference in named)
                {
                    await records.ForgetAsync(Table, Named + reference, [partition], cancellation);
                }
            }
        }

        // Days go last: a removal that was cut off is finished by the next.
        await (onlyLook ? Task.CompletedTask : records.ForgetAsync(Table, Days, days.Select(day => day.Row), cancellation));
        return removed;
    }

    private async Task NoteAsync(string partition, string row, CancellationToken cancellation)
    {
        if (_noted.ContainsKey((partition, row)))
        {
            return;
        }

        await records.CommitAsync(Table, partition, [new RecordOperation.Put(row, "{}")], cancellation);
        if (_noted.Count >= MostRemembered)
        {
            _noted.Clear();
        }

        _noted[(partition, row)] = true;
    }

    private async Task WriteAsync(string partition, IEnumerable<RecordOperation> changes, CancellationToken cancellation)
    {
        foreach (var chunk in changes.Chunk(StorageLimits.MaxBatchOperations))
        {
            await records.CommitAsync(Table, partition, chunk, cancellation);
        }
    }

    private static RouteDecisionLine Read(StoredRecord row) => JsonSerializer.Deserialize(row.Json, RouteWire.Json.RouteDecisionLine)!;

    private static string Write(RouteDecisionLine line) => JsonSerializer.Serialize(line, RouteWire.Json.RouteDecisionLine);

    private static string Partition(string organisation, DateOnly day)
        => string.Create(CultureInfo.InvariantCulture, $"{CommandKey.Hash(organisation)[..32]}-{day:yyyyMMdd}");

    // The day first, so that old ones are found in one range.
    private static string DayRow(string partition) => partition[^8..] + "-" + partition[..^9];
}
