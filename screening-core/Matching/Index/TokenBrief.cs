using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>What a ceiling asks of a word, side by side in 16 bytes, so that most candidates are judged without a look at their
/// words.</summary>
/// <param name="Bits">0 to 35 which letters occur, 36 to 43 how many there are, from 44 what the word is.</param>
/// <param name="Weight">What it weighs within its name.</param>
internal readonly record struct TokenBrief(ulong Bits, float Weight)
{
    private const int LettersAt = 36;
    private const ulong Posted = 1UL << 44;
    private const ulong Form = 1UL << 45;
    private const ulong LeftOut = 1UL << 46;
    private const ulong Patronymic = 1UL << 47;
    private const ulong Core = 1UL << 48;

    /// <summary>A word in brief.</summary>
    public static TokenBrief Of(NameToken token) => new(
        (token.TextMask & ((1UL << LettersAt) - 1)) | ((ulong)Math.Min(token.Text.Length, byte.MaxValue) << LettersAt)
        | (token.IsPosted ? Posted : 0) | (token.Is(TokenTraits.OrganisationForm) ? Form : 0)
        | (TokenWeights.MayBeLeftOut(token) ? LeftOut : 0)
        | (token.Is(TokenTraits.Patronymic) ? Patronymic : 0) | (SubjectShares.IsCore(token) ? Core : 0),
        token.Weight);

    /// <summary>Which letters and digits occur, as in <see cref="NameToken.TextMask"/>.</summary>
    public ulong Mask => Bits & ((1UL << LettersAt) - 1);

    /// <summary>Number of letters.</summary>
    public int Letters => (int)(Bits >> LettersAt) & byte.MaxValue;

    /// <summary>True where an index keeps postings for the word.</summary>
    public bool IsPosted => (Bits & Posted) != 0;

    /// <summary>True for an organisation form.</summary>
    public bool IsForm => (Bits & Form) != 0;

    /// <summary>True for words that may be left out without a word about it.</summary>
    public bool MayBeLeftOut => (Bits & LeftOut) != 0;

    /// <summary>True for words that can bear a name alone.</summary>
    public bool IsCore => (Bits & Core) != 0;

    /// <summary>Share of its weight that counts where it stays open, at least.</summary>
    public float OpenShare => MayBeLeftOut ? 0 : (Bits & Patronymic) != 0 ? OpenTokens.LonePatronymic : 1;
}
