using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>The letters of each word of a vocabulary, counted and packed when a word is first asked for. Safe for concurrent use.</summary>
internal sealed class LettersOfWords(StoredItems<NameToken> vocabulary)
{
    private const byte Plain = 1;
    private const byte Special = 2;

    private readonly byte[] _states = new byte[vocabulary.Length];
    private readonly WordLetters[] _letters = new WordLetters[vocabulary.Length];

    /// <summary>True for a word that is compared by its letters alone; false for initials and forms.</summary>
    /// <param name="number">The word's number.</param>
    /// <param name="letters">Its letters.</param>
    public bool TryGet(int number, out WordLetters letters)
    {
        var state = Volatile.Read(ref _states[number]);
        if (state == 0)
        {
            // Two threads may write at once; both write the same, and what is written is said to be only afterwards.
            var token = vocabulary[number];
            _letters[number] = new WordLetters(LetterCounts.Of(token.Text), PackedLetters.Of(token.Text), token.Script);
            state = token.Is(TokenTraits.Initial | TokenTraits.OrganisationForm) ? Special : Plain;
            Volatile.Write(ref _states[number], state);
        }

        letters = _letters[number];
        return state == Plain;
    }
}

/// <summary>The letters of a word, of another script's those of its first romanisation.</summary>
/// <param name="Counts">How often each occurs.</param>
/// <param name="Packed">The letters in their order.</param>
/// <param name="Script">The script that the word is in.</param>
internal readonly record struct WordLetters(LetterCounts Counts, PackedLetters Packed, Script Script);
