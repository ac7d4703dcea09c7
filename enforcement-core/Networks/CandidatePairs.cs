using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Networks;

/// <summary>A pair of accounts, the smaller number first.</summary>
/// <param name="A">The smaller.</param>
/// <param name="B">The larger.</param>
public readonly record struct AccountPair(int A, int B) : IComparable<AccountPair>
{
    /// <inheritdoc/>
    public int CompareTo(AccountPair other) => A == other.A ? B.CompareTo(other.B) : A.CompareTo(other.A);

    /// <summary>The pair of two accounts in whatever order.</summary>
    public static AccountPair Of(int one, int two) => new(Math.Min(one, two), Math.Max(one, two));
}

/// <summary>
/// Which pairs are compared: accounts that share an artefact of at most its type's cap, each with a sample of those that share it. The
/// sample is the smallest by hash, so it does not depend on the order in which they came.
/// </summary>
internal static class CandidatePairs
{
    /// <summary>Accounts of an artefact with which the others are compared.</summary>
    public const int Sample = 64;

    /// <summary>Every pair, account by account; some more than once.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="degrees">How many accounts each artefact has.</param>
    /// <param name="take">Takes a pair.</param>
    public static void Each(NetworkFacts facts, EffectiveDegrees degrees, Action<int, int> take)
    {
        var samples = SamplesOf(facts, degrees);
        var (seen, partners) = (new int[facts.Accounts], new List<int>());
        for (var account = 0; account < facts.Accounts; account++)
        {
            partners.Clear();
            foreach (var artefact in facts.Of(account))
            {
                if (IsIndexed(facts, degrees, artefact))
                {
                    foreach (var other in samples.GetValueOrDefault(artefact) is { } sample ? sample : facts.MembersOf(artefact))
                    {
                        if (other != account && seen[other] != account + 1)
                        {
                            seen[other] = account + 1;
                            partners.Add(other);
                        }
                    }
                }
            }

            foreach (var other in partners)
            {
                // Where each is in the other's sample the pair comes from the larger one alone.
                if (other < account || !Meets(facts, degrees, samples, other, account))
                {
                    take(account, other);
                }
            }
        }
    }

    /// <summary>True where an account meets another through a sample that holds the other.</summary>
    private static bool Meets(NetworkFacts facts, EffectiveDegrees degrees, Dictionary<int, int[]> samples, int account, int other)
    {
        var one = facts.Of(account);
        var two = facts.Of(other);
        for (var (i, j) = (0, 0); i < one.Length && j < two.Length;)
        {
            if (one[i] != two[j])
            {
                _ = one[i] < two[j] ? i++ : j++;
                continue;
            }

            if (IsIndexed(facts, degrees, one[i])
                && (samples.GetValueOrDefault(one[i]) is not { } sample || Array.BinarySearch(sample, other) >= 0))
            {
                return true;
            }

            i++;
            j++;
        }

        return false;
    }

    private static bool IsIndexed(NetworkFacts facts, EffectiveDegrees degrees, int artefact)
        => degrees.AccountsOf(artefact) is >= 2 and var degree && degree <= ArtefactUse.Of(facts.TypeOf(artefact)).Cap;

    private static Dictionary<int, int[]> SamplesOf(NetworkFacts facts, EffectiveDegrees degrees)
    {
        var samples = new Dictionary<int, int[]>();
        for (var artefact = 0; artefact < facts.Artefacts; artefact++)
        {
            if (facts.DegreeOf(artefact) > Sample && IsIndexed(facts, degrees, artefact))
            {
                var members = facts.MembersOf(artefact).ToArray();
                var keys = Array.ConvertAll(members, member => SplitMix.Hash((ulong)member, (ulong)artefact));
                Array.Sort(keys, members);
                var sample = members[..Sample];
                Array.Sort(sample);
                samples[artefact] = sample;
            }
        }

        return samples;
    }
}
