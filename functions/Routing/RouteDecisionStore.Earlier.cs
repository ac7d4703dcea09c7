using System.Globalization;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Routing;

/// <summary>Decisions that were kept before key and end user stood in them as references: no row says on which days there are some, and the
/// ids stand in them as they came.</summary>
internal sealed partial class RouteDecisionStore
{
    private const string Adopted = "adopted";
    private const int ReferenceChars = 32;

    /// <summary>Takes the ids out of such decisions and notes their days, once for each organisation of which a day was noted: of as many
    /// days before the first one as decisions are kept for.</summary>
    private async Task AdoptAsync(CancellationToken cancellation)
    {
        var (first, adopted) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var day in records.ReadAllAsync(new RecordQuery(Table, Days), cancellation))
        {
            first.TryAdd(day.Row[(DayChars + 1)..], day.Row[..DayChars]);
        }

        await foreach (var one in records.ReadAllAsync(new RecordQuery(Table, Adopted), cancellation))
        {
            adopted.Add(one.Row);
        }

        foreach (var (organisation, noted) in first.Where(pair => !adopted.Contains(pair.Key)))
        {
            var last = DateOnly.ParseExact(noted, "yyyyMMdd", CultureInfo.InvariantCulture);
            for (var day = last.AddDays(-KeptDays); day <= last; day = day.AddDays(1))
            {
                await AdoptAsync(string.Create(CultureInfo.InvariantCulture, $"{organisation}-{day:yyyyMMdd}"), cancellation);
            }

            await records.CommitAsync(Table, Adopted, [new RecordOperation.Put(organisation, "{}")], cancellation);
        }
    }

    private async Task AdoptAsync(string partition, CancellationToken cancellation)
    {
        var (changes, found) = (new List<RecordOperation>(), false);
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, partition), cancellation))
        {
            found = true;
            var line = Read(row);
            var (key, user) = (await IsReferenceAsync(line.Key, partition, cancellation),
                await IsReferenceAsync(line.EndUser, partition, cancellation));
            if (!key || !user)
            {
                changes.Add(new RecordOperation.Put(row.Row, Write(line with
                {
                    Key = key ? line.Key : null,
                    EndUser = user ? line.EndUser : null
                })));
            }
        }

        await (found ? NoteAsync(Days, DayRow(partition), cancellation) : Task.CompletedTask);
        await WriteAsync(partition, changes, cancellation);
    }

    // An id may look like a reference; only of a reference it was noted on which days it stands.
    private async ValueTask<bool> IsReferenceAsync(string? stated, string partition, CancellationToken cancellation) => stated is null
        || (stated.Length == ReferenceChars && stated.All(char.IsAsciiHexDigitLower)
            && await records.FindAsync(Table, Named + stated, partition, cancellation) is not null);
}
