using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Networks;

/// <summary>
/// Actions on operations in the partition <c>operations</c> of the table <c>networks</c>, a row each, sealed, written together with its
/// act. The log holds the row without its texts and a salted hash of them, so that they can be erased and the rest still verifies.
/// </summary>
internal sealed class OperationStore(IRecordStore records, OperationActs acts, RowSeal seal, TimeProvider time)
{
    public const string Partition = "operations";

    /// <summary>What ids begin with.</summary>
    public const string Prefix = "op_";
    private const int SaltBytes = 16;
    private const int MostRounds = 20;

    /// <summary>One by its id, with what fences its next change; null where there is none.</summary>
    public async Task<(OperationRow? Row, string? ETag)> FindAsync(string id, CancellationToken cancellation)
        => id.Length is > 3 and < 60 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            && await records.FindAsync(NetworkRows.Table, Partition, id, cancellation) is { } row ? (Read(row), row.ETag) : (null, null);

    /// <summary>All, the newest first.</summary>
    public async Task<IReadOnlyList<OperationRow>> AllAsync(CancellationToken cancellation)
    {
        var found = new List<OperationRow>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(NetworkRows.Table, Partition).WithPrefix(Prefix), cancellation))
        {
            if (Read(row) is { } operation)
            {
                found.Add(operation);
            }
        }

        return [.. found.OrderByDescending(operation => operation.At)];
    }

    /// <summary>Stores one with its act; false where somebody else came first, then nothing is written.</summary>
    /// <param name="row">The operation.</param>
    /// <param name="etag">What fences the change; null for a new one.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<bool> SaveAsync(OperationRow row, string? etag, string actor, CancellationToken cancellation)
    {
        var act = new RowAct(actor, ActOf(row.Status), row.Id, HashOf(row));
        var place = string.Create(CultureInfo.InvariantCulture, $"{row.Id}-{(int)row.Status}");
        return (await acts.CommitAsync(Partition, [Write(row, etag)], act, place, cancellation, row.Cluster)).Succeeded;
    }

    /// <summary>Salts what is proposed, so that its hashes say nothing once the texts are gone.</summary>
    public static OperationRow Salted(OperationRow row, OperationWish wish)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes));
        return row with { Salt = salt, Wish = WishOf(salt, wish), Said = SaidOf(salt, row) };
    }

    /// <summary>True where this very thing was asked for.</summary>
    public static bool IsOf(OperationRow row, OperationWish wish) => row.Salt is { } salt && row.Wish == WishOf(salt, wish);

    /// <summary>Erases the texts of operations that name an erased account. What two people agreed on and is not carried out yet needs
    /// them: it comes first.</summary>
    /// <param name="erased">The accounts.</param>
    /// <param name="carryOut">Carries an operation out.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="TimeoutException">One is still being carried out: the erasure goes on later.</exception>
    public async Task ForgetAsync(IReadOnlySet<string> erased, Func<string, Task> carryOut, CancellationToken cancellation)
    {
        foreach (var operation in (await AllAsync(cancellation)).Where(one => one.Salt is not null && one.Names.Any(erased.Contains)))
        {
            await (operation.Status == OperationStatus.Agreed ? carryOut(operation.Id) : Task.CompletedTask);
            for (var round = 0; ; round++)
            {
                var (row, etag) = await FindAsync(operation.Id, cancellation);
                if (row is null)
                {
                    break;
                }

                if (row.Status == OperationStatus.Agreed || round > MostRounds)
                {
                    throw new TimeoutException("An operation that names an erased account is still being carried out.");
                }

                var left = row with { Text = "", Facts = "", Salt = null, ErasedAt = time.GetUtcNow() };
                if ((await records.CommitAsync(NetworkRows.Table, Partition, [Write(left, etag)], cancellation)).Succeeded)
                {
                    break;
                }
            }
        }
    }

    /// <summary>What the log holds of a row as it is; null where its texts are not those that were written, or are gone although nobody
    /// was erased.</summary>
    public static string? CommitmentOf(string json, VerificationRun run)
    {
        var row = JsonSerializer.Deserialize(json, OperationRowJson.Default.OperationRow)!;
        return Json(row) != json ? null
            : row.Said is null ? AuditRecord.HashOf(json) // Of a build that did not take the texts out.
            : row.Salt is { } salt ? SaidOf(salt, row) == row.Said ? HashOf(row) : null
            : row.Names.Any(account => run.IsErased(SubjectRef.Account(account).Key)) ? HashOf(row) : null;
    }

    private RecordOperation Write(OperationRow row, string? etag)
    {
        var json = seal.Protect(NetworkRows.Table, row.Id, Json(row));
        return etag is null ? new RecordOperation.Insert(row.Id, json) : new RecordOperation.Replace(row.Id, etag, json);
    }

    private OperationRow? Read(StoredRecord row) => seal.Open(NetworkRows.Table, row.Row, row.Json) is { } json
        ? JsonSerializer.Deserialize(json, OperationRowJson.Default.OperationRow) : null;

    private static string HashOf(OperationRow row) => AuditRecord.HashOf(Json(row.Said is null ? row
        : row with { Text = "", Facts = "", Salt = null, ErasedAt = null }));

    private static string SaidOf(string salt, OperationRow row)
        => AuditRecord.HashOf(string.Create(CultureInfo.InvariantCulture, $"{salt}\n{row.Facts.Length}\n{row.Facts}\n{row.Text}"));

    private static string WishOf(string salt, OperationWish wish) => AuditRecord.HashOf($"{salt}\n{wish.Hash}");

    private static string Json(OperationRow row) => JsonSerializer.Serialize(row, OperationRowJson.Default.OperationRow);

    private static string ActOf(OperationStatus status) => status switch
    {
        OperationStatus.Proposed => RecordActs.OperationProposed,
        OperationStatus.Agreed => RecordActs.OperationAgreed,
        OperationStatus.Done => RecordActs.OperationDone,
        OperationStatus.Declined => RecordActs.OperationDeclined,
        OperationStatus.Lapsed => RecordActs.OperationLapsed,
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };
}

/// <summary>Acts on operations, on their way to the log.</summary>
internal sealed class OperationActs(IRecordStore records, TimeProvider time) : RowActs(records, time, NetworkRows.Table, "o-")
{
    /// <summary>How operations are derived from the log.</summary>
    public DerivedRowKind Kind => new(ActingKind.Operation, "operation", this, OperationStore.Partition, OperationStore.Prefix)
    { CommitmentOf = OperationStore.CommitmentOf };
}
