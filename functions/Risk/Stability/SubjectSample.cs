using System.Runtime.CompilerServices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;

namespace Compliance.Functions.Risk.Stability;

/// <summary>A subject of a sample; without its stream where it could not be read.</summary>
internal sealed record SampledSubject(SubjectRef Subject, SubjectStream? Stream);

/// <summary>
/// Stored subjects to look at, as many of each shard: the first by their keys, which are hashes, so that they are as good as drawn, and
/// the same at every look. Nothing of them is kept in memory afterwards: whoever is asked about all the time is not pushed out.
/// </summary>
internal sealed class SubjectSample(EnforcementIndex index, SubjectStreamStore streams, TimeProvider time)
{
    private const int ReadAtOnce = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Reads a sample.</summary>
    /// <param name="most">Most subjects.</param>
    /// <param name="inPieces">True to pause between pieces, so that decisions go first.</param>
    /// <param name="onMore">Called where a shard has more than its part.</param>
    /// <param name="cancellation">Cancels.</param>
    public async IAsyncEnumerable<SampledSubject> ReadAsync(int most, bool inPieces, Action? onMore,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var shard = 0; shard < EnforcementRows.Shards; shard++)
        {
            var left = (most / EnforcementRows.Shards) + (shard < most % EnforcementRows.Shards ? 1 : 0);
            await foreach (var piece in index.AllAsync(shard, cancellation).Where(one => !SubjectKinds.IsLinkedOnly(one.Kind))
                .Take(left + 1)
                .Chunk(ReadAtOnce).WithCancellation(cancellation))
            {
                if (piece.Length > left)
                {
                    onMore?.Invoke();
                }

                var some = piece.Take(left).ToArray();
                left -= some.Length;
                foreach (var one in await Task.WhenAll(some.Select(subject => ReadAsync(subject, cancellation))))
                {
                    yield return one;
                }

                await (inPieces ? Task.Delay(Pause, time, cancellation) : Task.CompletedTask);
            }
        }
    }

    private async Task<SampledSubject> ReadAsync(SubjectRef subject, CancellationToken cancellation)
    {
        try
        {
            return new SampledSubject(subject, await streams.PassAsync(subject, cancellation));
        }
        catch (InvalidDataException)
        {
            return new SampledSubject(subject, null);
        }
    }
}
