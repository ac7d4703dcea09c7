using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Something of each word of a vocabulary, made when it is first asked for. Safe for concurrent use.</summary>
/// <param name="vocabulary">The words.</param>
/// <param name="make">What is kept of a word; equal each time.</param>
internal sealed class PerWord<T>(StoredItems<NameToken> vocabulary, Func<NameToken, T> make)
    where T : struct
{
    private readonly T[] _made = new T[vocabulary.Length];
    private readonly bool[] _isMade = new bool[vocabulary.Length];

    /// <summary>That of a word, by its number.</summary>
    public ref readonly T this[int number]
    {
        get
        {
            if (!Volatile.Read(ref _isMade[number]))
            {
                // Two threads may write at once; both write the same, and what is written is said to be only afterwards.
                _made[number] = make(vocabulary[number]);
                Volatile.Write(ref _isMade[number], true);
            }

            return ref _made[number];
        }
    }
}
