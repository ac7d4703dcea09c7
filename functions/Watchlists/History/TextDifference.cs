namespace Compliance.Functions.Watchlists.History;

/// <summary>The place where two texts differ, with some words around it.</summary>
/// <param name="Gone">That place of the earlier text.</param>
/// <param name="Come">That place of the later text.</param>
internal sealed record TextDifference(string Gone, string Come)
{
    private const int Around = 20;
    private const char Ellipsis = '…';

    /// <summary>Finds it; null where the texts have too little in common to be shown so.</summary>
    public static TextDifference? Of(string gone, string come)
    {
        var shorter = Math.Min(gone.Length, come.Length);
        var start = gone.AsSpan().CommonPrefixLength(come);
        var end = 0;
        while (end < shorter - start && gone[^(end + 1)] == come[^(end + 1)])
        {
            end++;
        }

        var (from, to) = (Math.Max(0, WordBefore(gone, start) - Around), Math.Max(0, WordAfter(gone, gone.Length - end) + Around));
        var behind = gone.Length - Math.Min(gone.Length, to);
        return from == 0 && behind == 0 ? null : new TextDifference(Cut(gone, from, behind), Cut(come, from, behind));
    }

    private static string Cut(string text, int from, int behind)
        => $"{(from > 0 ? Ellipsis : "")}{text[from..^behind].Trim()}{(behind > 0 ? Ellipsis : "")}";

    private static int WordBefore(string text, int at)
    {
        while (at > 0 && !char.IsWhiteSpace(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private static int WordAfter(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
