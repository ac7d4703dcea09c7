using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary>Officers' words on two accounts. They lie at the one whose id comes first, in its stream: with its acts in the log, and as
/// lasting as its actions.</summary>
internal sealed class RulingService(StreamCommands commands, SubjectStreamStore streams, NetworkMerges merges, EnforcementIndex index,
    TimeProvider time)
{
    /// <summary>Says something of two accounts.</summary>
    public async Task<ActionReply> SayAsync(SubjectRef one, SubjectRef other, RulingWord word, string? text, Officer officer,
        CommandKey? key, CancellationToken cancellation)
    {
        var (first, second) = Order(one, other);
        return (await ProblemAsync(one, other, cancellation) ?? await MergedAsync(word, one, other, cancellation)) is { } refusal
            ? new ActionReply.Refused(refusal)
            : await GiveAsync(first, stream => RulingDecider.Say(stream.Rulings, second, word, text, officer, time.GetUtcNow()), officer,
                key, cancellation);
    }

    /// <summary>Agrees to a word that waits.</summary>
    public async Task<ActionReply> SecondAsync(SubjectRef one, SubjectRef other, Officer officer, CommandKey? key,
        CancellationToken cancellation)
    {
        var (first, second) = Order(one, other);
        // The two may have been merged since it was proposed.
        var awaited = (await streams.FoldedAsync(first, cancellation)).Rulings.Awaited.GetValueOrDefault(second)?.Word;
        return await MergedAsync(awaited, first, second, cancellation) is { } refusal ? new ActionReply.Refused(refusal)
            : await GiveAsync(first, stream => RulingDecider.Second(stream.Rulings, second, officer, time.GetUtcNow()), officer, key,
                cancellation);
    }

    /// <summary>Declines a word that waits, or takes it back.</summary>
    public Task<ActionReply> DeclineAsync(SubjectRef one, SubjectRef other, string? text, Officer officer, CommandKey? key,
        CancellationToken cancellation)
    {
        var (first, second) = Order(one, other);
        return GiveAsync(first, stream => RulingDecider.Decline(stream.Rulings, second, text, officer, time.GetUtcNow()), officer, key,
            cancellation);
    }

    /// <summary>What officers say of an account and others, as far as it lies at the account or at those asked about.</summary>
    public async Task<IReadOnlyList<(SubjectRef Other, PairRulingGiven? Given, PairRulingProposed? Awaited)>> OfAsync(SubjectRef account,
        IEnumerable<SubjectRef> others, CancellationToken cancellation)
    {
        var mine = (await streams.FoldedAsync(account, cancellation)).Rulings;
        var found = mine.Given.Keys.Union(mine.Awaited.Keys)
            .Select(other => (other, mine.Given.GetValueOrDefault(other), mine.AwaitedAt(other, time.GetUtcNow()))).ToList();
        foreach (var other in others.Where(other => other.CompareTo(account) < 0))
        {
            var theirs = (await streams.FoldedAsync(other, cancellation)).Rulings;
            if (theirs.Given.ContainsKey(account) || theirs.Awaited.ContainsKey(account))
            {
                found.Add((other, theirs.Given.GetValueOrDefault(account), theirs.AwaitedAt(account, time.GetUtcNow())));
            }
        }

        return found;
    }

    /// <summary>Statements awaiting a second person.</summary>
    public async Task<IReadOnlyList<(SubjectRef One, PairRulingProposed Awaited)>> WaitingAsync(CancellationToken cancellation)
    {
        var waiting = new List<(SubjectRef, PairRulingProposed)>();
        foreach (var row in await index.ReadAsync(EnforcementRows.RuledPrefix, int.MaxValue, cancellation))
        {
            var subject = SubjectRef.Parse(row.Subject);
            waiting.AddRange((await streams.FoldedAsync(subject, cancellation)).Rulings.Awaited.Values
                .Where(one => time.GetUtcNow() - one.At <= RulingDecider.ProposalWaits).Select(one => (subject, one)));
        }

        return [.. waiting.OrderBy(one => one.Item2.At)];
    }

    /// <summary>The account at which a word lies, and the one that it speaks of.</summary>
    public static (SubjectRef First, SubjectRef Second) Order(SubjectRef one, SubjectRef other)
        => one.CompareTo(other) < 0 ? (one, other) : (other, one);

    private async Task<Refusal?> ProblemAsync(SubjectRef one, SubjectRef other, CancellationToken cancellation)
    {
        if (one == other)
        {
            return new Refusal(RefusalCode.WrongKind, "A statement is on two accounts: name another one.")
            { Field = "$.other" };
        }

        foreach (var (account, field) in new[] { (one, "$.subject"), (other, "$.other") })
        {
            if (account.Kind != SubjectKind.Account)
            {
                return new Refusal(RefusalCode.WrongKind,
                    $"A statement is on two accounts, and this is of kind {SubjectKinds.NameOf(account.Kind)}.")
                { Field = field };
            }

            var subject = (await streams.FoldedAsync(account, cancellation)).Subject;
            if (!subject.IsKnown || subject.ErasedAt is not null)
            {
                return new Refusal(subject.ErasedAt is null ? RefusalCode.UnknownSubject : RefusalCode.ErasedSubject,
                    subject.ErasedAt is null ? "Nothing is known of this account." : "This account was erased.")
                { Field = field };
            }
        }

        return null;
    }

    /// <summary>Two that are merged are one, whatever is said of them.</summary>
    private async Task<Refusal?> MergedAsync(RulingWord? word, SubjectRef one, SubjectRef other, CancellationToken cancellation)
        => word == RulingWord.NotSame && (await merges.SameAsync(one, cancellation)).Contains(other)
            ? new Refusal(RefusalCode.MergedSubject, "The two accounts are merged: they are one. Undo the merge first.")
            { Field = "$.word", Value = "not_same" } : null;

    private Task<ActionReply> GiveAsync(SubjectRef subject, Func<SubjectStream, CommandResult<RulingEvent>> decide, Officer officer,
        CommandKey? key, CancellationToken cancellation)
        => commands.GiveAsync(subject, stream => Task.FromResult(StreamDecision.Of(decide(stream), StreamEvent.Of)), officer, null, key,
            cancellation);
}
