using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Bulk;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Alerts.Queue;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Console.Models;

/// <summary>Measures the work for the dashboard and the API.</summary>
internal sealed class WorkReader(QueueIndex index, GoodGuyService goodGuys, BulkStore bulks, TimeProvider clock)
{
    public async Task<WorkPageModel> ReadAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var measures = await index.AskAsync(content => WorkMeasures.Of(content.Open(), content.Decided, now), cancellation);
        var lines = await goodGuys.ReadAsync(cancellation);
        return new WorkPageModel(
            measures,
            lines.Count(line => line.State == GoodGuyState.DueForReview),
            lines.Count(line => line.State is GoodGuyState.Stands or GoodGuyState.DueForReview),
            (await bulks.ListAsync(cancellation)).Count(one => one.Stage == BulkStage.Proposed));
    }
}
