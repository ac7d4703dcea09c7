using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Notices;

/// <summary>Something that is to be done at a moment.</summary>
/// <param name="Subject">Key of the subject.</param>
/// <param name="Notice">The notice; null where the subject is looked at as a whole.</param>
/// <param name="Attempts">Attempts that failed.</param>
/// <param name="LastError">Why the last one did.</param>
public sealed record NoticeWork(string Subject, string? Notice, int Attempts, string? LastError)
{
    /// <summary>When it is to be done; null for at once.</summary>
    public DateTimeOffset? NextAt { get; init; }
}

/// <summary>JSON of the rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NoticeWork))]
internal sealed partial class NoticeRowJson : JsonSerializerContext;

/// <summary>
/// The table <c>notices</c>, which holds hints only: what is to be done when (<c>due-…</c>, <c>mail-…</c>), notices that could not be
/// written (<c>bad-…</c>), how far the log was followed, where appeals are, and of which the leads were opened. What holds stands in the
/// streams of the subjects; a hint is written before the change it points to, and whoever reads it looks there.
/// </summary>
internal sealed class NoticeRows(IRecordStore records)
{
    public const string Table = "notices";
    public const string Due = "due";
    private const string Mail = "mail";
    private const string Work = "work";
    private const string Appeals = "appeals";
    private const string Led = "led";
    private const string Bad = "bad-";

    /// <summary>Notes that something is to be done at a moment.</summary>
    public Task AddAsync(string kind, DateTimeOffset at, NoticeWork work, CancellationToken cancellation)
        => records.CommitAsync(Table, Work,
        [new RecordOperation.Put(RowOf(kind, at, work), JsonSerializer.Serialize(work, NoticeRowJson.Default.NoticeWork))], cancellation);

    /// <summary>What is due, oldest first, at most so much.</summary>
    public async Task<IReadOnlyList<(string Row, NoticeWork Work)>> DueAsync(string kind, DateTimeOffset now, int limit,
        CancellationToken cancellation)
    {
        var page = await records.QueryAsync(new RecordQuery(Table, Work)
        {
            From = kind + "-",
            Before = string.Create(CultureInfo.InvariantCulture, $"{kind}-{now.UtcTicks:D19}-~"),
            Limit = limit,
        }, cancellation);
        return [.. page.Records.Select(row => (row.Row, JsonSerializer.Deserialize(row.Json, NoticeRowJson.Default.NoticeWork)!))];
    }

    /// <summary>An e-mail is to be sent; one that waits already is left alone.</summary>
    public Task AddMailAsync(NoticeWork work, CancellationToken cancellation)
        => records.CommitAsync(Table, Work, [new RecordOperation.Insert(OfMail(work), Write(work))], cancellation);

    /// <summary>E-mails whose time has come, at most so many.</summary>
    public async Task<IReadOnlyList<(NoticeWork Work, string ETag)>> DueMailAsync(DateTimeOffset now, int limit,
        CancellationToken cancellation)
    {
        // All that wait are looked at: what was put off must not stand before what is due.
        var due = new PriorityQueue<(NoticeWork Work, string ETag), long>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Work).WithPrefix(Mail + "-"), cancellation))
        {
            var work = JsonSerializer.Deserialize(row.Json, NoticeRowJson.Default.NoticeWork)!;
            if (work.NextAt is { } next && next > now)
            {
                continue;
            }

            due.Enqueue((work, row.ETag), -(work.NextAt?.UtcTicks ?? 0));
            if (due.Count > limit)
            {
                due.Dequeue();
            }
        }

        return [.. due.UnorderedItems.OrderByDescending(one => one.Priority).Select(one => one.Element)];
    }

    /// <summary>Puts an e-mail off: while it is sent, so that no other instance sends it too, or after it failed; false where another was
    /// first.</summary>
    public async Task<bool> PutOffAsync(NoticeWork work, string etag, CancellationToken cancellation)
        => (await records.CommitAsync(Table, Work, [new RecordOperation.Replace(OfMail(work), etag, Write(work))], cancellation)).Succeeded;

    /// <summary>An e-mail is done with.</summary>
    public Task MailDoneAsync(NoticeWork work, CancellationToken cancellation)
        => records.ForgetAsync(Table, Work, [OfMail(work)], cancellation);

    /// <summary>It is done.</summary>
    public Task DoneAsync(string row, CancellationToken cancellation) => records.ForgetAsync(Table, Work, [row], cancellation);

    /// <summary>A notice could not be written; null says that it could.</summary>
    public Task NoteProblemAsync(string subject, string notice, string? problem, CancellationToken cancellation) => problem is null
        ? records.ForgetAsync(Table, Work, [Bad + notice], cancellation)
        : records.CommitAsync(Table, Work, [new RecordOperation.Put(Bad + notice,
            JsonSerializer.Serialize(new NoticeWork(subject, notice, 0, problem), NoticeRowJson.Default.NoticeWork))], cancellation);

    /// <summary>Notices that could not be written.</summary>
    public async Task<IReadOnlyList<NoticeWork>> ProblemsAsync(int limit, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(new RecordQuery(Table, Work) { Limit = limit }.WithPrefix(Bad), cancellation);
        return [.. page.Records.Select(row => JsonSerializer.Deserialize(row.Json, NoticeRowJson.Default.NoticeWork)!)];
    }

    /// <summary>True where the leads that follow from an appeal were opened.</summary>
    public async Task<bool> IsLedAsync(string appeal, CancellationToken cancellation)
        => await records.FindAsync(Table, Led, appeal, cancellation) is not null;

    /// <summary>The leads that follow from an appeal were opened.</summary>
    public Task LedAsync(string appeal, CancellationToken cancellation)
        => records.CommitAsync(Table, Led, [new RecordOperation.Put(appeal, "{}")], cancellation);

    /// <summary>An appeal is about to come.</summary>
    public Task AppealComesAsync(string appeal, CancellationToken cancellation)
        => records.CommitAsync(Table, Appeals, [new RecordOperation.Put(appeal, "{}")], cancellation);

    /// <summary>Every appeal that may be there.</summary>
    public async Task<IReadOnlyList<string>> AppealsAsync(CancellationToken cancellation)
    {
        var found = new List<string>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Appeals), cancellation))
        {
            found.Add(row.Row);
        }

        return found;
    }

    /// <summary>How far the log was followed.</summary>
    public async Task<(long Place, string? ETag)> PlaceAsync(CancellationToken cancellation)
        => await records.FindAsync(Table, Work, "place", cancellation) is { } stored
            ? (JsonSerializer.Deserialize(stored.Json, PlaceJson.Default.Int64), stored.ETag) : (0, null);

    /// <summary>Moves on.</summary>
    public async Task MoveAsync(long place, string? etag, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(place, PlaceJson.Default.Int64);
        RecordOperation operation = etag is null ? new RecordOperation.Insert("place", json)
            : new RecordOperation.Replace("place", etag, json);
        await records.CommitAsync(Table, Work, [operation], cancellation);
    }

    private static string OfMail(NoticeWork work) => $"{Mail}-{work.Notice}";

    private static string Write(NoticeWork work) => JsonSerializer.Serialize(work, NoticeRowJson.Default.NoticeWork);

    private static string RowOf(string kind, DateTimeOffset at, NoticeWork work)
        => string.Create(CultureInfo.InvariantCulture, $"{kind}-{at.UtcTicks:D19}-{work.Notice ?? work.Subject}");
}

/// <summary>JSON of a place.</summary>
[JsonSerializable(typeof(long))]
internal sealed partial class PlaceJson : JsonSerializerContext;
