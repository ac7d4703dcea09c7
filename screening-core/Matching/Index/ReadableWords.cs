using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// Which of many words found for a word of another script may be readings of it. Most share its consonants and no more: the count of their
/// letters tells half of them, a walk for sixteen at once the others, and neither looks at the words themselves.
/// </summary>
internal ref struct ReadableWords
{
    private readonly NameToken _foreign;
    private readonly ReadingBounds _bounds;
    private readonly List<int> _found;
    private readonly Batch _batch;
    private int _kept;
    private int _waiting;

    [ThreadStatic]
    private static Batch? _ofThread;

    /// <summary>Begins; words kept are written over those found, from the place <paramref name="begin"/> on.</summary>
    public ReadableWords(NameToken foreign, List<int> found, int begin) =>
        (_foreign, _bounds, _found, _kept, _batch) = (foreign, new ReadingBounds(foreign), found, begin, _ofThread ??= new Batch());

    /// <summary>Keeps a word that may be a reading, now or when enough wait. Words of one script are never read as each other.</summary>
    public void Ask(int number, in WordLetters letters)
    {
        if (letters.IsSpelled && letters.Script == _foreign.Script)
        {
            return;
        }

        var tenths = _bounds.TenthsFor(letters.Counts.Length);
        if (!letters.IsSpelled || _bounds.MayBeSlip(letters.Counts, letters.Packed, tenths))
        {
            Keep(number);
        }
        else if (_bounds.MayBeRead(letters.Counts, tenths))
        {
            if (!letters.Packed.Fits)
            {
                Keep(number);
                return;
            }

            (_batch.Numbers[_waiting], _batch.Words[_waiting], _batch.Limits[_waiting]) = (number, letters.Packed, tenths);
            if (++_waiting == LatticeBatch.Lanes)
            {
                Settle();
            }
        }
    }

    /// <summary>Ends: the words found are those kept.</summary>
    public void End()
    {
        Settle();
        _found.RemoveRange(_kept, _found.Count - _kept);
    }

    private void Keep(int number) => _found[_kept++] = number;

    private void Settle()
    {
        if (_waiting == 0 || _foreign.Lattice is not { } lattice)
        {
            return;
        }

        var within = LatticeBatch.OfThread.Within(lattice, _batch.Words.AsSpan(0, _waiting), _batch.Limits.AsSpan(0, _waiting));
        for (var at = 0; at < _waiting; at++)
        {
            if ((within & (1u << at)) != 0)
            {
                Keep(_batch.Numbers[at]);
            }
        }

        _waiting = 0;
    }

    /// <summary>Words that wait.</summary>
    private sealed class Batch
    {
        public int[] Numbers { get; } = new int[LatticeBatch.Lanes];

        public PackedLetters[] Words { get; } = new PackedLetters[LatticeBatch.Lanes];

        public int[] Limits { get; } = new int[LatticeBatch.Lanes];
    }
}
