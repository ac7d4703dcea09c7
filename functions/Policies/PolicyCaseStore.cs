using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Compliance.EnforcementCore.Policies;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.Functions.Policies;

/// <summary>
/// What was known when the platform's policy was asked, so that a new version can be tried on it: in the table <c>policies</c>, sixteen
/// partitions a day (<c>cases-…</c>) and which days there are (<c>case-days</c>). Values of declared features only, without whose they are.
/// Times are told to the hour, and a text that is no short code is left out, so that a case does not say whose it is. Rows are sealed: a
/// backtest decides about a version. They are written behind the answer; where the store falls behind or fails, some are left out, and
/// counted.
/// </summary>
internal sealed class PolicyCaseStore(IRecordStore records, RowSeal seal, ILogger<PolicyCaseStore> log)
{
    /// <summary>Days for which cases are kept.</summary>
    public const int KeptDays = 90;

    private const string Table = SealedEvents<PolicyEvent>.Table;
    private const string Days = "case-days";
    private const string Cases = "cases-";
    private const int Shards = 16;
    private const int MostWaiting = 10_000;
    private const int MostOfBatch = 100;
    private const int MaxCodeChars = 40;

    private readonly Channel<(DateTimeOffset At, IReadOnlyList<(PolicyProgram Program, PolicyFacts Facts)> Known)> _waiting =
        Channel.CreateBounded<(DateTimeOffset, IReadOnlyList<(PolicyProgram, PolicyFacts)>)>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait });
    private readonly ConcurrentDictionary<string, bool> _noted = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Task _writing = Task.CompletedTask;
    private long _leftOut;

    /// <summary>Cases that were not kept, since the service started.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <summary>Keeps a case; at once, what is written is written later.</summary>
    /// <param name="at">When the policy was asked; the values are of this moment.</param>
    /// <param name="known">What was known, by the features of each version that was asked.</param>
    public void Keep(DateTimeOffset at, params IReadOnlyList<(PolicyProgram Program, PolicyFacts Facts)> known)
    {
        if (_waiting.Writer.TryWrite((at, known)))
        {
            _ = FlushAsync();
        }
        else
        {
            Interlocked.Increment(ref _leftOut);
        }
    }

    /// <summary>Writes what waits, after whoever writes now.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            return _writing = WriteAsync(_writing);
        }
    }

    /// <summary>The cases of some days, oldest first by day, one JSON object a line as a backtest reads them.</summary>
    public async IAsyncEnumerable<string> ReadAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var day in records.ReadAllAsync(new RecordQuery(Table, Days) { From = Row(from) }, cancellation))
        {
            if (string.CompareOrdinal(day.Row, Row(to)) > 0)
            {
                yield break;
            }

            for (var shard = 0; shard < Shards; shard++)
            {
                await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Partition(day.Row, shard)), cancellation))
                {
                    yield return seal.Open(Table, $"{row.Partition}/{row.Row}", row.Json)
                        ?? throw new InvalidDataException($"The case {row.Row} bears no seal of this service.");
                }
            }
        }
    }

    /// <summary>Removes cases that are older than they are kept; how many.</summary>
    public async Task<int> PruneAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var before = Row(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-KeptDays));
        var days = new List<string>();
        await foreach (var day in records.ReadAllAsync(new RecordQuery(Table, Days) { Before = before }, cancellation))
        {
            days.Add(day.Row);
        }

        var removed = 0;
        foreach (var day in days)
        {
            for (var shard = 0; shard < Shards; shard++)
            {
                var rows = new List<string>();
                await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Partition(day, shard)), cancellation))
                {
                    rows.Add(row.Row);
                }

                await records.ForgetAsync(Table, Partition(day, shard), rows, cancellation);
                removed += rows.Count;
            }

            await records.ForgetAsync(Table, Days, [day], cancellation);
        }

        return removed;
    }

    private async Task WriteAsync(Task before)
    {
        await Task.Yield();
        await before;
        while (_waiting.Reader.TryPeek(out _))
        {
            try
            {
                await WriteBatchAsync();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                log.LogWarning(error, "Cases of the policy could not be kept.");
            }
        }
    }

    private async Task WriteBatchAsync()
    {
        var batch = new List<(DateTimeOffset At, IReadOnlyList<(PolicyProgram Program, PolicyFacts Facts)> Known)>();
        while (batch.Count < MostOfBatch && _waiting.Reader.TryRead(out var one))
        {
            batch.Add(one);
        }

        foreach (var day in batch.GroupBy(one => Row(DateOnly.FromDateTime(one.At.UtcDateTime))))
        {
            Interlocked.Add(ref _leftOut, day.Count());
            if (!_noted.ContainsKey(day.Key))
            {
                await records.CommitAsync(Table, Days, [new RecordOperation.Put(day.Key, "{}")], CancellationToken.None);
                _noted.TryAdd(day.Key, true);
            }

            var partition = Partition(day.Key, RandomNumberGenerator.GetInt32(Shards));
            await records.CommitAsync(Table, partition, [.. day.Select(one =>
            {
                var row = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
                return new RecordOperation.Put(row, seal.Protect(Table, $"{partition}/{row}", Write(one.At, one.Known)));
            })], CancellationToken.None);
            Interlocked.Add(ref _leftOut, -day.Count());
        }
    }

    private static string Write(DateTimeOffset at, IReadOnlyList<(PolicyProgram Program, PolicyFacts Facts)> known)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            // To the hour, so that a case is not told by its moment whose it is.
            var hour = new DateTimeOffset(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);
            json.WriteString("at", hour);
            json.WriteString("asOf", hour);
            json.WriteStartObject("values");
            foreach (var (feature, facts) in known.SelectMany(one => one.Program.Features.Select(feature => (feature, one.Facts))))
            {
                if (facts[feature] is { } fact && fact.Words.All(IsCode) && written.Add(feature.Name))
                {
                    json.WritePropertyName(feature.Name);
                    Write(json, feature, fact);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, PolicyFeature feature, PolicyFact fact)
    {
        switch (feature.Type)
        {
            case PolicyType.Flag:
                json.WriteBooleanValue(fact.Number == 1);
                break;
            case PolicyType.Choice or PolicyType.Code:
                json.WriteStringValue(fact.Words[0]);
                break;
            case PolicyType.Codes:
                json.WriteStartArray();
                fact.Words.ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
                break;
            case PolicyType.Money:
                json.WriteStringValue(PolicyQuantity.Write(fact.Number, feature.Type, feature.Unit));
                break;
            default:
                json.WriteNumberValue(fact.Number);
                break;
        }
    }

    private static bool IsCode(string word) => word.Length <= MaxCodeChars
        && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '/');

    private static string Partition(string day, int shard) => string.Create(CultureInfo.InvariantCulture, $"{Cases}{day}-{shard:x}");

    private static string Row(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
