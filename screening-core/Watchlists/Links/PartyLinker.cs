using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists.Links;

/// <summary>
/// Finds the same party on several lists, by strict rules: an equal identifier that identifies alone, and nothing that contradicts; or
/// names that are near certain, of which persons also need an agreeing birth date, or an agreeing nationality and names that are equal word
/// for word, and others an agreeing country. Parties of one list are never linked: their publisher keeps them apart. A wrong link shows two
/// parties as one, so what is doubtful is not linked.
/// </summary>
public static partial class PartyLinker
{
    /// <summary>Score from which a name and its facts link, 0 to 1.</summary>
    public const double LeastScore = 0.97;

    /// <summary>Score of the name alone from which it may link, 0 to 1.</summary>
    public const double LeastNameScore = 0.9;

    /// <summary>An identifier that more listings share is a publisher's filler or a bank's code, and links nobody.</summary>
    private const int MostSharing = 12;

    private const int NamesSearched = 2;
    private const int MatchesRead = 12;

    /// <summary>The profile that links are scored by: precision before recall.</summary>
    public static ScoringProfile Profile { get; } = ScoringProfile.Named("payment");

    /// <summary>All links of a corpus, in the order of their pairs.</summary>
    /// <param name="corpus">The lists.</param>
    /// <param name="degree">How many threads may work, 1 and up.</param>
    /// <param name="pace">Called between parties, by any of the threads: to pause.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ImmutableArray<PartyLink> Find(ScreeningCorpus corpus, int degree = 1, Action? pace =
        null, CancellationToken cancellation = default)
    {
        var index = corpus.Index;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, degree), CancellationToken = cancellation };
        var links = new ConcurrentDictionary<LinkedPair, PartyLink>();
        foreach (var (one, other) in SharedIdentifiers(index))
        {
            cancellation.ThrowIfCancellationRequested();
            pace?.Invoke();
            if (ByIdentifier(index.PartyAt(one), index.PartyAt(other)) is { } link)
            {
                links.TryAdd(link.Pair, link);
            }
        }

        var (matcher, largest) = (new PartyMatcher(index, Profile), LargestOf(corpus));
        Parallel.For(0, index.PartyCount, options, position =>
        {
            if (index.EntryAt(position).List == largest)
            {
                return;
            }

            pace?.Invoke();
            foreach (var link in ByName(index.PartyAt(position), matcher))
            {
                links.TryAdd(link.Pair, link);
            }
        });
        return [.. links.Values.OrderBy(link => link.First).ThenBy(link => link.Second)];
    }

    // Every pair of lists is searched from the smaller one.
    private static ListCode LargestOf(ScreeningCorpus corpus)
        => corpus.Lists.OrderByDescending(list => list.PartyCount).ThenBy(list => list.Code).Select(list => list.Code).FirstOrDefault();

    private static IEnumerable<PartyLink> ByName(ListedParty party, PartyMatcher matcher) =>
        matcher.Find(SubjectOf(party), LeastScore, MatchesRead).Where(match => match.Party.Entry.List != party.Entry.List)
        .Select(match => ByName(party, match)).OfType<PartyLink>();

    /// <summary>What links two listings; null where the rules do not.</summary>
    public static PartyLink? Compare(ListedParty one, ListedParty other) => one.Entry.List == other.Entry.List
        ? null
        : ByIdentifier(one, other) ?? ByName(one, Match(one, other)) ?? ByName(other, Match(other, one));

    private static PartyMatch Match(ListedParty one, ListedParty other) => PartyMatcher.Compare(SubjectOf(one), other, Profile);

    private static PartyLink? ByIdentifier(ListedParty one, ListedParty other)
    {
        if (!SameKind(one, other) || Shared(one, other) is not { } shared)
        {
            return null;
        }

        var match = PartyMatcher.Compare(SubjectOf(one) with { Identifiers = [shared] }, other, Profile);
        return match.Score >= LeastScore && !Contradicts(match)
            ? Link(one, other, LinkGround.Identifier, match.Score, $"the same {shared.Label ?? Word(shared.Type)}, and nothing contradicts")
            : null;
    }

    private static PartyLink? ByName(ListedParty one, PartyMatch match)
    {
        if (!SameKind(one, match.Party) || match.Score < LeastScore || match.NameScore < LeastNameScore
            || match.Name.Strength == AliasStrength.Weak || Contradicts(match))
        {
            return null;
        }

        var agreeing = one.Kind == PartyKind.Individual ? Person(match) : match.Agreeing.Contains("country") ? "the country agrees" : null;
        return agreeing is null ? null : Link(
            one, match.Party, LinkGround.NameAndFacts, match.Score,
                string.Create(CultureInfo.InvariantCulture,
                $"'{match.SubjectName}' and '{match.Name.Text}' are one name ({match.NameScore:0.00}), and {agreeing}"));
    }

    private static string? Person(PartyMatch match)
    {
        var date = match.Explanation.Features.FirstOrDefault(feature => feature.Name == "birthDate");
        var sameNationality =
            match.Explanation.Features.Any(feature => feature.Name == "country"
            && feature.LogOdds >= Profile.WeightOf("country.SameNationality"));
        return date is { LogOdds: > 0 } && date.LogOdds >= Profile.WeightOf("birthDate.SameMonth")
            ? $"the birth date agrees ({date.Detail})"
            : date is { LogOdds: > 0 } && date.LogOdds >= Profile.WeightOf("birthDate.SameYear") && match.Agreeing.Contains("country")
                ? "year of birth and country agree"
            : sameNationality && date is null or { LogOdds: 0 } && IsWordForWord(match)
                ? "the nationality agrees and no birth date is known on one side"
            : null;
    }

    // Three words that are equal letter by letter: two-word names are borne by too many.
    private static bool IsWordForWord(PartyMatch match) =>
        match.Explanation.Tokens.Length >= 3 && match.Explanation.Tokens.All(token => token.Relation == TokenRelation.Equal);

    private static bool Contradicts(PartyMatch match) => match.Contradicting.Any(fact => fact is "birthDate" or "gender" or "kind");

    private static bool SameKind(ListedParty one, ListedParty other) => one.Kind == other.Kind && one.Kind != PartyKind.Unknown;

    private static PartyLink Link(ListedParty one, ListedParty other, LinkGround ground, double score, string reason) =>
        one.Entry.CompareTo(other.Entry) < 0 ? new PartyLink(one.Entry, other.Entry, ground, score, reason)
        : new PartyLink(other.Entry, one.Entry, ground, score, reason);

    private static ScreeningSubject SubjectOf(ListedParty party) => new()
    {
        Kind = party.Kind,
        Name = party.PrimaryName.Text,
        Aliases = [.. party.Names.Skip(1).Where(name => name.Strength != AliasStrength.Weak && name.Script is null)
            .Select(name => name.Text).Take(NamesSearched - 1)],
        BirthDate = party.BirthDates.FirstOrDefault(),
        Gender = party.Gender,
        Nationalities = [.. party.Nationalities.Concat(party.Citizenships).Distinct()],
        Country = party.Kind == PartyKind.Individual ? default
            : party.Countries.Concat(party.Addresses.Select(address => address.Country)).FirstOrDefault(country => country.IsStated),
    };

    private static Identifier? Shared(ListedParty one, ListedParty other) =>
        one.Identifiers.FirstOrDefault(mine => other.Identifiers.Any(theirs => IdentifierIndex.AreEqual(mine, theirs)
            && IdentifierFeature.StrengthOf(mine, theirs, arePersons: false) >= IdentifierStrength.Mailbox));

    // By position: the parties of all lists at once would fill the memory.
    private static IEnumerable<(int One, int Other)> SharedIdentifiers(MatchIndex index)
    {
        var byKey = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var position = 0; position < index.PartyCount; position++)
        {
            foreach (var key in index.PartyAt(position).Identifiers.Where(identifier => IdentifierFeature.IdentifiesAlone(identifier.Type))
                .Select(IdentifierIndex.KeyOf).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                if (!byKey.TryGetValue(key, out var holders))
                {
                    byKey.Add(key, holders = []);
                }

                holders.Add(position);
            }
        }

        return from holders in byKey.Values
               where holders.Count is > 1 and <= MostSharing
               from one in holders
               from other in holders
               where one < other && index.EntryAt(one).List != index.EntryAt(other).List
               select (one, other);
    }

    private static string Word(IdentifierType type) => type.ToString().ToLowerInvariant();
}
