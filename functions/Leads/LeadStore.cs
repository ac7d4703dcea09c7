using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Leads;

/// <summary>
/// Leads in the table <c>leads</c>, one partition each: the lead as it stands (<c>head</c>, by compare-and-set), what happened to it
/// (<c>e…</c>) with the acts on their way to the log (<c>l…</c>), and each time it came (<c>x…</c>), so that the same delivery counts once.
/// The partition <c>index</c> names every lead that may be open; whoever reads it looks at the lead.
/// </summary>
internal sealed class LeadStore(
    IRecordStore records, LeadActs acts, AuditIntake intake, SubjectStreamStore streams, TimeProvider time)
{
    public const string Table = "leads";
    public const string Head = "head";
    public const string Index = "index";

    /// <summary>The partition that names what people reported, whether it has ended or not: it is counted in reports.</summary>
    public const string Reported = "reported";

    /// <summary>The partition that names the leads about a subject: hints, so that they are found when it is erased.</summary>
    private const string About = "about-";
    public const string Events = "e";
    public const string Acts = "l";
    private const int MostRounds = 50;

    /// <summary>How many events a lead is made of: each time it came, and each change.</summary>
    public static long EventsOf(Lead lead) => lead.Count + lead.Version;

    /// <summary>The row of an event.</summary>
    public static string OfEvent(long number) => string.Create(CultureInfo.InvariantCulture, $"{Events}{number:D8}");

    /// <summary>Receives a lead; what came before under this occurrence changes nothing. A lead that has ended and comes again opens the
    /// next of its kind.</summary>
    public async Task<Lead> ReceiveAsync(Lead first, string occurrence, CancellationToken cancellation)
    {
        for (var (round, number) = (0, 1); round < MostRounds; round++)
        {
            var id = number == 1 ? first.Id : string.Create(CultureInfo.InvariantCulture, $"{first.Id}-{number}");
            var (lead, etag) = await FindRowAsync(id, cancellation);
            var seen = "x" + CommandKey.Hash(occurrence)[..32];
            if (lead is not null && await records.FindAsync(Table, id, seen, cancellation) is not null)
            {
                return lead;
            }

            // One case of a provider is one lead, also where it is told of again after the lead ended; what is graver is looked into anew.
            if (lead?.Ended is not null && !(first.Source == LeadSource.Provider && first.Severity <= lead.Severity))
            {
                number++;
                continue;
            }

            var result = LeadDecider.Decide(lead, new LeadCommand.Receive(first with { Id = id }), Officer.Service, time.GetUtcNow(), null);
            var happened = ((CommandResult<LeadEvent>.Accepted)result).Events[0];
            if (lead is null)
            {
                await records.CommitAsync(Table, Index, [new RecordOperation.Put(id, "{}")], cancellation);
                await IsAboutAsync(id, first.Subject, cancellation);
                if (first.Source == LeadSource.Reporter)
                {
                    await records.CommitAsync(Table, Reported, [new RecordOperation.Put(id, "{}")], cancellation);
                }
            }

            if (await AppendAsync(id, lead, etag, happened, new RecordOperation.Insert(seen, "{}"), cancellation) is { } after)
            {
                return after;
            }
        }

        throw new TimeoutException($"A lead changed {MostRounds} times while it was received.");
    }

    /// <summary>Gives a command on a lead.</summary>
    public async Task<(Lead? Lead, Refusal? Refusal)> GiveAsync(string id, LeadCommand command, Officer officer, int? seen,
        CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var (lead, etag) = await FindRowAsync(id, cancellation);
            var result = LeadDecider.Decide(lead, command, officer, time.GetUtcNow(), seen);
            if (result is CommandResult<LeadEvent>.Refused { Refusal: var refusal })
            {
                await (refusal.IsDenial ? intake.RecordAsync(officer.Id.Value, "lead.refused", id, cancellation) : Task.CompletedTask);
                return (lead, refusal);
            }

            // What a lead came to can be looked up, or nobody could say later what was done.
            if (command is LeadCommand.Act act
                && (await streams.FindAsync(ActionIds.KeyOf(act.Action) ?? "", cancellation))?.Actions.Actions
                    .GetValueOrDefault(act.Action)?.Action is null)
            {
                return (lead, new Refusal(RefusalCode.NotFound, "No action has this id: take the action first."));
            }

            var events = ((CommandResult<LeadEvent>.Accepted)result).Events;
            if (events.IsEmpty)
            {
                return (lead, null);
            }

            if (events[0] is LeadContested)
            {
                await records.CommitAsync(Table, Index, [new RecordOperation.Put(id, "{}")], cancellation);
            }

            if (await AppendAsync(id, lead, etag, events[0], null, cancellation) is { } after)
            {
                return (after, null);
            }
        }

        throw new TimeoutException($"A lead changed {MostRounds} times while one command was given.");
    }

    /// <summary>Says whom a lead is about that nobody was found for; null where somebody said so meanwhile.</summary>
    public async Task<Lead?> MatchAsync(string id, SubjectRef subject, CancellationToken cancellation)
    {
        var (lead, etag) = await FindRowAsync(id, cancellation);
        await IsAboutAsync(id, subject, cancellation);
        return lead is null || lead.Subject is not null || lead.Ended is not null ? null
            : await AppendAsync(id, lead, etag, new LeadMatched(OfficerId.System, time.GetUtcNow(), subject), null, cancellation);
    }

    /// <summary>Stores an event with its act and the lead after it, all or nothing; null where somebody else came first.</summary>
    private async Task<Lead?> AppendAsync(string id, Lead? lead, string? etag, LeadEvent happened, RecordOperation? also,
        CancellationToken cancellation)
    {
        var after = LeadDecider.Apply(lead, happened);
        var (number, json) = (EventsOf(after), SaltedEvent.Wrap(JsonSerializer.Serialize(happened, EnforcementCodec.Options)));
        var act = new LogAct(happened.At, happened.By.Value, LeadActs.CodeOf(happened),
            string.Create(CultureInfo.InvariantCulture, $"{id}/{number}"), AuditRecord.HashOf(json));
        await acts.AnnounceAsync(id, cancellation);
        var operations = new List<RecordOperation>
        {
            etag is null ? new RecordOperation.Insert(Head, Write(after)) : new RecordOperation.Replace(Head, etag, Write(after)),
            new RecordOperation.Insert(OfEvent(number), json),
            new RecordOperation.Insert(string.Create(CultureInfo.InvariantCulture, $"{Acts}{number:D8}"),
                JsonSerializer.Serialize(new PendingAct(act, [id]), LogJson.Default.PendingAct)),
        };
        if (also is not null)
        {
            operations.Add(also);
        }

        return (await records.CommitAsync(Table, id, operations, cancellation)).Succeeded ? after : null;
    }

    /// <summary>A lead; null where there is none.</summary>
    public async Task<Lead?> FindAsync(string id, CancellationToken cancellation) => IsId(id) ? (await FindRowAsync(id,
        cancellation)).Lead : null;

    /// <summary>Leads that have not ended, in the order in which they should be worked.</summary>
    public async Task<IReadOnlyList<Lead>> OpenAsync(int limit, CancellationToken cancellation)
    {
        var leads = new List<Lead>();
        await foreach (var lead in ReadOpenAsync(cancellation))
        {
            leads.Add(lead);
        }

        return [.. LeadOrder.Of(leads).Take(limit)];
    }

    /// <summary>How many leads have not ended, counted no further than asked. What has ended leaves the index on the way, so each is
    /// looked at once.</summary>
    /// <param name="most">Where counting ends.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<int> CountOpenAsync(int most, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var _ in ReadOpenAsync(cancellation))
        {
            if (count == most)
            {
                break;
            }

            count++;
        }

        return count;
    }

    /// <summary>What people reported, ended or not, since builds of 30 November 2026.</summary>
    public async IAsyncEnumerable<Lead> ReportedAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Reported), cancellation))
        {
            if (await FindAsync(row.Row, cancellation) is { } lead)
            {
                yield return lead;
            }
        }
    }

    /// <summary>The ids of the leads about subjects: those that were noted when they came, and of those that came to an earlier build what
    /// is open or was reported.</summary>
    public async Task<IReadOnlyCollection<string>> AboutAsync(IReadOnlySet<SubjectRef> subjects, CancellationToken cancellation)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var subject in subjects)
        {
            await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, About + subject.Key), cancellation))
            {
                await AddAsync(row.Row);
            }
        }

        foreach (var known in new[] { Index, Reported })
        {
            await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, known), cancellation))
            {
                await AddAsync(row.Row);
            }
        }

        return found;

        async Task AddAsync(string id)
        {
            if ((await FindRowAsync(id, cancellation)).Lead?.Subject is { } about && subjects.Contains(about))
            {
                found.Add(id);
            }
        }
    }

    private Task IsAboutAsync(string id, SubjectRef? subject, CancellationToken cancellation) => subject is { } one
        ? records.CommitAsync(Table, About + one.Key, [new RecordOperation.Put(id, "{}")], cancellation) : Task.CompletedTask;

    private async IAsyncEnumerable<Lead> ReadOpenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Index), cancellation))
        {
            var (lead, _) = await FindRowAsync(row.Row, cancellation);
            if (lead?.Ended is not null)
            {
                await records.ForgetAsync(Table, Index, [row.Row], cancellation);
            }
            else if (lead is not null)
            {
                yield return lead;
            }
        }
    }

    private static bool IsId(string id)
        => id.Length is >= 36 and <= 44 && id.StartsWith("led_", StringComparison.Ordinal) && id.All(c => char.IsAsciiLetterOrDigit(c)
            || c is '_' or '-');

    private async Task<(Lead? Lead, string? ETag)> FindRowAsync(string id, CancellationToken cancellation)
        => await records.FindAsync(Table, id, Head, cancellation) is { } row
            ? (JsonSerializer.Deserialize<Lead>(row.Json, EnforcementCodec.Options), row.ETag) : (null, null);

    /// <summary>The lead as its head row holds it: equal leads are equal text.</summary>
    public static string Write(Lead lead) => JsonSerializer.Serialize(lead, EnforcementCodec.Options);
}
