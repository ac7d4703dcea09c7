using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Networks;

/// <summary>Loads what a run is made of: all facts, and officers' words.</summary>
internal sealed class NetworkLoader(NetworkFactStore facts, EnforcementIndex index, SubjectStreamStore streams)
{
    /// <summary>Loads it.</summary>
    public async Task<NetworkSnapshot> LoadAsync(CancellationToken cancellation)
    {
        var accounts = new List<StoredAccount>();
        foreach (var shard in Shard.All)
        {
            await foreach (var account in facts.AllAsync(shard, cancellation))
            {
                accounts.Add(account);
            }
        }

        var (same, apart) = (new SortedSet<(string, string)>(), new SortedSet<(string, string)>());
        foreach (var row in await index.ReadAsync(EnforcementRows.RuledPrefix, int.MaxValue, cancellation))
        {
            var subject = (await streams.FoldedAsync(SubjectRef.Parse(row.Subject), cancellation)) is { } stream
                && stream.Subject.Ref.Kind == SubjectKind.Account ? stream : null;
            foreach (var given in subject?.Rulings.Given.Values.Where(given => given.Word != RulingWord.None) ?? [])
            {
                (given.Word == RulingWord.Same ? same : apart).Add((subject!.Subject.Ref.Id, given.Other.Id));
            }

            foreach (var other in subject?.Subject.Same ?? [])
            {
                same.Add(string.CompareOrdinal(subject!.Subject.Ref.Id, other.Id) < 0 ? (subject.Subject.Ref.Id, other.Id)
                    : (other.Id, subject.Subject.Ref.Id));
            }
        }

        return new NetworkSnapshot([.. accounts.OrderBy(account => account.Id, StringComparer.Ordinal)], [.. same], [.. apart]);
    }
}
