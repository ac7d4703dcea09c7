using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>A listed name in eight bytes: what tells that most of the names which share a word with a subject need no look at their
/// words.</summary>
/// <param name="Bits">From 0 which letters occur, from 36 how many there are, from 44 words that can bear the name, from 49 words that no
/// look-up finds, from 52 the share of patronymics that may stay open for nothing, at 60 that nothing is told.</param>
internal readonly record struct NameBrief(ulong Bits)
{
    private const int LettersAt = 36;
    private const int CoresAt = 44;
    private const int UnpostedAt = 49;
    private const int SparedAt = 52;
    private const ulong Untold = 1UL << 60;
    private const int MostCores = 31;
    private const int MostUnposted = 7;

    /// <summary>A name in brief.</summary>
    /// <param name="words">Its words.</param>
    public static NameBrief Of(ReadOnlySpan<NameToken> words)
    {
        var (mask, letters, cores, unposted, spared, total) = (0UL, 0, 0, 0, 0f, 0f);
        foreach (var word in words)
        {
            mask |= word.TextMask;
            letters += word.Text.Length;
            cores += SubjectShares.IsCore(word) ? 1 : 0;
            unposted += word.IsPosted || word.Is(TokenTraits.OrganisationForm) ? 0 : 1;
            spared += word.Is(TokenTraits.Patronymic) ? word.Weight * SubjectShares.SparedPatronymic : 0;
            total += word.Weight;
        }

        // A name that the comparer cuts has other shares.
        return words.Length > Assignment.MaxSize || cores > MostCores || unposted > MostUnposted || total <= 0
            ? new NameBrief(Untold)
            : new NameBrief((mask & ((1UL << LettersAt) - 1)) | ((ulong)Math.Min(letters, byte.MaxValue) << LettersAt)
                | ((ulong)cores << CoresAt) | ((ulong)unposted << UnpostedAt)
                | ((ulong)Math.Min(byte.MaxValue, (int)Math.Ceiling(spared / total * byte.MaxValue)) << SparedAt));
    }

    /// <summary>True where nothing is told of the name.</summary>
    public bool IsUntold => (Bits & Untold) != 0;

    /// <summary>Which letters and digits occur.</summary>
    public ulong Mask => Bits & ((1UL << LettersAt) - 1);

    /// <summary>Number of letters; 255 for more.</summary>
    public int Letters => (int)(Bits >> LettersAt) & byte.MaxValue;

    /// <summary>Words that can bear the name alone.</summary>
    public int Cores => (int)(Bits >> CoresAt) & MostCores;

    /// <summary>Words without postings that are no organisation forms.</summary>
    public int Unposted => (int)(Bits >> UnpostedAt) & MostUnposted;

    /// <summary>Share of the name's weight that may stay open without counting, at most.</summary>
    public float Spared => ((Bits >> SparedAt) & byte.MaxValue) / (float)byte.MaxValue;
}
