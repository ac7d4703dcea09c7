using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Notices;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Appeals;

/// <summary>Carries appeals on after their decision: effective once every surface says so, closed once the party was told too; siblings and
/// what is decided again become leads.</summary>
internal sealed class AppealFollowing(SubjectStreamStore streams, AppealService service, SiblingIndex siblings, LeadStore leads,
    NoticeRows rows, TimeProvider time)
{
    private const int Severity = 3;

    /// <summary>Looks at the appeals about a subject.</summary>
    public async Task FollowAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var stream = await streams.FindAsync(subject, cancellation);
        foreach (var state in stream.Appeals.All.Values.Where(state => state is { Decided: not null, ClosedAt: null }))
        {
            await LeadsAsync(stream, state, cancellation);
            if (state.EffectiveAt is null)
            {
                await service.GiveAsync(subject, new AppealCommand.MarkEffective(state.Appeal.Id), Officer.Service, null, null, null,
                    cancellation);
            }

            var notice = Notice.IdOf(subject, NoticeKind.AppealDecided, state.Appeal.Id);
            var told = stream.Notices.All.GetValueOrDefault(notice)?.Notice is not null;
            await service.GiveAsync(subject, new AppealCommand.Close(state.Appeal.Id, told), Officer.Service, null, null, null,
                cancellation);
        }
    }

    private async Task LeadsAsync(SubjectStream stream, AppealState state, CancellationToken cancellation)
    {
        if (await rows.IsLedAsync(state.Appeal.Id, cancellation))
        {
            return;
        }

        var contested = stream.Actions.Actions[state.Appeal.Action].Action!;
        if (state.Decided!.Ruling.Outcome == AppealOutcome.Remitted)
        {
            await LeadAsync(state, stream.Subject.Ref, contested.Grounds[0].Code, "The decision is to be taken again by somebody else",
                contested.Id, cancellation);
        }
        else if (state.Decided.Ruling.Outcome == AppealOutcome.Overturned)
        {
            var found = await siblings.FindAsync(contested, cancellation);
            foreach (var sibling in found)
            {
                await LeadAsync(state, sibling.Action!.Subject, sibling.Action.Grounds[0].Code,
                    "Rests on the same row as an action that an appeal overturned", sibling.Id, cancellation);
            }
        }

        await rows.LedAsync(state.Appeal.Id, cancellation);
    }

    private Task LeadAsync(AppealState state, SubjectRef subject, string ground, string text, string action, CancellationToken cancellation)
    {
        var (now, external) = (time.GetUtcNow(), $"{state.Appeal.Id}/{action}");
        return leads.ReceiveAsync(new Lead(Lead.IdOf(LeadSource.Hunt, "appeal\n" + external), LeadSource.Hunt, external, "appeals", subject,
            ground, $"{text}: {action}", Severity, 50, 1, now, now, AppealClock.DueAt(now)), external, cancellation);
    }
}
