using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Screening;

/// <summary>A listed name that a subject bears letter by letter and that is not raised, or on which search and comparison differ.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Name">The name as published.</param>
/// <param name="Fault">What is wrong: the code of the reason, <c>not_found</c>, or <c>search_differs</c>.</param>
/// <param name="Score">The score of the search; null where it found nothing.</param>
/// <param name="Compared">The score of the name in a comparison of the two alone.</param>
public sealed record SelfScreeningFault(ListEntryId Entry, string Name, string Fault, double? Score, double Compared);

/// <summary>The names of some parties screened against all lists.</summary>
/// <param name="Names">Names screened.</param>
/// <param name="Weak">Names that are not raised because their own list calls them weak, and that say so.</param>
/// <param name="Ended">Parties left out because their own list says that the listing ended.</param>
/// <param name="Faults">What is wrong.</param>
public sealed record SelfScreeningResult(int Names, int Weak, int Ended, ImmutableArray<SelfScreeningFault> Faults);

/// <summary>
/// Screens every listed name as its publisher writes it. Each must be raised; the one exception is a name that its own list calls weak
/// (OFAC FAQ 122 to 124), recorded with that reason. Who is listed no more, since every designation ended by the list's own date, is left
/// out and counted; so are the labels of entries that list an address, which are no names.
/// </summary>
public static class SelfScreening
{
    // Sums of the same rows in another order differ by less.
    private const double Rounding = 1e-6;

    private const string Weak = "list.weak_alias_alone";

    /// <summary>Screens the names of the parties at some positions.</summary>
    /// <param name="corpus">The lists.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="now">The moment of the screening.</param>
    /// <param name="positions">Positions in the index.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static SelfScreeningResult Run(ScreeningCorpus corpus, ScoringProfile profile, DateTimeOffset now, IEnumerable<int> positions,
        CancellationToken cancellation = default)
    {
        var context = new ScreeningContext { Corpus = corpus, Profile = profile, Now = now };
        var faults = ImmutableArray.CreateBuilder<SelfScreeningFault>();
        var (names, weak, ended, day) = (0, 0, 0, DateOnly.FromDateTime(now.UtcDateTime));
        foreach (var party in positions.Select(corpus.Index.PartyAt).Where(party => !Matching.Features.ListedAddress.IsEntry(party)))
        {
            if (party.EndedBefore(day) is not null)
            {
                ended++;
                continue;
            }

            foreach (var name in party.Names.DistinctBy(name => name.Text, StringComparer.Ordinal))
            {
                cancellation.ThrowIfCancellationRequested();
                names++;
                if (FaultOf(party, name, context) is not { } fault)
                {
                    continue;
                }

                // Several names of one text: the strongest counts.
                var isWeak = party.Names.Where(one => one.Text == name.Text).All(one => one.Strength == AliasStrength.Weak);
                if (isWeak && fault.Fault == Weak)
                {
                    weak++;
                }
                else
                {
                    faults.Add(fault);
                }
            }
        }

        return new SelfScreeningResult(names, weak, ended, faults.ToImmutable());
    }

    private static SelfScreeningFault? FaultOf(ListedParty party, ListedName name, ScreeningContext context)
    {
        var subject = new ScreeningSubject { Kind = party.Kind, Name = name.Text };
        var outcome = ScreeningEngine.Decide(new ScreeningRequest { Channel = Channel.Signup, Subject = subject }, context);
        var compared = PartyMatcher.Compare(subject, party, context.Profile);
        var own = outcome.Hits.Concat(outcome.NearMisses).FirstOrDefault(hit => hit.Entry == party.Entry);
        if (own is not null && Math.Abs(own.Match.NameScore - compared.NameScore) > Rounding)
        {
            return new SelfScreeningFault(party.Entry, name.Text, "search_differs", own.Match.NameScore, compared.NameScore);
        }

        // A name that very many bear is raised by those of them that stand in front.
        var isRaised = outcome.Hits.Any(hit => hit.Entry == party.Entry || hit.Match.Name.Text == name.Text)
            || (outcome.Hits.Length + outcome.NearMisses.Length >= ListGate.MaxMatches
            && outcome.Hits.Any(hit => hit.Match.NameScore >= compared.NameScore - Rounding));
        return isRaised ? null
            : new SelfScreeningFault(party.Entry, name.Text, own?.Reason.Code ?? "not_found", own?.Match.Score, compared.NameScore);
    }
}
