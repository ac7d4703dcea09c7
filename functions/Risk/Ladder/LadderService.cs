using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk.Ladder;

/// <summary>An automatic action that the ladder asks for.</summary>
/// <param name="Subject">On whom.</param>
/// <param name="Action">Its id: the same evidence gives the same.</param>
/// <param name="Ground">The ground it would rest on.</param>
/// <param name="Touched">Subjects that it touches, what is inside included.</param>
internal sealed record LadderWish(SubjectRef Subject, string Action, string Ground, int Touched);

/// <summary>What the ladder does by itself: its mode, its counts, and the breaker that ends its acting.</summary>
internal sealed class LadderService(SealedEvents<LadderEvent> events, AuditIntake intake, DecidedActs acts, LadderRows rows,
    EnforcementIndex index, LeadStore leads, TimeProvider time)
{
    /// <summary>What the state is called.</summary>
    public static readonly DecidedName Name = new("ladder", "ladder");

    /// <summary>Counting ends here: one in two hundred of them is more than a person looks at in an hour anyway.</summary>
    private const int MostCounted = 200_000;

    private const int MostRounds = 50;
    private const string CountsLost = "counts_lost";
    private static readonly TimeSpan CountLives = TimeSpan.FromHours(1);

    private readonly DecidedState<LadderControl, LadderEvent> _state = new(events, intake, acts,
        new StateKind<LadderControl, LadderEvent>(Name, LadderControl.First, (state, happened) => state.Apply(happened), ActOf,
            "ladder.refused"), time);

    /// <summary>The mode.</summary>
    public Task<LadderControl> FindAsync(CancellationToken cancellation) => _state.FindAsync(cancellation);

    /// <summary>Gives a command of a person.</summary>
    public async Task<(LadderControl State, Refusal? Refusal)> GiveAsync(Func<LadderControl, DateTimeOffset,
        CommandResult<LadderEvent>> decide, Officer officer, CancellationToken cancellation)
    {
        await ((await FindAsync(cancellation)).Mode == LadderMode.Acting ? Task.CompletedTask : rows.BeginAsync(cancellation));
        return await _state.GiveAsync(state => decide(state, time.GetUtcNow()), officer, cancellation);
    }

    /// <summary>Gives the command that an address or a form names.</summary>
    /// <param name="act">ask, second or stop.</param>
    /// <param name="body">What it says.</param>
    /// <param name="officer">Who.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<(LadderControl State, Refusal? Refusal)> GiveAsync(string act, LadderBody body, Officer officer,
        CancellationToken cancellation)
    {
        var roomFrom = act == "second" ? await RoomFromAsync(cancellation) : null;
        return await GiveAsync((state, now) => act switch
        {
            "ask" => LadderControlDecider.Ask(state, body.Text, body.Seen, officer, now),
            "second" => LadderControlDecider.Second(state, body.Seen, officer, now, roomFrom),
            "stop" => LadderControlDecider.Stop(state, body.Mode == "off" ? LadderMode.Off : LadderMode.Shadow, body.Text, officer, now),
            _ => new CommandResult<LadderEvent>.Refused(new Refusal(RefusalCode.BadParameters, "No such command.")),
        }, officer, cancellation);
    }

    /// <summary>From when the breaker has room for an action; null where it has now.</summary>
    public async Task<DateTimeOffset?> RoomFromAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return (await rows.TrafficAsync(LadderRows.Traffic, cancellation)).Traffic is { } traffic
            ? LadderBreaker.Current.RoomFrom(traffic, now, await ActiveAsync(now, cancellation)) : null;
    }

    /// <summary>Asks for an automatic action and counts it before it is taken; false where the ladder does not act, or where that would be
    /// one too many: then it falls to the shadow, and people are told. One that is too large by itself is never taken and counts for
    /// nothing: people are told of it, and the ladder goes on.</summary>
    /// <param name="wish">What it would take.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<bool> PermitAsync(LadderWish wish, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var mode = (await FindAsync(cancellation)).Mode;
            if (mode == LadderMode.Off)
            {
                return false;
            }

            var (kind, now) = (mode == LadderMode.Acting ? LadderRows.Traffic : LadderRows.Shadow, time.GetUtcNow());
            var active = await ActiveAsync(now, cancellation);
            if (LadderBreaker.Current.Alone(wish.Touched, active) is { } large)
            {
                await (mode == LadderMode.Acting ? TellAsync(wish, large, now, cancellation) : Task.CompletedTask);
                return false;
            }

            var (traffic, etag) = await rows.TrafficAsync(kind, cancellation);
            if (mode == LadderMode.Acting && (traffic is null || etag is null))
            {
                await TripAsync(new LadderTrip(CountsLost, 0, 0, active), wish.Ground, cancellation);
                return false;
            }

            traffic ??= rows.Anew(kind);
            var (counted, trip) = mode == LadderMode.Acting
                ? LadderBreaker.Current.Ask(traffic, now, wish.Touched, active)
                : (LadderBreaker.Count(traffic, now, wish.Touched), null);
            if (trip is not null)
            {
                await TripAsync(trip, wish.Ground, cancellation);
                return false;
            }

            if (await rows.CountAsync(kind, counted!, etag, cancellation))
            {
                return mode == LadderMode.Acting;
            }
        }

        throw new TimeoutException($"The counts of the ladder changed {MostRounds} times while one action was asked for.");
    }

    /// <summary>How many subjects can be acted on; counted anew every hour.</summary>
    public async Task<int> ActiveAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (await rows.ActiveAsync(cancellation) is { } known && now - known.At < CountLives)
        {
            return known.Count;
        }

        var count = 0;
        for (var shard = 0; shard < EnforcementRows.Shards && count < MostCounted; shard++)
        {
            await foreach (var subject in index.AllAsync(shard, cancellation))
            {
                count += SubjectKinds.IsLinkedOnly(subject.Kind) ? 0 : 1;
                if (count == MostCounted)
                {
                    break;
                }
            }
        }

        await rows.ActiveAsync(new LadderActive(count, now), cancellation);
        return count;
    }

    // One lead for each subject and ground: what comes again counts in it.
    private Task TellAsync(LadderWish wish, LadderTrip large, DateTimeOffset now, CancellationToken cancellation) => leads.ReceiveAsync(
        new Lead(Lead.IdOf(LeadSource.Detector, $"ladder.large\n{wish.Subject}\n{wish.Ground}"), LeadSource.Detector, "", "ladder",
            wish.Subject, wish.Ground, $"The ladder would have acted, and left it to people: the action affects {large.Count} subjects, "
                + $"what is inside included; by itself it affects at most {large.Bound} of {large.Active} within an hour.",
            4, 100, 1, now, now, null), $"ladder.large\n{wish.Action}", cancellation);

    // The lead comes first: a crash in between tells people once more, and never not at all.
    private async Task TripAsync(LadderTrip trip, string ground, CancellationToken cancellation)
    {
        var (now, before) = (time.GetUtcNow(), await FindAsync(cancellation));
        var lead = new Lead(Lead.IdOf(LeadSource.Detector, $"ladder.tripped\n{before.Count}"), LeadSource.Detector, "ladder", "ladder",
            null, ground, $"Automatic actions stopped by themselves: {TextOf(trip)} Two people let the ladder act again.", 5, 100, 1, now,
            now, now.AddHours(1));
        await leads.ReceiveAsync(lead, $"ladder.tripped\n{before.Count}", cancellation);
        await _state.GiveAsync(state => LadderControlDecider.Trip(state, trip, now), Officer.Service, cancellation);
    }

    private static string TextOf(LadderTrip trip) => trip.Limit switch
    {
        CountsLost => "their counts were changed, taken away or put back by another hand. Find out who writes the store.",
        "actions_hour" => $"there would have been {trip.Count} within an hour; the limit is {trip.Bound}. What they rested on may be "
            + "wrong.",
        var limit => $"they would have affected {trip.Count} subjects within {(limit == "subjects_day" ? "a day" : "an hour")}; the limit "
            + $"is {trip.Bound} of {trip.Active}. What they rested on may be wrong.",
    };

    private static string ActOf(LadderEvent happened) => happened switch
    {
        LadderAsked => "ladder.asked",
        LadderSet => "ladder.set",
        LadderTripped => "ladder.tripped",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}
