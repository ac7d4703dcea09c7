using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Words that the tables know as given names: what looks like a mark of something else is no such mark in them.</summary>
internal static class GivenNames
{
    /// <summary>True for a known given name.</summary>
    /// <param name="folded">A folded word in small letters.</param>
    public static bool Knows(ReadOnlySpan<char> folded) => Nicknames.Knows(folded) || Genders.Likely(folded) != Gender.Unknown;

    /// <summary>True for a known given name.</summary>
    /// <param name="word">A word as written.</param>
    public static bool KnowsAsWritten(ReadOnlySpan<char> word) =>
        Knows(NameFolding.Fold(word.Trim(",.").ToString()).ToLowerInvariant());
}
