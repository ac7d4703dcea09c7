using System.Collections.Immutable;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Alerts;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Screening;
using Compliance.Functions.Subjects;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>One alert of a subject.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Groups">Its findings by the party that they mean.</param>
public sealed record SubjectAlert(Alert Alert, ImmutableArray<FindingGroup> Groups);

/// <summary>One subject as its page shows it.</summary>
/// <param name="File">What is known of the subject.</param>
/// <param name="Alerts">Its alerts, newest first.</param>
/// <param name="GoodGuys">Its good-guy entries by the party that they clear.</param>
public sealed record SubjectPageModel(SubjectFile File, ImmutableArray<SubjectAlert> Alerts,
    ImmutableArray<ImmutableArray<GoodGuyRow>> GoodGuys);

/// <summary>Reads everything the page of a subject shows.</summary>
internal sealed class SubjectPageReader(SubjectReader subjects, IEvidenceReader evidence, PartyLinks links, SubjectStreamStore streams,
    SubjectStory stories)
{
    /// <summary>What stands for a subject in an address: the key of a stream, the key of its screenings, or the caller's id of an account.
    /// Both sides of it are read; a side of which nothing is known is null.</summary>
    public async Task<(SubjectPageModel? Screened, SubjectStoryAnswer? Story)> FindAsync(string key, Officer officer,
        CancellationToken cancellation)
    {
        if (await streams.FindAsync(key, cancellation) is { Subject.Ref: var known })
        {
            return (known.Kind == SubjectKind.Account ? await ReadAsync(known.Id, officer, cancellation) : null,
                await stories.ReadAsync(known, cancellation));
        }

        var screened = await ReadAsync(key, officer, cancellation);
        return (screened, SubjectRef.TryMake(SubjectKind.Account, screened?.File.Latest.Request.Subject.Id ?? key, out var account, out _)
            ? await stories.ReadAsync(account, cancellation) : null);
    }

    /// <summary>The page; null where nothing is known of the subject.</summary>
    public async Task<SubjectPageModel?> ReadAsync(string key, Officer officer, CancellationToken cancellation)
    {
        if (await subjects.FindAsync(key, cancellation) is not { } file)
        {
            return null;
        }

        var linked = links.Current;
        var alerts = ImmutableArray.CreateBuilder<SubjectAlert>(file.Alerts.Length);
        foreach (var alert in file.Alerts.Select(one => one.Alert))
        {
            alerts.Add(new SubjectAlert(alert,
                FindingGroups.Of(alert.Findings, await FindingGroups.EvidenceOfAsync(alert, evidence, cancellation), linked,
                officer.View)));
        }

        return new SubjectPageModel(file, alerts.ToImmutable(),
            PartyGroups.Of(file.GoodGuys, row => ("subject", ListEntryId.Parse(row.Entry)), linked.PartyOf));
    }
}
