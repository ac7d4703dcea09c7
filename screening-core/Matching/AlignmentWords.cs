using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Puts an alignment into a sentence.</summary>
internal static class AlignmentWords
{
    public static string Of(ImmutableArray<TokenAlignment> tokens)
    {
        if (tokens.All(token => token.Relation == TokenRelation.Equal))
        {
            return "the same words";
        }

        var parts = new List<string>();
        foreach (var token in tokens)
        {
            if (Part(token) is { Length: > 0 } part)
            {
                parts.Add(part);
            }
        }

        return string.Join("; ", parts);
    }

    private static string Part(TokenAlignment token) => token.Relation switch
    {
        TokenRelation.Equal => "",
        TokenRelation.Transliteration => $"{token.SubjectToken} reads as {token.ListedToken}",
        TokenRelation.Edit => $"{token.SubjectToken} is close to {token.ListedToken}",
        TokenRelation.Phonetic => $"{token.SubjectToken} is a spelling of {token.ListedToken}",
        TokenRelation.Nickname => $"{token.SubjectToken} stands for {token.ListedToken}",
        TokenRelation.Initial => $"{token.SubjectToken} is an initial of {token.ListedToken}",
        TokenRelation.Joined => $"{token.SubjectToken} is {token.ListedToken} written otherwise",
        TokenRelation.OrganisationForm => $"{token.SubjectToken} and {token.ListedToken} are the same organisation form",
        TokenRelation.Acronym => $"{token.SubjectToken} is an acronym of {token.ListedToken}",
        TokenRelation.OnlySubject => $"only the subject has {token.SubjectToken}",
        TokenRelation.OnlyListed => $"only the list has {token.ListedToken}",
        TokenRelation.Different => $"{token.SubjectToken} is not {token.ListedToken}",
        _ => throw new ArgumentOutOfRangeException(nameof(token), token.Relation, null),
    };
}
