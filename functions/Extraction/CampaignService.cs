using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.EnforcementCore.Extraction;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Extraction;

/// <summary>
/// Campaigns and classes of ordinary traffic. To watch for a campaign takes one person, since it makes leads alone. What makes the radar
/// see less takes two: a class whose traffic is ordinary from then on, and the end of a campaign.
/// </summary>
internal sealed class CampaignService(CampaignStore store, AlarmStore alarms, TwoPersonActs approvals, AuditIntake intake,
    TimeProvider time)
{
    private const string ClassAct = "radar.class";
    private const string EndAct = "radar.end";
    private static readonly SemaphoreSlim One = new(1, 1);

    /// <summary>Watches for a campaign from now on.</summary>
    public Task<(CampaignRow? Row, Refusal? Refusal)> MakeAsync(string name, string text, IReadOnlyList<PromptSketch> confirmed,
        Officer officer, CancellationToken cancellation) => AloneAsync<(CampaignRow?, Refusal?)>(async () =>
        {
            var all = await store.AllAsync(cancellation);
            if (all.Any(one => one.Name == name))
            {
                return (null, new Refusal(RefusalCode.AlreadyExists, "A campaign of this name is there already."));
            }

            if (all.Count(one => one.EndedAt is null) >= WatchedStream.MostCampaigns)
            {
                return (null, new Refusal(RefusalCode.BadParameters,
                    $"{WatchedStream.MostCampaigns} campaigns are watched for: end one first."));
            }

            var (campaign, problem) = Campaign.Make(name, confirmed, await ClassesAsync(cancellation));
            if (campaign is null)
            {
                return (null, new Refusal(RefusalCode.BadParameters, problem!));
            }

            var row = new CampaignRow("cmp_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), name, officer.Id.Value,
                time.GetUtcNow(), text, confirmed.Count, "", CountsOf(campaign), null, null, null);
            row = await store.SaveAsync(row, new CampaignBlob(campaign, [.. confirmed.Select(one => one.Write())]), officer.Id.Value,
                RecordActs.CampaignMade, cancellation);
            return (row, null);
        }, cancellation);

    /// <summary>Ends a campaign; done when a second person asks for the same. What it observed is retracted.</summary>
    public Task<TwoPersonResult> EndAsync(string id, string text, Officer officer, CancellationToken cancellation)
        => AloneAsync<TwoPersonResult>(async () =>
        {
            if ((await store.AllAsync(cancellation)).FirstOrDefault(one => one.Id == id && one.EndedAt is null) is not { } row)
            {
                return new TwoPersonResult.Nothing();
            }

            return await ResultAsync(await approvals.AskAsync(EndAct, id, text, officer, ReviewPermission.WorkEnforcement, cancellation),
                async () =>
                {
                    await store.SaveAsync(row with { EndedAt = time.GetUtcNow(), EndedBy = officer.Id.Value, EndText = text },
                        officer.Id.Value, RecordActs.CampaignEnded, cancellation);
                    await alarms.RetractAsync(id, cancellation);
                });
        }, cancellation);

    /// <summary>Proposes a class of ordinary traffic: it counts when a second person agrees.</summary>
    public async Task<(ClassRow? Row, Refusal? Refusal)> ProposeClassAsync(string name, string text, IReadOnlyList<PromptSketch> prompts,
        Officer officer, CancellationToken cancellation)
    {
        if (prompts.Count < Campaign.FewestScores)
        {
            return (null, new Refusal(RefusalCode.BadParameters, $"{Campaign.FewestScores} prompts of a class are needed."));
        }

        var row = await store.ProposeAsync(new ClassRow(name, "", prompts.Count, officer.Id.Value, time.GetUtcNow(), text, null), prompts,
            cancellation);
        if (await approvals.AskAsync(ClassAct, TargetOf(row), text, officer, ReviewPermission.WorkEnforcement, cancellation)
            is Agreement.Refused refused)
        {
            await store.ForgetProposalAsync(name, cancellation);
            return (null, new Refusal(RefusalCode.NotPermitted, refused.Refusal.Text));
        }

        await intake.RecordAsync(officer.Id.Value, "radar.class_proposed", CampaignStore.RowOf(name), cancellation, row.Blob);
        return (row, null);
    }

    /// <summary>Agrees to a class, by what it holds; every campaign is judged anew.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="seen">The blob of the proposal that was looked at; empty where the caller does not say.</param>
    /// <param name="officer">Who agrees.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<TwoPersonResult> SecondClassAsync(string name, string seen, Officer officer, CancellationToken cancellation)
        => AloneAsync<TwoPersonResult>(async () =>
        {
            if ((await store.ClassesAsync(cancellation)).FirstOrDefault(one => one.Name == name && !one.IsInForce) is not { } row)
            {
                return new TwoPersonResult.Nothing();
            }

            if (seen.Length > 0 && seen != row.Blob)
            {
                return new TwoPersonResult.Refused(new AlertRefusal(RefusalKind.StaleVersion,
                    "Other prompts were proposed under this name since you looked: look again."));
            }

            return await ResultAsync(await approvals.AskAsync(ClassAct, TargetOf(row), row.Text, officer, ReviewPermission.WorkEnforcement,
                cancellation), async () =>
                {
                    await store.AgreeAsync(row with { AgreedBy = officer.Id.Value }, officer.Id.Value, cancellation);
                    await JudgeAnewAsync(officer, cancellation);
                });
        }, cancellation);

    /// <summary>Declines a proposed class, or takes one's own back; false where there is none.</summary>
    public async Task<bool> DeclineClassAsync(string name, Officer officer, CancellationToken cancellation)
    {
        if ((await store.ClassesAsync(cancellation)).FirstOrDefault(one => one.Name == name && !one.IsInForce) is not { } row)
        {
            return false;
        }

        await approvals.EndAsync(ClassAct, TargetOf(row), officer, cancellation);
        await store.ForgetProposalAsync(name, cancellation);
        await intake.RecordAsync(officer.Id.Value, "radar.class_declined", CampaignStore.RowOf(name), cancellation, row.Blob);
        return true;
    }

    /// <summary>Judges every campaign by the classes that are in force now; one whose confirmed prompts they do not carry stays as it
    /// is.</summary>
    private async Task JudgeAnewAsync(Officer officer, CancellationToken cancellation)
    {
        var classes = await ClassesAsync(cancellation);
        foreach (var row in (await store.AllAsync(cancellation)).Where(one => one.EndedAt is null))
        {
            var known = await store.BlobAsync(row, cancellation);
            var seeds = known.Seeds.Select(PromptSketch.Read).OfType<PromptSketch>().ToList();
            if (Campaign.Make(row.Name, seeds, classes).Campaign is { } campaign)
            {
                await store.SaveAsync(row with { Classes = CountsOf(campaign) }, known with { Campaign = campaign }, officer.Id.Value,
                    RecordActs.CampaignJudged, cancellation);
            }
        }
    }

    /// <summary>One change of campaigns at a time in this process: to judge them anew takes seconds, and what it read must not come back
    /// over a campaign that was ended, or miss one that was made, meanwhile.</summary>
    private static async Task<T> AloneAsync<T>(Func<Task<T>> change, CancellationToken cancellation)
    {
        await One.WaitAsync(cancellation);
        try
        {
            return await change();
        }
        finally
        {
            One.Release();
        }
    }

    private async Task<IReadOnlyList<BenignClass>> ClassesAsync(CancellationToken cancellation)
    {
        var classes = new List<BenignClass>();
        foreach (var row in (await store.ClassesAsync(cancellation)).Where(one => one.IsInForce))
        {
            classes.Add(await store.SketchesAsync(row, cancellation));
        }

        return classes;
    }

    private static SortedDictionary<string, int> CountsOf(Campaign campaign)
        => new(campaign.Classes.ToDictionary(one => one.Name, one => one.Scores.Length), StringComparer.Ordinal);

    private static string TargetOf(ClassRow row) => $"{AuditRecord.HashOf(row.Name)[..16]}-{row.Blob[..16]}";

    private static async Task<TwoPersonResult> ResultAsync(Agreement agreement, Func<Task> done)
    {
        switch (agreement)
        {
            case Agreement.Refused refused:
                return new TwoPersonResult.Refused(refused.Refusal);
            case Agreement.Proposed proposed:
                return new TwoPersonResult.Proposed(proposed.First);
            default:
                await done();
                return new TwoPersonResult.Done();
        }
    }
}
