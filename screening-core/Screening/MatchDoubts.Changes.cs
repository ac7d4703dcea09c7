using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <content>From which score a changed party matters: what <see cref="Beneath"/> raises below the threshold, told from names and facts
/// alone and never told too narrowly.</content>
internal static partial class MatchDoubts
{
    // Letters of an acronym that leads the names of many firms: CTI, AMD.
    private const int MostOfAcronym = 4;

    // Words of a name that is the first and the last word of a longer one.
    private const int WordsWithoutMiddle = 2;

    /// <summary>The levels of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="mayBeCleared">Whether somebody may have been cleared of a match with the entry.</param>
    public static ChangeLevels LevelsOf(ScoringProfile profile, Func<ListEntryId, bool> mayBeCleared) => new()
    {
        LeastRaised = LeastRaised(profile),
        MayBeCleared = mayBeCleared,
        MayBeRaised = MayBeRaised,
        MayBeRaisedBy = static (kind, equal) => kind == PartyKind.Organization ? equal is { First: true, Listed: true } : equal.Subject,
        IsNeverRaised = match => IsNeverRaised(match, profile),
        IsRaised = static (kind, tokens) => kind == PartyKind.Organization ? IsLeading(tokens) : IsWithoutMiddle(tokens),
    };

    /// <summary>
    /// True where the match is raised neither beneath the threshold nor above it, whoever else bears the name, for what is known of the two
    /// alone: a weak alias alone, or what speaks against the match of a person. A person so doubted is never corroborated, since no birth
    /// date agrees. Says nothing of subjects that were cleared of the party.
    /// </summary>
    public static bool IsNeverRaised(PartyMatch match, ScoringProfile profile) =>
        !match.ByIdentifier && !match.IsRaisedBelow && Beneath(match) is null
        && (ListMatchJudgement.IsWeakAliasAlone(match)
        || (match.Party.Kind == PartyKind.Individual && !match.Agreeing.Contains("birthDate")
        && AgainstPerson(match, profile) is not null));

    private static bool MayBeRaised(ChangedName name) => name.Party.Kind switch
    {
        PartyKind.Organization => name.Subject.Kind is PartyKind.Organization or PartyKind.Unknown,
        PartyKind.Individual => name.Party.BirthDates.IsEmpty && name.Standing.Strength != AliasStrength.Weak
            && (name.MayJoin || name.Words == WordsWithoutMiddle),
        _ => false,
    };

    /// <summary>The name begins with the whole listed name, and other words follow.</summary>
    private static bool IsLeading(ImmutableArray<TokenAlignment> tokens)
    {
        var leading = tokens.TakeWhile(token => token.Relation is TokenRelation.Equal or TokenRelation.Joined).ToImmutableArray();
        return leading.Length > 0 && (leading.Length > 1 || leading[0].ListedToken?.Length > MostOfAcronym)
            && leading.Sum(token => token.Weight) >= LeadingWeight
            && tokens.Skip(leading.Length).All(token => token.Relation is TokenRelation.OnlySubject or TokenRelation.OrganisationForm);
    }

    /// <summary>Two words, both among the three or more of the listed name.</summary>
    private static bool IsWithoutMiddle(ImmutableArray<TokenAlignment> tokens) =>
        tokens.Count(token => token.ListedToken is not null) > WordsWithoutMiddle
        && tokens.Count(token => token.SubjectToken is not null) == WordsWithoutMiddle
        && tokens.Where(token => token.SubjectToken is not null).All(token => token.Relation == TokenRelation.Equal);
}
