using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Policies;

/// <summary>A decision about a route as a customer sees and exports it.</summary>
internal sealed record RouteDecisionLine(string Id, DateTimeOffset At, string Policy, string? Key, string? EndUser, string[] Eligible,
    RouteExclusionAnswer[] Excluded, string[] Require, string[] RefusedOn);

/// <summary>Decisions about routes of an organisation, in the table <c>routes</c>, a partition an organisation and day, in order of time.
/// </summary>
internal sealed class RouteDecisionStore(IRecordStore records)
{
    public const string Table = "routes";

    /// <summary>The id of a decision: its moment and chance.</summary>
    public static string NewId(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture,
        $"rte_{at.UtcTicks:D19}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");

    /// <summary>Keeps a decision.</summary>
    public Task KeepAsync(string organisation, RouteDecisionLine line, CancellationToken cancellation) => records.CommitAsync(Table,
        Partition(organisation, DateOnly.FromDateTime(line.At.UtcDateTime)),
        [new RecordOperation.Put(line.Id, JsonSerializer.Serialize(line, RouteWire.Json.RouteDecisionLine))], cancellation);

    /// <summary>Decisions of a day, oldest first.</summary>
    public async IAsyncEnumerable<RouteDecisionLine> ReadAsync(string organisation, DateOnly day,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Partition(organisation, day)), cancellation))
        {
            yield return JsonSerializer.Deserialize(row.Json, RouteWire.Json.RouteDecisionLine)!;
        }
    }

    private static string Partition(string organisation, DateOnly day)
        => string.Create(CultureInfo.InvariantCulture, $"{CommandKey.Hash(organisation)[..32]}-{day:yyyyMMdd}");
}
