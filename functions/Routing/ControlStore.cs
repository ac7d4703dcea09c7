using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Routing;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Routing;

/// <summary>Where a control stands: the organisation itself, or a workspace, member or key of it.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Id">The id of the workspace, member or key; of the organisation for itself.</param>
internal sealed record ControlPlace(string Organisation, ControlScope Scope, string Id)
{
    /// <summary>The row: organisation first, then workspaces, members, keys.</summary>
    public string Row => $"{(int)Scope}-{CommandKey.Hash(Id)[..32]}";
}

/// <summary>
/// Controls in the table <c>controls</c>, one partition an organisation, a row a place. A change is checked against everything above and
/// below it in the same batch's view, so nothing below ever allows what is not allowed above.
/// </summary>
internal sealed class ControlStore(IRecordStore records, RowSeal seal, ControlActs acts)
{
    public const string Table = "controls";
    private const int MostRounds = 20;
    private const string Head = "head";

    /// <summary>What is left at the narrowest of several places, and what each says.</summary>
    public async Task<ControlSet> EffectiveAsync(string organisation, IEnumerable<ControlPlace> places, CancellationToken cancellation)
    {
        var rows = await ReadAsync(organisation, cancellation);
        return places.OrderBy(place => place.Scope).Aggregate(ControlSet.Open, (above, place) => rows.TryGetValue(place.Row, out var own)
            ? above.Meet(own.Controls) : above);
    }

    /// <summary>Everything that an organisation set, widest first, each with what the organisation leaves of it. To which workspace and
    /// member a key belongs only a request says; what is in force for that is what the request gets.</summary>
    public async Task<IReadOnlyList<ControlRow>> AllAsync(string organisation, CancellationToken cancellation)
    {
        var rows = await ReadAsync(organisation, cancellation);
        var above = Above(rows.Values);
        return [.. rows.Values.Select(row => row with { Effective = above.Meet(row.Controls) })];
    }

    /// <summary>Sets what a place says; refused where it would allow what its organisation does not.</summary>
    public async Task<Refusal?> SetAsync(ControlPlace place, ControlSet controls, Officer officer, CancellationToken cancellation)
    {
        NotPermittedException.Unless(officer, ReviewPermission.WorkEnforcement);
        for (var round = 0; round < MostRounds; round++)
        {
            var head = await records.FindAsync(Table, Partition(place.Organisation), Head, cancellation);
            var rows = await ReadAsync(place.Organisation, cancellation);
            if (place.Scope != ControlScope.Organisation && Above(rows.Values).Widening(controls) is { } cell)
            {
                return new Refusal(RefusalCode.WidensParent, $"It would allow what the organisation does not: {cell}.");
            }

            if (place.Scope == ControlScope.Organisation
                && rows.Values.FirstOrDefault(row => row.Scope > place.Scope && controls.Widening(row.Controls) is not null) is { } below)
            {
                return new Refusal(RefusalCode.WidensParent,
                    $"{below.Scope} {below.Id} would then allow what the organisation does not: "
                        + $"{controls.Widening(below.Controls)}. Narrow it first.");
            }

            var json = JsonSerializer.Serialize(new StoredControl((int)place.Scope, place.Id, RouteReading.Write(controls)),
                RouteWire.Json.StoredControl);
            var (partition, number) = (Partition(place.Organisation), NumberOf(head) + 1);
            var count = seal.Protect(Table, $"{partition}/{Head}", number.ToString(CultureInfo.InvariantCulture));
            RecordOperation[] operations =
            [
                head is null ? new RecordOperation.Insert(Head, count) : new RecordOperation.Replace(Head, head.ETag, count),
                new RecordOperation.Put(place.Row, seal.Protect(Table, $"{partition}/{place.Row}", json)),
            ];
            var act = new RowAct(officer.Id.Value, RecordActs.ControlsSet, $"{partition}/{place.Row}", AuditRecord.HashOf(json));
            if ((await acts.CommitAsync(partition, operations, act, number.ToString("D8", CultureInfo.InvariantCulture), cancellation))
                .Succeeded)
            {
                return null;
            }
        }

        throw new TimeoutException($"Controls changed {MostRounds} times while one was set.");
    }

    private static ControlSet Above(IEnumerable<ControlRow> rows)
        => rows.FirstOrDefault(row => row.Scope == ControlScope.Organisation)?.Controls ?? ControlSet.Open;

    private async Task<Dictionary<string, ControlRow>> ReadAsync(string organisation, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, ControlRow>(StringComparer.Ordinal);
        await foreach (var row in records.ReadAllAsync(
            new RecordQuery(Table, Partition(organisation)) { Before = RowActs.Rows }, cancellation))
        {
            var json = seal.Open(Table, $"{row.Partition}/{row.Row}", row.Json)
                ?? throw new InvalidDataException($"The row {row.Row} of controls bears no seal of this service.");
            var stored = JsonSerializer.Deserialize(json, RouteWire.Json.StoredControl)!;
            var controls = RouteReading.Read(stored.Controls, new FieldErrors())
                ?? throw new InvalidDataException($"The row {row.Row} of controls cannot be read.");
            rows[row.Row] = new ControlRow((ControlScope)stored.Scope, stored.Id, controls, controls);
        }

        return rows;
    }

    // How many changes there were; those of builds that did not count, none.
    private int NumberOf(StoredRecord? head) => head is not null && int.TryParse(seal.Open(Table, $"{head.Partition}/{Head}", head.Json),
        NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Partition(string organisation) => CommandKey.Hash(organisation)[..32];
}

/// <summary>Changes of controls, on their way to the log.</summary>
internal sealed class ControlActs(IRecordStore records, TimeProvider time) : RowActs(records, time, ControlStore.Table, "c-")
{
    /// <summary>How controls are derived from the log.</summary>
    public DerivedRowKind Kind => new(ActingKind.Control, "control", this, null, "")
    { SealedAs = row => $"{row.Partition}/{row.Row}", Before = Rows };
}

/// <summary>A control with its place.</summary>
/// <param name="Scope">What it is about.</param>
/// <param name="Id">The id of that.</param>
/// <param name="Controls">What was set.</param>
/// <param name="Effective">What is left of it beneath the organisation's own.</param>
public sealed record ControlRow(ControlScope Scope, string Id, ControlSet Controls, ControlSet Effective);

/// <summary>A control as it is stored.</summary>
internal sealed record StoredControl(int Scope, string Id, ControlBody Controls);
