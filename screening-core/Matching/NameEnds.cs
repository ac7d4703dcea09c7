using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Whether the first and the last word of two aligned names have partners: what most often tells one person from another stands
/// there.</summary>
internal static class NameEnds
{
    private static readonly Lazy<int[]> Muhammad = new(static () =>
    {
        Span<int> groups = stackalloc int[32];
        return groups[..NameVariants.GroupsOf("muhammad", groups)].ToArray();
    });

    /// <summary>1 where both ends of both names are linked, 0 where none is.</summary>
    public static float Linked(NameToken[] subject, int subjectCount, int[] listedOf, NameToken[] listed, int listedCount, int[] subjectOf)
    {
        var (first, listedFirst) = (CoreOf(subject, subjectCount, 0, 1), CoreOf(listed, listedCount, 0, 1));
        return first < 0 || listedFirst < 0
            ? 0
            : (Share(listedOf, first, CoreOf(subject, subjectCount, subjectCount - 1, -1))
                + Share(subjectOf, listedFirst, CoreOf(listed, listedCount, listedCount - 1, -1))) / 2;
    }

    // The name stands before so many given names that its bearers go by the second one.
    private static bool IsMuhammad(NameToken token) => token.Groups.AsSpan().ContainsAny(Muhammad.Value);

    /// <summary>True where the first word that may not be left out has no partner, and a later one in the same kind of letters has: a name
    /// written in two scripts is no name with a word more.</summary>
    public static bool IsFirstOpen(NameToken[] tokens, int count, int[] partner)
    {
        var first = CoreOf(tokens, count, 0, 1);
        if (first < 0 || partner[first] >= 0 || IsMuhammad(tokens[first]))
        {
            return false;
        }

        for (var i = first + 1; i < count; i++)
        {
            if (partner[i] >= 0 && (tokens[i].Original is null) == (tokens[first].Original is null))
            {
                return true;
            }
        }

        return false;
    }

    private static float Share(int[] partner, int first, int last) => ((partner[first] >= 0 ? 1 : 0) + (partner[last] >= 0 ? 1 : 0)) / 2f;

    private static int CoreOf(NameToken[] tokens, int count, int from, int step)
    {
        for (var i = from; i >= 0 && i < count; i += step)
        {
            if (!TokenWeights.MayBeLeftOut(tokens[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
