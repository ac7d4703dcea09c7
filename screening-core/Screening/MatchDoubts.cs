using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>
/// What a score cannot say of a match that nothing corroborates: OFAC's steps for weighing one (FAQ 5) as rules. A part of a name, a short
/// word that became another word, a debarment, or the same party's facts on another list speak against it; a whole name inside a longer one
/// speaks for a look although the score is below the threshold. Whatever is decided here is recorded with the match: nothing is dropped
/// silently.
/// </summary>
internal static partial class MatchDoubts
{
    private const string Steps = "OFAC FAQ 5";

    // A changed letter makes another name of a word as short as these (Yong and Pyong, Ali and Adi); in a longer word it is a spelling.
    private const int MaxShortLetters = 5;

    // What a listed name must weigh in a longer name of an organisation, so that the words around it only describe.
    private const double LeadingWeight = 0.7;

    /// <summary>The least score at which a match can be raised, or speak against another: who looks for what a change of the lists concerns
    /// must look from here.</summary>
    public static double LeastRaised(ScoringProfile profile) => profile.NearMissThreshold;

    /// <summary>Why a match at or above the threshold is not raised; null where a person must look.</summary>
    public static Reason? Against(Counterparty party, PartyMatch match, ScreeningContext context)
    {
        var (name, entry) = (match.Name.Text, match.Party.Entry);
        if (!IsWeighedAsPerson(party.Subject, match.Party))
        {
            return IsOtherShip(party.Subject, match.Party)
                ? new Reason("list.other_ship",
                    $"Bears the name of {name} ({entry}), but the IMO number is another: ships share names, never numbers.",
                    "IMO Resolution A.1117(30)")
                : null;
        }

        if (match.Agreeing.Contains("birthDate"))
        {
            return IsBornTheSameYearOnly(match, context) ? new SameParties(context).Contradiction(party.Subject, match) : null;
        }

        return AgainstPerson(match, context.Profile) ?? new SameParties(context).Contradiction(party.Subject, match);
    }

    /// <summary>A person on the list; or a person compared with an entry that does not say what it is, as entries of export control do not:
    /// it is a person, or it is not theirs.</summary>
    private static bool IsWeighedAsPerson(ScreeningSubject subject, ListedParty party) =>
        party.Kind == PartyKind.Individual || (party.Kind == PartyKind.Unknown && subject.Kind == PartyKind.Individual);

    /// <summary>What of the match with a person itself, whose birth date does not agree, speaks against it; null where nothing
    /// does.</summary>
    private static Reason? AgainstPerson(PartyMatch match, ScoringProfile profile)
    {
        var (name, entry) = (match.Name.Text, match.Party.Entry);
        if (match.Party.Measures == Measures.Debarment && (!match.Contradicting.IsEmpty || IsPartOrLikeness(match, profile)))
        {
            return new Reason("list.debarred_namesake",
                $"Near {name} ({entry}), who is debarred; {(match.Contradicting.IsEmpty ? "the names are not the "
                    + "same" : "a fact contradicts")}"
                    + $", and the measure forbids nothing here.", Steps + ", steps 3 to 5");
        }

        if (IsOneWordOfSeveral(match))
        {
            return new Reason("list.part_of_name",
                $"Only one word of the name is that of {name} ({entry}), the others are not: no valid match.", Steps + ", step 3");
        }

        if (LacksFamilyName(match))
        {
            return new Reason("list.other_family_name",
                $"The family name of {name} ({entry}) is not among the words of the name, and no fact agrees: no valid match.",
                Steps + ", step 3");
        }

        if (IsCommonNameContradicted(match, profile))
        {
            return new Reason("list.common_name_contradicted",
                $"Bears the name of {name} ({entry}), which is made of short common words; birth date and country both contradict.",
                Steps + ", step 5");
        }

        if (IsOtherWord(match))
        {
            return new Reason("list.other_word",
                $"Near {name} ({entry}), not raised: a short word of the name is another word, no fact agrees, and one contradicts.",
                Steps + ", steps 3 to 5");
        }

        return null;
    }

    /// <summary>Why a match below the threshold is raised all the same; null where it is a near miss.</summary>
    public static Reason? Beneath(PartyMatch match)
    {
        var (name, entry) = (match.Name.Text, match.Party.Entry);
        if (IsLeadingName(match))
        {
            return new Reason("list.leading_name",
                $"The name begins with the whole name of {name} ({entry}), and the other words only describe: a branch, an affiliate or "
                    + $"a namesake. Ask for the register entry and the owners.", Steps + ", step 4");
        }

        return IsNameWithoutMiddle(match)
            ? new Reason("list.partial_name",
                $"First and last name are those of {name} ({entry}); middle names are not stated, and the list has no birth date by "
                    + $"which to tell them apart. Ask for the full name.", Steps + ", step 4")
            : null;
    }

    private static bool IsBornTheSameYearOnly(PartyMatch match, ScreeningContext context) =>
        match.Explanation.Features.Any(feature => feature.Name == "birthDate"
        && feature.LogOdds < context.Profile.WeightOf("birthDate.SameMonth"));

    // A word of one name stands for no word of the other, or the names are alike at best.
    private static bool IsPartOrLikeness(PartyMatch match, ScoringProfile profile) =>
        match.NameScore < profile.BlockThreshold || match.Explanation.Tokens.Any(token => token.Weight >= TokenWeights.LeastOfAName
        && token.Relation is TokenRelation.OnlySubject or TokenRelation.OnlyListed or TokenRelation.Different or TokenRelation.Nickname);

    private static bool IsOneWordOfSeveral(PartyMatch match) =>
        match.Explanation.Tokens.Count(token => token.ListedToken is not null) == 1
        && match.Explanation.Tokens.Any(token => token.Relation == TokenRelation.OnlySubject);

    private static bool IsOtherShip(ScreeningSubject subject, ListedParty party)
    {
        static ImmutableArray<string> Numbers(IEnumerable<Identifier> identifiers) =>
            [.. identifiers.Where(one => one.Type == IdentifierType.Imo).Select(one => IdentifierFeature.Normalise(one.Type, one.Value))
            .OfType<string>()];
        var (mine, theirs) = (Numbers(subject.Identifiers), Numbers(party.Identifiers));
        return mine.Length > 0 && theirs.Length > 0 && !mine.Intersect(theirs).Any();
    }

    /// <summary>The listed family name, by the publisher's own parts or else the last word, has no counterpart, though the subject states
    /// all that the list could compare.</summary>
    private static bool LacksFamilyName(PartyMatch match)
    {
        var family = match.Name.Parts.IsDefaultOrEmpty
            ? match.Name.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]
            : match.Name.Parts.LastOrDefault(part => part.Role == NamePartRole.Family)?.Text;
        var letters = family is null ? "" : AlignedLetters(family);
        return letters.Length > 0 && match.Agreeing.IsEmpty && !match.Missing.Contains("birthDate")
            && match.Name.Strength != AliasStrength.Weak
            && match.Explanation.Tokens.Where(token => token.ListedToken is { } listed
            && letters.Contains(AlignedLetters(listed), StringComparison.Ordinal)).ToArray() is { Length: > 0 } words
            && words.All(token => token.Relation == TokenRelation.OnlyListed);
    }

    // As words are compared: AL-SIBA'I is alsibai, of which sibai is a part.
    private static string AlignedLetters(string word) =>
        string.Concat(Names.NameFolding.Fold(word).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Every word is as short as syllables and given names are; more than five years and a country stand against it.</summary>
    private static bool IsCommonNameContradicted(PartyMatch match, ScoringProfile profile) =>
        match.Agreeing.IsEmpty && match.Contradicting.Contains("country")
        && match.Explanation.Features.Any(feature => feature.Name == "birthDate"
        && feature.LogOdds <= profile.WeightOf("birthDate.FarYear"))
        && match.Explanation.Tokens.All(token => (token.ListedToken ?? "").Length <= MaxShortLetters
        && (token.SubjectToken ?? "").Length <= MaxShortLetters);

    private static bool IsOtherWord(PartyMatch match) =>
        match.Agreeing.IsEmpty && !match.Missing.Contains("birthDate") && match.Contradicting.Any(fact => fact is "birthDate" or "country")
        && match.Explanation.Tokens.Any(token => token is { Relation: TokenRelation.Edit, SubjectToken: { } mine, ListedToken: { } theirs }
        && Math.Max(mine.Length, theirs.Length) <= MaxShortLetters);

    /// <summary>An organisation whose name begins with the whole listed name; a country that differs does not clear it, since companies
    /// have branches abroad.</summary>
    private static bool IsLeadingName(PartyMatch match) =>
        match.Party.Kind == PartyKind.Organization && !match.Contradicting.Contains("kind") && IsLeading(match.Explanation.Tokens);

    /// <summary>A person whose whole name is the first and the last word of a longer listed name, where the list states nothing that could
    /// tell them apart.</summary>
    private static bool IsNameWithoutMiddle(PartyMatch match) =>
        match.Party.Kind == PartyKind.Individual && match.Party.BirthDates.IsEmpty && match.Party.Measures.HasFlag(Measures.Freeze)
        && match.Name.Strength != AliasStrength.Weak && IsWithoutMiddle(match.Explanation.Tokens)
        && EndsAreEqual(match) && match.Explanation.Features.All(feature => feature.Name != "namesakes");

    private static bool EndsAreEqual(PartyMatch match)
    {
        var words = match.Name.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var equal = match.Explanation.Tokens.Where(token => token.Relation == TokenRelation.Equal).Select(token => token.ListedToken!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return equal.Contains(words[0]) && equal.Contains(words[^1]);
    }
}
