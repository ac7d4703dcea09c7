using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Which words of two names have an equal word in the other, before it is decided which belong together.</summary>
/// <param name="First">The subject's first word has.</param>
/// <param name="Subject">All of the subject's words have.</param>
/// <param name="Listed">All of the listed words have, organisation forms aside.</param>
internal readonly record struct EqualWords(bool First, bool Subject, bool Listed)
{
    /// <summary>Looks at two names of which no neighbours are to be joined.</summary>
    /// <param name="subject">The subject's words.</param>
    /// <param name="listed">The listed name's words.</param>
    /// <param name="numbers">Their numbers in the vocabulary of <paramref name="links"/>.</param>
    /// <param name="links">What the look-ups linked.</param>
    public static EqualWords Of(ReadOnlySpan<NameToken> subject, ReadOnlySpan<NameToken> listed, ReadOnlySpan<int> numbers, LinkTable links)
    {
        Span<bool> answered = stackalloc bool[listed.Length];
        var (first, all) = (false, true);
        for (var i = 0; i < subject.Length; i++)
        {
            var equal = false;
            for (var j = 0; j < listed.Length; j++)
            {
                if (links.Between(subject[i], i, listed[j], numbers[j]).Relation == TokenRelation.Equal)
                {
                    (equal, answered[j]) = (true, true);
                }
            }

            first |= equal && i == 0;
            all &= equal;
        }

        var listedAll = true;
        for (var j = 0; j < listed.Length; j++)
        {
            listedAll &= answered[j] || listed[j].Is(TokenTraits.OrganisationForm);
        }

        return new EqualWords(first, all, listedAll);
    }
}
