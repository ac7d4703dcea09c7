using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// The sessions of officers in the table <c>sessions</c>: <c>s-HASH</c> per session, and index rows by officer (<c>o-OFFICER-HASH</c>) and
/// by the authority's session (<c>f-HASH-HASH</c>), so that all of a person's, or the one the authority ended, can be ended too. Officers
/// are few: one partition serves them.
/// </summary>
internal sealed class OfficerSessions(IRecordStore records, RowSeal seal, SessionActs acts, TimeProvider time)
{
    /// <summary>Name of the table.</summary>
    public const string Table = "sessions";

    /// <summary>Partition of the sessions.</summary>
    public const string Partition = "officers";

    /// <summary>What rows hold by which a session is found: their keys say everything.</summary>
    public const string IndexRow = "{}";
    private const int IdBytes = 32;
    private const int HashDigits = 64;
    private static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(5);

    /// <summary>Begins a session; its id, which only the browser keeps.</summary>
    public async Task<string> BeginAsync(Officer officer, string? displayName, string? authoritySession, CancellationToken cancellation)
    {
        await PurgeAsync(cancellation);
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        var (hash, now) = (HashOf(id), time.GetUtcNow());
        var session = new OfficerSession
        {
            Officer = officer.Id.Value,
            Role = officer.Role,
            Scope = officer.Role == OfficerRole.ExternalReviewer ? officer.Scope.ToString() : null,
            DisplayName = displayName,
            AuthoritySession = authoritySession is null ? null : HashOf(authoritySession),
            CreatedAt = now,
            SeenAt = now,
            Recorded = true,
        };
        await acts.AnnounceAsync(Partition, cancellation);
        var result = await records.CommitAsync(Table, Partition,
            [
                .. RowsOf(session, hash).Select((row, i) => new RecordOperation.Insert(row, i == 0 ? Json(row, session) : IndexRow)),
                SessionActs.RowOf(RecordActs.SessionBegan, session, hash, now),
            ],
            cancellation);
        return result.Succeeded ? id : throw new InvalidOperationException($"A session id cannot repeat, yet it did: {result}.");
    }

    /// <summary>The living session of an id; null where there is none. Its life is prolonged.</summary>
    public async Task<OfficerSession?> FindAsync(string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (id.Length > 2 * IdBytes || await records.FindAsync(Table, Partition, "s-" + HashOf(id), cancellation) is not { } record)
        {
            return null;
        }

        if (Read(record) is not { } session)
        {
            return null; // Written past the service: it is nobody's session.
        }

        if (!session.IsAliveAt(now))
        {
            await DeleteAsync(record.Row[2..], session, cancellation);
            return null;
        }

        if (now - session.SeenAt >= NoteEvery)
        {
            // Where another request moved it at the same time, it is moved.
            await records.CommitAsync(Table, Partition,
                [new RecordOperation.Replace(record.Row, record.ETag, Json(record.Row, session with { SeenAt = now }))], cancellation);
        }

        return session;
    }

    /// <summary>Ends the session of an id; true where there was one.</summary>
    public async Task<bool> EndAsync(string id, CancellationToken cancellation)
    {
        var hash = HashOf(id);
        return await records.FindAsync(Table, Partition, "s-" + hash, cancellation) is { } record
            && Read(record) is { } session && await DeleteAsync(hash, session, cancellation);
    }

    /// <summary>Ends the sessions that stand on a session at the authority; whose they were.</summary>
    public Task<IReadOnlyList<OfficerId>> EndOfAuthorityAsync(string authoritySession, CancellationToken cancellation)
        => EndIndexedAsync($"f-{HashOf(authoritySession)}-", cancellation);

    /// <summary>Ends all sessions of an officer; one entry for each.</summary>
    public Task<IReadOnlyList<OfficerId>> EndOfOfficerAsync(OfficerId officer, CancellationToken cancellation)
        => EndIndexedAsync($"o-{officer.Value}-", cancellation);

    private async Task<IReadOnlyList<OfficerId>> EndIndexedAsync(string prefix, CancellationToken cancellation)
    {
        var ended = new List<OfficerId>();
        foreach (var index in (await records.QueryAsync(new RecordQuery(Table, Partition).WithPrefix(prefix), cancellation)).Records)
        {
            if (index.Row.Length != prefix.Length + HashDigits)
            {
                continue; // Another officer, whose id begins like this one's.
            }

            var hash = index.Row[^HashDigits..];
            if (await records.FindAsync(Table, Partition, "s-" + hash, cancellation) is { } record && Read(record) is { } session
                && await DeleteAsync(hash, session, cancellation))
            {
                ended.Add(session.ToOfficer().Id);
            }
        }

        return ended;
    }

    /// <summary>Removes what is dead, a page at a time: done when somebody signs in, so the table does not grow beyond the people who
    /// do.</summary>
    private async Task PurgeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var record in (await records.QueryAsync(new RecordQuery(Table, Partition).WithPrefix("s-"), cancellation)).Records)
        {
            if (Read(record) is { } session && !session.IsAliveAt(now))
            {
                await DeleteAsync(record.Row[2..], session, cancellation);
            }
        }
    }

    private async Task<bool> DeleteAsync(string hash, OfficerSession session, CancellationToken cancellation)
    {
        await acts.AnnounceAsync(Partition, cancellation);
        string[] rows = [.. RowsOf(session, hash)];
        var ended = SessionActs.RowOf(RecordActs.SessionEnded, session, hash, time.GetUtcNow());
        if ((await records.CommitAsync(Table, Partition, [.. rows.Select(row => new RecordOperation.Delete(row, "*")), ended],
            cancellation)).Succeeded)
        {
            return true;
        }

        // A row by which it is found was taken away past the service: that keeps nobody signed in.
        var isEnded = (await records.CommitAsync(Table, Partition, [new RecordOperation.Delete(rows[0], "*"), ended], cancellation))
            .Succeeded;
        await records.ForgetAsync(Table, Partition, rows[1..], cancellation);
        return isEnded;
    }

    /// <summary>The rows of a session: its own first, then those by which it is found to be ended.</summary>
    public static IEnumerable<string> RowsOf(OfficerSession session, string hash)
    {
        yield return "s-" + hash;
        yield return $"o-{session.Officer}-{hash}";
        if (session.AuthoritySession is { } authority)
        {
            yield return $"f-{authority}-{hash}";
        }
    }

    /// <summary>A stored session; null where it was written past the service.</summary>
    public OfficerSession? Read(StoredRecord record) => seal.Open(Table, record.Row, record.Json) is { } json
        ? JsonSerializer.Deserialize(json, SessionRowJson.Default.OfficerSession) : null;

    private string Json(string row, OfficerSession session)
        => seal.Protect(Table, row, JsonSerializer.Serialize(session, SessionRowJson.Default.OfficerSession));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
