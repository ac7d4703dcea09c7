using System.Runtime.Intrinsics;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>Which Latin words a word of another script cannot be read as, by how often letters occur: never one that
/// <see cref="TokenLinks"/> would read so.</summary>
internal readonly struct ReadingBounds
{
    private static readonly Vector256<byte> SlipPrices = LetterPrices.Make(
        static (code, other) => EditCosts.SubstitutionsOf(code)[other], EditCosts.GapOf, EditCosts.Slots);

    private readonly NameToken _foreign;
    private readonly LetterCounts[] _romanised;
    private readonly LetterBound[] _slips;

    /// <summary>Prepares the bounds of a word.</summary>
    public ReadingBounds(NameToken foreign)
    {
        _foreign = foreign;
        _romanised = [.. foreign.Romanisations.Select(static romanised => LetterCounts.Of(romanised))];
        _slips = TokenLinks.IsAlphabet(foreign.Script)
            ? [.. foreign.Romanisations.Select(static romanised => LetterBound.Of(romanised, SlipPrices))] : [];
    }

    /// <summary>Most tenths of an edit by which a reading of the word may differ from one of so many letters.</summary>
    public int TenthsFor(int letters) => (int)((TokenLinks.ToleranceOf(_foreign, letters) * 10) + 0.001);

    /// <summary>False where no spelling of the word is so near.</summary>
    public bool MayBeRead(in LetterCounts latin, int tenths) => _foreign.Lattice is { } lattice && !lattice.Bound.IsBeyond(latin, tenths);

    /// <summary>False where the word is no romanisation, nor one with two letters exchanged.</summary>
    public bool MayBeSlip(in LetterCounts latin, PackedLetters letters, int tenths)
    {
        for (var i = 0; i < _romanised.Length; i++)
        {
            if (_romanised[i] == latin
                || (i < _slips.Length && Math.Abs(_romanised[i].Length - latin.Length) <= 1
                    && (!letters.Fits || (!_slips[i].IsBeyond(latin, tenths) && IsNear(_foreign.Romanisations[i], letters, tenths)))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNear(string romanised, PackedLetters letters, int tenths)
    {
        Span<char> latin = stackalloc char[PackedLetters.Most];
        for (var i = 0; i < letters.Length; i++)
        {
            latin[i] = (char)('a' + letters[i]);
        }

        return EditDistance.Tenths(romanised, latin[..letters.Length], tenths) <= tenths;
    }
}
