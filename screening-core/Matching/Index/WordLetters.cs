using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>The letters of a word, of another script's those of its first romanisation.</summary>
/// <param name="Counts">How often each occurs.</param>
/// <param name="Packed">The letters in their order.</param>
/// <param name="Script">The script that the word is in.</param>
/// <param name="IsSpelled">True for a word that is compared by its letters alone; false for initials and forms.</param>
internal readonly record struct WordLetters(LetterCounts Counts, PackedLetters Packed, Script Script, bool IsSpelled)
{
    /// <summary>The letters of a word.</summary>
    public static WordLetters Of(NameToken token) => new(LetterCounts.Of(token.Text), PackedLetters.Of(token.Text), token.Script,
        !token.Is(TokenTraits.Initial | TokenTraits.OrganisationForm));
}
