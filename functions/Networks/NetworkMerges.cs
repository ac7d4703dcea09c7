using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;

namespace Compliance.Functions.Networks;

/// <summary>Accounts that officers merged: what holds for one holds for all that are the same as it, whatever a run says of them.</summary>
internal sealed class NetworkMerges(SubjectStreamStore streams, EnforcementIndex index)
{
    /// <summary>Accounts that are the same as one by merges that stand, directly or by way of others; without itself.</summary>
    public Task<IReadOnlySet<SubjectRef>> SameAsync(SubjectRef account, CancellationToken cancellation)
        => MergedSubjects.SameAsync(streams, account, cancellation);

    /// <summary>What stands against leaving out an account; null where nothing does: an action on the others would hold for it
    /// too.</summary>
    /// <param name="reach">Whom a proposal meets and leaves out.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<Refusal?> ProblemAsync(OperationReach reach, CancellationToken cancellation)
    {
        var met = reach.Met.ToHashSet();
        foreach (var left in reach.LeftOut.Keys)
        {
            var same = await SameAsync(left, cancellation);
            if (!met.Contains(left) && same.Where(met.Contains).Select(one => (SubjectRef?)one).FirstOrDefault() is { } other)
            {
                return new Refusal(RefusalCode.MergedSubject,
                    $"{left} would be left out, and is merged with {other}, which would not: what "
                    + "holds for one holds for both. Leave both out, or undo the merge first.")
                { Field = "$.except", Value = left.ToString() };
            }
        }

        return null;
    }

    /// <summary>Pairs of accounts of the run in force that were merged with each other.</summary>
    public async Task<IReadOnlySet<AccountPair>> PairsAsync(CurrentNetwork current, CancellationToken cancellation)
    {
        var pairs = new HashSet<AccountPair>();
        foreach (var row in await index.ReadAsync(EnforcementRows.RuledPrefix, int.MaxValue, cancellation))
        {
            if (SubjectRef.Parse(row.Subject) is var account && current.Find(account) is >= 0 and var number)
            {
                pairs.UnionWith((await streams.FoldedAsync(account, cancellation)).Subject.Same.Select(current.Find)
                    .Where(other => other >= 0 && other != number).Select(other => AccountPair.Of(number, other)));
            }
        }

        return pairs;
    }
}
