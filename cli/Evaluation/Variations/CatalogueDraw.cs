using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Variations;

/// <summary>A listed party written by one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Source">The party and the name that was written otherwise.</param>
/// <param name="Subject">The subject as it reaches us.</param>
internal sealed record CatalogueCase(VariationRule Rule, VariationSource Source, ScreeningSubject Subject)
{
    /// <summary>What was written, for a reader: the name, or the identifier or address where the rule is about one.</summary>
    public string Written => !Subject.Identifiers.IsEmpty ? Subject.Identifiers[0].Value
        : !Subject.Addresses.IsEmpty ? Subject.Addresses[0] : Subject.Name;
}

/// <summary>Draws listed parties of every list by a seed: the same seed over the same lists gives the same cases.</summary>
internal sealed class CatalogueDraw
{
    private readonly ulong _seed;
    private readonly ImmutableArray<ImmutableArray<ListedParty>> _lists;

    /// <summary>Orders the parties of each list by the seed; those of which every designation has ended are listed no more.</summary>
    /// <param name="parties">All listed parties.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="day">The day of the screenings.</param>
    public CatalogueDraw(IEnumerable<ListedParty> parties, ulong seed, DateOnly day)
    {
        _seed = seed;
        _lists =
        [
            .. parties.Where(party => party.EndedBefore(day) is null)
                .GroupBy(party => party.Entry.List.Value, StringComparer.Ordinal).OrderBy(list => list.Key, StringComparer.Ordinal)
                .Select(list => list.OrderBy(party => HashOf(party.Entry.ToString())).ThenBy(party => party.Entry).ToImmutableArray()),
        ];
    }

    /// <summary>At most so many cases of a rule, one per party, evenly from all lists that have a place for it.</summary>
    public ImmutableArray<CatalogueCase> Of(VariationRule rule, int limit)
    {
        var lists = _lists.Select(list => list.Select(party => Written(rule, party)).OfType<CatalogueCase>().GetEnumerator()).ToList();
        var cases = ImmutableArray.CreateBuilder<CatalogueCase>(Math.Min(limit, 4096));
        while (cases.Count < limit && lists.Count > 0)
        {
            for (var at = 0; at < lists.Count && cases.Count < limit; at++)
            {
                if (lists[at].MoveNext())
                {
                    cases.Add(lists[at].Current);
                }
                else
                {
                    lists.RemoveAt(at--);
                }
            }
        }

        return cases.ToImmutable();
    }

    // Names that their own list calls weak raise nothing alone, by design, and are left out.
    private CatalogueCase? Written(VariationRule rule, ListedParty party)
    {
        var entry = HashOf(party.Entry.ToString());
        var start = (int)(entry % (ulong)party.Names.Length);
        for (var i = 0; i < party.Names.Length; i++)
        {
            var at = (start + i) % party.Names.Length;
            if (party.Names[at].Strength == AliasStrength.Weak)
            {
                continue;
            }

            var source = new VariationSource(party, party.Names[at], VariationCases.ScriptOf(party.Names[at]));
            if (rule.Write(source, new SplitMix(SplitMix.Hash(HashOf(rule.Id), entry, (ulong)at))) is { } subject)
            {
                return new CatalogueCase(rule, source, subject);
            }
        }

        return null;
    }

    private ulong HashOf(string text)
    {
        var hash = _seed;
        foreach (var letter in text)
        {
            hash = SplitMix.Hash(hash, letter);
        }

        return hash;
    }
}
