using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// From which score a changed party matters to a subject. Most matter from the threshold on: what scores less is noted and raises nothing.
/// Some matter from less; who makes hits says which (<c>MatchDoubts</c>). Every answer may err to one side only: never false where the
/// truth is not.
/// </summary>
internal sealed class ChangeLevels
{
    /// <summary>Score below which no match is raised for any reason; at most the threshold.</summary>
    public required double LeastRaised { get; init; }

    /// <summary>Whether the party of an entry may have been cleared for somebody: a clearance that falls is raised from
    /// <see cref="LeastRaised"/> on.</summary>
    public required Func<ListEntryId, bool> MayBeCleared { get; init; }

    /// <summary>Whether a match of these two names below the threshold may be raised all the same, from what is known before they are
    /// compared.</summary>
    public required Func<ChangedName, bool> MayBeRaised { get; init; }

    /// <summary>The same from which of their words are equal.</summary>
    public required Func<PartyKind, EqualWords, bool> MayBeRaisedBy { get; init; }

    /// <summary>The same once their words are aligned.</summary>
    public required Func<PartyKind, ImmutableArray<TokenAlignment>, bool> IsRaised { get; init; }

    /// <summary>Whether a match by this name, of a party that nobody was cleared of, is raised at no score: what of it speaks against a
    /// match does so however many namesakes there are.</summary>
    public required Func<PartyMatch, bool> IsNeverRaised { get; init; }
}

/// <summary>A subject's name and a changed party's, not yet compared.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Words">Words of its name.</param>
/// <param name="MayJoin">True where neighbours of one name may make a word of the other.</param>
/// <param name="Party">Facts of the party.</param>
/// <param name="Standing">What the listed name is.</param>
internal readonly record struct ChangedName(ScreeningSubject Subject, int Words, bool MayJoin, PartyFacts Party, NameStanding Standing);
