using Compliance.ScreeningCore.Matching.Index;

namespace Compliance.ScreeningCore.Matching;

/// <summary>One of two names, added up word by word: what of it any word of the other answers, and what none does.</summary>
internal struct OpenShare
{
    /// <summary>Share of weight that may be linked.</summary>
    public float Linked;

    /// <summary>Least share that stays open and counts.</summary>
    public float Open;

    /// <summary>Letters of all words.</summary>
    public int Letters;

    /// <summary>Letters of the words that stay open and count.</summary>
    public int OpenLetters;

    /// <summary>Which letters occur.</summary>
    public ulong Mask;

    /// <summary>Which letters occur in the words that stay open and count.</summary>
    public ulong OpenMask;

    /// <summary>Which letters occur in the words that may be linked.</summary>
    public ulong LinkedMask;

    /// <summary>Words that can bear the name alone.</summary>
    public int Cores;

    /// <summary>Adds a word.</summary>
    public void Add(in TokenBrief word, float weight, bool isLinked)
    {
        Letters += word.Letters;
        Mask |= word.Mask;
        Cores += word.IsCore ? 1 : 0;
        if (isLinked)
        {
            Linked += weight;
            LinkedMask |= word.Mask;
        }
        else if (!word.MayBeLeftOut)
        {
            Open += weight * word.OpenShare;
            OpenLetters += word.Letters;
            OpenMask |= word.Mask;
        }
    }
}
